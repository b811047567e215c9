// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// A table on one page: a grid with text in its cells and its caption, before pages are joined.
#pragma once

#include "grid/grid.hpp"
#include "table/table.hpp"
#include "table/table_patterns.hpp"

#include <vector>

namespace gongkai {

struct PageTable {
  int page = 0;                 ///< Counted from 1.
  Grid grid;                    ///< In the reading frame.
  std::vector<TableCell> cells; ///< One for each cell of the grid and in its order; text may be empty.
  Caption caption;
  int header_rows = 0;
  std::vector<int> side_pages; ///< Further pages that hold columns of it (join_side_pages).
  bool first_on_page = false;  ///< Nothing but captions and furniture stands above it.
  bool last_on_page = false;   ///< Nothing but furniture stands below it.

  bool has_text() const noexcept;
};

struct FillOptions {
  double border_slack = 2.0;  ///< Text up to this many points outside the grid's border still belongs to it.
  double edge_distance = 4.0; ///< Text that begins (ends) this near to a border is aligned to it, points.
  double doubtful_distance =
      0.6; ///< A figure this near to a border that no ruling draws may belong beyond it, font sizes.
};

/// Puts the page's text into the cells, each run to the cell it belongs to; the glyphs used are marked in `used`
/// (one flag a glyph of the page).
///
/// A glyph belongs to the cell that holds its centre. A run that reaches over a border is either the overflow of one
/// cell, and stays whole, or two cells' texts that touch, and is split at the border: where the character class
/// changes there (an amount, then a label) or the file placed the glyph after it anew.
PageTable fill_cells(Page const& page, Grid grid, Normaliser const& normaliser, std::vector<bool>& used,
                     FillOptions const& options = {});

} // namespace gongkai
