// SPDX-License-Identifier: GPL-3.0-or-later
// A page's content becomes runs, roles and lines.
#include "page/page.hpp"
#include "support/drawn_page.hpp"
#include "support/shown_grid.hpp"
#include "text/characters.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <string>

using namespace gongkai;
using drawing::blank_page;
using drawing::draw;
using drawing::write;

namespace {

std::vector<Role> roles_of(PageContent content) { return read_page(std::move(content)).roles; }

auto count(std::vector<Role> const& roles, Role role) { return std::count(roles.begin(), roles.end(), role); }

std::string text_with(Page const& page, Role role) {
  std::string out;
  for (std::size_t i = 0; i < page.glyphs.size(); ++i) {
    if (page.roles[i] == role) { append_utf8(out, page.glyphs[i].code); }
  }
  return out;
}

/// Several lines of ordinary text, for what is judged against it.
PageContent page_of_prose() {
  PageContent page = blank_page();
  for (int i = 0; i < 10; ++i) { write(page, {60, 200 + 20.0 * i}, "本部门预算收支情况说明如下"); }
  return page;
}

} // namespace

TEST_CASE("the glyphs of a line are read from left to right, whatever order they are drawn in") {
  PageContent content = blank_page();
  write(content, {200, 100}, "1.00");
  write(content, {100, 120}, "二");
  write(content, {100, 100}, "一");
  CHECK(shown(read_page(std::move(content)).lines) == "一 | 1.00\n二\n");
}

TEST_CASE("a wide gap parts segments, a gap between letters is a blank") {
  PageContent content = blank_page();
  write(content, {100, 100}, "GDP");
  write(content, {118, 100}, "up"); // 3 points after "GDP"
  write(content, {200, 100}, "5%");
  CHECK(shown(read_page(std::move(content)).lines) == "GDP up | 5%\n");
}

TEST_CASE("raised characters are on their line") {
  PageContent content = blank_page();
  write(content, {100, 100}, "36");
  write(content, {110, 98}, ".02");
  CHECK(shown(read_page(std::move(content)).lines) == "36.02\n");
}

TEST_CASE("a run ends where the file goes on elsewhere") {
  PageContent content = blank_page();
  write(content, {100, 100}, "预算");
  write(content, {120, 100}, "支出"); // where the first ends
  write(content, {300, 100}, "1.00");
  write(content, {305, 120}, "2.00");
  Page const page = read_page(std::move(content));
  REQUIRE(page.runs.size() == 3);
  CHECK(page.runs[0].first == 0);
  CHECK(page.runs[0].last == 4);
  CHECK(page.run_of[3] == 0);
  CHECK(page.run_of[4] == 1);
  CHECK(page.runs[0].box.x1 == Approx(140));
}

TEST_CASE("a font of another size begins a run") {
  PageContent content = blank_page();
  write(content, {100, 100}, "预算", {.size = 10});
  write(content, {120, 100}, "支出", {.size = 20});
  CHECK(read_page(std::move(content)).runs.size() == 2);
}

TEST_CASE("blanks and hidden glyphs are no text") {
  PageContent content = blank_page();
  write(content, {100, 100}, "A B");
  write(content, {100, 120}, "看不见", {.visibility = Visibility::render_mode});
  Page const page = read_page(std::move(content));
  CHECK(text_with(page, Role::text) == "AB");
  CHECK(text_with(page, Role::blank) == " ");
  CHECK(text_with(page, Role::hidden) == "看不见");
  CHECK(shown(page.lines) == "A B\n");
}

TEST_CASE("a text drawn twice is read once, and is bold") {
  double const offset = GENERATE(0.0, 0.3, 0.9);
  PageContent content = blank_page();
  write(content, {100, 100}, "合计");
  write(content, {100 + offset, 100}, "合计");
  Page const page = read_page(std::move(content));
  CHECK(shown(page.lines) == "合计\n");
  CHECK(count(page.roles, Role::doubled) == 2);
  CHECK(page.glyphs[0].bold);
}

TEST_CASE("the same character beside itself is no double") {
  PageContent content = blank_page();
  write(content, {100, 100}, "1111");
  write(content, {100, 120}, "多多益善");
  CHECK(shown(read_page(std::move(content)).lines) == "1111\n多多益善\n");
  PageContent narrow = blank_page(); // digits of 2.5 points, further apart than a double ever is
  write(narrow, {100, 100}, "11", {.size = 5});
  CHECK(shown(read_page(std::move(narrow)).lines) == "11\n");
}

TEST_CASE("large pale or slanted text is a watermark") {
  PageContent content = page_of_prose();
  write(content, {200, 300}, "样本", {.size = 60, .colour = 0xD0D0D0});
  write(content, {100, 500}, "内部", {.size = 12, .angle = 45});
  Page const page = read_page(std::move(content));
  CHECK(text_with(page, Role::watermark) == "样本内部");
  CHECK(page.lines.size() == 10);
}

TEST_CASE("a large dark title is none") {
  PageContent content = page_of_prose();
  write(content, {200, 100}, "预算公开", {.size = 36});
  CHECK(count(roles_of(std::move(content)), Role::watermark) == 0);
}

TEST_CASE("the letters round a seal are a stamp, the upright ones too") {
  PageContent content = page_of_prose();
  int angle = -40;
  for (char const* letter : {"某", "市", "财", "政", "局"}) { // round a circle of 60 points
    double const turn = angle * M_PI / 180;
    write(content, {300 + 60 * std::sin(turn), 300 - 60 * std::cos(turn)}, letter,
          {.colour = 0xE00000, .angle = (angle + 360) % 360});
    angle += 20;
  }
  Page const page = read_page(std::move(content));
  CHECK(text_with(page, Role::stamp) == "某市财政局");
  CHECK(text_with(page, Role::text).find("财") == std::string::npos);
}

TEST_CASE("red text elsewhere on a stamped page is text") {
  PageContent content = page_of_prose();
  write(content, {300, 250}, "财", {.colour = 0xE00000, .angle = 315});
  write(content, {60, 700}, "重要", {.colour = 0xE00000});
  Page const page = read_page(std::move(content));
  CHECK(text_with(page, Role::stamp) == "财");
}

TEST_CASE("glyphs without Unicode are counted in one problem") {
  PageContent content = page_of_prose();
  for (int i = 0; i < 3; ++i) { content.glyphs[static_cast<std::size_t>(i)].code = 0xFFFD; }
  content.glyphs[3].code = 0x03; // a control code says no more
  Page const page = read_page(std::move(content));
  REQUIRE(page.problems.size() == 1);
  CHECK(page.problems[0].code == ProblemCode::glyphs_without_unicode);
  CHECK_THAT(page.problems[0].message, Catch::Matchers::StartsWith("4 "));
}

TEST_CASE("text recognised behind the picture of a page is read, with a problem") {
  PageContent content = blank_page();
  for (int i = 0; i < 5; ++i) {
    write(content, {60, 200 + 20.0 * i}, "本部门预算收支", {.visibility = Visibility::render_mode});
  }
  PageContent const without_picture = content;
  content.images.push_back({{0, 0, 595, 842}, 0, true});
  Page const page = read_page(std::move(content));
  CHECK(page.lines.size() == 5);
  REQUIRE(page.problems.size() == 1);
  CHECK(page.problems[0].code == ProblemCode::hidden_text_layer);
  CHECK(read_page(PageContent(without_picture)).lines.empty());
}

TEST_CASE("a page printed sideways is turned, and boxes find their way back") {
  int const angle = GENERATE(90, 180, 270);
  CAPTURE(angle);
  PageContent content = blank_page({.width = 600, .height = 800});
  // Two lines of ten characters each; the second stands where a reader of the turned page goes on.
  std::vector<Point> const starts = angle == 90    ? std::vector<Point>{{400, 100}, {380, 100}}
                                    : angle == 270 ? std::vector<Point>{{200, 700}, {220, 700}}
                                                   : std::vector<Point>{{500, 600}, {500, 580}};
  write(content, starts[0], "科目编码科目名称合计", {.angle = angle});
  write(content, starts[1], "教育支出", {.angle = angle});
  drawing::rule(content, angle == 180 ? Direction::horizontal : Direction::vertical, 300, 100, 500);
  PageContent const seen = content;
  Page const page = read_page(std::move(content));

  CHECK(shown(page.lines) == "科目编码科目名称合计\n教育支出\n");
  CHECK(page.width == (angle == 180 ? 600 : 800));
  CHECK(page.rulings[0].direction == Direction::horizontal);
  for (std::size_t i = 0; i < page.glyphs.size(); ++i) {
    CHECK(page.glyphs[i].angle == 0);
    Box const back = page.to_seen(page.glyphs[i].box);
    CHECK(back.x0 == Approx(seen.glyphs[i].box.x0));
    CHECK(back.y0 == Approx(seen.glyphs[i].box.y0));
    CHECK(back.x1 == Approx(seen.glyphs[i].box.x1));
    CHECK(back.y1 == Approx(seen.glyphs[i].box.y1));
    CHECK(std::abs(page.glyphs[i].baseline - page.glyphs[i].box.y1) < 2); // near the lower edge
  }
  Box const ruling = page.to_seen(page.rulings[0].box());
  CHECK(ruling.x0 == Approx(seen.rulings[0].box().x0));
  CHECK(ruling.y1 == Approx(seen.rulings[0].box().y1));
}

TEST_CASE("a page with some text sideways stays as it is") {
  PageContent content = page_of_prose();
  write(content, {500, 200}, "附件三", {.angle = 90});
  Page const page = read_page(std::move(content));
  CHECK(page.turn == 0);
  CHECK(page.lines.size() >= 10);
}

TEST_CASE("lines of chosen glyphs only") {
  PageContent content = blank_page();
  write(content, {100, 100}, "甲");
  write(content, {100, 120}, "乙");
  Page const page = read_page(std::move(content));
  std::vector<GlyphIndex> const second{1};
  CHECK(shown(build_lines(page, second)) == "乙\n");
  CHECK(build_lines(page, {}).empty());
}

TEST_CASE("a page with text is told from one without") {
  CHECK(read_page(draw("项目")).has_text());
  CHECK_FALSE(read_page(blank_page()).has_text());
  PageContent hidden = blank_page();
  write(hidden, {100, 100}, "无", {.visibility = Visibility::clipped});
  CHECK_FALSE(read_page(std::move(hidden)).has_text());
}

TEST_CASE("a glyph that its cell clips belongs to the cell") {
  PageContent content = drawing::blank_page();
  write(content, {100, 100}, "支", {});
  content.glyphs[0].window = 1; // from (100, 91) to (110, 101)
  auto const place = [&](Box const& window) {
    content.windows = {window};
    return read_page(PageContent(content)).place_of(0);
  };
  CHECK(place({90, 70, 200, 92}).y < 92);     // it hangs out below
  CHECK(place({90, 90.9, 200, 91.2}).y < 90); // of its top a sliver shows
  CHECK(place({90, 99, 200, 120}).y > 99);
  CHECK(place({50, 90, 103, 102}).x < 103); // it reaches into the next column
  CHECK(place({90, 80, 200, 110}).y > 92);  // it stands where it is
}
