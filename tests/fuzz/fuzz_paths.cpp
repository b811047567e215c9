// SPDX-License-Identifier: GPL-3.0-or-later
// Any paths with finite points, however far: rulings, shades and hidden glyphs stay on the page.
#include "fuzz/target.hpp"
#include "pdf/path_shapes.hpp"
#include "pdf/visibility.hpp"
#include "support/drawn_page.hpp"

#include <algorithm>
#include <cmath>

namespace gongkai::fuzz {
namespace {

constexpr Box page_box{0, 0, 595, 842};
constexpr double slack = 2.5; // a left border may lie a hair outside the page

/// Points of a path are finite: the pass drops the others.
double any_coordinate(Source& source) {
  switch (source.below(24)) {
  case 0: {
    double const any = source.raw<double>();
    return std::isfinite(any) ? std::clamp(any, -1e300, 1e300) : 0;
  }
  case 1: return 1e300;
  case 2: return -1e9;
  default: return source.coordinate();
  }
}

pdf::DevicePath any_path(Source& source) {
  pdf::DevicePath path;
  for (int s = 1 + source.below(3); s > 0; --s) {
    pdf::DeviceSubpath sub;
    double x = any_coordinate(source), y = any_coordinate(source);
    int const kind = source.below(3);
    if (kind == 0) { // a rectangle
      double const w = any_coordinate(source), h = source.flag() ? source.below(100) / 25.0 : any_coordinate(source);
      sub.points = {{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}, {x, y}};
    } else {
      for (int p = source.below(8); p >= 0; --p) {
        sub.points.push_back({x, y});
        (source.flag() ? x : y) = any_coordinate(source);
      }
    }
    sub.closed = source.flag();
    sub.curved = source.below(8) == 0;
    path.push_back(std::move(sub));
  }
  return path;
}

void check_ruling(Ruling const& r) {
  promise(std::isfinite(r.position) && std::isfinite(r.begin) && std::isfinite(r.end), "a ruling has a place");
  promise(r.begin <= r.end, "a ruling begins before it ends");
  double const along = r.direction == Direction::horizontal ? page_box.x1 : page_box.y1;
  promise(r.begin >= -slack && r.end <= along + slack, "a ruling lies on the page");
}

} // namespace

void try_input(std::string_view bytes) {
  Source source(bytes);
  pdf::PassOptions const options;
  pdf::Shapes shapes;
  std::uint32_t order = 0;
  while (!source.empty() && order < 400) {
    pdf::Painter const painter{source.flag() ? 0x000000U : source.raw<std::uint32_t>() & 0xFFFFFF, order++,
                               source.flag()};
    Box const clip = source.below(4) == 0 ? Box{100, 100, 300, 300} : page_box;
    pdf::DevicePath const path = any_path(source);
    if (source.flag()) {
      pdf::shapes_of_fill(path, painter, options, clip, shapes);
    } else {
      pdf::shapes_of_stroke(path, source.below(400) / 16.0, source.flag(), painter, options, clip, shapes);
    }
  }
  pdf::join_dashes(shapes, options);
  promise(shapes.dashes.empty(), "no dash is left over");
  for (Ruling const& r : shapes.rulings) { check_ruling(r); }
  for (Shade const& s : shapes.shades) {
    promise(s.box.x0 <= s.box.x1 && s.box.y0 <= s.box.y1, "a shade is a box");
    promise(page_box.contains(s.box, slack), "a shade lies on the page");
  }
  PageContent page = drawing::blank_page();
  drawing::write(page, {100, 100}, "预算收支", {.colour = 0xFFFFFF});
  drawing::write(page, {-1e9, 1e300}, "外", {});
  page.shades = shapes.shades;
  std::size_t const glyphs = page.glyphs.size();
  pdf::find_hidden_glyphs(page, options);
  promise(page.glyphs.size() == glyphs, "looking for hidden glyphs loses none");
}

std::vector<std::string> seeds() {
  std::vector<std::string> out{"", std::string(64, '\0')};
  std::uint32_t state = 2463534242U;
  for (int i = 0; i < 30; ++i) {
    std::string bytes;
    for (int k = 0; k < 60 + 30 * i; ++k) {
      state ^= state << 13;
      state ^= state >> 17;
      state ^= state << 5;
      bytes += static_cast<char>(state >> 16);
    }
    out.push_back(std::move(bytes));
  }
  return out;
}

std::vector<std::string> words() {
  return {std::string(2, '\0'), std::string("\x01\0", 2), std::string("\x02\0", 2), std::string("\x04\0", 2)};
}

} // namespace gongkai::fuzz
