// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "page/page.hpp"

#include <vector>

namespace gongkai {

/// Lines that are read one after the other, with the part of the page's width they stand in.
struct TextBlock {
  std::vector<Line> lines;
  double left = 0, right = 0; ///< Points of the reading frame.
};

struct ColumnOptions {
  std::size_t least_lines = 12; ///< Of a block set in columns.
  double gutter = 0.9;          ///< Least width of the gap between columns, in units of the font size.
  double most_crossing = 0.25;  ///< Share of a page's lines that may run over a gutter: headlines.
  double least_glyphs = 6;      ///< Average of a column's lines: page numbers behind their titles make no column.
  double least_filled = 0.6;    ///< Share of a block's lines that must have text in each of its columns.
};

/// Parts lines of a page that is set in columns, as newspapers are: what runs over the columns first, then column by
/// column. A page in one column gives one block with all its lines.
std::vector<TextBlock> split_columns(Page const& page, std::vector<Line> const& lines,
                                     ColumnOptions const& options = {});

} // namespace gongkai
