// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Places on a page. The unit is the point (1/72 inch), the origin the top left corner of the page as a
/// reader sees it, x grows to the right and y downwards.
#pragma once

#include <algorithm>
#include <limits>

namespace gongkai {

struct Point {
  double x = 0, y = 0;
  friend bool operator==(Point const&, Point const&) = default;
};

/// An axis-parallel rectangle with x0 <= x1 and y0 <= y1.
struct Box {
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;

  friend bool operator==(Box const&, Box const&) = default;

  double width() const noexcept { return x1 - x0; }
  double height() const noexcept { return y1 - y0; }
  double area() const noexcept { return width() * height(); }
  Point centre() const noexcept { return {(x0 + x1) / 2, (y0 + y1) / 2}; }

  bool contains(Point p) const noexcept { return p.x >= x0 && p.x <= x1 && p.y >= y0 && p.y <= y1; }
  bool contains(Box const& b, double slack = 0) const noexcept {
    return b.x0 >= x0 - slack && b.x1 <= x1 + slack && b.y0 >= y0 - slack && b.y1 <= y1 + slack;
  }
  bool intersects(Box const& b, double slack = 0) const noexcept {
    return b.x0 <= x1 + slack && b.x1 >= x0 - slack && b.y0 <= y1 + slack && b.y1 >= y0 - slack;
  }

  /// The box grown by d points on every side.
  Box grown(double d) const noexcept { return {x0 - d, y0 - d, x1 + d, y1 + d}; }

  /// Enlarges the box so that it covers b.
  void cover(Box const& b) noexcept {
    x0 = std::min(x0, b.x0);
    y0 = std::min(y0, b.y0);
    x1 = std::max(x1, b.x1);
    y1 = std::max(y1, b.y1);
  }
};

/// A box that covers nothing: cover() turns it into the first box given.
inline Box nothing() noexcept {
  constexpr double far = std::numeric_limits<double>::infinity();
  return {far, far, -far, -far};
}

inline bool is_nothing(Box const& b) noexcept { return b.x0 > b.x1; }

/// The common part; is_nothing() where there is none.
inline Box overlap(Box const& a, Box const& b) noexcept {
  Box const c{std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1), std::min(a.y1, b.y1)};
  return c.x0 > c.x1 || c.y0 > c.y1 ? nothing() : c;
}

/// Length of the common part of two intervals, negative where there is a gap between them.
inline double overlap_length(double a0, double a1, double b0, double b1) noexcept {
  return std::min(a1, b1) - std::max(a0, b0);
}

} // namespace gongkai
