// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Step 4 of alignment.hpp: lines of one column become cells, cells at one height become rows.
#pragma once

#include "grid/aligned_columns.hpp"
#include "text/line_patterns.hpp"
#include "text/normalise.hpp"

#include <functional>

namespace gongkai::aligned {

struct BodyCell {
  int col = 0;
  Box box;                    ///< Of its text.
  double first = 0, last = 0; ///< Baselines.
  double shift = 0;           ///< Points down to where it would stand were it aligned like the labels.
  std::vector<Piece> lines;
};

struct BodyRow {
  std::vector<BodyCell> cells; ///< At most one a column, from left to right.
  double top = 0, bottom = 0;  ///< Of its text.
};

/// Distances in units of the font size.
struct RowOptions {
  double widest_pitch = 1.75;  ///< Lines further apart than this are never one wrapped cell.
  double full_line = 2.2;      ///< A line that ends this far before the longest line of its column is not full.
  double same_height = 0.3;    ///< Baselines nearer than this are at one height.
  double furthest_shift = 1.6; ///< Amounts at the top of a row and labels in its middle stand at most so far apart.
};

using ColumnOf = std::function<int(Piece const&)>;

class RowBuilder {
public:
  RowBuilder(LinePatterns const& row_start, Normaliser const& normaliser, RowOptions const& options = {})
      : m_row_start(&row_start), m_normaliser(&normaliser), m_options(options) {}

  std::vector<BodyRow> build(std::vector<PieceLine> const& lines, std::vector<double> const& xs) const;

  /// The same where rulings bound the rows: `ys` are their boundaries.
  std::vector<BodyRow> build_bounded(std::vector<PieceLine> const& lines, std::vector<double> const& xs,
                                     std::vector<double> const& ys) const;

  /// Only the cells: the lines of each of `count` columns, joined where they are wrapped. Sorted by column, then
  /// height.
  std::vector<BodyCell> cells_of(std::vector<PieceLine> const& lines, int count, ColumnOf const& column_of_piece) const;

  /// Cells at one height are a row: rows never overlap, and a row's cells always do, however they are aligned.
  static std::vector<BodyRow> cells_to_rows(std::vector<BodyCell> cells);

private:
  LinePatterns const* m_row_start;
  Normaliser const* m_normaliser;
  RowOptions m_options;
};

} // namespace gongkai::aligned
