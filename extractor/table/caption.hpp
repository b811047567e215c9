// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "table/page_table.hpp"

namespace gongkai {

/// What a line outside all grids is.
enum class LineUse : unsigned char { prose, caption, note };

struct CaptionOptions {
  int max_lines = 7;     ///< Lines over a grid that may belong to its caption.
  double max_gap = 5.0;  ///< A larger gap, in line heights, ends the caption.
  double note_gap = 3.5; ///< Largest gap between a grid and its note, and between a note's lines, in line heights.
};

/// Reads the captions and notes of a page's tables from the lines outside their grids.
/// `lines` and the tables' grids are in the reading frame, tables from top to bottom. Returns the use of each line
/// and sets PageTable::caption, first_on_page and last_on_page.
std::vector<LineUse> find_captions(Page const& page, std::vector<Line> const& lines, std::vector<PageTable>& tables,
                                   TablePatterns const& patterns, Normaliser const& normaliser,
                                   CaptionOptions const& options = {});

/// Looks for the caption of a table that begins a page without one at the end of the page before: in its prose `lines`
/// whose centres are under `below`, where that page's last table ends (reading frame). Sets the caption, its title's
/// box in the reading frame of that page, and returns how many of the last lines it was; 0 where there is none.
std::size_t caption_on_page_before(std::vector<Line> const& lines, double below, PageTable& table,
                                   TablePatterns const& patterns, Normaliser const& normaliser,
                                   CaptionOptions const& options = {});

/// The same for a table that lacks only its number, which is the last line of the page before. `other` is the number of
/// the table before: a number that stands below a table may be its own.
bool number_on_page_before(std::vector<Line> const& lines, double below, std::string const& other, PageTable& table,
                           TablePatterns const& patterns, Normaliser const& normaliser);

/// Takes rows at the top of a grid that hold only a caption (and a row at the bottom that holds only a note) out of
/// the table and into its caption; columns that only they bounded go with them.
void caption_rows_to_caption(PageTable& table, TablePatterns const& patterns, Normaliser const& normaliser);

} // namespace gongkai
