// SPDX-License-Identifier: GPL-3.0-or-later
// Paths become rulings and shades.
#include "pdf/path_shapes.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

using namespace gongkai;
using namespace gongkai::pdf;

namespace {

constexpr Box page{0, 0, 595, 842};

DeviceSubpath line(Point a, Point b) { return {{a, b}, false, false}; }
DeviceSubpath rectangle(Box const& b) {
  return {{{b.x0, b.y0}, {b.x1, b.y0}, {b.x1, b.y1}, {b.x0, b.y1}, {b.x0, b.y0}}, true, false};
}

Shapes stroked(DevicePath const& path, double width = 0.5, bool dashed = false, Painter const& painter = {},
               Box const& clip = page) {
  Shapes out;
  shapes_of_stroke(path, width, dashed, painter, {}, clip, out);
  return out;
}

Shapes filled(DevicePath const& path, Painter const& painter = {}, Box const& clip = page) {
  Shapes out;
  shapes_of_fill(path, painter, {}, clip, out);
  return out;
}

auto count(Shapes const& s, Direction d, RulingStyle style = RulingStyle::solid) {
  return std::count_if(s.rulings.begin(), s.rulings.end(),
                       [&](Ruling const& r) { return r.direction == d && r.style == style; });
}

constexpr auto horizontal = Direction::horizontal;
constexpr auto vertical = Direction::vertical;

} // namespace

TEST_CASE("a stroke along an axis is a ruling, whichever end comes first") {
  for (DeviceSubpath const& s : {line({10, 20}, {110, 20}), line({110, 20}, {10, 20})}) {
    Shapes const shapes = stroked({s}, 2);
    REQUIRE(shapes.rulings.size() == 1);
    Ruling const& r = shapes.rulings[0];
    CHECK(r.direction == horizontal);
    CHECK(r.position == Approx(20));
    CHECK(r.begin == Approx(10));
    CHECK(r.end == Approx(110));
    CHECK(r.thickness == Approx(2));
  }
}

TEST_CASE("the four sides of a stroked rectangle are rulings") {
  Shapes const shapes = stroked({rectangle({10, 20, 110, 60})});
  CHECK(count(shapes, horizontal) == 2);
  CHECK(count(shapes, vertical) == 2);
  DeviceSubpath open{{{10, 20}, {110, 20}, {110, 60}}, false, false};
  CHECK(stroked({open}).rulings.size() == 2);
  open.closed = true; // closing draws the slanted side, which is no ruling
  CHECK(stroked({open}).rulings.size() == 2);
}

TEST_CASE("a slightly slanted stroke is a ruling at its middle, a slanted one is none") {
  double const rise = 300 * std::tan(0.5 * M_PI / 180);
  Shapes const slight = stroked({line({10, 20}, {310, 20 + rise})});
  REQUIRE(slight.rulings.size() == 1);
  CHECK(slight.rulings[0].position == Approx(20 + rise / 2));
  CHECK(stroked({line({10, 20}, {310, 30})}).rulings.empty());
  CHECK(stroked({line({10, 20}, {110, 120})}).rulings.empty());
}

TEST_CASE("white strokes and curves bound nothing") {
  CHECK(stroked({line({10, 20}, {110, 20})}, 0.5, false, {0xFFFFFF, 0, true}).rulings.empty());
  DeviceSubpath curve = line({10, 20}, {110, 20});
  curve.curved = true;
  CHECK(stroked({curve}).rulings.empty());
}

TEST_CASE("what the clip leaves of a line is the line") {
  Shapes const cut = stroked({line({-50, 20}, {1000, 20})});
  REQUIRE(cut.rulings.size() == 1);
  CHECK(cut.rulings[0].begin >= -5);
  CHECK(cut.rulings[0].end <= 600);
  CHECK(stroked({line({10, 900}, {110, 900})}).rulings.empty());
  CHECK(stroked({line({10, 20}, {110, 20})}, 0.5, false, {}, nothing()).rulings.empty());
  // The left border of a table may lie a hair outside the page.
  CHECK(stroked({line({-1, 20}, {-1, 120})}).rulings.size() == 1);
}

TEST_CASE("a very wide stroke paints an area") {
  Shapes const shapes = stroked({line({10, 100}, {310, 100})}, 20, false, {0xDDDDDD, 7, true});
  CHECK(shapes.rulings.empty());
  REQUIRE(shapes.shades.size() == 1);
  CHECK(shapes.shades[0].box == Box{10, 90, 310, 110});
  CHECK(shapes.shades[0].order == 7);
}

TEST_CASE("a thin filled rectangle is a ruling along its middle") {
  Shapes const shapes = filled({rectangle({10, 20, 110, 21})});
  REQUIRE(shapes.rulings.size() == 1);
  CHECK(shapes.rulings[0].position == Approx(20.5));
  CHECK(shapes.rulings[0].thickness == Approx(1));
  CHECK(shapes.shades.empty());
}

TEST_CASE("several thin rectangles in one path are several rulings") {
  Shapes const shapes =
      filled({rectangle({10, 20, 110, 21}), rectangle({10, 40, 110, 41}), rectangle({10, 20, 11, 40})});
  CHECK(count(shapes, horizontal) == 2);
  CHECK(count(shapes, vertical) == 1);
}

TEST_CASE("a ring of two rectangles is the four sides of a frame") {
  Shapes const shapes = filled({rectangle({10, 20, 110, 60}), rectangle({11, 21, 109, 59})});
  CHECK(count(shapes, horizontal) == 2);
  CHECK(count(shapes, vertical) == 2);
  CHECK(shapes.shades.empty());
  // Too thick for a frame: two areas.
  Shapes const thick = filled({rectangle({10, 20, 110, 60}), rectangle({20, 30, 100, 50})});
  CHECK(thick.shades.size() == 2);
}

TEST_CASE("a ring outside the clip draws nothing") {
  CHECK(filled({rectangle({10, 20, 110, 60}), rectangle({11, 21, 109, 59})}, {}, {200, 200, 300, 300}).rulings.empty());
}

TEST_CASE("a filled area is a shade, with its borders as weak rulings") {
  Shapes const shapes = filled({rectangle({10, 20, 110, 60})}, {0xCCCCCC, 3, true});
  REQUIRE(shapes.shades.size() == 1);
  CHECK(shapes.shades[0].box == Box{10, 20, 110, 60});
  CHECK(shapes.shades[0].colour == 0xCCCCCC);
  CHECK(count(shapes, horizontal) == 0);
  CHECK(count(shapes, horizontal, RulingStyle::shading_edge) == 2);
  CHECK(count(shapes, vertical, RulingStyle::shading_edge) == 2);
}

TEST_CASE("a white area covers, and borders nothing; a thin white one does neither") {
  Shapes const shapes = filled({rectangle({10, 20, 110, 60})}, {0xFFFFFF, 3, true});
  CHECK(shapes.shades.size() == 1);
  CHECK(shapes.rulings.empty());
  Shapes const thin = filled({rectangle({10, 20, 110, 21})}, {0xFFFFFF, 3, true});
  CHECK(thin.rulings.empty());
}

TEST_CASE("areas that are no rectangles are neither shades nor rulings") {
  DeviceSubpath triangle{{{10, 20}, {110, 20}, {60, 80}}, true, false};
  DeviceSubpath round = rectangle({10, 20, 110, 60});
  round.curved = true;
  Shapes const shapes = filled({triangle, round});
  CHECK(shapes.shades.empty());
  CHECK(shapes.rulings.empty());
}

TEST_CASE("dots and dashes in a row join to one ruling") {
  Shapes shapes;
  for (int i = 0; i < 40; ++i) {
    shapes_of_fill({rectangle({10 + 3.0 * i, 20, 11 + 3.0 * i, 21})}, {}, {}, page, shapes);
  }
  for (int i = 0; i < 40; ++i) {
    shapes_of_stroke({line({10, 30 + 4.0 * i}, {10, 32 + 4.0 * i})}, 0.5, false, {}, {}, page, shapes);
  }
  CHECK(shapes.rulings.empty());
  join_dashes(shapes, {});
  REQUIRE(shapes.rulings.size() == 2);
  Ruling const& dots = shapes.rulings[0];
  CHECK(dots.direction == horizontal);
  CHECK(dots.style == RulingStyle::dashed);
  CHECK(dots.begin == Approx(10));
  CHECK(dots.end == Approx(11 + 3.0 * 39));
  CHECK(shapes.rulings[1].direction == vertical);
  CHECK(shapes.dashes.empty());
}

TEST_CASE("marks too far apart, or too few, join to nothing") {
  Shapes far;
  for (int i = 0; i < 40; ++i) {
    shapes_of_fill({rectangle({10 + 12.0 * i, 20, 11 + 12.0 * i, 21})}, {}, {}, page, far);
  }
  join_dashes(far, {});
  CHECK(far.rulings.empty());
  Shapes few;
  for (int i = 0; i < 3; ++i) { shapes_of_fill({rectangle({10 + 3.0 * i, 20, 11 + 3.0 * i, 21})}, {}, {}, page, few); }
  join_dashes(few, {});
  CHECK(few.rulings.empty());
}

TEST_CASE("a gap in a row of dots parts two rulings") {
  Shapes shapes;
  for (int i = 0; i < 40; ++i) {
    double const x = 10 + 3.0 * i + (i < 20 ? 0 : 50);
    shapes_of_fill({rectangle({x, 20, x + 1, 21})}, {}, {}, page, shapes);
  }
  join_dashes(shapes, {});
  CHECK(shapes.rulings.size() == 2);
}

TEST_CASE("a dash pattern makes a dashed ruling at once") {
  Shapes const shapes = stroked({line({10, 20}, {110, 20})}, 0.5, true);
  REQUIRE(shapes.rulings.size() == 1);
  CHECK(shapes.rulings[0].style == RulingStyle::dashed);
}

TEST_CASE("empty paths draw nothing") {
  CHECK(stroked({}).rulings.empty());
  CHECK(stroked({DeviceSubpath{}}).rulings.empty());
  CHECK(filled({DeviceSubpath{}}).rulings.empty());
}
