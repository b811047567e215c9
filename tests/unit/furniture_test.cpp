// SPDX-License-Identifier: GPL-3.0-or-later
// Running headers, footers and page numbers, by repetition and place.
#include "page/furniture.hpp"
#include "support/drawn_page.hpp"
#include "support/shown_grid.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace gongkai;
using drawing::blank_page;
using drawing::write;

namespace {

constexpr double head = 40, foot = 810; // baselines in the margins of a page of 842 points

struct Words {
  double y = 0;
  std::string text;
};

/// Pages of prose with these lines besides.
std::vector<Page> pages_with(std::vector<std::vector<Words>> const& added) {
  std::vector<Page> pages;
  for (std::size_t p = 0; p < added.size(); ++p) {
    PageContent content = blank_page({.number = static_cast<int>(p) + 1});
    for (int i = 0; i < 5; ++i) {
      write(content, {60, 200 + 20.0 * i}, "第" + std::to_string(100 * p + static_cast<std::size_t>(i)) + "行正文");
    }
    for (Words const& w : added[p]) { write(content, {60, w.y}, w.text); }
    pages.push_back(read_page(std::move(content)));
  }
  return pages;
}

void mark(std::vector<Page>& pages) {
  static PatternFiles const files;
  static Normaliser const normaliser(files);
  static FurnitureFinder const finder(files, normaliser);
  static LinePatterns const captions(files, "page.toml", "caption_line");
  finder.mark(pages, captions);
}

/// What is taken from each page, and that it no longer stands in the lines.
std::vector<std::string> furniture_of(std::vector<std::vector<Words>> const& added) {
  std::vector<Page> pages = pages_with(added);
  mark(pages);
  std::vector<std::string> out;
  for (Page& page : pages) {
    std::vector<GlyphIndex> taken;
    for (GlyphIndex i = 0; i < page.glyphs.size(); ++i) {
      if (page.roles[i] == Role::furniture) { taken.push_back(i); }
    }
    std::string const text = shown(build_lines(page, taken));
    for (Line const& line : build_lines(page, taken)) {
      CHECK(shown(page.lines).find(shown({line})) == std::string::npos);
    }
    out.push_back(text);
  }
  return out;
}

using Found = std::vector<std::string>;

} // namespace

TEST_CASE("a line at the top of every page is a running header") {
  Words const header{head, "某局2024年部门预算"};
  CHECK(furniture_of({{header}, {header}, {header}}) ==
        Found{header.text + "\n", header.text + "\n", header.text + "\n"});
}

TEST_CASE("two pages are too few to call a line repeated") {
  Words const header{head, "某局2024年部门预算"};
  CHECK(furniture_of({{header}, {header}}) == Found{"", ""});
}

TEST_CASE("the same words in the middle of the pages are text") {
  Words const words{400, "某局2024年部门预算"};
  CHECK(furniture_of({{words}, {words}, {words}}) == Found{"", "", ""});
}

TEST_CASE("the same words at other heights are no header") {
  CHECK(furniture_of({{{30, "部门预算"}}, {{60, "部门预算"}}, {{90, "部门预算"}}}) == Found{"", "", ""});
}

TEST_CASE("numbers may differ in a running header") {
  CHECK(furniture_of({{{head, "预算 1 共 3"}}, {{head, "预算 2 共 3"}}, {{head, "预算 3 共 3"}}})[2] ==
        "预算 3 共 3\n");
}

TEST_CASE("what says it is a page number is one, even on a single page") {
  std::string const text = GENERATE("第3页", "第 1 页 共 3 页", "- 5 -", "—12—", "3/26", "Page 2 of 9");
  CAPTURE(text);
  CHECK(furniture_of({{{foot, text}}}) == Found{text + "\n"});
}

TEST_CASE("bare numbers that rise with the pages are page numbers") {
  CHECK(furniture_of({{{foot, "4"}}, {{foot, "5"}}, {{foot, "6"}}}) == Found{"4\n", "5\n", "6\n"});
}

TEST_CASE("bare numbers that do not rise are figures") {
  CHECK(furniture_of({{{foot, "17"}}, {{foot, "5"}}, {{foot, "230"}}}) == Found{"", "", ""});
}

TEST_CASE("a page number stays apart from a figure that the page break cuts") {
  // "grows by 13.11%" with the page number 4 between: a careless reader gets 413.11%.
  std::vector<Page> pages = pages_with({{{790, "增长"}, {foot, "3"}}, {{60, "13.11%"}, {foot, "4"}}, {{foot, "5"}}});
  mark(pages);
  CHECK(shown(pages[0].lines).ends_with("增长\n"));
  CHECK(shown(pages[1].lines).starts_with("13.11%\n"));
  CHECK(shown(pages[1].lines).ends_with("行正文\n"));
}

TEST_CASE("lines over a table repeat from page to page and are no header") {
  for (char const* text : {"单位：万元", "公开01表", "收支总表（续）", "附件2", "表2-1"}) {
    CAPTURE(text);
    CHECK(furniture_of({{{head, text}}, {{head, text}}, {{head, text}}}) == Found{"", "", ""});
  }
}

TEST_CASE("like rows at the end of several pages are rows, not a footer") {
  std::vector<Page> pages = pages_with(std::vector<std::vector<Words>>(4));
  for (Page& page : pages) {
    PageContent content = blank_page({.number = page.number});
    write(content, {60, foot}, "住房公积金");
    write(content, {300, foot}, std::to_string(page.number) + "10.06");
    write(content, {400, foot}, std::to_string(page.number) + "10.06");
    page = read_page(std::move(content));
  }
  mark(pages);
  for (Page const& page : pages) { CHECK(page.furniture.empty()); }
}

TEST_CASE("only what stands at the edge is taken") {
  // Above the second line there is text of the page itself.
  auto const page = [](std::string const& first) { return std::vector<Words>{{30, first}, {60, "部门预算公开"}}; };
  CHECK(furniture_of({page("甲说明"), page("乙情况"), page("丙办法")}) == Found{"", "", ""});
}

TEST_CASE("header and page number of one page are both taken") {
  std::vector<std::vector<Words>> pages;
  for (int i = 1; i <= 3; ++i) { pages.push_back({{head, "某局预算"}, {foot, "第" + std::to_string(i) + "页"}}); }
  CHECK(furniture_of(pages)[1] == "某局预算\n第2页\n");
}

TEST_CASE("the header that a long table repeats on each page belongs to the table") {
  std::vector<Page> pages;
  for (int i = 1; i <= 4; ++i) {
    std::string const figure = std::to_string(31 * i * i) + ".50";
    pages.push_back(read_page(
        drawing::draw("\n+----------+----------+\n| 项目名称 | 预算总额 |\n+----------+----------+\n| 某项目   | " +
                          figure + "    |\n+----------+----------+\n",
                      {.top = 30, .number = i})));
  }
  mark(pages);
  for (Page const& page : pages) { CHECK(page.furniture.empty()); }
}

TEST_CASE("a running header within a frame round the page is one") {
  std::vector<Page> pages;
  for (int i = 1; i <= 3; ++i) {
    PageContent content = blank_page({.number = i});
    write(content, {60, head}, "某局2024年部门预算");
    write(content, {60, 300}, "第" + std::to_string(7 * i) + "行正文");
    drawing::rule_grid(content, {40, 20, 555, 820});
    pages.push_back(read_page(std::move(content)));
  }
  mark(pages);
  for (Page const& page : pages) { CHECK(page.furniture.size() == 1); }
}
