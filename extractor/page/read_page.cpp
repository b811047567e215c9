// SPDX-License-Identifier: GPL-3.0-or-later
#include "page/glyph_roles.hpp"
#include "page/page.hpp"
#include "text/characters.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace gongkai {
namespace {

/// A point of a page of this size, after a clockwise quarter turn of the page.
Point turned(Point p, double height) { return {height - p.y, p.x}; }

Box turned(Box const& b, double height) {
  Point const p = turned(Point{b.x0, b.y1}, height), q = turned(Point{b.x1, b.y0}, height);
  return {p.x, p.y, q.x, q.y};
}

/// Turns the whole content clockwise by a quarter.
void turn_once(PageContent& c) {
  double const h = c.height;
  for (Glyph& g : c.glyphs) {
    // The baseline is a y for level text and an x for text that runs up or down; one turn exchanges the two.
    bool const level = g.angle == 0 || g.angle == 180;
    g.baseline = level ? h - g.baseline : g.baseline;
    g.box = turned(g.box, h);
    g.angle = static_cast<std::int16_t>((g.angle + 90) % 360);
  }
  for (Ruling& r : c.rulings) {
    Box const b = turned(r.box(), h);
    bool const now_horizontal = r.direction == Direction::vertical;
    r.direction = now_horizontal ? Direction::horizontal : Direction::vertical;
    r.position = now_horizontal ? b.centre().y : b.centre().x;
    r.begin = now_horizontal ? b.x0 : b.y0;
    r.end = now_horizontal ? b.x1 : b.y1;
  }
  for (Shade& s : c.shades) { s.box = turned(s.box, h); }
  for (ImageBox& i : c.images) { i.box = turned(i.box, h); }
  for (Box& w : c.windows) { w = turned(w, h); }
  std::swap(c.width, c.height);
}

/// Quarter turns that bring most of the page's text to run to the right.
int turns_to_upright(PageContent const& c, PageOptions const& options) {
  std::array<int, 4> by_angle{};
  int all = 0;
  for (Glyph const& g : c.glyphs) {
    if (g.visibility != Visibility::visible || is_space(g.code)) { continue; }
    ++all;
    if (g.angle % 90 == 0) { ++by_angle[static_cast<std::size_t>(g.angle / 90)]; }
  }
  for (std::size_t quarter = 1; quarter < 4; ++quarter) {
    if (all >= 10 && by_angle[quarter] > options.sideways_share * all) { return static_cast<int>((4 - quarter) % 4); }
  }
  return 0;
}

void build_runs(Page& page) {
  page.run_of.resize(page.glyphs.size());
  for (GlyphIndex i = 0; i < page.glyphs.size(); ++i) {
    Glyph const& g = page.glyphs[i];
    bool goes_on = false;
    if (!page.runs.empty()) {
      Glyph const& last = page.glyphs[i - 1];
      double const size = std::max<double>(last.size, 1);
      double const gap = g.box.x0 - last.box.x1;
      goes_on = g.angle == 0 && last.angle == 0 && std::abs(g.baseline - last.baseline) < 0.25 * size &&
                std::abs(g.size - last.size) < 0.3 * size && gap > -0.35 * size && gap < (g.placed ? 0.7 : 1.2) * size;
    }
    if (!goes_on) { page.runs.push_back({i, i, nothing()}); }
    page.runs.back().last = i + 1;
    page.runs.back().box.cover(g.box);
    page.run_of[i] = static_cast<std::uint32_t>(page.runs.size() - 1);
  }
}

/// Whether the only text of the page lies hidden behind a picture of it, or in text render mode 3.
bool shows_only_hidden(PageContent const& c) {
  std::size_t visible = 0, hidden = 0;
  for (Glyph const& g : c.glyphs) {
    if (is_space(g.code)) { continue; }
    (g.visibility == Visibility::visible ? visible : hidden) += 1;
  }
  bool picture = false;
  for (ImageBox const& i : c.images) { picture = picture || i.box.area() > 0.5 * c.width * c.height; }
  return picture && hidden >= 20 && visible * 20 < hidden;
}

} // namespace

std::u32string Line::text() const {
  std::u32string out;
  for (Segment const& s : segments) {
    if (!out.empty()) { out += U' '; }
    out += s.text;
  }
  return out;
}

namespace {

/// The nearest place to v that is surely within the cell clipped to [begin, end]. A clip may reach a little over the
/// borders of its cell; and a clip may be no more than the sliver of a line that hangs out of the cell: then the cell
/// lies on the other side of it.
double nearest_within(double v, double begin, double end) {
  constexpr double over = 3; // points
  if (v < begin) { return begin + over; }
  if (v > end) { return end - over; }
  double const margin = std::min(over, (end - begin) / 4);
  return std::clamp(v, begin + margin, end - margin);
}

} // namespace

Point Page::place_of(GlyphIndex glyph) const noexcept {
  Glyph const& g = glyphs[glyph];
  Point const p = g.box.centre();
  if (g.window == 0) { return p; }
  Box const& window = windows[g.window - 1];
  return {nearest_within(p.x, window.x0, window.x1), nearest_within(p.y, window.y0, window.y1)};
}

Box Page::to_seen(Box const& box) const noexcept {
  Box b = box;
  double h = height, w = width;
  for (int i = 0; i < turn; ++i) {
    b = turned(b, h);
    std::swap(h, w);
  }
  return b;
}

bool Page::has_text() const noexcept {
  return std::any_of(roles.begin(), roles.end(), [](Role r) { return r == Role::text || r == Role::furniture; });
}

Page read_page(PageContent&& content, PageOptions const& options) {
  Page page;
  page.number = content.number;
  page.problems = std::move(content.problems);
  if (shows_only_hidden(content)) {
    for (Glyph& g : content.glyphs) {
      if (g.visibility == Visibility::render_mode || g.visibility == Visibility::covered) {
        g.visibility = Visibility::visible;
      }
    }
    page.problems.push_back(
        {ProblemCode::hidden_text_layer,
         "the page is a picture with hidden text behind it, perhaps from text recognition; that text was read",
         content.number,
         {}});
  }
  int const turns = turns_to_upright(content, options);
  for (int i = 0; i < turns; ++i) { turn_once(content); }
  page.turn = (4 - turns) % 4;
  page.width = content.width;
  page.height = content.height;
  page.glyphs = std::move(content.glyphs);
  page.rulings = std::move(content.rulings);
  page.shades = std::move(content.shades);
  page.images = std::move(content.images);
  page.windows = std::move(content.windows);
  page.fonts = std::move(content.fonts);

  build_runs(page);
  assign_roles(page, options);
  rebuild_lines(page, options);
  return page;
}

} // namespace gongkai
