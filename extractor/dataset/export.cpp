// SPDX-License-Identifier: GPL-3.0-or-later
#include "dataset/export.hpp"

#include "dataset/output_folder.hpp"
#include "dataset/schema.hpp"

#include <fmt/format.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace gongkai::dataset {
namespace {

/// Rows are written in blocks of about this size.
constexpr std::size_t block_bytes = 1 << 16;

bool has_column(Listing const& listing, std::string_view name) {
  return std::find(listing.columns.begin(), listing.columns.end(), name) != listing.columns.end();
}

std::string select(Listing const& listing) {
  std::string columns;
  for (std::string const& c : listing.columns) { columns += fmt::format("{}\"{}\"", columns.empty() ? "" : ", ", c); }
  return fmt::format("SELECT {} FROM {}", columns, listing.name);
}

/// Views have no key: rows that differ are told apart by some column.
std::string view_order(Listing const& listing) {
  if (has_column(listing, "observation_id")) { return "length(observation_id), observation_id"; }
  std::string out;
  for (std::size_t i = 0; i < listing.columns.size(); ++i) { out += fmt::format("{}{}", i == 0 ? "" : ", ", i + 1); }
  return out;
}

std::string csv_field(std::string text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) { return text; }
  std::string out = "\"";
  for (char const c : text) {
    out += c;
    if (c == '"') { out += '"'; }
  }
  out += '"';
  return out;
}

/// Excel takes a text of a CSV file that begins so for a formula, whatever its quotes.
bool looks_like_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

class Blocks {
public:
  explicit Blocks(std::function<void(std::string_view)> const& write) : m_write(write) {}
  void add(std::string_view text) {
    m_block += text;
    if (m_block.size() >= block_bytes) { flush(); }
  }
  void flush() {
    m_write(m_block);
    m_block.clear();
  }

private:
  std::function<void(std::string_view)> const& m_write;
  std::string m_block;
};

} // namespace

std::vector<Listing> listings(Database& database) {
  std::vector<Listing> out;
  for (Relation const& r : relations()) {
    Listing l{std::string(r.name), std::string(r.description), &r, {}};
    for (Field const& f : r.fields) { l.columns.emplace_back(f.name); }
    out.push_back(std::move(l));
  }
  for (View const& v : views()) {
    Listing l{std::string(v.name), std::string(v.description), nullptr, {}};
    Query const q = database.query(fmt::format("SELECT * FROM {} LIMIT 0", v.name));
    for (int i = 0; i < q.columns(); ++i) { l.columns.emplace_back(q.name(i)); }
    out.push_back(std::move(l));
  }
  return out;
}

Listing listing_named(Database& database, std::string_view name) {
  std::string names;
  for (Listing& l : listings(database)) {
    if (l.name == name) { return std::move(l); }
    names += fmt::format("{}{}", names.empty() ? "" : ", ", l.name);
  }
  throw DatabaseError(fmt::format("there is no table '{}'; the tables are {}", name, names));
}

void for_each_row(Database& database, Listing const& listing, std::function<void(Query const&)> const& each) {
  std::string const order = listing.relation != nullptr ? reading_order(*listing.relation) : view_order(listing);
  bool const by_document = listing.relation != nullptr ? listing.relation->kind == RelationKind::document &&
                                                             listing.relation->id != RelationId::sources
                                                       : has_column(listing, "observation_id");
  if (!by_document) {
    Query q = database.query(fmt::format("{} ORDER BY {}", select(listing), order));
    while (q.step()) { each(q); }
    return;
  }
  // Document by document: the rows of one are sorted in memory, those of all are not.
  Query documents = database.query("SELECT document FROM documents ORDER BY document");
  Query q = database.query(fmt::format("{} WHERE document = ? ORDER BY {}", select(listing), order));
  while (documents.step()) {
    q.bind(0, documents.text(0));
    while (q.step()) { each(q); }
    q.reset();
  }
}

std::string plain_text(Query const& row, int column) {
  Value const value = row.value(column);
  if (auto const* number = std::get_if<double>(&value)) {
    // Exact as a double is; without an exponent, which no amount has in print. The longest has 325 characters.
    std::array<char, 400> text; // NOLINT(cppcoreguidelines-pro-type-member-init): filled by to_chars
    auto const written = std::to_chars(text.data(), text.data() + text.size(), *number + 0.0, std::chars_format::fixed);
    return {text.data(), written.ptr};
  }
  return std::string(row.text(column));
}

std::vector<bool> decimal_columns(Listing const& listing) {
  std::vector<bool> out;
  for (std::string const& column : listing.columns) {
    bool decimal = listing.relation == nullptr && column == "amount";
    if (listing.relation != nullptr) {
      for (Field const& f : listing.relation->fields) {
        decimal = decimal || (f.name == column && f.type == FieldType::decimal);
      }
    }
    out.push_back(decimal);
  }
  return out;
}

void write_csv(Database& database, Listing const& listing, CsvOptions const& options,
               std::function<void(std::string_view)> const& write) {
  Blocks out(write);
  if (options.for_excel) { out.add("\xEF\xBB\xBF"); }
  out.add(fmt::format("{}\r\n", fmt::join(listing.columns, ",")));
  int const columns = static_cast<int>(listing.columns.size());
  std::vector<bool> const decimal = decimal_columns(listing);
  for_each_row(database, listing, [&](Query const& row) {
    std::string line;
    for (int i = 0; i < columns; ++i) {
      if (i > 0) { line += ','; }
      std::string text = plain_text(row, i);
      bool const number =
          decimal[static_cast<std::size_t>(i)] || !std::holds_alternative<std::string_view>(row.value(i));
      if (options.for_excel && !number && looks_like_formula(text)) { text.insert(text.begin(), '\''); }
      line += csv_field(std::move(text));
    }
    line += "\r\n";
    out.add(line);
  });
  out.flush();
}

void write_jsonl(Database& database, Listing const& listing, std::function<void(std::string_view)> const& write) {
  Blocks out(write);
  int const columns = static_cast<int>(listing.columns.size());
  for_each_row(database, listing, [&](Query const& row) {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> w(buffer);
    w.StartObject();
    for (int i = 0; i < columns; ++i) {
      if (row.is_null(i)) { continue; }
      w.Key(listing.columns[static_cast<std::size_t>(i)].c_str());
      Value const value = row.value(i);
      std::string const text = plain_text(row, i);
      if (std::holds_alternative<std::string_view>(value)) {
        w.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
      } else {
        w.RawValue(text.data(), text.size(), rapidjson::kNumberType);
      }
    }
    w.EndObject();
    out.add(std::string_view(buffer.GetString(), buffer.GetSize()));
    out.add("\n");
  });
  out.flush();
}

void export_csv(Database& database, std::string const& folder, CsvOptions const& options) {
  OutputFolder const out(folder);
  for (Listing const& l : listings(database)) {
    out.write(fmt::format("{}.csv", l.name), [&](auto const& write) { write_csv(database, l, options, write); });
  }
}

void export_jsonl(Database& database, std::string const& folder) {
  OutputFolder const out(folder);
  for (Listing const& l : listings(database)) {
    out.write(fmt::format("{}.jsonl", l.name), [&](auto const& write) { write_jsonl(database, l, write); });
  }
}

} // namespace gongkai::dataset
