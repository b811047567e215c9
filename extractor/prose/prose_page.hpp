// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// What a page gives to the running text: its lines outside tables, and where its tables stand.
#pragma once

#include "table/read_tables.hpp"
#include "text/normalise.hpp"

#include <string>
#include <vector>

namespace gongkai {

struct ProseLine {
  std::string text;         ///< Normalised, without blanks beside wide characters.
  std::vector<float> edges; ///< In the reading frame: the left edge of each character of `text` and the right edge of the last; empty where unknown.
  Box box;                  ///< In the reading frame.
  Box seen;                 ///< The same on the page as seen.
  double baseline = 0;
  double size = 0;          ///< Of its ideographs, in points.
  double widest_gap = 0;    ///< Between two of its segments, in points.
  int font = -1;            ///< The most frequent one's index among the page's fonts.
  bool bold = false;        ///< All of it.
  bool bold_start = false;
};

struct ProsePage {
  int number = 0;
  double width = 0, height = 0; ///< Of the reading frame, points.
  int turn = 0;                 ///< As Page::turn.
  std::vector<ProseLine> lines; ///< From top to bottom.
  std::vector<Box> tables;      ///< Grids in the reading frame, from top to bottom.
};

/// `prose` are the lines of `page` that belong to no table.
ProsePage prose_page(Page const& page, std::vector<Line> const& prose, std::vector<PageTable> const& tables, Normaliser const& normaliser);

} // namespace gongkai
