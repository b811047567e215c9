// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Grids from rulings. The steps, each a function of the same name in lattice.cpp:
///  1. join_rulings: pieces of one line become one ruling; lines drawn twice or doubled become one.
///  2. group_rulings: rulings that touch or cross belong to one group; each group may be a grid.
///  3. rulings_to_boundaries: positions of the verticals (horizontals) of a group, snapped, bound columns (rows).
///  4. boundaries_to_edges: each side of each place is drawn or missing.
///  5. edges_to_cells: places with no side between them are one cell.
/// Method after A. Nurminen (Algorithmic Extraction of Data in Tables in PDF Documents, 2013), with spans from
/// missing sides and with tolerances as named options.
#pragma once

#include "grid/grid.hpp"

#include <cstddef>

namespace gongkai {

/// All in points.
struct LatticeOptions {
  double snap = 3.0;        ///< Parallel lines nearer than this are one (double lines, lines drawn twice).
  double snap_extent = 4.5; ///< Most that a snapped line may be wide: narrower than any row or column.
  double join = 3.5;        ///< Gap over which pieces of a line are joined, and by which lines may miss a crossing.
  double side_share = 0.55; ///< Share of a side that must be drawn for it to count.
  double overhang = 8.0;    ///< Horizontals that reach this far beyond the outer verticals bound a column there.
  double min_size = 10.0;   ///< A grid is at least this wide and high.
  std::size_t most_places = 1'000'000; ///< A grid of more is a drawing: it is not read.
};

/// Rulings that belong together, with those that bound nothing taken out.
struct RulingGroup {
  std::vector<Ruling> horizontal; ///< Joined, sorted by position.
  std::vector<Ruling> vertical;
  Box box;
};

/// Steps 1 and 2. `with_shading`: take the edges of shaded areas for rulings.
std::vector<RulingGroup> group_rulings(std::vector<Ruling> const& rulings, bool with_shading,
                                       LatticeOptions const& options = {});

/// Whether steps 3 to 5 would make a grid of more than LatticeOptions::most_places.
bool is_too_large(RulingGroup const& group, LatticeOptions const& options = {});

/// Steps 3 to 5. One that is too large has no rows and columns. A group of horizontals only gives a grid of one column,
/// one of verticals only a grid of one row. `undrawn`: heights, rising, at which rows are parted though no line is
/// drawn there (loose_ends()); of the cells beside them only the merged ones end there.
Grid group_to_grid(RulingGroup const& group, GridMethod method, LatticeOptions const& options = {},
                   std::vector<double> const& undrawn = {});

/// Heights, rising, at which verticals of a group begin or end within a row of its grid: a merged cell interrupts the
/// line between columns there, and a row may end with it.
std::vector<double> loose_ends(RulingGroup const& group, Grid const& grid, LatticeOptions const& options = {});

} // namespace gongkai
