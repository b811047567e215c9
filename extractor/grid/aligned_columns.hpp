// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Step 3 of alignment.hpp: boundaries of columns. Where two cells stand side by side there is a boundary between
/// them, somewhere in the gap; a boundary that lies in many gaps explains them all. The fewest boundaries that
/// explain all gaps are taken, each where the fewest pieces are cut.
#pragma once

#include "grid/aligned_header.hpp"

namespace gongkai::aligned {

/// What the columns are read from.
struct ColumnEvidence {
  std::vector<Piece> leaves; ///< The lowest header cells from left to right, one piece a cell.
  PieceLine index;           ///< The row of column numbers; no pieces where there is none.
  std::vector<PieceLine> body;
  std::vector<double> lines;  ///< x of vertical rulings and of the ends of lines under groups.
  double left = 0, right = 0; ///< Of the region.
  bool edges_known = false;   ///< They are rulings, not the ends of text.
};

struct ColumnOptions {
  double line_reach = 2.0;    ///< Points by which a ruling may lie outside the gap it explains.
  double weak_gap = 0.55;     ///< A gap within a run is a boundary only from this width on (in font sizes) ...
  double weak_share = 0.4;    ///< ... and if this share of the rows has it.
  double likely_share = 0.15; ///< Share of the rows that must have another gap for which the header has no boundary.
  double cut_share = 0.34;    ///< A boundary cuts fewer pieces than this share of the gaps it explains.
  double header_weight = 4;   ///< A header cell counts for so many pieces of the body when it comes to cuts.
  double margin = 6;          ///< A column may reach this far beyond its text at the region's edge (in font sizes).
  double centre_slack = 0.6;  ///< Points by which a header cell may be off the centre of its column.
};

/// Boundaries, rising, from the left to the right end of the region.
std::vector<double> pieces_to_columns(ColumnEvidence const& evidence, ColumnOptions const& options = {});

/// Which column x lies in: 0 .. xs.size() - 2.
int column_at(std::vector<double> const& xs, double x) noexcept;

/// The column that holds most of a piece.
int column_of(std::vector<double> const& xs, Piece const& piece) noexcept;

} // namespace gongkai::aligned
