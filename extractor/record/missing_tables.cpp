// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/missing_tables.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace gongkai {
namespace {

constexpr std::size_t title_bytes = 240; // a longer line is no title
constexpr std::size_t lines_after = 3;   // between a title and the sentence that says that there is no table

std::string without_blanks(std::string text) {
  std::erase(text, ' ');
  return text;
}

} // namespace

MissingTableFinder::MissingTableFinder(PatternFiles const& files) : m_announced(files, "tables.toml", "announced", 1) {}

std::vector<MissingTable> MissingTableFinder::find(Prose const& prose, std::span<Table const> tables,
                                                   std::span<TableReading const> readings, TableTyper const& typer,
                                                   TablePatterns const& table_patterns) const {
  std::vector<MissingTable> out;
  if (tables.empty()) { return out; }
  std::vector<std::string> explained; // types that a sentence below their heading says to be empty
  for (std::size_t i = 0; i < prose.paragraphs.size(); ++i) {
    Paragraph const& p = prose.paragraphs[i];
    if (p.text.size() > title_bytes) { continue; }
    auto const line = without_blanks(p.text);
    auto const match = m_announced.match(line);
    if (!match) { continue; }
    std::string title(match->groups[1]);
    TableType const* const type = typer.of_title(title);
    if (type == nullptr) { continue; }
    auto const is_of_type = [&](TableReading const& r) {
      return r.type == type->name || (!r.type.empty() && r.type == type->government);
    };
    bool const here =
        std::any_of(readings.begin(), readings.end(), is_of_type) ||
        std::any_of(tables.begin(), tables.end(), [&](Table const& t) { return t.caption.title == title; });
    if (here) { continue; }
    for (std::size_t k = i + 1;
         p.kind != ParagraphKind::contents && k < std::min(i + 1 + lines_after, prose.paragraphs.size()); ++k) {
      if (table_patterns.empty_statement.matches(prose.paragraphs[k].text)) { explained.push_back(type->name); }
    }
    bool const known = std::any_of(out.begin(), out.end(), [&](MissingTable const& m) { return m.type == type->name; });
    if (!known) { out.push_back({type->name, std::move(title), place_of(p, 0, p.text.size())}); }
  }
  std::erase_if(out, [&](MissingTable const& m) {
    return std::find(explained.begin(), explained.end(), m.type) != explained.end();
  });
  return out;
}

Problems missing_table_problems(std::span<MissingTable const> missing) {
  Problems out;
  for (MissingTable const& m : missing) {
    out.push_back({ProblemCode::table_without_grid,
                   fmt::format("the document names the table \"{}\" ({}), but it was not found", m.title, m.type),
                   m.place.page, m.place.box});
  }
  return out;
}

} // namespace gongkai
