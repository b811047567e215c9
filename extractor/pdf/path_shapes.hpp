// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Drawn paths become rulings and shades.
#pragma once

#include "pdf/page_content.hpp"
#include "pdf/page_pass.hpp"

#include <vector>

namespace gongkai::pdf {

/// A subpath in page coordinates, which are finite. Where it is curved, the points include the control points.
struct DeviceSubpath {
  std::vector<Point> points;
  bool closed = false;
  bool curved = false;
};
using DevicePath = std::vector<DeviceSubpath>;

/// With what a path is painted.
struct Painter {
  std::uint32_t colour = 0;
  std::uint32_t order = 0;
  bool opaque = true;
};

/// A mark shorter than a line: perhaps a dash or a dot of one.
struct Dash {
  Box box;
  std::uint32_t colour = 0;
  std::uint32_t order = 0;
};

struct Shapes {
  std::vector<Ruling> rulings;
  std::vector<Shade> shades;
  std::vector<Dash> dashes;
};

/// The straight, axis-parallel parts of a stroked path. `width` is the line width in points.
void shapes_of_stroke(DevicePath const& path, double width, bool dashed, Painter const& painter,
                      PassOptions const& options, Box const& clip, Shapes& out);

/// A filled path: thin parts become rulings, a ring of two nested rectangles its four sides, other areas shades.
void shapes_of_fill(DevicePath const& path, Painter const& painter, PassOptions const& options, Box const& clip,
                    Shapes& out);

/// Adds a ruling along the longer side of the box.
void add_ruling(Box const& box, RulingStyle style, Painter const& painter, Shapes& out);

/// Joins dashes and dots that follow each other on a line to one dashed ruling, and drops the rest.
void join_dashes(Shapes& shapes, PassOptions const& options);

} // namespace gongkai::pdf
