// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "grid/grid.hpp"

namespace gongkai {

/// The text glyphs of each cell of a grid, in drawing order; by their centres.
using GlyphsOfCells = std::vector<std::vector<GlyphIndex>>;
GlyphsOfCells glyphs_of_cells(Page const& page, Grid const& grid);

/// Splits rows that hold several rows of text with no rulings between them: tables with lines between the columns and
/// round the header only. A row is split where one of its cells lists at least `least_figures` figures below each
/// other, at the baselines of these figures and of the labels beside them; the lines of a wrapped label stay together.
void split_unruled_rows(Page const& page, Grid& grid, GlyphsOfCells const& glyphs, int least_figures = 3);

} // namespace gongkai
