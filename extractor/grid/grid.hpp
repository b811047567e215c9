// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// A grid: the rows and columns of a table on one page, and its cells, before any text is put in.
///
///          xs[0]      xs[1]      xs[2]
///     ys[0]  +----------+----------+
///            | (0,0)    | (0,1)    |      row r lies between ys[r] and ys[r+1],
///     ys[1]  +----------+----------+      column c between xs[c] and xs[c+1];
///            | (1,0), colspan 2    |      a cell covers rowspan x colspan of these places.
///     ys[2]  +---------------------+
#pragma once

#include "geometry/box.hpp"
#include "page/page.hpp"

#include <string_view>
#include <vector>

namespace gongkai {

struct GridCell {
  int row = 0, col = 0;
  int rowspan = 1, colspan = 1;
  Box box;
};

/// From what the grid was read, from the strongest evidence to the weakest.
enum class GridMethod {
  lattice,    ///< Rulings on all sides of the cells.
  shading,    ///< Borders of shaded cells.
  horizontal, ///< Rows from horizontal rulings, columns from the alignment of text.
  alignment,  ///< Rows and columns from the alignment of text.
};

std::string_view name_of(GridMethod method) noexcept;

struct Grid {
  GridMethod method{};
  Box box;
  std::vector<double> xs;      ///< Boundaries of the columns, rising; one more than there are columns.
  std::vector<double> ys;      ///< Boundaries of the rows, rising; one more than there are rows.
  std::vector<GridCell> cells; ///< Every place belongs to exactly one cell; sorted by row, then column.
  bool open_top = false;       ///< No ruling closes the grid at the top: it may go on from the page before.
  bool open_bottom = false;

  int rows() const noexcept { return static_cast<int>(ys.size()) - 1; }
  int cols() const noexcept { return static_cast<int>(xs.size()) - 1; }
};

/// Which cell owns each place: index into grid.cells at [row * cols + col].
std::vector<int> owners(Grid const& grid);

} // namespace gongkai
