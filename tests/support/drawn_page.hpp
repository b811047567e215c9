// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// A page drawn in the test's text:
///
///     +--------+--------+       '-' and '|' are rulings, '+' is where they meet. A piece that is left out is a
///     | 项目   | 金额   |       ruling that is missing: this is how merged cells are drawn. Everything else is text.
///     +--------+--------+
///     | 教育   |   1.00 |       A character of the picture is a place of fixed size; an ideograph (and the
///     +--------+--------+       punctuation that goes with it) takes two places side by side, as in an editor.
///
/// '-' counts as a ruling where a '-' or '+' stands beside it, so that "-1.00" stays a figure.
#pragma once

#include "pdf/page_content.hpp"

#include <string_view>

namespace gongkai::drawing {

/// How the places of a picture become points.
struct Layout {
  double left = 50; ///< Of the picture's first place, points.
  double top = 60;
  double column = 5;  ///< Width of a place; ideographs are twice as wide, which is also the font size.
  double row = 10;    ///< Height of a place.
  double width = 595; ///< Of the page.
  double height = 842;
  int number = 1; ///< Of the page, counted from 1.

  double size() const noexcept { return 2 * column; }
  /// Middle of a place; where a ruling drawn there lies.
  double x(double col) const noexcept { return left + (col + 0.5) * column; }
  double y(double line) const noexcept { return top + (line + 0.5) * row; }
};

/// The picture as a page. Its first line is left out where it is blank, so that a raw string can begin below its
/// quote. Glyphs stand in reading order, line by line.
PageContent draw(std::string_view picture, Layout const& layout = {});

/// How a text is set that does not come from a picture.
struct Pen {
  double size = 10;
  double stretch = 1; ///< Distance between glyphs, as a multiple of their width.
  std::uint32_t colour = 0x000000;
  int angle = 0; ///< 0, 90 (downwards), 180, 270 (upwards); others only turn Glyph::angle.
  Visibility visibility = Visibility::visible;
  bool bold = false;
};

/// Adds a text as one run that begins at `start`: the left end of its baseline.
void write(PageContent& page, Point start, std::string_view utf8, Pen const& pen = {});

/// Adds a ruling.
void rule(PageContent& page, Direction direction, double position, double begin, double end, double thickness = 0.5);

/// Adds the four sides of a box, or, where `rows` and `cols` say so, of a grid with places of equal size.
void rule_grid(PageContent& page, Box const& box, int rows = 1, int cols = 1);

/// A page without anything on it.
PageContent blank_page(Layout const& layout = {});

} // namespace gongkai::drawing
