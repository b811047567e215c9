// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Grids where rulings are missing: columns from header words, right edges of amounts and codes; rows from
/// horizontal rulings or from baselines.
#pragma once

#include "grid/grid.hpp"
#include "text/line_patterns.hpp"
#include "text/normalise.hpp"

namespace gongkai {

/// Where a table without (all) rulings stands, and what is known of it already.
struct AlignedRegion {
  Box box;                      ///< The table's text, header included, caption and notes not.
  std::vector<double> rows;     ///< Boundaries of rows where rulings bound every row, else empty.
  std::vector<Ruling> rulings;  ///< Horizontal rulings within the region (header lines, lines under groups).
};

/// Reads the grid of a region. Fails (empty optional) where the text has no columns.
class AlignmentReader {
public:
  AlignmentReader(PatternFiles const& files, Normaliser const& normaliser);

  std::optional<Grid> read(Page const& page, AlignedRegion const& region) const;

  /// Regions of tables without verticals, outside the boxes of `taken` (grids already found): below an anchor (a unit
  /// line, a table number, a row of header words) or, where `continued` says that a table without rulings
  /// runs to the end of the page before, at the top of the page.
  std::vector<AlignedRegion> find_regions(Page const& page, std::vector<Box> const& taken, bool continued) const;

private:
  Normaliser const* m_normaliser;
};

} // namespace gongkai
