// SPDX-License-Identifier: GPL-3.0-or-later
#include "dataset/merge.hpp"

#include "dataset/schema.hpp"
#include "dataset/store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <string_view>

namespace gongkai::dataset {
namespace {

/// The numbers of "gongkai 1.20.3 patterns ...": 1.9 comes before 1.20.
std::array<int, 3> version_of(std::string_view reader) {
  std::array<int, 3> out{};
  std::size_t at = reader.find(' ');
  for (int& number : out) {
    if (at == std::string_view::npos) { break; }
    char const* const begin = reader.data() + at + 1;
    auto const [end, error] = std::from_chars(begin, reader.data() + reader.size(), number);
    at = error == std::errc() && end != reader.data() + reader.size() && *end == '.'
             ? static_cast<std::size_t>(end - reader.data())
             : std::string_view::npos;
  }
  return out;
}

class Merger {
public:
  explicit Merger(std::string const& path) : m_store(path), m_known(m_store.documents()) {}

  void add(std::string const& part) {
    { // That it is there, and a data set, is told before anything is changed.
      Database other(part, Database::Mode::read);
      expect_current_data_set(other, part);
    }
    Query attach = m_store.database().query("ATTACH ? AS other");
    attach.bind(0, part).run();
    add_attached();
    m_store.database().execute("DETACH other");
  }

  MergeSummary finish() {
    m_store.database().execute("DELETE FROM panel_checks; DELETE FROM entity_names;");
    m_store.finish();
    m_summary.documents = m_store.database().number("SELECT count(*) FROM documents");
    return m_summary;
  }

private:
  void add_attached() {
    Database& db = m_store.database();
    if (db.number("SELECT count(*) FROM measure") == 0) { copy_dimensions(); }
    std::vector<std::pair<std::string, std::string>> documents;
    {
      Query q = db.query("SELECT document, reader FROM other.documents ORDER BY document");
      while (q.step()) { documents.emplace_back(q.text(0), q.text(1)); }
    }
    for (auto const& [document, reader] : documents) {
      auto const known = m_known.find(document);
      bool const shared = known != m_known.end();
      m_summary.shared += shared ? 1 : 0;
      bool const replace = !shared || version_of(reader) > version_of(known->second.reader);
      m_store.copy_from_other(document, replace);
      if (replace) { m_known[document].reader = reader; }
    }
  }

  void copy_dimensions() {
    Transaction transaction(m_store.database());
    for (Relation const& r : relations()) {
      if (r.kind == RelationKind::dimension) {
        m_store.database().execute(fmt::format("INSERT INTO {0} SELECT * FROM other.{0}", r.name));
      }
    }
    transaction.commit();
  }

  Store m_store;
  std::unordered_map<std::string, KnownDocument> m_known;
  MergeSummary m_summary;
};

} // namespace

MergeSummary merge(std::vector<std::string> const& parts, std::string const& path) {
  for (std::string const& part : parts) {
    std::error_code error;
    if (std::filesystem::equivalent(part, path, error) && !error) {
      throw DatabaseError(fmt::format("{} is both a part and the result; give another name with -o", path));
    }
    if (!std::filesystem::exists(part, error)) { throw DatabaseError(fmt::format("{}: there is no such file", part)); }
  }
  Merger merger(path);
  for (std::string const& part : parts) { merger.add(part); }
  return merger.finish();
}

} // namespace gongkai::dataset
