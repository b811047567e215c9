// SPDX-License-Identifier: GPL-3.0-or-later
#include "table/page_table_edit.hpp"

#include <algorithm>

namespace gongkai {
namespace {

/// Makes the boxes of the grid's cells follow from its boundaries.
void refresh(PageTable& table) {
  Grid& g = table.grid;
  g.box = {g.xs.front(), g.ys.front(), g.xs.back(), g.ys.back()};
  for (std::size_t i = 0; i < g.cells.size(); ++i) {
    GridCell& c = g.cells[i];
    TableCell& t = table.cells[i];
    c.box = {g.xs[static_cast<std::size_t>(c.col)], g.ys[static_cast<std::size_t>(c.row)],
             g.xs[static_cast<std::size_t>(c.col + c.colspan)], g.ys[static_cast<std::size_t>(c.row + c.rowspan)]};
    if (t.other_col > 0) { t.other_col += c.colspan - t.colspan; }
    t.row = c.row;
    t.col = c.col;
    t.rowspan = c.rowspan;
    t.colspan = c.colspan;
  }
}

/// Takes the boundary between places b-1 and b out of the grid.
void merge_columns(Grid& g, int b) {
  g.xs.erase(g.xs.begin() + b);
  for (GridCell& c : g.cells) {
    if (c.col >= b) {
      --c.col;
    } else if (c.col + c.colspan > b) {
      --c.colspan;
    }
  }
}

void merge_rows(Grid& g, int b) {
  g.ys.erase(g.ys.begin() + b);
  for (GridCell& c : g.cells) {
    if (c.row >= b) {
      --c.row;
    } else if (c.row + c.rowspan > b) {
      --c.rowspan;
    }
  }
}

} // namespace

void remove_rows(PageTable& table, int first, int count) {
  Grid& g = table.grid;
  if (count <= 0) { return; }
  std::vector<GridCell> cells;
  std::vector<TableCell> texts;
  for (std::size_t i = 0; i < g.cells.size(); ++i) {
    GridCell c = g.cells[i];
    int const from = std::max(c.row, first), to = std::min(c.row + c.rowspan, first + count);
    int const cut = std::max(0, to - from);
    if (cut == c.rowspan) { continue; }
    c.rowspan -= cut;
    if (c.row >= first + count) {
      c.row -= count;
    } else if (c.row > first) {
      c.row = first;
    }
    cells.push_back(c);
    texts.push_back(std::move(table.cells[i]));
  }
  g.cells = std::move(cells);
  table.cells = std::move(texts);
  // The boundary above the rest stays the rest's upper border.
  auto const at = g.ys.begin() + (first == 0 ? 0 : first + 1);
  g.ys.erase(at, at + count);
  if (g.rows() < 1) { return; }
  drop_unused_boundaries(table);
}

void remove_low_rows(PageTable& table, double least_height) {
  for (int r = table.grid.rows() - 1; r >= 0 && table.grid.rows() > 1; --r) {
    auto const at = static_cast<std::size_t>(r);
    auto const low = [&](std::size_t i) {
      return i + 1 < table.grid.ys.size() && table.grid.ys[i + 1] - table.grid.ys[i] < least_height;
    };
    // Several low rows together are blank rows set small.
    if (!low(at) || low(at + 1) || (at > 0 && low(at - 1))) { continue; }
    bool const text = std::any_of(table.cells.begin(), table.cells.end(),
                                  [&](TableCell const& c) { return c.row == r && c.rowspan == 1 && !c.text.empty(); });
    bool const begins = std::any_of(table.cells.begin(), table.cells.end(),
                                    [&](TableCell const& c) { return c.row == r && c.rowspan > 1 && !c.text.empty(); });
    if (!text && !begins) { remove_rows(table, r, 1); }
  }
}

void drop_unused_boundaries(PageTable& table) {
  Grid& g = table.grid;
  for (int b = g.cols() - 1; b >= 1; --b) {
    bool const used = std::any_of(g.cells.begin(), g.cells.end(), [&](GridCell const& c) { return c.col == b; });
    if (!used) { merge_columns(g, b); }
  }
  for (int b = g.rows() - 1; b >= 1; --b) {
    bool const used = std::any_of(g.cells.begin(), g.cells.end(), [&](GridCell const& c) { return c.row == b; });
    if (!used) { merge_rows(g, b); }
  }
  refresh(table);
}

std::vector<std::vector<TableCell const*>> rows_of(std::vector<TableCell> const& cells, int rows) {
  std::vector<std::vector<TableCell const*>> out(static_cast<std::size_t>(std::max(rows, 0)));
  for (TableCell const& c : cells) {
    if (c.text.empty() || c.row >= rows) { continue; }
    auto& row = out[static_cast<std::size_t>(c.row)];
    constexpr std::size_t usual = 8; // columns
    if (row.empty()) { row.reserve(usual); }
    row.push_back(&c);
  }
  for (auto& row : out) {
    std::sort(row.begin(), row.end(), [](TableCell const* a, TableCell const* b) { return a->col < b->col; });
  }
  return out;
}

} // namespace gongkai
