// SPDX-License-Identifier: GPL-3.0-or-later
// Tables without rulings become grids.
#include "grid/aligned_pieces.hpp"
#include "grid/alignment.hpp"
#include "grid/find_grids.hpp"
#include "support/drawn_page.hpp"
#include "support/shown_grid.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <utility>

using namespace gongkai;
using aligned::Kind;
using drawing::draw;
using drawing::Layout;
using drawing::rule;

namespace {

/// Lines far enough apart for each to be a row.
constexpr Layout spaced{.row = 18};

AlignmentReader const& reader() {
  static PatternFiles const files;
  static Normaliser const normaliser(files);
  static AlignmentReader const alignment(files, normaliser);
  return alignment;
}

std::vector<Grid> grids_of(PageContent content, Grid const* before = nullptr) {
  return find_grids(read_page(std::move(content)), reader(), before);
}

Grid only_grid(PageContent content) {
  std::vector<Grid> grids = grids_of(std::move(content));
  REQUIRE(grids.size() == 1);
  Grid const& g = grids.front();
  CHECK(std::is_sorted(g.xs.begin(), g.xs.end()));
  CHECK(std::is_sorted(g.ys.begin(), g.ys.end()));
  int places = 0;
  for (GridCell const& c : g.cells) { places += c.rowspan * c.colspan; }
  CHECK(places == g.rows() * g.cols());
  std::vector<int> const owner = owners(g);
  CHECK(std::find(owner.begin(), owner.end(), -1) == owner.end());
  return g;
}

GridCell cell_at(Grid const& g, int row, int col) {
  return g.cells[static_cast<std::size_t>(owners(g)[static_cast<std::size_t>(row * g.cols() + col)])];
}

} // namespace

TEST_CASE("What a piece may be is told by its characters") {
  CHECK(aligned::kind_of(U"1,036.02") == Kind::amount);
  CHECK(aligned::kind_of(U"-0.5") == Kind::amount);
  CHECK(aligned::kind_of(U"(12.00)") == Kind::amount);
  CHECK(aligned::kind_of(U".00") == Kind::amount);
  CHECK(aligned::kind_of(U"20805") == Kind::integer);
  CHECK(aligned::kind_of(U"※") == Kind::mark);
  CHECK(aligned::kind_of(U"——") == Kind::dash);
  CHECK(aligned::kind_of(U"2024年") == Kind::text);
  CHECK(aligned::kind_of(U".") == Kind::text);
}

TEST_CASE("Columns come from heads and figures, blank ones from their heads alone") {
  Grid const g = only_grid(draw(R"(
                                    单位：万元
科目名称            合计      基本支出      项目支出
教育支出           10.00          8.00
普通教育            2.00                        2.00
学前教育            8.00          8.00
)",
                                spaced));
  CHECK(g.method == GridMethod::alignment);
  CHECK(g.cols() == 4);
  CHECK(g.rows() == 4);
}

TEST_CASE("A group is centred over its parts, an item on all rows of the header") {
  PageContent page = draw(R"(
                                              单位：万元
                            本年支出
   科目名称     本年收入
                        合计   基本支出   项目支出
教育支出           10.00   8.00       2.00       6.00
普通教育           10.00   8.00       2.00       6.00
)",
                          spaced);
  Grid const g = only_grid(std::move(page));
  REQUIRE(g.cols() == 5);
  CHECK(g.rows() == 4);
  GridCell const item = cell_at(g, 0, 0), group = cell_at(g, 0, 2);
  CHECK(item.rowspan == 2);
  CHECK(item.colspan == 1);
  CHECK(group.rowspan == 1);
  CHECK(group.colspan == 3);
}

TEST_CASE("The second line of a label joins its row") {
  Layout const tight{.row = 6}; // one row in three lines of the picture
  Grid const g = only_grid(draw(R"(
                                     单位：万元


项目                          决算数


一、一般公共预算财政拨款

二、政府性基金预算财政拨
                                  1.00
款收入

三、其他收入                      2.00
)",
                                tight));
  CHECK(g.cols() == 2);
  CHECK(g.rows() == 4);
}

TEST_CASE("A total that is centred over codes and names is one cell") {
  Grid const g = only_grid(draw(R"(
                                                   单位：万元
科目编码             科目名称               合计
               合计                        10.00
205        教育支出                         8.00
20502      普通教育                         8.00
2050201    学前教育                         8.00
208        社会保障和就业支出               2.00
)",
                                spaced));
  REQUIRE(g.cols() == 3);
  CHECK(cell_at(g, 1, 0).colspan == 2);
  CHECK(cell_at(g, 2, 0).colspan == 1);
}

TEST_CASE("A table goes on at the top of the next page in the columns it had") {
  std::vector<Grid> const first = grids_of(draw(R"(
                                    单位：万元
科目名称            合计      基本支出      项目支出
教育支出           10.00          8.00          2.00
普通教育            2.00                        2.00
)",
                                                spaced));
  REQUIRE(first.size() == 1);
  PageContent const next = draw(R"(
学前教育            8.00          8.00
小学教育            1.00          1.00
)",
                                spaced);
  std::vector<Grid> const with = grids_of(next, &first.front());
  REQUIRE(with.size() == 1);
  CHECK(with.front().cols() == 4);
  CHECK(grids_of(next).empty());
}

TEST_CASE("Prose is no table") {
  CHECK(grids_of(draw(R"(
一、收入决算情况说明
    本年收入合计7794.78万元，其中：财政拨款收入7794.78万元，占100.00%。
二、支出决算情况说明
    本年支出合计10563.64万元，其中：基本支出1246.46万元，占11.80%。
)",
                      spaced))
            .empty());
}

TEST_CASE("A form's labels stand for the rows they are centred on") {
  Grid const g = only_grid(draw(R"(
项目名称              设备购置
主管部门              教育局       实施单位    教育局
一级指标   二级指标   三级指标     指标值      分值
           数量指标   购置台数     =3台        10
产出指标   质量指标   验收合格率   =100%       20
           时效指标   按期完成率   =95%        20
效益指标   社会效益   服务水平     提升        50
)",
                                spaced));
  REQUIRE(g.cols() == 5);
  CHECK(g.rows() == 7);
  CHECK(cell_at(g, 0, 0).colspan == 2);
  CHECK(cell_at(g, 0, 2).colspan == 3);
  CHECK(cell_at(g, 3, 0).rowspan == 3);
  CHECK(cell_at(g, 6, 0).rowspan == 1);
}

TEST_CASE("Running text in a form does not hide the columns of its other rows") {
  // The heads of the indicators stand on the next page.
  Grid const g = only_grid(draw(R"(
项目名称     设备购置
联系人       马某某       联系电话     2267794
总体目标     按照规定购置设备，做好安装和调试工作，
             保障教学需要，提高服务水平，完成各项任
             务，并按合同约定的期限支付全部的价款。
项目资金     财政拨款     上级安排        0.00
             其他资金     其他            1.00
)",
                                spaced));
  REQUIRE(g.cols() == 4);
  CHECK(cell_at(g, 1, 1).colspan == 1);
  CHECK(cell_at(g, 1, 2).colspan == 1);
  CHECK(cell_at(g, 2, 1).colspan == 3);
}

TEST_CASE("Lines under every row bound the rows, blank ones and wrapped ones too") {
  PageContent page = draw(R"(
                                    单位：万元
科目名称            合计      基本支出      项目支出
一般公共预算财政
拨款支出           10.00          8.00          2.00
普通教育            2.00                        2.00

合计               12.00          8.00          4.00
)",
                          spaced);
  for (double const line : {0.5, 1.5, 3.5, 4.5, 5.5, 6.5, 7.5}) {
    rule(page, Direction::horizontal, spaced.y(line), spaced.x(0), spaced.x(50));
  }
  Grid const g = only_grid(std::move(page));
  CHECK(g.method == GridMethod::horizontal);
  CHECK(g.cols() == 4);
  CHECK(g.rows() == 6); // with the blank row above the total, and the one below it
}

TEST_CASE("Three lines bound no rows") {
  PageContent page = draw(R"(
                                    单位：万元
科目名称            合计      基本支出      项目支出
教育支出           10.00          8.00          2.00
普通教育            2.00                        2.00
合计               12.00          8.00          4.00
)",
                          spaced);
  for (double const line : {0.5, 1.5, 4.5}) {
    rule(page, Direction::horizontal, spaced.y(line), spaced.x(0), spaced.x(50));
  }
  Grid const g = only_grid(std::move(page));
  CHECK(g.method == GridMethod::alignment);
  CHECK(g.rows() == 4);
}

TEST_CASE("Three lines of one length make a table, whatever its heads say and without a caption") {
  PageContent const text = draw(R"(
具体情况如下：
采购类型        合同份数        承办处室
货物                 3.00       办公室
服务                 9.00       信息处
)",
                                spaced);
  auto const ruled = [&](std::vector<double> const& lines) {
    PageContent page = text;
    for (double const line : lines) { rule(page, Direction::horizontal, spaced.y(line), spaced.x(0), spaced.x(40)); }
    return page;
  };
  Grid const g = only_grid(ruled({0.5, 1.5, 3.5}));
  CHECK(g.cols() == 3);
  CHECK(g.rows() == 3);
  CHECK(grids_of(ruled({0.5, 3.5})).empty()); // without the line below its heads a list in columns is none
}

TEST_CASE("A wrapped head that begins like the label of a row is a head where heads stand beside it") {
  constexpr Layout narrow{.row = 6}; // less than a line
  Grid const g = only_grid(draw(R"(
                                                  单位：万元

                             事业收入
项目            合计
                                    其中：教育收
                          金额
                                         费



教育支出       10.00      8.00              2.00



卫生支出        2.00                        2.00



合计           12.00      8.00              4.00
)",
                                narrow));
  CHECK(shown(g) == "0{2x1} 1{2x1} 2{1x2}\n2 3\n0 1 2 3\n0 1 2 3\n0 1 2 3\n");
}

TEST_CASE("Codes at the right of their column part from the names beside them where both agree with the header") {
  Grid const g = only_grid(draw(R"(
                                                     单位：万元
类            款            科目名称             合计
      301            01 基本工资                10.00
      301            02 津贴补贴                 8.00
      301            03 奖金                     8.00
      302            01 办公费                   2.00
)",
                                spaced));
  REQUIRE(g.cols() == 4);
  CHECK(g.xs[2] > spaced.x(22));
  CHECK(g.xs[2] < spaced.x(24));
}

TEST_CASE("A group above the first line of heads is header where it is a word of headers") {
  Grid const g = only_grid(draw(R"(
                              基本支出
科目名称            合计    人员      公用      项目支出
教育支出           10.00    8.00      1.00          1.00
普通教育            2.00    2.00                    1.00
)",
                                spaced));
  CHECK(g.rows() == 4);
}

TEST_CASE("A group above the first line of heads is header where a line spans the table over it") {
  char const* picture = R"(
                              机关本级
科目名称            合计    人员      公用      项目支出
教育支出           10.00    8.00      1.00          1.00
普通教育            2.00    2.00                    1.00
合计               12.00   10.00      1.00          2.00
)";
  PageContent page = draw(picture, spaced);
  for (double const line : {-0.5, 1.5, 4.5}) {
    // Drawn cell by cell.
    for (double const x : {0.0, 18.0, 36.0}) {
      rule(page, Direction::horizontal, spaced.y(line), spaced.x(x), spaced.x(x + 18));
    }
  }
  Grid const g = only_grid(std::move(page));
  CHECK(g.cols() == 5);
  CHECK(g.rows() == 5);
  CHECK(only_grid(draw(picture, spaced)).rows() == 4); // without the line it may be a title
}

TEST_CASE("Where only the header is ruled, the rows and columns below it are those of the text") {
  PageContent page = draw(R"(
+----------+-----------+-----------+
| 项目     | 预算数    | 决算数    |
+----------+-----------+-----------+
| 教育支出       10.00        8.00 |
| 卫生支出        2.00        2.00 |
| 交通支出                    3.00 |
| 其他                             |
| 合计           12.00       13.00 |
+----------------------------------+
)",
                          spaced);
  Grid const g = only_grid(std::move(page));
  CHECK(g.cols() == 3);
  CHECK(g.rows() == 6);
}

TEST_CASE("A single row below a ruled header lists its figures in the columns of the header") {
  Grid const g = only_grid(draw(R"(
+---------------------------------+-----------+
| 预算数                          | 决算数    |
+----------+----------+-----------+           |
| 合计     | 教育     | 卫生      |           |
+----------+----------+-----------+-----------+
|    12.00      10.00        2.00        8.00 |
+---------------------------------------------+
)",
                                spaced));
  CHECK(shown(g) == "0{1x3} 3{2x1}\n0 1 2\n0 1 2 3\n");
}

TEST_CASE("A ruled header keeps its cells over rows that are read from the text") {
  // By its text alone the head of the first group would stand over its two columns of figures.
  Grid const g = only_grid(draw(R"(
+----------------------------------+-----------+
| 教育                             | 卫生      |
+----------+-----------+-----------+-----------+
| 项目     | 预算数    | 决算数    | 决算数    |
+----------+-----------+-----------+-----------+
| 小学教育       10.00        8.00        1.00 |
| 初中教育        2.00        2.00        1.00 |
| 高中教育                    3.00             |
+----------------------------------------------+
)",
                                spaced));
  CHECK(shown(g) == "0{1x3} 3\n0 1 2 3\n0 1 2 3\n0 1 2 3\n0 1 2 3\n");
}

TEST_CASE("A line of text below a ruled header whose figures cross its columns stays one cell") {
  Grid const g = only_grid(draw(R"(
+----------+-----------+-----------+
| 项目     | 预算数    | 决算数    |
+----------+-----------+-----------+
| 说明：       1234567890.00  万元 |
+----------------------------------+
)",
                                spaced));
  CHECK(g.cells.back().colspan == 3);
}

TEST_CASE("A wide cell below a header that holds running text stays one cell") {
  Grid const g = only_grid(draw(R"(
+----------+-----------+-----------+
| 项目     | 预算数    | 决算数    |
+----------+-----------+-----------+
| 教育支出 |     10.00 |      8.00 |
+----------+-----------+-----------+
| 说明：教育支出按照教师人数安排， |
| 比上年增加的原因是工资调整以及人 |
| 员增加，其余的项目支出没有变化。 |
+----------------------------------+
)"));
  CHECK(g.rows() == 3);
  CHECK(g.cells.back().colspan == 3);
}

TEST_CASE("A ruled table with a box for signatures below keeps its lines") {
  Grid const g = only_grid(draw(R"(
+----------+-----------+-----------+
| 项目     | 预算数    | 决算数    |
+----------+-----------+-----------+
| 教育支出 |     10.00 |      8.00 |
+----------+-----------+-----------+
| 卫生支出 |      2.00 |      2.00 |
+----------+-----------+-----------+
| 填报人：甲      电话：  1234567  |
| 负责人：乙      电话：  1234568  |
| 日期：一月      （盖章）         |
+----------------------------------+
)",
                                spaced));
  CHECK(g.method == GridMethod::lattice);
  CHECK(g.rows() == 4);
  CHECK(g.cells.back().colspan == 3);
}

TEST_CASE("A cell of a form with text in two columns stays one cell") {
  Grid const g = only_grid(draw(R"(
+----------------+-----------------+
| 项目名称       | 培训            |
+----------------+-----------------+
| 一、项目概况    二、资金安排     |
| 培训财务人员    中央资金10万元   |
| 共五期          自筹资金2万元    |
| 已完成          已拨付           |
+----------------------------------+
)",
                                spaced));
  CHECK(g.method == GridMethod::lattice);
  CHECK(g.rows() == 2);
  CHECK(g.cells.back().colspan == 2);
}

namespace {

/// A header from line 1 of a picture on, on a ground of two shaded strips: it looks like a grid of its own.
PageContent with_shaded_header(PageContent page, Layout const& layout, double strip) {
  for (auto const& [left, right] : {std::pair{0.0, 15.0}, std::pair{15.0, 48.0}}) {
    for (double const top : {0.5, 0.5 + strip}) {
      Box const cell{layout.x(left), layout.y(top), layout.x(right), layout.y(top + strip)};
      page.shades.push_back({cell, 0xEEEEEE, 0, true});
      drawing::rule_grid(page, cell);
      for (std::size_t i = page.rulings.size() - 4; i < page.rulings.size(); ++i) {
        page.rulings[i].style = RulingStyle::shading_edge;
      }
    }
  }
  return page;
}

} // namespace

TEST_CASE("Where only the header or every other row is shaded, the table goes on below the shade") {
  PageContent page = draw(R"(
                                    单位：万元
科目名称            合计      基本支出      项目支出
教育支出           10.00          8.00          2.00
普通教育            2.00                        2.00
合计               12.00          8.00          4.00
)",
                          spaced);
  Grid const g = only_grid(with_shaded_header(std::move(page), spaced, 0.5));
  CHECK(g.cols() == 4);
  CHECK(g.rows() == 4);
}

TEST_CASE("The first row below a shaded header may have its amounts beside the second line of its label") {
  constexpr Layout tight{.row = 12};
  PageContent page = draw(R"(
                                    单位：万元
科目名称            合计      基本支出      项目支出

教育支出和其
他各项的支出       10.00             -             -

普通教育            2.00                        2.00

合计               12.00          8.00          4.00
)",
                          tight);
  Grid const g = only_grid(with_shaded_header(std::move(page), tight, 1));
  CHECK(g.cols() == 4);
  CHECK(g.box.y1 > tight.y(8)); // down to the total
}

TEST_CASE("A title over the unit line of the next table ends a table, however small it is set") {
  std::vector<Grid> const grids = grids_of(draw(R"(
                                    单位：万元
科目名称            合计      基本支出      项目支出
教育支出           10.00          8.00          2.00
合计               10.00          8.00          2.00
                   支出预算总表
                                    单位：万元
科目名称            合计      基本支出      项目支出
卫生支出           20.00         18.00          2.00
合计               20.00         18.00          2.00
)",
                                                spaced));
  REQUIRE(grids.size() == 2);
  CHECK(grids[0].rows() == 3);
  CHECK(grids[1].rows() == 3);
}

TEST_CASE("Lines bound the rows where labels are wrapped over many lines, as the figures tell") {
  PageContent page = draw(R"(
                          单位：万元
科目名称            合计      基本支出
一般公共
预算财政
拨款安排
的支出             10.00          8.00
政府性基
金预算财
政拨款安
排的支出            2.00          1.00
国有资本
经营预算
财政拨款
安排支出            1.00          1.00
社会保险
基金预算
安排的各
项支出              3.00          1.00
)");
  for (double const line : {0.5, 1.5, 5.5, 9.5, 13.5, 17.5}) {
    rule(page, Direction::horizontal, Layout{}.y(line), Layout{}.x(0), Layout{}.x(36));
  }
  Grid const g = only_grid(std::move(page));
  CHECK(g.method == GridMethod::horizontal);
  CHECK(g.rows() == 5);
}
