// SPDX-License-Identifier: GPL-3.0-or-later
#include "table/caption.hpp"
#include "table/page_table_edit.hpp"
#include "text/characters.hpp"

#include <algorithm>

namespace gongkai {
namespace {

using Row = std::vector<TableCell const*>;

/// Whether a row says nothing but number, title, year, unit or entity; adds them to the caption.
bool take_caption_row(Row const& row, int cols, Caption& caption, TablePatterns const& patterns,
                      Normaliser const& normaliser) {
  if (row.empty()) { return false; }
  Caption found = caption;
  for (TableCell const* cell : row) {
    std::string const text = normaliser.squeeze(cell->text);
    if (auto const unit = patterns.unit.match(text)) {
      if (found.unit.empty()) { found.unit = unit->groups[1]; }
      std::string const before = text.substr(0, text.size() - unit->groups[0].size());
      if (auto const entity = patterns.entity.match(before); entity && found.entity.empty()) {
        found.entity = entity->groups[1];
      }
    } else if (auto const entity = patterns.entity.match(text)) {
      if (found.entity.empty()) { found.entity = entity->groups[1]; }
    } else if (auto const number = patterns.number.match(text)) {
      if (found.number.empty()) { found.number = number->groups[1]; }
    } else if (row.size() == 1 && cell->colspan == cols && patterns.year_line.matches(text)) {
      if (found.year_line.empty()) { found.year_line = text; }
    } else if (auto const both = patterns.numbered_title.match(text); both && row.size() == 1) {
      found.number = both->groups[1];
      found.title = both->groups[2];
    } else if (row.size() == 1 && cell->colspan == cols && patterns.title.matches(text)) {
      if (found.title.empty()) { found.title = text; }
    } else {
      return false;
    }
  }
  for (TableCell const* cell : row) { found.printed.push_back(cell->text); }
  for (TableCell const* cell : row) {
    if (found.entity != caption.entity) { found.entity_box = cell->box; }
    if (found.title != caption.title && row.size() == 1) { found.title_box = cell->box; }
  }
  caption = std::move(found);
  return true;
}

} // namespace

void caption_rows_to_caption(PageTable& table, TablePatterns const& patterns, Normaliser const& normaliser) {
  int const cols = table.grid.cols();
  auto const rows = rows_of(table.cells, table.grid.rows());
  int top = 0;
  while (top < static_cast<int>(rows.size()) - 1 &&
         take_caption_row(rows[static_cast<std::size_t>(top)], cols, table.caption, patterns, normaliser)) {
    ++top;
  }
  std::string note;
  if (rows.size() >= 2 && rows.back().size() == 1) {
    TableCell const& last = *rows.back().front();
    std::string const text = normaliser.squeeze(last.text);
    if (last.colspan == cols && last.rowspan == 1 && patterns.note.matches(text)) { note = text; }
  }
  if (!note.empty()) {
    table.caption.notes.insert(table.caption.notes.begin(), note);
    if (patterns.empty_statement.matches(note) && table.caption.empty_statement.empty()) {
      table.caption.empty_statement = note;
    }
    remove_rows(table, table.grid.rows() - 1, 1);
  }
  if (top > 0) { remove_rows(table, 0, top); }
}

} // namespace gongkai
