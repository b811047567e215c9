// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// The few shapes of SVG that an inspected page is drawn with. The unit is the point.
#pragma once

#include "geometry/box.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace gongkai {

/// Text for XML: escaped; characters that XML does not allow, and those that would turn the order of what follows,
/// become U+FFFD.
std::string xml_escaped(std::string_view utf8);

/// The first characters of a text that fill `ems` (an ideograph is one, other characters half), with dots where more
/// follow.
std::string shortened(std::string_view utf8, double ems);

/// Width of a text in units of its font size, near enough to place what stands beside it.
double width_in_ems(std::string_view utf8);

/// With at most two decimals; 0 where a hostile file gives no finite number.
std::string svg_number(double value);

/// Writes SVG elements. Attributes are SVG as written ('fill="red"'); texts are escaped here.
class Canvas {
public:
  Canvas& raw(std::string_view svg);
  Canvas& open(std::string_view attributes);
  Canvas& close();

  /// Many boxes as one element, so that a page of thousands of glyphs stays small.
  void boxes(std::vector<Box> const& boxes, std::string_view attributes);

  /// `tooltip` shows where the pointer rests on the box; none where it is empty.
  void box(Box const& box, std::string_view attributes, std::string_view tooltip = {});

  /// (x, y) is the left end of the text's baseline.
  void text(double x, double y, std::string_view utf8, std::string_view attributes);

  void image(Box const& box, std::string_view png);

  std::string const& svg() const noexcept { return m_svg; }

private:
  std::string m_svg;
};

} // namespace gongkai
