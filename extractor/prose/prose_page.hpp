// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// What a page gives to the running text: its lines outside tables, and where its tables stand. A page set in columns
/// gives several, one a column, with the same number.
#pragma once

#include "table/read_tables.hpp"
#include "text/normalise.hpp"

#include <string>
#include <vector>

namespace gongkai {

struct ProseLine {
  std::string text;         ///< Normalised, without blanks beside wide characters.
  std::vector<float> edges; ///< In the reading frame: the left edge of each character of `text` and the right edge of
                            ///< the last; empty where unknown.
  Box box;                  ///< In the reading frame, x counted from ProsePage::left.
  Box seen;                 ///< The same on the page as seen.
  double baseline = 0;
  double size = 0;       ///< Of its ideographs, in points.
  double widest_gap = 0; ///< Between two of its segments, in points.
  int font = -1;         ///< The most frequent one's index among the page's fonts.
  bool bold = false;     ///< All of it.
  bool bold_start = false;
};

struct ProsePage {
  int number = 0;
  double left = 0;              ///< Where the page, or its column, begins, points of the reading frame.
  double width = 0, height = 0; ///< Of the page, or of the column, points.
  int turn = 0;                 ///< As Page::turn.
  std::vector<ProseLine> lines; ///< From top to bottom.
  std::vector<Box> tables;      ///< Grids in the reading frame, from top to bottom.
};

/// Appends what a page gives; at least one. `prose` are the lines of `page` that belong to no table.
void add_prose_pages(Page const& page, std::vector<Line> const& prose, std::vector<PageTable> const& tables,
                     Normaliser const& normaliser, std::vector<ProsePage>& out);

} // namespace gongkai
