// SPDX-License-Identifier: GPL-3.0-or-later
// Text goes into cells: by place, and by the run it belongs to where it reaches over a border.
#include "support/drawn_page.hpp"
#include "support/reading.hpp"
#include "table/page_table.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace gongkai;
using drawing::blank_page;
using drawing::draw;
using drawing::write;

namespace {

/// Fills a grid of 2 x 2 with borders at x = 100, 200, 300 and y = 100, 120, 140.
struct Filled {
  PageTable table;
  std::vector<bool> used;
  std::string text(std::size_t row, std::size_t col) const { return table.cells[2 * row + col].text; }
};

Filled fill(PageContent content, FillOptions const& options = {}) {
  Grid grid;
  grid.xs = {100, 200, 300};
  grid.ys = {100, 120, 140};
  grid.box = {100, 100, 300, 140};
  for (int r = 0; r < 2; ++r) {
    for (int c = 0; c < 2; ++c) {
      auto const x = static_cast<std::size_t>(c), y = static_cast<std::size_t>(r);
      grid.cells.push_back({r, c, 1, 1, {grid.xs[x], grid.ys[y], grid.xs[x + 1], grid.ys[y + 1]}});
    }
  }
  Page const page = read_page(std::move(content));
  Filled out;
  out.used.assign(page.glyphs.size(), false);
  out.table = fill_cells(page, std::move(grid), wording().normaliser, out.used, options);
  return out;
}

/// A text that ends at x.
void write_right(PageContent& page, double x, double y, std::string_view text, double width) {
  write(page, {x - width, y}, text);
}

constexpr double first_row = 115, second_row = 135; // baselines

} // namespace

TEST_CASE("a text lies in the cell that holds it; what lies outside stays unused") {
  PageContent page = blank_page();
  write(page, {105, first_row}, "项目");
  write(page, {205, second_row}, "1.00");
  write(page, {105, 300}, "说明");
  Filled const f = fill(std::move(page));
  CHECK(f.text(0, 0) == "项目");
  CHECK(f.text(0, 1).empty());
  CHECK(f.text(1, 1) == "1.00");
  CHECK(std::count(f.used.begin(), f.used.end(), true) == 6);
  CHECK_FALSE(f.used.back());
}

TEST_CASE("a label that runs over its border into a blank cell stays whole") {
  PageContent page = blank_page();
  write(page, {102, first_row}, "一般公共预算财政拨款支出合计"); // 140 points wide in a cell of 100
  Filled const f = fill(std::move(page));
  CHECK(f.text(0, 0) == "一般公共预算财政拨款支出合计");
  CHECK(f.text(0, 1).empty());
  CHECK(f.table.cells[0].overflow);
  CHECK_FALSE(f.table.cells[1].overflow);
}

TEST_CASE("a label that runs over its border into another text stays apart from it") {
  PageContent page = blank_page();
  write(page, {102, first_row}, "一般公共预算财政拨款支");
  write(page, {215, first_row}, "教育支出");
  Filled const f = fill(std::move(page));
  CHECK(f.text(0, 0) == "一般公共预算财政拨款支");
  CHECK(f.text(0, 1) == "教育支出");
}

TEST_CASE("an amount and the label after it are two texts even where they touch") {
  PageContent page = blank_page();
  write(page, {160, first_row}, "1,036.02一般公共服务"); // one run; the amount ends at the border
  write_right(page, 200, second_row, "1.00", 20);
  write(page, {200, second_row}, "教育");
  Filled const f = fill(std::move(page));
  CHECK(f.text(0, 0) == "1,036.02");
  CHECK(f.text(0, 1) == "一般公共服务");
  CHECK(f.text(1, 0) == "1.00");
  CHECK(f.text(1, 1) == "教育");
}

TEST_CASE("two amounts that touch at the border are never joined") {
  PageContent page = blank_page();
  write_right(page, 200, first_row, "1.00", 20);
  write(page, {200.2, first_row}, "2.00");
  Filled const f = fill(std::move(page));
  CHECK(f.text(0, 0) == "1.00");
  CHECK(f.text(0, 1) == "2.00");
}

TEST_CASE("two amounts in narrow columns are two, though the file sets one after the other") {
  PageContent page = blank_page();
  write_right(page, 199, first_row, "215455800.00", 60);
  write(page, {202, first_row}, "151244200.00");
  for (Glyph& g : page.glyphs) { g.placed = false; }
  Filled const f = fill(std::move(page));
  CHECK(f.text(0, 0) == "215455800.00");
  CHECK(f.text(0, 1) == "151244200.00");
}

TEST_CASE("an amount wider than its cell belongs where it ends") {
  PageContent page = blank_page();
  write_right(page, 299, first_row, "123,456,789,012,345.67", 110);
  Filled const f = fill(std::move(page));
  CHECK(f.text(0, 0).empty());
  CHECK(f.text(0, 1) == "123,456,789,012,345.67");
}

TEST_CASE("a figure broken over two lines is one figure, a label has no blank in it") {
  PageContent page = blank_page();
  write(page, {205, 109}, "1,036,", {.size = 8});
  write(page, {205, 118}, "789.02", {.size = 8});
  write(page, {105, 109}, "社会保障和", {.size = 8});
  write(page, {105, 118}, "就业支出", {.size = 8});
  Filled const f = fill(std::move(page));
  CHECK(f.text(0, 1) == "1,036,789.02");
  CHECK(f.text(0, 0) == "社会保障和就业支出");
  CHECK(f.table.cells[1].amount);
  CHECK_FALSE(f.table.cells[0].amount);
}

TEST_CASE("words of an alphabet keep the blank that a line break stands for") {
  PageContent page = blank_page();
  write(page, {105, 109}, "total", {.size = 8});
  write(page, {105, 118}, "revenue", {.size = 8});
  CHECK(fill(std::move(page)).text(0, 0) == "total revenue");
}

TEST_CASE("a label spread over the width of its cell is one word") {
  PageContent page = blank_page();
  write(page, {105, first_row}, "合", {});
  write(page, {145, first_row}, "计", {});
  write(page, {105, second_row}, "本年收入", {.stretch = 2.2});
  Filled const f = fill(std::move(page));
  CHECK(f.text(0, 0) == "合计");
  CHECK(f.text(1, 0) == "本年收入");
}

TEST_CASE("digits set wide apart are one figure") {
  PageContent page = blank_page();
  write(page, {205, first_row}, "1036.02", {.stretch = 1.6});
  CHECK(fill(std::move(page)).text(0, 1) == "1036.02");
}

TEST_CASE("raised decimals belong to their figure") {
  PageContent page = blank_page();
  write(page, {205, first_row}, "36");
  write(page, {215, first_row - 2}, ".02");
  CHECK(fill(std::move(page)).text(0, 1) == "36.02");
}

TEST_CASE("text on the ruling below it belongs to the cell above") {
  PageContent page = blank_page();
  write(page, {105, 119.5}, "教育"); // the em box reaches below the ruling at 120
  Filled const f = fill(std::move(page));
  CHECK(f.text(0, 0) == "教育");
  CHECK(f.text(1, 0).empty());
}

TEST_CASE("text a little outside the outer border is inside, as far as the options say") {
  PageContent page = blank_page();
  write(page, {93.5, first_row}, "一"); // centre at 98.5
  PageContent const copy = page;
  CHECK(fill(std::move(page)).text(0, 0) == "一");
  FillOptions strict;
  strict.border_slack = 0.5;
  CHECK(fill(PageContent(copy), strict).text(0, 0).empty());
}

TEST_CASE("text that runs downwards is read downwards, upwards upwards") {
  PageContent page = blank_page();
  write(page, {150, 102}, "合计", {.size = 8, .angle = 90});
  write(page, {250, 119}, "小计", {.size = 8, .angle = 270});
  Filled const f = fill(std::move(page));
  CHECK(f.text(0, 0) == "合计");
  CHECK(f.text(0, 1) == "小计");
}

TEST_CASE("hidden text, doubles and watermarks fill no cell") {
  PageContent page = blank_page();
  write(page, {105, first_row}, "合计");
  write(page, {105.3, first_row}, "合计");
  write(page, {205, first_row}, "999.99", {.visibility = Visibility::render_mode});
  write(page, {120, 130}, "样", {.size = 12, .angle = 30});
  Filled const f = fill(std::move(page));
  CHECK(f.text(0, 0) == "合计");
  CHECK(f.table.cells[0].bold);
  CHECK(f.text(0, 1).empty());
  CHECK(f.text(1, 0).empty());
}

TEST_CASE("raw is what the file has, text is what it means") {
  PageContent page = blank_page();
  write(page, {105, first_row}, "⼾籍");
  write(page, {205, first_row}, "３６．０２");
  Filled const f = fill(std::move(page));
  CHECK(f.table.cells[0].text == "户籍");
  CHECK(f.table.cells[0].raw == "⼾籍");
  CHECK(f.table.cells[1].text == "36.02");
  CHECK(f.table.cells[1].raw == "３６．０２");
  CHECK(f.table.cells[1].amount);
}

TEST_CASE("a glyph that one table used is not there for the next") {
  PageContent content = blank_page();
  write(content, {105, first_row}, "合计");
  Page const page = read_page(std::move(content));
  Grid grid;
  grid.xs = {100, 300};
  grid.ys = {100, 140};
  grid.box = {100, 100, 300, 140};
  grid.cells = {{0, 0, 1, 1, grid.box}};
  std::vector<bool> used(page.glyphs.size(), false);
  CHECK(fill_cells(page, grid, wording().normaliser, used).cells[0].text == "合计");
  CHECK(fill_cells(page, grid, wording().normaliser, used).cells[0].text.empty());
}

TEST_CASE("no visible character of a page with a table is lost") {
  PageReading const reading = read_drawn(draw(R"(
        收支总表
                 单位：万元
+----------+---------+
| 项目     | 金额    |
+----------+---------+
| 教育支出 |    1.00 |
+----------+---------+
注：本表反映总收支。

一、收入情况说明                       7
)"));
  REQUIRE(reading.tables.size() == 1);
  CHECK(shown(reading.tables[0]) == "项目 | 金额\n教育支出 | 1.00\n");
  CHECK(reading.tables[0].caption.title == "收支总表");
  CHECK(reading.tables[0].caption.unit == "万元");
  CHECK(reading.tables[0].caption.notes == std::vector<std::string>{"注：本表反映总收支。"});
  CHECK(shown(reading.prose) == "一、收入情况说明 | 7\n");
  CHECK(reading.residue.empty());
}

TEST_CASE("a lone figure beside a table is listed as residue, with its place") {
  PageContent page = draw(R"(
+----------+---------+
| 项目     | 金额    |
+----------+---------+
| 教育支出 |    1.00 |
+----------+---------+
)");
  write(page, {400, 100}, "5.00");
  PageReading const reading = read_drawn(std::move(page));
  REQUIRE(reading.residue.size() == 1);
  CHECK(reading.residue[0].text == "5.00");
  CHECK(reading.residue[0].box.contains(Point{405, 97}));
  CHECK(reading.residue[0].page == 1);
}
