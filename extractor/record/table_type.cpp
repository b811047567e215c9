// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/table_type.hpp"

#include "record/columns.hpp"
#include "text/pattern_file.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace gongkai {
namespace {

constexpr auto file = "tables.toml";
constexpr std::string_view government_prefix = "gov_";

/// Texts of a long table beyond this many bytes tell nothing new about its type.
constexpr std::size_t body_bytes = 6000;

struct Texts {
  std::string header = "|", body = "|";
};

Texts texts_of(Table const& table, Normaliser const& normaliser) {
  Texts out;
  for (TableCell const& c : table.cells) {
    bool const header = c.row < table.header_rows;
    std::string& to = header ? out.header : out.body;
    if ((!header && c.amount) || to.size() > body_bytes) { continue; }
    to += normaliser.squeeze(c.text);
    to += '|';
  }
  return out;
}

/// A table of a whole government's budget, by the naming rule of patterns/tables.toml.
bool is_government(TableType const& type) { return type.name.starts_with(government_prefix); }

double share(std::vector<std::size_t> const& wanted, std::vector<std::size_t> const& found) {
  if (wanted.empty()) { return 0; }
  auto const hits = std::count_if(wanted.begin(), wanted.end(),
                                  [&](std::size_t w) { return std::binary_search(found.begin(), found.end(), w); });
  return static_cast<double>(hits) / static_cast<double>(wanted.size());
}

} // namespace

TableTyper::TableTyper(PatternFiles const& files, Normaliser const& normaliser, TableTypeOptions const& options)
    : m_normaliser(&normaliser), m_options(options) {
  PatternFile const parsed(files, file);
  std::vector<PatternTable> const tables = parsed.tables("type");
  for (PatternTable const& t : tables) {
    m_type_of_title.resize(m_type_of_title.size() + m_titles.add(files, t, "titles").size(), m_types.size());
    for (PatternTable const& s : t.tables("signatures")) {
      m_signatures.push_back({m_types.size(), m_texts.add(files, s, "columns"), m_texts.add(files, s, "body"),
                              m_texts.add(files, s, "against")});
    }
    m_types.push_back({t.text("name"), t.text_or("government", ""), t.flag("two_sided")});
  }
  for (std::size_t i = 0; i < tables.size(); ++i) {
    if (!m_types[i].government.empty() && named(m_types[i].government) == nullptr) {
      tables[i].fail("no such type: " + m_types[i].government);
    }
    if (files.examples_count()) { run_examples(tables[i], m_types[i]); }
  }
}

void TableTyper::run_examples(PatternTable const& table, TableType const& type) const {
  for (PatternExample const& example : examples_of(table)) {
    TableType const* const got = of_title(example.text);
    if ((got == &type) == example.expected) { continue; }
    table.fail(fmt::format("\"{}\" should {}be {}, but is {}", example.text, example.expected ? "" : "not ", type.name,
                           got ? got->name : "nothing"));
  }
}

TableType const* TableTyper::named(std::string_view name) const {
  auto const found = std::find_if(m_types.begin(), m_types.end(), [&](TableType const& t) { return t.name == name; });
  return found == m_types.end() ? nullptr : &*found;
}

TableType const* TableTyper::of_title(std::string_view title) const {
  std::optional<std::size_t> const hit = m_titles.first_match(m_normaliser->squeeze(title));
  return hit ? &m_types[m_type_of_title[*hit]] : nullptr;
}

void TableTyper::add_signatures(Table const& table, std::vector<double>& scores) const {
  Texts const texts = texts_of(table, *m_normaliser);
  std::vector<std::size_t> const in_header = m_texts.matches(texts.header);
  std::vector<std::size_t> const in_body = m_texts.matches(texts.body);
  std::vector<double> best(m_types.size(), 0);
  for (Signature const& s : m_signatures) {
    double const columns = share(s.columns, in_header), body = share(s.body, in_body);
    double score = m_options.signature * std::max(columns, body) + m_options.both * std::min(columns, body);
    // Half of a signature is what tables of many types share.
    if (columns < 1 && body < 1) { score /= 2; }
    if (share(s.against, in_header) > 0 || share(s.against, in_body) > 0) { continue; }
    best[s.type] = std::max(best[s.type], score);
  }
  for (std::size_t i = 0; i < scores.size(); ++i) { scores[i] += best[i]; }
}

/// An entity's name may hold a type's word (a procurement centre, a centre for assets). It stands before the year, or
/// is known from the caption.
std::vector<std::size_t> TableTyper::title_matches(Table const& table) const {
  std::string const title = m_normaliser->squeeze(table.caption.title);
  std::string_view rest = title;
  std::string const entity = m_normaliser->squeeze(table.caption.entity);
  if (auto const at = entity.empty() ? std::string::npos : title.find(entity); at != std::string::npos) {
    rest.remove_prefix(at + entity.size());
  }
  if (int const year = year_in(rest); year != 0) { rest.remove_prefix(rest.find(std::to_string(year)) + 4); }
  std::vector<std::size_t> hits = m_titles.matches(rest);
  return hits.empty() ? m_titles.matches(title) : hits;
}

TableTyper::Guess TableTyper::guess(Table const& table) const {
  std::vector<double> scores(m_types.size(), 0);
  std::vector<std::size_t> const titles = title_matches(table);
  for (std::size_t const t : titles) { scores[m_type_of_title[t]] = m_options.other_title; }
  if (!titles.empty()) { scores[m_type_of_title[titles.front()]] = m_options.first_title; }
  add_signatures(table, scores);
  std::size_t const best = static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
  Guess out;
  if (scores.empty() || scores[best] < m_options.enough) { return out; }
  out.type = &m_types[best];
  out.by_government_title = !titles.empty() && is_government(m_types[m_type_of_title[titles.front()]]);
  return out;
}

std::vector<TableType const*> TableTyper::types(std::span<Table const> tables) const {
  std::vector<TableType const*> out;
  int of_government = 0;
  for (Table const& t : tables) {
    Guess const g = guess(t);
    of_government += g.by_government_title;
    out.push_back(g.type);
  }
  bool const government =
      of_government >= 2 && of_government >= m_options.government_share * static_cast<double>(tables.size());
  for (TableType const*& type : out) {
    if (government && type != nullptr && !type->government.empty()) { type = named(type->government); }
  }
  return out;
}

} // namespace gongkai
