// SPDX-License-Identifier: GPL-3.0-or-later
#include "table/continue_pages.hpp"

#include "table/header_rows.hpp"
#include "table/join_cut_cells.hpp"
#include "table/join_side_pages.hpp"
#include "table/page_table_edit.hpp"
#include "text/characters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <optional>

namespace gongkai {
namespace {

/// Columns of two pages are the same where their borders agree to this many points, or to this share of the width.
constexpr double same_border_points = 6;
constexpr double same_border_share = 0.015;

/// Gives a cell the columns of another grid: `columns` are the new numbers of its borders, from left to right.
void move_to_columns(TableCell& cell, std::vector<int> const& columns) {
  int const end = columns[static_cast<std::size_t>(cell.col + cell.colspan)];
  int const other = columns[static_cast<std::size_t>(cell.col + cell.other_col)];
  cell.col = columns[static_cast<std::size_t>(cell.col)];
  cell.colspan = end - cell.col;
  cell.other_col = other - cell.col;
}

struct OpenTable {
  Table table;            ///< Cells include blank ones until it is finished.
  std::vector<double> xs; ///< Borders of its columns on the last page.
  bool can_go_on = false; ///< It is the last thing on its page.
  int last_page = 0;
  int first_page_rows = 0;
  bool last_row_low = false; ///< As append_rows() asks.
  GridMethod method{};
};

/// Whether the last of a page's rows is lower than each of the others: its rest may stand on the next page.
bool last_row_is_low(Grid const& grid) {
  constexpr double clearly = 0.96; // of the lowest other row
  if (grid.rows() < 4) { return false; }
  double lowest = grid.box.height();
  for (std::size_t i = 0; i + 2 < grid.ys.size(); ++i) { lowest = std::min(lowest, grid.ys[i + 1] - grid.ys[i]); }
  return grid.ys.back() - grid.ys[grid.ys.size() - 2] < clearly * lowest;
}

std::vector<std::string> texts_of_rows(std::vector<TableCell> const& cells, int first, int last) {
  std::vector<std::string> out;
  for (TableCell const& c : cells) {
    if (c.row >= first && c.row < last && !c.text.empty()) { out.push_back(c.text); }
  }
  return out;
}

class Joiner {
public:
  Joiner(TablePatterns const& patterns, Normaliser const& normaliser)
      : m_patterns(patterns), m_normaliser(normaliser) {}

  void add(PageTable& t) {
    std::optional<std::vector<int>> columns;
    if (m_open && goes_on(t)) { columns = map_columns(t); }
    if (columns) {
      append(t, *columns);
    } else if (t.has_text() || !t.caption.notes.empty()) {
      finish();
      begin(t);
    }
  }

  std::vector<Table> take() {
    finish();
    return std::move(m_tables);
  }

private:
  std::string squeeze(std::string const& s) const { return m_normaliser.squeeze(s); }

  bool goes_on(PageTable const& t) const {
    OpenTable const& o = *m_open;
    if (!o.can_go_on || !t.first_on_page || t.page != o.last_page + 1) { return false; }
    Caption const& c = t.caption;
    Caption const& before = o.table.caption;
    auto const other = [&](std::string const& a, std::string const& b) {
      return !a.empty() && squeeze(a) != squeeze(b);
    };
    if (c.continued) { return true; }
    if (other(c.title, before.title) || other(c.number, before.number) || other(c.entity, before.entity)) {
      return false;
    }
    if (same_header(t) || is_lower_half_of_form(t)) { return true; }
    // A form with the same title, or with the first label of this one, is the next form and not more of this one.
    bool const captioned = !c.title.empty() || !c.number.empty();
    if (captioned && is_rest_of_form(t)) { return true; }
    if (captioned || (o.table.header_rows == 0 && begins_like_form(t))) { return false; }
    // Without any caption, a grid of the same width is the rest of the one before, whatever its first row looks like.
    return t.header_rows == 0 || same_width(t);
  }

  bool same_width(PageTable const& t) const {
    double const slack = border_slack();
    return std::abs(t.grid.xs.front() - m_open->xs.front()) < slack &&
           std::abs(t.grid.xs.back() - m_open->xs.back()) < slack;
  }

  double border_slack() const {
    return std::max(same_border_points, same_border_share * (m_open->xs.back() - m_open->xs.front()));
  }

  bool begins_like_form(PageTable const& t) const {
    auto const rows = rows_of(t.cells, 1);
    return !rows.empty() && !rows[0].empty() && m_patterns.form_label.matches(squeeze(rows[0].front()->text)) &&
           !m_open->table.cells.empty() && first_text() == squeeze(rows[0].front()->text);
  }

  /// Under a title that each page repeats, a form begins with the label that forms begin with; the rest of one does
  /// not.
  bool is_rest_of_form(PageTable const& t) const {
    auto const rows = rows_of(t.cells, 1);
    bool const same_title =
        !t.caption.title.empty() && squeeze(t.caption.title) == squeeze(m_open->table.caption.title);
    return same_title && m_open->table.header_rows == 0 && same_width(t) &&
           m_patterns.form_label.matches(first_text()) && !rows.empty() && !rows[0].empty() &&
           !m_patterns.form_label.matches(squeeze(rows[0].front()->text));
  }

  bool has_form_word(std::vector<TableCell> const& cells, int last_row) const {
    return std::any_of(cells.begin(), cells.end(), [&](TableCell const& c) {
      return c.row < last_row && !c.text.empty() && m_patterns.indicator_head.matches(squeeze(c.text));
    });
  }

  /// The indicators of a form without rulings, whose general part ended the page before: the columns of the two were
  /// read apart and need not agree.
  bool is_lower_half_of_form(PageTable const& t) const {
    bool const unruled = m_open->method >= GridMethod::horizontal && t.grid.method >= GridMethod::horizontal;
    return unruled && m_open->table.header_rows == 0 && t.caption.title.empty() && t.caption.number.empty() &&
           is_form(m_open->table.cells, m_open->table.rows, m_patterns, m_normaliser) && has_form_word(t.cells, 1) &&
           !has_form_word(m_open->table.cells, m_open->table.rows);
  }

  std::string first_text() const {
    for (TableCell const& c : m_open->table.cells) {
      if (!c.text.empty()) { return squeeze(c.text); }
    }
    return {};
  }

  /// Whether the page's table begins with the header of the open one.
  bool same_header(PageTable const& t) const {
    int const rows = m_open->table.header_rows;
    if (rows == 0 || t.grid.rows() < rows) { return false; }
    std::vector<std::string> a = texts_of_rows(m_open->table.cells, 0, rows), b = texts_of_rows(t.cells, 0, rows);
    if (a.empty() || b.empty()) { return false; }
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    std::vector<std::string> both;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
    return 10 * both.size() >= 8 * std::max(a.size(), b.size());
  }

  /// For each border of the page's columns the border of the table's columns it is. Where the page has borders that the
  /// table lacks, the table gains them; none where most of the borders differ.
  std::optional<std::vector<int>> map_columns(PageTable const& t) {
    std::vector<double> const& from = t.grid.xs;
    std::vector<int> map(from.size());
    bool const all_near = from.size() == m_open->xs.size() &&
                          std::equal(from.begin(), from.end(), m_open->xs.begin(),
                                     [&](double a, double b) { return std::abs(a - b) < border_slack(); });
    bool const same_leaves = from.size() == m_open->xs.size() && (same_header(t) || t.header_rows == 0);
    if (is_lower_half_of_form(t)) { return map_form(from); }
    if (all_near || same_leaves) {
      for (std::size_t i = 0; i < from.size(); ++i) { map[i] = static_cast<int>(i); }
      return map;
    }
    std::vector<double> const joined = union_of_borders(m_open->xs, from);
    std::size_t const shared = m_open->xs.size() + from.size() - joined.size();
    if (!same_width(t) || 2 * shared < std::min(from.size(), m_open->xs.size())) { return std::nullopt; }
    widen_columns(joined);
    for (std::size_t i = 0; i < from.size(); ++i) { map[i] = nearest(joined, from[i]); }
    return map;
  }

  /// The borders of the general part of a form are near those of its indicators, as far as text tells.
  std::optional<std::vector<int>> map_form(std::vector<double> const& from) {
    std::vector<int> at{0};
    for (std::size_t i = 1; i + 1 < m_open->xs.size(); ++i) { at.push_back(nearest(from, m_open->xs[i])); }
    at.push_back(static_cast<int>(from.size()) - 1);
    bool const rising = std::adjacent_find(at.begin(), at.end(), std::greater_equal<>()) == at.end();
    if (!rising) { return std::nullopt; }
    for (TableCell& c : m_open->table.cells) {
      int const end = at[static_cast<std::size_t>(c.col + c.colspan)];
      c.col = at[static_cast<std::size_t>(c.col)];
      c.colspan = end - c.col;
    }
    m_open->xs = from;
    m_open->table.cols = static_cast<int>(from.size()) - 1;
    std::vector<int> map(from.size());
    std::iota(map.begin(), map.end(), 0);
    return map;
  }

  static int nearest(std::vector<double> const& borders, double x) {
    auto const near = std::min_element(borders.begin(), borders.end(),
                                       [&](double a, double b) { return std::abs(a - x) < std::abs(b - x); });
    return static_cast<int>(near - borders.begin());
  }

  std::vector<double> union_of_borders(std::vector<double> const& a, std::vector<double> const& b) const {
    std::vector<double> out = a;
    for (double const x : b) {
      if (std::abs(out[static_cast<std::size_t>(nearest(a, x))] - x) >= border_slack()) { out.push_back(x); }
    }
    std::sort(out.begin(), out.end());
    return out;
  }

  /// Moves the table's cells to the columns between `borders`, which hold all borders it had.
  void widen_columns(std::vector<double> const& borders) {
    std::vector<int> map;
    for (double const x : m_open->xs) { map.push_back(nearest(borders, x)); }
    for (TableCell& c : m_open->table.cells) { move_to_columns(c, map); }
    m_open->xs = borders;
    m_open->table.cols = static_cast<int>(borders.size()) - 1;
  }

  static void add_pages(Table& table, PageTable const& t) {
    std::vector<int>& pages = table.pages;
    pages.push_back(t.page);
    pages.insert(pages.end(), t.side_pages.begin(), t.side_pages.end());
    std::sort(pages.begin(), pages.end());
    pages.erase(std::unique(pages.begin(), pages.end()), pages.end());
  }

  void begin(PageTable& t) {
    OpenTable o;
    o.table.caption = t.caption;
    add_pages(o.table, t);
    o.table.rows = t.grid.rows();
    o.table.cols = t.grid.cols();
    o.table.header_rows = t.header_rows;
    o.table.method = t.grid.method;
    o.method = t.grid.method;
    o.table.cells = t.cells;
    o.xs = t.grid.xs;
    o.can_go_on = t.last_on_page;
    o.last_page = t.page;
    o.first_page_rows = t.grid.rows();
    o.last_row_low = last_row_is_low(t.grid);
    m_open = std::move(o);
  }

  /// Rows at the top of the page that repeat what the table began with.
  int repeated_rows(PageTable const& t) const {
    Table const& table = m_open->table;
    if (!same_header(t)) { return 0; }
    int skip = table.header_rows;
    // The file may repeat the total row together with the header. One that differs in a single figure is a new row.
    while (skip < t.grid.rows() && skip < m_open->first_page_rows) {
      std::vector<std::string> const here = texts_of_rows(t.cells, skip, skip + 1);
      if (here.size() < 2 || here != texts_of_rows(table.cells, skip, skip + 1)) { break; }
      ++skip;
    }
    return skip;
  }

  void append(PageTable& t, std::vector<int> const& columns) {
    Table& table = m_open->table;
    int const skip = repeated_rows(t);
    if (table.caption.unit.empty()) { table.caption.unit = t.caption.unit; }
    if (table.caption.entity.empty()) { table.caption.entity = t.caption.entity; }
    for (std::string const& n : t.caption.notes) { table.caption.notes.push_back(n); }
    if (table.caption.empty_statement.empty()) { table.caption.empty_statement = t.caption.empty_statement; }
    add_pages(table, t);

    std::move(t.caption.printed.begin(), t.caption.printed.end(), std::back_inserter(table.repeated));
    std::vector<TableCell> fresh;
    int const offset = table.rows - skip;
    for (TableCell& c : t.cells) {
      if (c.row + c.rowspan <= skip) {
        if (!c.text.empty()) { table.repeated.push_back(std::move(c.text)); }
        continue;
      }
      TableCell moved = std::move(c);
      int const cut = std::max(0, skip - moved.row);
      move_to_columns(moved, columns);
      moved.rowspan -= cut;
      moved.row += cut + offset;
      fresh.push_back(std::move(moved));
    }
    int const added = t.grid.rows() - skip;
    if (added > 0) { append_rows(table, std::move(fresh), added, m_open->last_row_low, m_patterns, m_normaliser); }
    m_open->xs = t.grid.xs.size() == m_open->xs.size() ? t.grid.xs : m_open->xs;
    m_open->can_go_on = t.last_on_page;
    m_open->last_row_low = last_row_is_low(t.grid);
    m_open->last_page = t.page;
  }

  /// A table without a unit (a list of units, a form) is empty where nothing stands under its header.
  static bool has_body(Table const& table) {
    return std::any_of(table.cells.begin(), table.cells.end(),
                       [&](TableCell const& c) { return c.row >= table.header_rows; });
  }

  bool has_amounts(Table const& table) const {
    bool const noughts_are_none = m_patterns.empty_of_figures.matches(table.caption.empty_statement);
    for (TableCell const& c : table.cells) {
      if (c.row < table.header_rows || !c.amount) { continue; }
      std::string const text = squeeze(c.text);
      if (!m_patterns.amount.matches(text)) { continue; }
      bool const zero = text.find_first_of("123456789") == std::string::npos;
      if (zero && noughts_are_none) { continue; }
      if (m_patterns.certain_amount.matches(text) || zero) { return true; }
      auto const& path = table.column_paths[static_cast<std::size_t>(c.col)];
      bool const code = path.empty() ? table.header_rows > 0 : m_patterns.code_head.matches(squeeze(path.back()));
      if (!code) { return true; }
    }
    return false;
  }

  void finish() {
    if (!m_open) { return; }
    Table table = std::move(m_open->table);
    m_open.reset();
    std::erase_if(table.cells, [](TableCell const& c) { return c.text.empty(); });
    std::sort(table.cells.begin(), table.cells.end(),
              [](TableCell const& a, TableCell const& b) { return a.row != b.row ? a.row < b.row : a.col < b.col; });
    if (is_form(table.cells, table.rows, m_patterns, m_normaliser)) { table.header_rows = 0; }
    table.column_paths = header_paths(table.cells, table.header_rows, table.cols, m_patterns, m_normaliser);
    if (table.caption.unit.empty()) { unit_from_header(table); }
    table.empty = table.caption.unit.empty() ? !has_body(table) : !has_amounts(table);
    if (table.empty && table.caption.empty_statement.empty()) { statement_from_body(table); }
    // What a note under figures says of nothing is said of some of them.
    if (!table.empty) { table.caption.empty_statement.clear(); }
    table.id = fmt::format("t{}", m_tables.size() + 1);
    m_tables.push_back(std::move(table));
  }

  /// The sentence that says so may fill a row of the table.
  void statement_from_body(Table& table) const {
    for (TableCell const& c : table.cells) {
      std::string const text = squeeze(c.text);
      bool const wide = c.row >= table.header_rows && 2 * c.colspan > table.cols;
      if (wide && m_patterns.empty_statement.matches(text)) {
        table.caption.empty_statement = text;
        return;
      }
    }
  }

  void unit_from_header(Table& table) const {
    for (TableCell const& c : table.cells) {
      if (c.row >= table.header_rows) { break; }
      std::string const text = squeeze(c.text);
      for (LinePatterns const* patterns : {&m_patterns.unit_in_text, &m_patterns.unit}) {
        if (auto const m = patterns->match(text)) {
          table.caption.unit = m->groups[1];
          return;
        }
      }
    }
  }

  TablePatterns const& m_patterns;
  Normaliser const& m_normaliser;
  std::optional<OpenTable> m_open;
  std::vector<Table> m_tables;
};

} // namespace

std::vector<Table> continue_pages(std::span<PageTable> page_tables, TablePatterns const& patterns,
                                  Normaliser const& normaliser) {
  Joiner joiner(patterns, normaliser);
  std::vector<bool> const given = join_side_pages(page_tables);
  for (std::size_t i = 0; i < page_tables.size(); ++i) {
    if (!given[i]) { joiner.add(page_tables[i]); }
  }
  return joiner.take();
}

} // namespace gongkai
