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

/// Of the glyphs of a cell, where it has any: room for so many is made at once.
constexpr std::size_t usual_text = 8;

/// Which place of a grid holds a point: {row, col}, or {-1, -1} outside the grid's box grown by `slack` points.
struct Place {
  int row = -1, col = -1;
  bool inside() const noexcept { return row >= 0; }
};
Place place_of(Grid const& grid, Point p, double slack = 0) noexcept;

/// place_of() for the glyphs of a page one after the other: most stand in the cell of the one before.
class Placer {
public:
  /// The grid must live as long.
  explicit Placer(Grid const& grid, double slack = 0) noexcept
      : m_grid(grid), m_box(grid.box.grown(slack)), m_slack(slack) {}

  Place of(Point p) noexcept {
    bool const same = m_last.inside() && m_box.contains(p) && between(m_grid.ys, m_last.row, p.y) &&
                      between(m_grid.xs, m_last.col, p.x);
    if (!same) { m_last = place_of(m_grid, p, m_slack); }
    return m_last;
  }

private:
  /// Not at the ends of the grid, which have a slack.
  static bool between(std::vector<double> const& bounds, int i, double v) noexcept {
    auto const at = static_cast<std::size_t>(i);
    return bounds[at] <= v && v < bounds[at + 1];
  }

  Grid const& m_grid;
  Box m_box;
  double m_slack;
  Place m_last;
};

} // namespace gongkai
