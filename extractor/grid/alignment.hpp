// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Grids where rulings are missing: columns from header words, right edges of amounts and codes; rows from
/// horizontal rulings or from baselines. The steps, each in a file of its own:
///  1. lines_to_pieces: a line becomes pieces, each the text of one cell on one line (aligned_pieces).
///  2. pieces_to_header: the pieces above the first body row become header cells, the header cells a tree;
///     the height at which a cell's text is centred tells its rows, the groups below it its columns (aligned_header).
///  3. pieces_to_columns: where two cells stand side by side in any row there is a boundary between them; the fewest
///     boundaries that explain all rows are the table's (aligned_columns).
///  4. pieces_to_rows: lines of one column become cells (wrapped text), cells at one height become rows (aligned_rows).
#pragma once

#include "grid/grid.hpp"
#include "text/line_patterns.hpp"
#include "text/normalise.hpp"

#include <memory>
#include <optional>

namespace gongkai {

/// Where a table without (all) rulings stands, and what is known of it already.
struct AlignedRegion {
  Box box;                  ///< The table's text, header included, caption and notes not.
  std::vector<double> rows; ///< Boundaries of rows where rulings bound every row, else empty.
  std::vector<Ruling>
      rulings; ///< Rulings within the region: header lines, lines under groups, verticals between columns.
  std::vector<double>
      columns; ///< Boundaries of the columns on the page before, where the table goes on from there, else empty.
};

/// Reads tables that are not ruled into cells. One reader serves any number of pages.
class AlignmentReader {
public:
  /// \throws PatternError where patterns/header.toml, caption.toml or table.toml has an error.
  AlignmentReader(PatternFiles const& files, Normaliser const& normaliser);
  AlignmentReader(AlignmentReader&&) noexcept;
  AlignmentReader& operator=(AlignmentReader&&) noexcept;
  ~AlignmentReader();

  /// The grid of a region. Fails (empty optional) where the text has no columns.
  std::optional<Grid> read(Page const& page, AlignedRegion const& region) const;

  /// Regions of tables without verticals, outside the boxes of `taken` (grids already found): below an anchor (a unit
  /// line, a table number, a row of header words) or, where a table without rulings runs to the end of the page before
  /// (`before` is its grid there), at the top of the page.
  std::vector<AlignedRegion> find_regions(Page const& page, std::vector<Box> const& taken, Grid const* before) const;

private:
  struct Members;
  std::unique_ptr<Members> m_members;
};

} // namespace gongkai
