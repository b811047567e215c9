// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "grid/alignment.hpp"
#include "grid/grid.hpp"
#include "grid/lattice.hpp"

namespace gongkai {

/// All grids of a page, from top to bottom, then left to right. Strategies in their order: rulings on all sides; the
/// borders of shaded cells, where a page has no such rulings; horizontals only; alignment only.
/// `before`: the grid of a table without verticals that ends the page before, or null.
std::vector<Grid> find_grids(Page const& page, AlignmentReader const& alignment, Grid const* before,
                             LatticeOptions const& options = {});

/// What find_grids() left out: rulings that make a grid too large to be a table.
Problems oversized_grids(Page const& page, LatticeOptions const& options = {});

/// Which place of a grid holds a point: {row, col}, or {-1, -1} outside the grid's box grown by `slack` points.
struct Place {
  int row = -1, col = -1;
  bool inside() const noexcept { return row >= 0; }
};
Place place_of(Grid const& grid, Point p, double slack = 0) noexcept;

} // namespace gongkai
