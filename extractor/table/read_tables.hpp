// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "grid/find_grids.hpp"
#include "table/caption.hpp"
#include "table/page_table.hpp"

#include <span>

namespace gongkai {

/// Text on a page with tables that ended nowhere.
struct Residue {
  int page = 0;
  Box box; ///< On the page as seen.
  std::string text;
};

/// What a page's text became.
struct PageReading {
  std::vector<PageTable> tables; ///< From top to bottom.
  std::vector<Line> prose;       ///< Lines outside tables, captions and notes; in the reading frame.
  std::vector<Residue> residue;
};

/// Reads the tables of one page: puts text into the grids, takes captions and notes from the lines around them,
/// counts header rows. `grids` as find_grids() gives them.
PageReading read_page_tables(Page const& page, std::vector<Grid> grids, TablePatterns const& patterns,
                             Normaliser const& normaliser);

/// Gives tables that begin a page without a caption the one that ended the page before. One reading a page, in their
/// order.
void carry_captions(std::span<PageReading> readings, TablePatterns const& patterns, Normaliser const& normaliser);

/// The grid of a table without (all) rulings that is the last thing on the page: the next page may go on with it, in
/// the same columns. None where the page ends otherwise.
std::optional<Grid> unruled_grid_at_end(PageReading const& reading);

/// Reads the tables of all pages in their order: finds the grids (a table without rulings may go on from the page
/// before), reads them, and carries captions over. One reading a page.
std::vector<PageReading> read_tables(std::span<Page const> pages, AlignmentReader const& alignment,
                                     TablePatterns const& patterns, Normaliser const& normaliser);

} // namespace gongkai
