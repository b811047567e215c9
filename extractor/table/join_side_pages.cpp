// SPDX-License-Identifier: GPL-3.0-or-later
#include "table/join_side_pages.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace gongkai {
namespace {

int last_page(PageTable const& t) { return t.side_pages.empty() ? t.page : t.side_pages.back(); }

constexpr double same_height = 2; // points

/// The borders of rows that two pages have together, rising. None where they are not the same but for levels of the
/// header, which cells over several of them hide on one page.
std::vector<double> common_rows(PageTable const& a, PageTable const& b) {
  constexpr int least_rows = 4; // fewer lie at the same heights by chance
  std::vector<double> const &ys = a.grid.ys, &other = b.grid.ys;
  auto const lacks = [](std::vector<double> const& borders, double y) {
    return std::none_of(borders.begin(), borders.end(), [&](double x) { return std::abs(x - y) < same_height; });
  };
  // Rows so low could not be told apart.
  auto const too_low = [](double x, double y) { return y - x < 2 * same_height; };
  bool const low = std::adjacent_find(ys.begin(), ys.end(), too_low) != ys.end() ||
                   std::adjacent_find(other.begin(), other.end(), too_low) != other.end();
  double const body = ys[static_cast<std::size_t>(std::min(a.header_rows, a.grid.rows()))];
  if (low || a.grid.rows() < least_rows || lacks(other, ys.front()) || lacks(other, body)) { return {}; }
  std::vector<double> out = ys;
  for (double const y : other) {
    if (!lacks(ys, y)) { continue; }
    if (y < ys.front() || y > body) { return {}; }
    out.push_back(y);
  }
  for (double const y : ys) {
    if (lacks(other, y) && y > body) { return {}; }
  }
  std::sort(out.begin(), out.end());
  return out;
}

/// Gives a table these rows, which hold all it has.
void move_to_rows(PageTable& t, std::vector<double> const& ys) {
  auto const index_of = [&](double y) {
    auto const at =
        std::min_element(ys.begin(), ys.end(), [&](double p, double q) { return std::abs(p - y) < std::abs(q - y); });
    return static_cast<int>(at - ys.begin());
  };
  std::vector<int> rows;
  for (double const y : t.grid.ys) { rows.push_back(index_of(y)); }
  auto const move = [&](auto& cell) {
    int const end = rows[static_cast<std::size_t>(cell.row) + static_cast<std::size_t>(cell.rowspan)];
    cell.row = rows[static_cast<std::size_t>(cell.row)];
    cell.rowspan = end - cell.row;
  };
  for (GridCell& c : t.grid.cells) { move(c); }
  for (TableCell& c : t.cells) { move(c); }
  t.header_rows = rows[static_cast<std::size_t>(std::min(t.header_rows, t.grid.rows()))];
  t.grid.ys = ys;
}

/// Whether one of the first columns holds a text below the header that is no figure.
bool has_labels(PageTable const& t, int header_rows, int columns) {
  return std::any_of(t.cells.begin(), t.cells.end(), [&](TableCell const& c) {
    return c.row >= header_rows && c.col < columns && !c.amount && !c.text.empty();
  });
}

/// Whether the first columns of both have the same head: codes that each page prints again.
bool repeats_first_column(PageTable const& a, PageTable const& b, int header_rows) {
  return std::any_of(a.cells.begin(), a.cells.end(), [&](TableCell const& c) {
    return c.row < header_rows && c.col == 0 && !c.text.empty() &&
           std::any_of(b.cells.begin(), b.cells.end(),
                       [&](TableCell const& d) { return d.row == c.row && d.col == 0 && d.text == c.text; });
  });
}

bool has_figures(PageTable const& t, int from_row, int to_row) {
  return std::any_of(t.cells.begin(), t.cells.end(),
                     [&](TableCell const& c) { return c.row >= from_row && c.row < to_row && c.amount; });
}

bool has_header(PageTable const& t, int header_rows) {
  bool const any = std::any_of(t.cells.begin(), t.cells.end(),
                               [&](TableCell const& c) { return c.row < header_rows && !c.text.empty(); });
  return any && !has_figures(t, 0, header_rows);
}

/// Whether `right` holds the columns right of `left`.
bool is_beside(PageTable const& left, PageTable const& right) {
  Caption const& c = right.caption;
  bool const captioned = !c.title.empty() || !c.number.empty() || c.continued;
  if (captioned || common_rows(left, right).empty()) { return false; }
  // The right one's header is as high as the left one's, however many levels it shows.
  double const body = left.grid.ys[static_cast<std::size_t>(std::min(left.header_rows, left.grid.rows()))];
  auto const header = static_cast<int>(
      std::count_if(right.grid.ys.begin(), right.grid.ys.end(), [&](double y) { return y < body - same_height; }));
  return has_labels(left, left.header_rows, left.grid.cols()) && !has_labels(right, header, 1) &&
         has_figures(right, header, right.grid.rows()) && (header == 0 || has_header(right, header)) &&
         !repeats_first_column(left, right, std::min(header, left.header_rows));
}

template <class Cell>
void append_columns(std::vector<Cell>& cells, std::vector<Cell> more, int first_col) {
  for (Cell& c : more) {
    c.col += first_col;
    cells.push_back(std::move(c));
  }
  std::stable_sort(cells.begin(), cells.end(),
                   [](Cell const& a, Cell const& b) { return a.row != b.row ? a.row < b.row : a.col < b.col; });
}

void join(PageTable& left, PageTable& right) {
  std::vector<double> const ys = common_rows(left, right);
  move_to_rows(left, ys);
  move_to_rows(right, ys);
  int const cols = left.grid.cols();
  double const shift = left.grid.xs.back() - right.grid.xs.front();
  for (GridCell& c : right.grid.cells) { c.box.x0 += shift, c.box.x1 += shift; }
  append_columns(left.grid.cells, std::move(right.grid.cells), cols);
  append_columns(left.cells, std::move(right.cells), cols);
  std::transform(right.grid.xs.begin() + 1, right.grid.xs.end(), std::back_inserter(left.grid.xs),
                 [&](double x) { return x + shift; });
  left.grid.box.x1 = left.grid.xs.back();
  Caption& to = left.caption;
  Caption& from = right.caption;
  for (auto text : {&Caption::unit, &Caption::entity, &Caption::empty_statement}) {
    if ((to.*text).empty()) { to.*text = from.*text; }
  }
  std::move(from.notes.begin(), from.notes.end(), std::back_inserter(to.notes));
  std::move(from.printed.begin(), from.printed.end(), std::back_inserter(to.printed));
  left.side_pages.push_back(right.page);
}

/// How many pages of rows end before table `b` and go on beside them from it on; 0 for none. `tables` are those that
/// have not been given away.
std::size_t pages_beside(std::vector<PageTable*> const& tables, std::size_t b) {
  if (!tables[b]->caption.title.empty()) { return 0; }
  for (std::size_t k = 1; k <= b && b + k <= tables.size(); ++k) {
    PageTable const& first = *tables[b - k];
    if (first.header_rows == 0) { continue; }
    bool all = true;
    for (std::size_t j = 0; j < k && all; ++j) {
      PageTable const& left = *tables[b - k + j];
      PageTable const& right = *tables[b + j];
      all = left.page == first.page + static_cast<int>(j) && right.page == last_page(left) + static_cast<int>(k) &&
            is_beside(left, right);
    }
    if (all) { return k; }
  }
  return 0;
}

} // namespace

std::vector<bool> join_side_pages(std::span<PageTable> tables) {
  std::vector<bool> given(tables.size(), false);
  std::vector<PageTable*> kept;
  for (PageTable& t : tables) { kept.push_back(&t); }
  for (std::size_t b = 1; b < kept.size();) {
    std::size_t const k = pages_beside(kept, b);
    for (std::size_t j = 0; j < k; ++j) {
      join(*kept[b - k + j], *kept[b + j]);
      given[static_cast<std::size_t>(kept[b + j] - tables.data())] = true;
    }
    kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(b), kept.begin() + static_cast<std::ptrdiff_t>(b + k));
    if (k == 0) { ++b; }
  }
  return given;
}

} // namespace gongkai
