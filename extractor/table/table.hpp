// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.hpp"
#include "grid/grid.hpp"

#include <optional>
#include <string>
#include <vector>

namespace gongkai {

/// How a cell lies at the upper or lower end of its page; asked while pages are joined.
struct CellEnds {
  bool open_top = false, open_bottom = false; ///< No ruling closes the cell there.
  bool cut_top = false, cut_bottom = false;   ///< Its first (last) line hangs over the end of the table on the page.
  bool full = false;                          ///< Its last line fills the width, so that the text may go on.
  bool word_runs_out = false;                 ///< A word set one character a line stands down to the end of the page,
  bool word_runs_in = false;                  ///< or at the very top of a page, with room left below it.
  std::string first_line, last_line;          ///< As in the file, UTF-8.
};

/// A cell with text, at its place in the whole table (over all its pages).
struct TableCell {
  int row = 0, col = 0;
  int rowspan = 1, colspan = 1;
  std::string text;      ///< Normalised, UTF-8, never empty in a finished table.
  std::string raw;       ///< As in the file.
  int page = 0;          ///< Counted from 1: where the cell begins.
  Box box;               ///< Of the cell's place, on the page as seen.
  bool overflow = false; ///< Its text reaches over the cell's border.
  bool amount = false;   ///< Its text is a figure (digits, separators, sign).
  bool bold = false;
  int other_col = 0; ///< Of a figure that may belong into another column as well: how many columns further right that
                     ///< is (left where negative); 0 where its place is certain.
  CellEnds ends{};
};

/// What stands around a table. Empty texts: not printed.
struct Caption {
  std::string number;
  std::string title;
  std::string unit;
  std::string entity;
  std::string year_line; ///< A line of its own that says the year.
  Box title_box,
      entity_box; ///< Of their lines on the table's first page, as seen; of no size where nothing is printed.
  std::vector<std::string> notes; ///< Below the table.
  std::string empty_statement;    ///< The sentence that says the table is empty.
  std::vector<std::string>
      printed; ///< All that stands over the table, as printed, from the top: a title is one text, a unit another.
  bool continued = false;          ///< Marked as the continuation of a table.
  bool begins_page_before = false; ///< It ends the page before the one that its table begins.
};

struct Table {
  std::string id; ///< "t1", "t2", ... in reading order.
  Caption caption;
  std::vector<int> pages; ///< All it spans.
  int rows = 0, cols = 0;
  int header_rows = 0;                                ///< With the row of column numbers.
  bool empty = false;                                 ///< No amounts, or only zeros under a sentence that says so.
  std::vector<TableCell> cells;                       ///< With text; sorted by row, then column.
  std::vector<std::vector<std::string>> column_paths; ///< Header texts over each column, from the top.
  std::vector<std::string> repeated; ///< What later pages print again and the table holds once: its caption, its
                                     ///< header, the text of a merged cell that the page break has cut.
  GridMethod method{};
  Problems problems;
};

} // namespace gongkai
