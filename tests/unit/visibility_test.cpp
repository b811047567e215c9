// SPDX-License-Identifier: GPL-3.0-or-later
// What hides text by what else is on the page.
#include "pdf/visibility.hpp"
#include "support/drawn_page.hpp"

#include <catch2/catch.hpp>

using namespace gongkai;

namespace {

/// A page with a text of four ideographs from (100, 92) to (140, 102); its glyphs are drawn at order 10.
PageContent page_with_text(std::uint32_t colour = 0) {
  PageContent page = drawing::blank_page();
  drawing::write(page, {100, 100}, "预算收支", {.colour = colour});
  for (Glyph& g : page.glyphs) { g.order = 10; }
  return page;
}

Visibility first_glyph(PageContent page, pdf::PassOptions const& options = {}) {
  pdf::find_hidden_glyphs(page, options);
  return page.glyphs.front().visibility;
}

constexpr Box around{90, 80, 200, 110};
constexpr std::uint32_t before = 5, after = 20;

} // namespace

TEST_CASE("text in the colour of its ground is hidden, another colour shows") {
  CHECK(first_glyph(page_with_text(0xFFFFFF)) == Visibility::same_colour);
  CHECK(first_glyph(page_with_text(0xFDFDFD)) == Visibility::same_colour); // nobody sees that
  CHECK(first_glyph(page_with_text(0xC0C0C0)) == Visibility::visible);
  PageContent page = page_with_text(0xFFFFFF);
  page.shades.push_back({around, 0x000080, before, true});
  CHECK(first_glyph(page) == Visibility::visible);
  page.glyphs.front().colour = 0x000080;
  CHECK(first_glyph(page) == Visibility::same_colour);
}

TEST_CASE("of several grounds the last one drawn counts") {
  PageContent page = page_with_text(0xFFFFFF);
  page.shades.push_back({around, 0x000080, before, true});
  page.shades.push_back({around, 0xFFFFFF, before + 1, true});
  CHECK(first_glyph(page) == Visibility::same_colour);
  std::swap(page.shades[0], page.shades[1]); // the order of drawing counts, not that of the list
  CHECK(first_glyph(page) == Visibility::same_colour);
}

TEST_CASE("white text on a picture may well be seen") {
  PageContent page = page_with_text(0xFFFFFF);
  page.images.push_back({around, before, true});
  CHECK(first_glyph(page) == Visibility::visible);
}

TEST_CASE("what is drawn later and cannot be seen through hides what lies below") {
  PageContent page = page_with_text();
  page.shades.push_back({around, 0xFFFFFF, after, true});
  CHECK(first_glyph(page) == Visibility::covered);
  page.shades[0].opaque = false;
  CHECK(first_glyph(page) == Visibility::visible);
  page.shades.clear();
  page.images.push_back({around, after, true});
  CHECK(first_glyph(page) == Visibility::covered);
}

TEST_CASE("a text that is covered in part stays whole") {
  PageContent page = page_with_text();
  page.shades.push_back({{115, 80, 200, 110}, 0xFFFFFF, after, true});
  pdf::find_hidden_glyphs(page, {});
  for (Glyph const& g : page.glyphs) { CHECK(g.visibility == Visibility::visible); }
}

TEST_CASE("two texts on a line are covered each by itself") {
  PageContent page = page_with_text();
  drawing::write(page, {300, 100}, "表");
  page.glyphs.back().order = 10;
  page.shades.push_back({{290, 80, 400, 110}, 0xFFFFFF, after, true});
  pdf::find_hidden_glyphs(page, {});
  CHECK(page.glyphs.front().visibility == Visibility::visible);
  CHECK(page.glyphs.back().visibility == Visibility::covered);
}

TEST_CASE("a reason found before is kept") {
  PageContent page = page_with_text(0xFFFFFF);
  page.glyphs.front().visibility = Visibility::clipped;
  CHECK(first_glyph(page) == Visibility::clipped);
}

TEST_CASE("how alike two colours must be is an option") {
  pdf::PassOptions options;
  options.same_colour_distance = 100;
  CHECK(first_glyph(page_with_text(0xC0C0C0), options) == Visibility::same_colour);
}

namespace {

/// A page with a cell from (95, 88) to (145, 112) and the text in it, of which the last glyphs are clipped.
PageContent page_with_cell(std::size_t clipped) {
  PageContent page = page_with_text();
  page.windows.push_back({95, 88, 145, 112});
  for (Glyph& g : page.glyphs) { g.window = 1; }
  for (std::size_t i = page.glyphs.size() - clipped; i < page.glyphs.size(); ++i) {
    page.glyphs[i].visibility = Visibility::clipped;
  }
  return page;
}

Visibility last_glyph(PageContent page) {
  pdf::find_cut_off_glyphs(page, {});
  return page.glyphs.back().visibility;
}

} // namespace

TEST_CASE("what a cell clips of a text that shows is cut off, not hidden") {
  CHECK(last_glyph(page_with_cell(1)) == Visibility::cut_off);
  PageContent page = page_with_cell(4);
  page.windows.back() = {95, 103, 145, 112};
  CHECK(last_glyph(page) == Visibility::clipped); // nothing of it shows
  page.windows.back() = {95, 101, 145, 112};
  CHECK(last_glyph(page) == Visibility::cut_off); // of each character the lower edge
  page = page_with_cell(0);
  drawing::write(page, {100, 114}, "总表");
  for (std::size_t i = 4; i < 6; ++i) {
    page.glyphs[i].visibility = Visibility::clipped;
    page.glyphs[i].window = 1;
  }
  CHECK(last_glyph(page) == Visibility::cut_off); // the next line
  for (std::size_t i = 0; i < 4; ++i) { page.glyphs[i].window = 0; }
  CHECK(last_glyph(page) == Visibility::cut_off); // only the line that reaches out is clipped
  page.windows.push_back({95, 130, 145, 140});
  page.glyphs[4].window = page.glyphs[5].window = 2;
  CHECK(last_glyph(page) == Visibility::clipped); // of another cell
  page.glyphs[4].window = page.glyphs[5].window = 0;
  CHECK(last_glyph(page) == Visibility::clipped); // outside the page
}
