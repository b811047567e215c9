// SPDX-License-Identifier: GPL-3.0-or-later
// Rulings become grids.
#include "grid/find_grids.hpp"
#include "grid/grid.hpp"
#include "grid/lattice.hpp"
#include "support/drawn_page.hpp"
#include "support/shown_grid.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace gongkai;
using drawing::blank_page;
using drawing::draw;
using drawing::rule;
using drawing::rule_grid;
using drawing::write;

namespace {

std::vector<Grid> grids_of(PageContent content, LatticeOptions const& options = {}) {
  static PatternFiles const files;
  static Normaliser const normaliser(files);
  static AlignmentReader const alignment(files, normaliser);
  return find_grids(read_page(std::move(content)), alignment, nullptr, options);
}

Grid only_grid(PageContent content) {
  std::vector<Grid> grids = grids_of(std::move(content));
  REQUIRE(grids.size() == 1);
  return grids.front();
}

/// What makes a grid one: every place has exactly one owner, boundaries rise, boxes follow from them.
void check_sound(Grid const& grid) {
  CHECK(std::is_sorted(grid.xs.begin(), grid.xs.end()));
  CHECK(std::is_sorted(grid.ys.begin(), grid.ys.end()));
  int places = 0;
  for (GridCell const& c : grid.cells) {
    REQUIRE((c.row >= 0 && c.col >= 0 && c.rowspan >= 1 && c.colspan >= 1));
    REQUIRE((c.row + c.rowspan <= grid.rows() && c.col + c.colspan <= grid.cols()));
    places += c.rowspan * c.colspan;
    CHECK(c.box.x0 == grid.xs[static_cast<std::size_t>(c.col)]);
    CHECK(c.box.y1 == grid.ys[static_cast<std::size_t>(c.row + c.rowspan)]);
  }
  CHECK(places == grid.rows() * grid.cols());
  std::vector<int> const owner = owners(grid);
  CHECK(std::find(owner.begin(), owner.end(), -1) == owner.end());
}

/// Text in every place of a grid of 3 x 2 from (100, 100) to (300, 160), so that it counts as a table.
constexpr Box frame{100, 100, 300, 160};
PageContent page_with_text() {
  PageContent page = blank_page();
  for (int r = 0; r < 3; ++r) {
    write(page, {110, 115 + 20.0 * r}, "项目");
    write(page, {210, 115 + 20.0 * r}, "1.00");
  }
  return page;
}

/// The lines of that grid, each drawn by a function of direction, position, begin, end.
template <class F>
PageContent page_with_lines(F&& line) {
  PageContent page = page_with_text();
  for (int r = 0; r <= 3; ++r) { line(page, Direction::horizontal, frame.y0 + 20 * r, frame.x0, frame.x1); }
  for (int c = 0; c <= 2; ++c) { line(page, Direction::vertical, frame.x0 + 100 * c, frame.y0, frame.y1); }
  return page;
}

/// That grid without lines: each of its places is shaded.
PageContent shaded_page() {
  PageContent page = page_with_text();
  for (int r = 0; r < 3; ++r) {
    for (int c = 0; c < 2; ++c) {
      Box const b{101 + 100.0 * c, 101 + 20.0 * r, 199 + 100.0 * c, 119 + 20.0 * r};
      page.shades.push_back({b, 0xEEEEEE, 0, true});
      rule_grid(page, b);
      for (std::size_t i = page.rulings.size() - 4; i < page.rulings.size(); ++i) {
        page.rulings[i].style = RulingStyle::shading_edge;
      }
    }
  }
  return page;
}

constexpr char const* three_by_two = "0 1\n0 1\n0 1\n";

} // namespace

TEST_CASE("a drawn grid has its rows, columns and boxes") {
  Grid const grid = only_grid(draw(R"(
+------+--------+
| 项目 | 金额   |
+------+--------+
| 教育 |   1.00 |
+------+--------+
)"));
  check_sound(grid);
  CHECK(grid.method == GridMethod::lattice);
  CHECK(shown(grid) == "0 1\n0 1\n");
  drawing::Layout const layout;
  CHECK(grid.xs[1] == Approx(layout.x(7)));
  CHECK(grid.ys[1] == Approx(layout.y(2)));
  CHECK_FALSE(grid.open_top);
  CHECK_FALSE(grid.open_bottom);
}

TEST_CASE("a missing line makes a span") {
  Grid const grid = only_grid(draw(R"(
+------+-----------------+
| 项目 |      金额       |
|      +--------+--------+
|      | 上年   | 本年   |
+------+--------+--------+
| 合计          |   3.00 |
+---------------+--------+
| 教育 |   1.00 |   2.00 |
+------+--------+--------+
)"));
  check_sound(grid);
  CHECK(shown(grid) == "0{2x1} 1{1x2}\n1 2\n0{1x2} 2\n0 1 2\n");
}

TEST_CASE("a cell may span rows and columns at once") {
  Grid const grid = only_grid(draw(R"(
+------+------+------+
| 项   | 甲   | 乙   |
+------+------+------+
| 目   | 合并        |
+------+             |
| 名   |             |
+------+-------------+
)"));
  check_sound(grid);
  CHECK(shown(grid) == "0 1 2\n0 1{2x2}\n0\n");
}

TEST_CASE("lines that make no rectangle fall apart into rectangles") {
  Grid const grid = only_grid(draw(R"(
+------+------+------+
| 甲          | 乙   |
|      +------+------+
|      | 丙   | 丁   |
+------+------+------+
)"));
  check_sound(grid);
  CHECK(shown(grid) == "0{1x2} 2\n0 1 2\n");
}

TEST_CASE("blank cells at the end are cells") {
  Grid const grid = only_grid(draw(R"(
+------+------+
| 项目 | 金额 |
+------+------+
|      |      |
+------+------+
)"));
  CHECK(shown(grid) == "0 1\n0 1\n");
}

TEST_CASE("lines drawn in pieces are one line") {
  Grid const grid = only_grid(page_with_lines([](PageContent& page, Direction d, double at, double begin, double end) {
    for (double x = begin; x < end; x += 20) { rule(page, d, at, x, std::min(x + 19, end)); }
  }));
  check_sound(grid);
  CHECK(shown(grid) == three_by_two);
}

TEST_CASE("doubled lines bound once") {
  double const apart = GENERATE(0.1, 2.0);
  Grid const grid = only_grid(page_with_lines([&](PageContent& page, Direction d, double at, double begin, double end) {
    rule(page, d, at - apart / 2, begin, end);
    rule(page, d, at + apart / 2, begin, end);
  }));
  check_sound(grid);
  CHECK(shown(grid) == three_by_two);
  CHECK(grid.xs[1] == Approx(200).margin(0.2));
}

TEST_CASE("lines that overshoot or fall short of a crossing bound as if they met it") {
  double const by = GENERATE(2.0, -1.5);
  Grid const grid = only_grid(page_with_lines([&](PageContent& page, Direction d, double at, double begin, double end) {
    rule(page, d, at, begin - by, end + by);
  }));
  check_sound(grid);
  CHECK(shown(grid) == three_by_two);
}

TEST_CASE("each cell framed by itself is one grid") {
  PageContent page = page_with_text();
  for (int r = 0; r < 3; ++r) {
    for (int c = 0; c < 2; ++c) { rule_grid(page, {100 + 100.0 * c, 100 + 20.0 * r, 200 + 100.0 * c, 120 + 20.0 * r}); }
  }
  Grid const grid = only_grid(std::move(page));
  check_sound(grid);
  CHECK(shown(grid) == three_by_two);
}

TEST_CASE("open sides end where the horizontals end") {
  PageContent page = page_with_text();
  for (int r = 0; r <= 3; ++r) { rule(page, Direction::horizontal, frame.y0 + 20 * r, frame.x0, frame.x1); }
  rule(page, Direction::vertical, 200, frame.y0, frame.y1); // only the middle one
  Grid const grid = only_grid(std::move(page));
  check_sound(grid);
  CHECK(shown(grid) == three_by_two);
  CHECK(grid.box.x0 == Approx(100));
  CHECK(grid.box.x1 == Approx(300));
}

TEST_CASE("verticals that run on tell that a table goes on over the page") {
  PageContent page = page_with_text();
  for (int r = 1; r <= 2; ++r) { rule(page, Direction::horizontal, frame.y0 + 20 * r, frame.x0, frame.x1); }
  for (int c = 0; c <= 2; ++c) { rule(page, Direction::vertical, frame.x0 + 100 * c, frame.y0, frame.y1); }
  Grid const grid = only_grid(std::move(page));
  check_sound(grid);
  CHECK(shown(grid) == three_by_two);
  CHECK(grid.open_top);
  CHECK(grid.open_bottom);
}

TEST_CASE("a frame round a table is no table") {
  PageContent page = page_with_text();
  rule_grid(page, frame, 3, 2);
  rule_grid(page, frame.grown(GENERATE(4.0, 60.0)));
  Grid const grid = only_grid(std::move(page));
  CHECK(shown(grid) == three_by_two);
  CHECK(grid.box.x0 == Approx(100));
}

TEST_CASE("tables side by side are two, from left to right") {
  std::vector<Grid> const grids = grids_of(draw(R"(
+------+------+    +------+------+
| 项目 | 金额 |    | 科目 | 数   |
+------+------+    +------+------+
| 教育 | 1.00 |    | 卫生 | 2.00 |
+------+------+    +------+------+
                   | 交通 | 3.00 |
                   +------+------+
)"));
  REQUIRE(grids.size() == 2);
  CHECK(grids[0].rows() == 2);
  CHECK(grids[1].rows() == 3);
  CHECK(grids[0].box.x1 < grids[1].box.x0);
}

TEST_CASE("tables below each other are two, from top to bottom") {
  std::vector<Grid> const grids = grids_of(draw(R"(
+------+------+
| 项目 | 金额 |
+------+------+

+------+------+------+
| 科目 | 甲   | 乙   |
+------+------+------+
| 合计 | 1.00 | 2.00 |
+------+------+------+
)"));
  REQUIRE(grids.size() == 2);
  CHECK(grids[0].cols() == 2);
  CHECK(grids[1].cols() == 3);
}

TEST_CASE("underlines, a box round a heading and a lone cross are no tables") {
  PageContent page = blank_page();
  write(page, {100, 100}, "一、基本情况");
  rule(page, Direction::horizontal, 103, 100, 170);
  rule_grid(page, {90, 200, 300, 220});
  write(page, {100, 215}, "说明");
  rule(page, Direction::horizontal, 400, 100, 200);
  rule(page, Direction::vertical, 150, 350, 450);
  CHECK(grids_of(std::move(page)).empty());
}

TEST_CASE("a grid with a single text in it is a drawing, a blank one may go on from the page before") {
  PageContent one = blank_page();
  rule_grid(one, frame, 3, 2);
  PageContent const blank = one;
  write(one, {110, 115}, "图");
  CHECK(grids_of(std::move(one)).empty());
  CHECK(grids_of(PageContent(blank)).size() == 1);
}

TEST_CASE("shaded cells without lines make a grid") {
  PageContent page = shaded_page();
  Grid const grid = only_grid(page);
  check_sound(grid);
  CHECK(shown(grid) == three_by_two);
  CHECK(grid.method == GridMethod::shading);
  // Where there are lines, the shading of a header bounds nothing.
  rule_grid(page, {100, 100, 300, 160}, 1, 2);
  rule(page, Direction::horizontal, 120, 100, 300);
  CHECK(shown(only_grid(page)) == "0 1\n0 1\n");
}

TEST_CASE("signatures below a shaded table are no row of it") {
  PageContent page = shaded_page();
  write(page, {110, 175}, "负责人：甲");
  write(page, {210, 175}, "填表人：乙");
  Grid const grid = only_grid(page);
  check_sound(grid);
  CHECK(shown(grid) == three_by_two);
  CHECK(grid.method == GridMethod::shading);
}

TEST_CASE("short marks bound nothing") {
  PageContent page = page_with_lines(
      [](PageContent& p, Direction d, double at, double begin, double end) { rule(p, d, at, begin, end); });
  rule(page, Direction::vertical, 150, 108, 110.5); // a tick of 2.5 points
  CHECK(shown(only_grid(std::move(page))) == three_by_two);
}

TEST_CASE("a side counts as drawn from the share that the options say") {
  PageContent const page = page_with_lines([](PageContent& p, Direction d, double at, double begin, double end) {
    bool const inner = d == Direction::vertical && at == 200;
    rule(p, d, at, begin, inner ? begin + 28 : end); // one row and 8 of the second row's 20 points
  });
  std::vector<Grid> const strict = grids_of(page);
  LatticeOptions lenient;
  lenient.side_share = 0.3;
  std::vector<Grid> const loose = grids_of(page, lenient);
  REQUIRE(strict.size() == 1);
  REQUIRE(loose.size() == 1);
  CHECK(shown(strict[0]) == "0 1\n0{1x2}\n0{1x2}\n");
  CHECK(shown(loose[0]) == "0 1\n0 1\n0{1x2}\n");
}

TEST_CASE("a point lies in one place, on a border in the one below or to the right") {
  Grid const grid = only_grid(page_with_lines(
      [](PageContent& page, Direction d, double at, double begin, double end) { rule(page, d, at, begin, end); }));
  auto const at = [&](double x, double y, double slack = 0) {
    Place const p = place_of(grid, {x, y}, slack);
    return std::pair{p.row, p.col};
  };
  CHECK(at(150, 110) == std::pair{0, 0});
  CHECK(at(200, 120) == std::pair{1, 1});
  CHECK(at(300, 160) == std::pair{2, 1}); // the last border belongs to the last place
  CHECK(at(301, 110) == std::pair{-1, -1});
  CHECK(at(301, 110, 2) == std::pair{0, 1});
}

TEST_CASE("rows that no line parts are parted at their figures") {
  Grid const grid = only_grid(draw(R"(
+--------+--------+
| 项目   | 金额   |
+--------+--------+
| 教育   |   1.00 |
| 卫生   |   2.00 |
| 交通   |   3.00 |
| 合计   |   6.00 |
+--------+--------+
)"));
  check_sound(grid);
  CHECK(grid.rows() == 5);
}

TEST_CASE("a column whose heading has no line under it is parted with the figures beside it") {
  Grid const g = only_grid(draw(R"(
+------------+----------+
| 地区       | 决算数   |
|            +----------+
| 息县       |    15173 |
|            |          |
| 淮滨县     |    17642 |
|            |          |
| 周口市     |   143456 |
+------------+----------+
)"));
  check_sound(g);
  CHECK(g.rows() == 4);
  CHECK(g.cells.size() == 8);
}

TEST_CASE("a wrapped label in a row of its own figure is not parted") {
  Grid const grid = only_grid(draw(R"(
+--------+--------+
| 项目   | 金额   |
+--------+--------+
| 社会保 |        |
| 障和就 |   1.00 |
| 业支出 |        |
+--------+--------+
)"));
  CHECK(grid.rows() == 2);
}

TEST_CASE("a sign for no figure lists like a figure") {
  Grid const grid = only_grid(draw(R"(
+--------+--------+
| 项目   | 金额   |
+--------+--------+
| 教育   |   1.00 |
| 卫生   |   —    |
| 交通   |   /    |
| 农林   |   -    |
| 合计   |   1.00 |
+--------+--------+
)"));
  check_sound(grid);
  CHECK(grid.rows() == 6);
}

TEST_CASE("where lines are spaced evenly each is a row, however rare the figures are") {
  Grid const grid = only_grid(draw(R"(
+--------+--------+
| 项目   | 金额   |
+--------+--------+
| 教育   |   1.00 |
| 卫生   |        |
| 交通   |        |
| 农林   |        |
| 住房   |   2.00 |
| 文化   |        |
| 其他   |        |
| 合计   |   3.00 |
+--------+--------+
)",
                                   {.row = 13}));
  check_sound(grid);
  CHECK(grid.rows() == 9);
}

TEST_CASE("a wrapped label is not parted where its lines are as far from each other as the rows") {
  Grid const grid = only_grid(draw(R"(
+----------+--------+
| 项目     | 金额   |
+----------+--------+
| 养老保险 |   1.00 |
| 缴费     |        |
| 职业年金 |   2.00 |
| 缴费     |        |
| 行政医疗 |   3.00 |
| 住房     |   4.00 |
| 合计     |  10.00 |
+----------+--------+
)",
                                   {.row = 13}));
  check_sound(grid);
  CHECK(grid.rows() == 6);
}

TEST_CASE("a merged cell interrupts the line between columns in a body without lines between rows") {
  // The total stands at the top of the body, or at the bottom of a page that goes on from the one before.
  bool const at_top = GENERATE(true, false);
  PageContent page = blank_page();
  double const top = 100, row = 20, bottom = top + 5 * row;
  for (double const x : {100.0, 300.0, 400.0}) { rule(page, Direction::vertical, x, top, bottom); }
  rule(page, Direction::vertical, 180, at_top ? top + row : top, at_top ? bottom : bottom - row);
  rule(page, Direction::horizontal, bottom, 100, 400);
  for (int r = 0; r < 5; ++r) {
    double const y = top + 14 + row * r;
    bool const total = r == (at_top ? 0 : 4);
    write(page, {total ? 190.0 : 110.0, y}, total ? "合计" : "201");
    if (!total) { write(page, {190, y}, "教育支出"); }
    write(page, {360, y}, "1.00");
  }
  if (at_top) {
    rule(page, Direction::horizontal, top, 100, 400);
    rule(page, Direction::horizontal, top - row, 100, 400);
    for (double const x : {100.0, 180.0, 300.0, 400.0}) { rule(page, Direction::vertical, x, top - row, top); }
    write(page, {110, top - 6}, "编码");
    write(page, {190, top - 6}, "科目名称");
    write(page, {350, top - 6}, "金额");
  }
  Grid const grid = only_grid(std::move(page));
  CHECK(grid.cols() == 3);
  CHECK(grid.rows() == (at_top ? 6 : 5));
  check_sound(grid);
  CHECK(std::count_if(grid.cells.begin(), grid.cells.end(), [](GridCell const& c) { return c.colspan == 2; }) == 1);
}

namespace {

/// Two halves, each of a label and an amount, under a header of two levels: the lines between label and amount begin
/// below the first level. Texts of `rows` rows 20 points high, from (100, 100) on.
PageContent halves(int rows) {
  PageContent page = blank_page();
  double const top = 100, row = 20, bottom = top + row * (rows + 2);
  for (double const x : {100.0, 300.0, 500.0}) { rule(page, Direction::vertical, x, top, bottom); }
  for (double const x : {220.0, 420.0}) { rule(page, Direction::vertical, x, top + row, bottom); }
  for (double const x : {100.0, 300.0}) {
    write(page, {x + 90, top + 14}, "收入");
    write(page, {x + 50, top + row + 14}, "项目");
    write(page, {x + 150, top + row + 14}, "金额");
    for (int r = 0; r < rows; ++r) {
      double const y = top + row * (r + 2) + 14;
      write(page, {x + 5, y}, "教育拨款收入");
      write(page, {x + 178, y}, "1.00");
    }
  }
  return page;
}

} // namespace

TEST_CASE("verticals alone that a merged cell interrupts are columns all the same") {
  Grid const grid = only_grid(halves(4));
  check_sound(grid);
  CHECK(shown(grid) == "0{1x2} 2{1x2}\n0 1 2 3\n0 1 2 3\n0 1 2 3\n0 1 2 3\n0 1 2 3\n");
}

TEST_CASE("a row that is one cell interrupts all verticals, and the table goes on below it") {
  PageContent page = blank_page();
  double const top = 100, row = 18, bottom = top + 9 * row;
  std::vector<double> const breaks{top + row, top + 5 * row};
  for (double const x : {100.0, 160.0, 260.0, 340.0}) {
    double begin = top;
    for (double const gap : breaks) {
      rule(page, Direction::vertical, x, begin, gap);
      begin = gap + row;
    }
    rule(page, Direction::vertical, x, begin, bottom);
  }
  for (int r = 0; r < 9; ++r) {
    double const y = top + 13 + row * r;
    bool const section = r == 1 || r == 5;
    write(page, {105, y}, section ? "一、教育支出情况" : r == 0 ? "编码" : "205");
    if (section) { continue; }
    write(page, {165, y}, r == 0 ? "科目名称" : "教育支出");
    write(page, {r == 0 ? 290.0 : 315.0, y}, r == 0 ? "金额" : "1.00");
  }
  Grid const grid = only_grid(std::move(page));
  check_sound(grid);
  CHECK(grid.cols() == 3);
  CHECK(grid.rows() == 9);
}

TEST_CASE("where verticals begin inside a header there is a row of it, though no line is drawn there") {
  PageContent page = halves(2);
  for (double const y : {100.0, 140.0, 160.0, 180.0}) { rule(page, Direction::horizontal, y, 100, 500); }
  Grid const grid = only_grid(std::move(page));
  check_sound(grid);
  CHECK(shown(grid) == "0{1x2} 2{1x2}\n0 1 2 3\n0 1 2 3\n0 1 2 3\n");
}

TEST_CASE("a cell of a header whose lines begin inside it for others stays one") {
  // The last column has no group: its head covers both levels.
  PageContent page = halves(2);
  for (double const y : {100.0, 140.0, 160.0, 180.0}) { rule(page, Direction::horizontal, y, 100, 560); }
  rule(page, Direction::vertical, 560, 100, 180);
  write(page, {520, 124}, "备注");
  Grid const grid = only_grid(std::move(page));
  check_sound(grid);
  CHECK(shown(grid) == "0{1x2} 2{1x2} 4{2x1}\n0 1 2 3\n0 1 2 3 4\n0 1 2 3 4\n");
}
