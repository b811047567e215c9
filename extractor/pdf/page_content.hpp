// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// What one pass over a page of a PDF yields: glyphs, rulings, shades and images, as plain values.
/// Coordinates are those of geometry/box.hpp: points, top left origin, the page as a reader sees it
/// (after /Rotate, the crop box and the user unit).
#pragma once

#include "base/problem.hpp"
#include "geometry/box.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace gongkai {

/// Why a glyph cannot be seen.
enum class Visibility : std::uint8_t {
  visible,
  render_mode, ///< Text render mode 3 or 7: neither filled nor stroked.
  clipped,     ///< Wholly outside the clip or the page.
  cut_off,     ///< The same, but of a text of which a part shows: what a cell is too small for.
  same_colour, ///< In the colour of what lies under it (white on white).
  transparent, ///< Opacity 0.
  covered,     ///< An opaque image or rectangle was drawn over it later.
};

/// One character at its place. A ligature or a glyph with several characters (ActualText) gives one Glyph
/// a character, each with its share of the box.
struct Glyph {
  char32_t code = 0;        ///< Unicode as the file maps it, not normalised; U+FFFD where the file has no mapping.
  Box box;                  ///< From descent to ascent of the font, and over the advance width.
  double baseline = 0;      ///< y of the baseline for upright text; x for text that runs up or down.
  float size = 0;           ///< Font size in points, as drawn.
  std::uint32_t colour = 0; ///< 0xRRGGBB of the fill.
  std::uint32_t order = 0;  ///< Rank among everything drawn on the page.
  std::uint32_t window = 0; ///< 1 + index into PageContent::windows; 0 where all of the page would show it.
  std::uint16_t font = 0;   ///< Index into PageContent::fonts.
  std::int16_t angle = 0;   ///< Direction of the text in degrees, 0 = to the right, counted clockwise, 0..359.
  Visibility visibility = Visibility::visible;
  bool bold = false;   ///< By the font, or because it was filled and stroked, or drawn twice.
  bool placed = false; ///< The file set the position anew right before this glyph.
  bool part = false;   ///< Not the first character of a ligature.
};

struct Font {
  std::string name; ///< Without the subset prefix; may be empty.
  bool bold = false;
  bool italic = false;
};

enum class Direction : std::uint8_t { horizontal, vertical };

enum class RulingStyle : std::uint8_t {
  solid,
  dashed,       ///< Dashes or dots, joined to one ruling.
  shading_edge, ///< The border of a filled area: weaker evidence than a line.
};

/// A straight line parallel to an axis.
struct Ruling {
  Direction direction{};
  RulingStyle style = RulingStyle::solid;
  double position = 0; ///< y of a horizontal, x of a vertical ruling (its middle).
  double begin = 0;    ///< The smaller end along the ruling.
  double end = 0;      ///< The larger end.
  double thickness = 0;
  std::uint32_t colour = 0;
  std::uint32_t order = 0;

  double length() const noexcept { return end - begin; }
  Box box() const noexcept {
    double const h = thickness / 2;
    return direction == Direction::horizontal ? Box{begin, position - h, end, position + h}
                                              : Box{position - h, begin, position + h, end};
  }
};

/// A filled rectangle too large to be a line: the shading of a cell, or a cover.
struct Shade {
  Box box;
  std::uint32_t colour = 0xFFFFFF;
  std::uint32_t order = 0;
  bool opaque = true;
};

struct ImageBox {
  Box box;
  std::uint32_t order = 0;
  bool opaque = true; ///< False for masks and images with a soft mask.
};

struct PageContent {
  int number = 0;   ///< Counted from 1.
  double width = 0; ///< Points, as seen.
  double height = 0;
  int rotation = 0;            ///< The page's /Rotate, 0, 90, 180 or 270; already applied.
  double user_unit = 1;        ///< Already applied.
  std::vector<Glyph> glyphs;   ///< In drawing order.
  std::vector<Ruling> rulings; ///< In drawing order.
  std::vector<Shade> shades;
  std::vector<ImageBox> images;
  std::vector<Box> windows; ///< The clips, smaller than the page, that glyphs were drawn under.
  std::vector<Font> fonts;
  Problems problems;
};

} // namespace gongkai
