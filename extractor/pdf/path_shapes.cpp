// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/path_shapes.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace gongkai::pdf {
namespace {

/// Lines outside the page by no more than this are still on it: left borders often lie at x < 0.
constexpr double clip_slack = 2.0;

Box bounds(DeviceSubpath const& s) {
  Box b = nothing();
  for (Point const& p : s.points) { b.cover({p.x, p.y, p.x, p.y}); }
  return b;
}

/// The rectangle that a straight, closed subpath draws, if it draws one.
std::optional<Box> rectangle(DeviceSubpath const& s) {
  if (s.curved || s.points.size() < 4 || s.points.size() > 6) { return std::nullopt; }
  Box const b = bounds(s);
  for (Point const& p : s.points) {
    bool const on_corner = (std::abs(p.x - b.x0) < 0.1 || std::abs(p.x - b.x1) < 0.1) &&
                           (std::abs(p.y - b.y0) < 0.1 || std::abs(p.y - b.y1) < 0.1);
    if (!on_corner) { return std::nullopt; }
  }
  return b;
}

bool near_white(std::uint32_t rgb) { return (rgb >> 16) > 0xF4 && ((rgb >> 8) & 0xFF) > 0xF4 && (rgb & 0xFF) > 0xF4; }

void add_mark(Box const& box, RulingStyle style, Painter const& painter, PassOptions const& options, Shapes& out) {
  double const length = std::max(box.width(), box.height());
  double const thickness = std::min(box.width(), box.height());
  if (length >= options.min_ruling_length && length >= 2 * thickness) {
    add_ruling(box, style, painter, out);
  } else {
    out.dashes.push_back({box, painter.colour, painter.order});
  }
}

void add_segment(Point a, Point b, double width, bool dashed, Painter const& painter, PassOptions const& options,
                 Box const& clip, Shapes& out) {
  double const dx = std::abs(a.x - b.x), dy = std::abs(a.y - b.y);
  double const run = std::max(dx, dy), rise = std::min(dx, dy);
  if (rise > std::max(0.6, options.max_slant * run)) { return; }
  double const h = width / 2;
  Box box;
  if (dx >= dy) {
    double const y = (a.y + b.y) / 2;
    box = {std::min(a.x, b.x), y - h, std::max(a.x, b.x), y + h};
  } else {
    double const x = (a.x + b.x) / 2;
    box = {x - h, std::min(a.y, b.y), x + h, std::max(a.y, b.y)};
  }
  Box const seen = overlap(box, clip.grown(clip_slack));
  if (is_nothing(seen)) { return; }
  if (width > 2 * options.max_ruling_thickness && width * 2 > run) { return; }
  if (width > 3 * options.max_ruling_thickness) { // a fat stroke paints an area
    out.shades.push_back({seen, painter.colour, painter.order, painter.opaque && !dashed});
    return;
  }
  add_mark(seen, dashed ? RulingStyle::dashed : RulingStyle::solid, painter, options, out);
}

/// A ring between two nested rectangles is the border of a cell: its four sides, if they are thin.
bool add_ring(Box const& a, Box const& b, Painter const& painter, PassOptions const& options, Box const& clip,
              Shapes& out) {
  Box const& outer = a.area() >= b.area() ? a : b;
  Box const& inner = a.area() >= b.area() ? b : a;
  if (!outer.contains(inner, 0.05)) { return false; }
  double const t = options.max_ruling_thickness;
  if (inner.x0 - outer.x0 > t || inner.y0 - outer.y0 > t || outer.x1 - inner.x1 > t || outer.y1 - inner.y1 > t) {
    return false;
  }
  for (Box const& side : {Box{outer.x0, outer.y0, outer.x1, inner.y0}, Box{outer.x0, inner.y1, outer.x1, outer.y1},
                          Box{outer.x0, outer.y0, inner.x0, outer.y1}, Box{inner.x1, outer.y0, outer.x1, outer.y1}}) {
    Box const seen = overlap(side, clip.grown(clip_slack));
    if (!is_nothing(seen) && std::min(side.width(), side.height()) > 0.01) {
      add_mark(seen, RulingStyle::solid, painter, options, out);
    }
  }
  return true;
}

/// Rulings of the four borders of a shaded area.
void add_edges(Box const& b, Painter const& painter, Shapes& out) {
  auto const edge = [&](Direction d, double at, double from, double to) {
    out.rulings.push_back({d, RulingStyle::shading_edge, at, from, to, 0, painter.colour, painter.order});
  };
  edge(Direction::horizontal, b.y0, b.x0, b.x1);
  edge(Direction::horizontal, b.y1, b.x0, b.x1);
  edge(Direction::vertical, b.x0, b.y0, b.y1);
  edge(Direction::vertical, b.x1, b.y0, b.y1);
}

/// Joins the marks in one direction. Takes the used ones out of `dashes`.
void join_along(Direction direction, std::vector<Dash>& dashes, PassOptions const& options, std::vector<Ruling>& out) {
  bool const horizontal = direction == Direction::horizontal;
  auto const across = [&](Dash const& d) { return horizontal ? d.box.centre().y : d.box.centre().x; };
  auto const from = [&](Dash const& d) { return horizontal ? d.box.x0 : d.box.y0; };
  auto const to = [&](Dash const& d) { return horizontal ? d.box.x1 : d.box.y1; };
  auto const key = [&](Dash const& d) { return std::lround(across(d) * 4); };
  std::sort(dashes.begin(), dashes.end(), [&](Dash const& a, Dash const& b) {
    return key(a) != key(b) ? key(a) < key(b) : from(a) != from(b) ? from(a) < from(b) : a.order < b.order;
  });
  std::vector<Dash> rest;
  for (std::size_t i = 0; i < dashes.size();) {
    std::size_t k = i + 1;
    double end = to(dashes[i]), thickness = 0;
    while (k < dashes.size() && key(dashes[k]) == key(dashes[i]) && from(dashes[k]) - end <= options.max_dash_gap) {
      end = std::max(end, to(dashes[k]));
      ++k;
    }
    if (static_cast<int>(k - i) >= options.min_dashes && end - from(dashes[i]) >= 2 * options.min_ruling_length) {
      for (std::size_t j = i; j < k; ++j) {
        thickness = std::max(thickness, horizontal ? dashes[j].box.height() : dashes[j].box.width());
      }
      out.push_back({direction, RulingStyle::dashed, across(dashes[i]), from(dashes[i]), end, thickness,
                     dashes[i].colour, dashes[i].order});
    } else {
      rest.insert(rest.end(), dashes.begin() + static_cast<std::ptrdiff_t>(i),
                  dashes.begin() + static_cast<std::ptrdiff_t>(k));
    }
    i = k;
  }
  dashes = std::move(rest);
}

} // namespace

void add_ruling(Box const& box, RulingStyle style, Painter const& painter, Shapes& out) {
  Ruling r;
  r.style = style;
  r.colour = painter.colour;
  r.order = painter.order;
  if (box.width() >= box.height()) {
    r.direction = Direction::horizontal;
    r.position = box.centre().y;
    r.begin = box.x0;
    r.end = box.x1;
    r.thickness = box.height();
  } else {
    r.direction = Direction::vertical;
    r.position = box.centre().x;
    r.begin = box.y0;
    r.end = box.y1;
    r.thickness = box.width();
  }
  out.rulings.push_back(r);
}

void shapes_of_stroke(DevicePath const& path, double width, bool dashed, Painter const& painter,
                      PassOptions const& options, Box const& clip, Shapes& out) {
  if (is_nothing(clip) || near_white(painter.colour)) { return; }
  for (DeviceSubpath const& s : path) {
    if (s.curved || s.points.empty()) { continue; }
    if (s.points.size() == 1) {
      add_segment(s.points[0], s.points[0], width, dashed, painter, options, clip, out);
      continue;
    }
    for (std::size_t i = 1; i < s.points.size(); ++i) {
      add_segment(s.points[i - 1], s.points[i], width, dashed, painter, options, clip, out);
    }
    if (s.closed && s.points.size() > 2 && s.points.front() != s.points.back()) {
      add_segment(s.points.back(), s.points.front(), width, dashed, painter, options, clip, out);
    }
  }
}

void shapes_of_fill(DevicePath const& path, Painter const& painter, PassOptions const& options, Box const& clip,
                    Shapes& out) {
  if (is_nothing(clip)) { return; }
  bool const white = near_white(painter.colour);
  if (path.size() == 2 && !white) {
    auto const a = rectangle(path[0]), b = rectangle(path[1]);
    if (a && b && add_ring(*a, *b, painter, options, clip, out)) { return; }
  }
  for (DeviceSubpath const& s : path) {
    if (s.points.size() < 2) { continue; }
    Box const b = overlap(bounds(s), clip.grown(clip_slack));
    if (is_nothing(b)) { continue; }
    double const thin = std::min(b.width(), b.height());
    if (thin <= options.max_ruling_thickness) {
      if (!white) { add_mark(b, RulingStyle::solid, painter, options, out); }
      continue;
    }
    if (!rectangle(s)) { continue; }
    Box const seen = overlap(b, clip);
    if (is_nothing(seen)) { continue; }
    out.shades.push_back({seen, painter.colour, painter.order, painter.opaque});
    if (!white) { add_edges(seen, painter, out); }
  }
}

void join_dashes(Shapes& shapes, PassOptions const& options) {
  join_along(Direction::horizontal, shapes.dashes, options, shapes.rulings);
  join_along(Direction::vertical, shapes.dashes, options, shapes.rulings);
  shapes.dashes.clear();
}

} // namespace gongkai::pdf
