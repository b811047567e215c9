// SPDX-License-Identifier: GPL-3.0-or-later
#include "table/header_rows.hpp"

#include "table/page_table_edit.hpp"
#include "text/characters.hpp"

#include <algorithm>
#include <charconv>

namespace gongkai {
namespace {

using Row = std::vector<TableCell const*>;

/// Rows of headers never number more: what looks like more is a form.
constexpr int most_header_rows = 7;

/// A row that can only stand in the body: an amount in it, or a code or a row label at its head, or nothing at all.
bool is_body_row(Row const& row, TablePatterns const& patterns, Normaliser const& normaliser) {
  if (row.empty()) { return true; }
  std::string const head = normaliser.squeeze(row.front()->text);
  if (patterns.row_label.matches(head) || patterns.code.matches(head) || patterns.rank.matches(head)) { return true; }
  bool const only_figures_follow =
      std::none_of(row.begin() + 1, row.end(), [&](TableCell const* c) { return !c->amount; });
  if (patterns.total_label.matches(head) && only_figures_follow) { return true; }
  return std::any_of(row.begin(), row.end(),
                     [&](TableCell const* c) { return patterns.certain_amount.matches(normaliser.squeeze(c->text)); });
}

} // namespace

bool is_form(std::vector<TableCell> const& cells, int count, TablePatterns const& patterns,
             Normaliser const& normaliser) {
  std::vector<Row> const rows = rows_of(cells, count);
  if (rows.empty() || rows[0].empty()) { return false; }
  auto const has_form_word = [&](Row const& row) {
    return std::any_of(row.begin(), row.end(),
                       [&](TableCell const* c) { return patterns.form_word.matches(normaliser.squeeze(c->text)); });
  };
  if (has_form_word(rows[0]) && rows[0].size() > 2) { return false; }
  bool const label = patterns.form_label.matches(normaliser.squeeze(rows[0].front()->text));
  return (label || rows[0].size() <= 2) && std::any_of(rows.begin() + 1, rows.end(), has_form_word);
}

bool is_index_row(Row const& row, TablePatterns const& patterns, Normaliser const& normaliser) {
  if (row.size() < 2) { return false; }
  bool head = false, rising = true;
  int last = 0, numbers = 0;
  for (TableCell const* c : row) {
    std::string const text = normaliser.squeeze(c->text);
    if (!patterns.column_number.matches(text)) { return false; }
    head = head || patterns.column_number_head.matches(text);
    int value = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc()) {
      rising = rising && value > last;
      last = value;
      ++numbers;
    }
  }
  return head || (rising && numbers >= 2 && last <= 60);
}

int count_header_rows(PageTable const& table, TablePatterns const& patterns, Normaliser const& normaliser) {
  int const count = table.grid.rows();
  std::vector<Row> const rows = rows_of(table.cells, count);
  if (is_form(table.cells, count, patterns, normaliser)) { return 0; }
  for (int r = 0; r < std::min(count, most_header_rows); ++r) {
    Row const& row = rows[static_cast<std::size_t>(r)];
    if (is_index_row(row, patterns, normaliser)) { return r + 1; }
    bool const amounts = std::any_of(row.begin(), row.end(), [&](TableCell const* c) {
      return patterns.certain_amount.matches(normaliser.squeeze(c->text));
    });
    if (amounts) { break; }
  }
  if (rows.empty() || is_body_row(rows[0], patterns, normaliser)) { return 0; }

  int header = 1;
  while (header < std::min(count, most_header_rows)) {
    bool const spanned = std::any_of(table.cells.begin(), table.cells.end(), [&](TableCell const& c) {
      return !c.text.empty() && c.row < header && c.row + c.rowspan > header && c.rowspan < count;
    });
    Row const& row = rows[static_cast<std::size_t>(header)];
    bool const amounts = std::any_of(row.begin(), row.end(), [&](TableCell const* c) {
      return patterns.certain_amount.matches(normaliser.squeeze(c->text));
    });
    if (amounts) { break; }
    if (spanned) {
      ++header;
      continue;
    }
    // A group over several columns asks for its parts below, even where the first of them is a total.
    bool const parts = std::any_of(table.cells.begin(), table.cells.end(), [&](TableCell const& group) {
      if (group.text.empty() || group.row + group.rowspan != header || group.colspan < 2) { return false; }
      auto const below = std::count_if(row.begin(), row.end(), [&](TableCell const* c) {
        return c->col >= group.col && c->col + c->colspan <= group.col + group.colspan;
      });
      return below >= 2;
    });
    if (!parts) { break; }
    ++header;
  }
  return header;
}

std::vector<std::vector<std::string>> header_paths(std::vector<TableCell> const& cells, int header_rows, int cols,
                                                   TablePatterns const& patterns, Normaliser const& normaliser) {
  std::vector<std::vector<std::string>> paths(static_cast<std::size_t>(cols));
  for (std::vector<TableCell const*> const& row : rows_of(cells, header_rows)) {
    if (is_index_row(row, patterns, normaliser)) { continue; }
    for (TableCell const* c : row) {
      for (int k = c->col; k < std::min(c->col + c->colspan, cols); ++k) {
        auto& path = paths[static_cast<std::size_t>(k)];
        if (path.empty() || path.back() != c->text) { path.push_back(c->text); }
      }
    }
  }
  return paths;
}

} // namespace gongkai
