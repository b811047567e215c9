// SPDX-License-Identifier: GPL-3.0-or-later
// Tables over several pages become one.
#include "support/drawn_page.hpp"
#include "support/tables_over_pages.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace gongkai;

namespace {

constexpr char const* first_page = R"(
          支出总表
                   单位：万元
+----------+----------+----------+
| 科目编码 | 科目名称 | 金额     |
+----------+----------+----------+
| 205      | 教育支出 |     1.00 |
+----------+----------+----------+
| 20502    | 普通教育 |     1.00 |
+----------+----------+----------+
)";

constexpr char const* all_rows =
    "科目编码 | 科目名称 | 金额\n205 | 教育支出 | 1.00\n20502 | 普通教育 | 1.00\n210 | 卫生支出 | 2.00\n";

} // namespace

TEST_CASE("a header that the next page repeats is left out") {
  Table const table = only_table({first_page, R"(
+----------+----------+----------+
| 科目编码 | 科目名称 | 金额     |
+----------+----------+----------+
| 210      | 卫生支出 |     2.00 |
+----------+----------+----------+
)"});
  CHECK(shown(table) == all_rows);
  CHECK(table.header_rows == 1);
  CHECK(table.pages == std::vector<int>{1, 2});
  CHECK(table.rows == 4);
  CHECK(table.cells.back().page == 2);
  CHECK(table.caption.unit == "万元");
}

TEST_CASE("a page that goes on without a header is the rest of the table") {
  CHECK(shown(only_table({first_page, R"(
+----------+----------+----------+
| 210      | 卫生支出 |     2.00 |
+----------+----------+----------+
)"})) == all_rows);
}

TEST_CASE("a repeated title and unit begin no new table") {
  Table const table = only_table({first_page, R"(
          支出总表
                   单位：万元
+----------+----------+----------+
| 科目编码 | 科目名称 | 金额     |
+----------+----------+----------+
| 210      | 卫生支出 |     2.00 |
+----------+----------+----------+
)"});
  CHECK(shown(table) == all_rows);
  CHECK(table.caption.title == "支出总表");
}

TEST_CASE("a mark of continuation joins, with and without the title") {
  char const* caption = GENERATE("续表", "     支出总表（续）");
  std::string const second = std::string("\n") + caption + R"(
+----------+----------+----------+
| 科目编码 | 科目名称 | 金额     |
+----------+----------+----------+
| 210      | 卫生支出 |     2.00 |
+----------+----------+----------+
)";
  CHECK(shown(only_table({first_page, second})) == all_rows);
}

TEST_CASE("a total that the file repeats with the header counts once") {
  char const* first = R"(
          支出总表
+----------+----------+
| 科目名称 | 金额     |
+----------+----------+
| 合计     |     3.00 |
+----------+----------+
| 教育支出 |     1.00 |
+----------+----------+
)";
  CHECK(shown(only_table({first, R"(
+----------+----------+
| 科目名称 | 金额     |
+----------+----------+
| 合计     |     3.00 |
+----------+----------+
| 卫生支出 |     2.00 |
+----------+----------+
)"})) == "科目名称 | 金额\n合计 | 3.00\n教育支出 | 1.00\n卫生支出 | 2.00\n");
}

TEST_CASE("a row like the first with another figure is a new row") {
  Table const table = only_table({R"(
          支出总表
+----------+----------+
| 科目名称 | 金额     |
+----------+----------+
| 行政运行 |     3.00 |
+----------+----------+
)",
                                  R"(
+----------+----------+
| 科目名称 | 金额     |
+----------+----------+
| 行政运行 |     4.00 |
+----------+----------+
)"});
  CHECK(shown(table) == "科目名称 | 金额\n行政运行 | 3.00\n行政运行 | 4.00\n");
}

TEST_CASE("columns of other widths are the same columns") {
  Table const table = only_table({first_page, R"(
+--------+--------------+--------+
| 210    | 卫生支出     |   2.00 |
+--------+--------------+--------+
)"});
  CHECK(shown(table) == all_rows);
  CHECK(table.cols == 3);
}

TEST_CASE("a row that the page break cuts is joined again") {
  Table const table = only_table({R"(
          项目支出表
+----------+----------------+----------+
| 序号     | 项目           | 金额     |
+----------+----------------+----------+
| 1        | 信息系统运行维 |     1.00 |
+----------+----------------+----------+
)",
                                  R"(
+----------+----------------+----------+
|          | 护及安全服务   |          |
+----------+----------------+----------+
| 2        | 培训           |     2.00 |
+----------+----------------+----------+
)"});
  CHECK(shown(table) == "序号 | 项目 | 金额\n1 | 信息系统运行维护及安全服务 | 1.00\n2 | 培训 | 2.00\n");
}

TEST_CASE("a label that the page break cuts goes on where the next page leaves it blank beside a cut cell") {
  Table const table = only_table({R"(
          绩效情况表
+----------+----------------+----------+----------+
| 类别     | 名称           | 指标     | 分值     |
+----------+----------------+----------+----------+
| 绩效指标 | 数量指标       | 台数     | 3.00     |
|          +----------------+----------+----------+
|          | 成本指标       | 有效性   | 4.00     |
+----------+----------------+----------+----------+
)",
                                  R"(
+----------+----------------+----------+----------+
|          |                | 折扣率   | 1.00     |
|          +----------------+----------+----------+
|          | 时效指标       | 完工率   | 2.00     |
+----------+----------------+----------+----------+
)"});
  CHECK(table.rows == 5);
  auto const cost =
      std::find_if(table.cells.begin(), table.cells.end(), [](TableCell const& c) { return c.text == "成本指标"; });
  REQUIRE(cost != table.cells.end());
  CHECK(cost->rowspan == 2);
}

TEST_CASE("a row below a merged cell is a row of its own where the one above had room for more") {
  Table const table = only_table({R"(
          收入情况表
+----------+----------------+----------+
| 类别     | 名称           | 金额     |
+----------+----------------+----------+
| 专户资金 | 小计           |     4.00 |
|          +----------------+----------+
|          |                |          |
|          | 专户管理收费费 |          |
|          |                |          |
+----------+----------------+----------+
)",
                                  R"(
+----------+----------------+----------+
|          | 其他非税收入   |          |
+----------+----------------+----------+
| 合计     |                |     4.00 |
+----------+----------------+----------+
)"});
  CHECK(table.rows == 5);
}

TEST_CASE("a merged cell that the page break cuts is joined, whether its text is repeated or not") {
  bool const repeated = GENERATE(true, false);
  std::string second = R"(
+----------+----------------+----------+
| 产出指标 | 质量指标       | 1.00     |
|          +----------------+----------+
|          | 时效指标       | 2.00     |
+----------+----------------+----------+
)";
  if (!repeated) { second.replace(second.find("产出指标"), std::string("产出指标").size(), "        "); }
  Table const table = only_table({R"(
          绩效情况表
+----------+----------------+----------+
| 类别     | 名称           | 数值     |
+----------+----------------+----------+
| 产出指标 | 数量指标       | 3.00     |
|          +----------------+----------+
|          | 成本指标       | 4.00     |
+----------+----------------+----------+
)",
                                  second});
  CHECK(
      shown(table) ==
      "类别 | 名称 | 数值\n产出指标{4x1} | 数量指标 | 3.00\n1:成本指标 | 4.00\n1:质量指标 | 1.00\n1:时效指标 | 2.00\n");
}

TEST_CASE("a page with only the tail of a table: the note below is the table's, the prose is not") {
  Table const table = only_table({first_page, R"(
+----------+----------+----------+
| 210      | 卫生支出 |     2.00 |
+----------+----------+----------+
注：本表反映支出。

三、收入情况说明
)"});
  CHECK(shown(table) == all_rows);
  CHECK(table.caption.notes == std::vector<std::string>{"注：本表反映支出。"});
}

TEST_CASE("running headers between the pages do not part a table") {
  std::vector<PageContent> pages = drawn_pages({first_page, R"(
+----------+----------+----------+
| 210      | 卫生支出 |     2.00 |
+----------+----------+----------+
)",
                                                "第三页正文"});
  for (std::size_t i = 0; i < pages.size(); ++i) {
    drawing::write(pages[i], {60, 30}, "某局2024年部门预算");
    drawing::write(pages[i], {280, 810}, "第" + std::to_string(i + 1) + "页");
  }
  std::vector<Table> const tables = read_drawn(std::move(pages));
  REQUIRE(tables.size() == 1);
  CHECK(shown(tables[0]) == all_rows);
}

TEST_CASE("a page with the tail of one table and the beginning of the next") {
  std::vector<Table> const tables = tables_over({first_page, R"(
+----------+----------+----------+
| 210      | 卫生支出 |     2.00 |
+----------+----------+----------+

          收入总表
                     单位：元
+----------+----------+----------+
| 科目编码 | 科目名称 | 金额     |
+----------+----------+----------+
| 101      | 税收收入 |     9.00 |
+----------+----------+----------+
)"});
  REQUIRE(tables.size() == 2);
  CHECK(shown(tables[0]) == all_rows);
  CHECK(shown(tables[1]) == "科目编码 | 科目名称 | 金额\n101 | 税收收入 | 9.00\n");
  CHECK(tables[1].caption.unit == "元");
  CHECK(tables[0].id == "t1");
  CHECK(tables[1].id == "t2");
}

TEST_CASE("another title, number or entity begins another table") {
  std::string const lines = GENERATE("\n     收入总表", "\n表2", "\n部门：某局        单位：万元");
  CAPTURE(lines);
  std::string first = std::string("\n表1\n部门：一局        单位：万元") + first_page;
  std::string const second = lines + R"(
+----------+----------+----------+
| 科目编码 | 科目名称 | 金额     |
+----------+----------+----------+
| 210      | 卫生支出 |     2.00 |
+----------+----------+----------+
)";
  CHECK(tables_over({first, second}).size() == 2);
}

TEST_CASE("prose between two tables parts them") {
  CHECK(tables_over({std::string(first_page) + "\n二、说明\n", R"(
+----------+----------+----------+
| 科目编码 | 科目名称 | 金额     |
+----------+----------+----------+
| 210      | 卫生支出 |     2.00 |
+----------+----------+----------+
)"})
            .size() == 2);
}

TEST_CASE("a page without the table in between parts it") {
  CHECK(tables_over({first_page, "二、收入情况说明", R"(
+----------+----------+----------+
| 210      | 卫生支出 |     2.00 |
+----------+----------+----------+
)"})
            .size() == 2);
}

TEST_CASE("a table of other columns at the top of the next page is another table") {
  CHECK(tables_over({first_page, R"(
+----+----+----+----+----+
| 车 | 船 | 房 | 地 | 他 |
+----+----+----+----+----+
| 1  | 2  | 3  | 4  | 5  |
+----+----+----+----+----+
)"})
            .size() == 2);
}

TEST_CASE("a table with amounts is not empty, one without is, and zeros count where nothing says otherwise") {
  auto const empty = [](std::string const& amount, std::string const& below) {
    std::string picture = R"(
          基金支出表
                      单位：万元
+----------------+---------------+
| 项目           | 金额          |
+----------------+---------------+
| 合计           |)" + std::string(14 - amount.size(), ' ') +
                          amount + R"( |
+----------------+---------------+
)" + below;
    Table const table = only_table({picture});
    CHECK((table.empty || table.caption.empty_statement.empty())); // said of a row, not of the table
    return table.empty;
  };
  std::string const none = "注：本单位没有政府性基金预算支出。\n";
  CHECK_FALSE(empty("1.00", ""));
  CHECK(empty("", ""));
  CHECK(empty("", none));
  CHECK_FALSE(empty("0.00", ""));
  CHECK(empty("0.00", none));
  CHECK_FALSE(empty("1.00", none));
  CHECK_FALSE(empty("0.00", "注：本表数据不涉及涉密事项。\n"));
  // What names no figures explains a blank table and leaves printed noughts what they are.
  std::string const short_note = "注：本单位不涉及此项。\n";
  CHECK(empty("", short_note));
  CHECK_FALSE(empty("0.00", short_note));
}

TEST_CASE("codes and ranks are no amounts") {
  CHECK(only_table({R"(
          基金支出表
                      单位：万元
+----------+----------+----------+
| 科目编码 | 科目名称 | 金额     |
+----------+----------+----------+
| 20805    | 养老支出 |          |
+----------+----------+----------+
)"})
            .empty);
}

TEST_CASE("a unit that stands in the header is the table's unit") {
  CHECK(only_table({R"(
          支出总表
+----------------+---------------+
| 项目           | 金额（万元）  |
+----------------+---------------+
| 教育支出       |          1.00 |
+----------------+---------------+
)"})
            .caption.unit == "万元");
}

TEST_CASE("what stands over and under a blank grid is not lost with it") {
  auto const tables = tables_over({R"(
          基金支出表
+----------+----------+
|          |          |
+----------+----------+
|          |          |
+----------+----------+
注：本表为空表。
)"});
  REQUIRE(tables.size() == 1);
  CHECK(tables.front().empty);
  CHECK(tables.front().caption.notes.size() == 1);
}

TEST_CASE("blank grids alone are no tables") {
  CHECK(tables_over({R"(
+----------+----------+
|          |          |
+----------+----------+
|          |          |
+----------+----------+
)"})
            .empty());
}

TEST_CASE("two whole rows at a page break stay two") {
  Table const table = only_table({R"(
          项目支出表
+----------+----------------+----------+
| 类别     | 项目           | 性质     |
+----------+----------------+----------+
| 甲类     | 培训           | 定性     |
+          +----------------+----------+
|          | 调研           | 定性     |
+----------+----------------+----------+
)",
                                  R"(
+----------+----------------+----------+
|          | 宣传           | 定性     |
+----------+----------------+----------+
)"});
  CHECK(shown(table).find("调研宣传") == std::string::npos);
  CHECK(table.rows == 4);
}

TEST_CASE(
    "a merged cell that no ruling closes at the page break takes its text from either page, and its figure once") {
  char const* end = R"(
          项目支出表
+----------+----------+----------+
| 项目     | 金额     | 指标     |
+----------+----------+----------+
|          |          | 数量     |
|          |          +----------+
|          |          | 质量     |
                      +----------+
)";
  Table const below = only_table({end, R"(
                      +----------+
| 信息系统 |   264.64 | 时效     |
|          |          +----------+
|          |          | 成本     |
+----------+----------+----------+
)"});
  CHECK(shown(below) == "项目 | 金额 | 指标\n信息系统{4x1} | 264.64{4x1} | 数量\n2:质量\n2:时效\n2:成本\n");
}

TEST_CASE("a line that the page break slices is read once, from the page that shows more of it") {
  auto const page = [](int number, double baseline, std::string const& figure, std::string const& name,
                       std::vector<double> const& rows) {
    PageContent content = drawing::blank_page({.number = number});
    for (double const x : {50.0, 200.0, 300.0, 400.0}) {
      drawing::rule(content, Direction::vertical, x, rows.front(), rows.back());
    }
    for (double const y : rows) { drawing::rule(content, Direction::horizontal, y, 300, 400); }
    drawing::write(content, {60, baseline}, name);
    // A point of which this page would show nothing is not drawn.
    double x = 205;
    for (char const c : figure) {
      if (c != ' ') { drawing::write(content, {x, baseline}, std::string(1, c)); }
      x += 5;
    }
    for (std::size_t i = 0; i + 1 < rows.size(); ++i) {
      drawing::write(content, {305, rows[i] + 20},
                     "指标" + std::string(1, static_cast<char>('A' + number * 2 + static_cast<int>(i))));
    }
    return content;
  };
  std::vector<PageContent> pages;
  pages.push_back(page(1, 783, "264 640000", "问题 违规经营", {700, 740, 780}));
  pages.push_back(page(2, 64, "264.640000", "问题、违规经营", {60, 100, 140}));
  drawing::rule(pages[0], Direction::horizontal, 700, 50, 300);
  drawing::rule(pages[1], Direction::horizontal, 140, 50, 300);
  std::vector<Table> const tables = read_drawn(std::move(pages));
  REQUIRE(tables.size() == 1);
  CHECK(shown(tables[0]).starts_with("问题、违规经营{4x1} | 264.640000{4x1} | 指标"));
}

TEST_CASE("a figure with a gap that parts no thousands is no figure") {
  for (auto const& [text, amount] : {std::pair{"264 640000", false}, std::pair{"264 640.00", true},
                                     std::pair{"2 6 4", true}, std::pair{"26464.00", true}}) {
    CAPTURE(text);
    std::string picture = "\n+--------+------------+\n| 项目   | 金额       |\n+--------+------------+\n| 某项   | ";
    picture += std::string(text) + std::string(11 - std::string(text).size(), ' ') + "|\n+--------+------------+\n";
    CHECK(only_table({picture}).cells.back().amount == amount);
  }
}

TEST_CASE("a merged block that both pages print whole counts its figure once") {
  char const* page = R"(
+----------+----------+----------+
| 项目     | 金额     | 指标     |
+----------+----------+----------+
| 植树活动 |   600.00 | 数量     |
|          |          +----------+
|          |          | 质量     |
+----------+----------+----------+
)";
  CHECK(shown(only_table({page, std::string(page)
                                    .replace(std::string(page).find("数量"), 6, "时效")
                                    .replace(std::string(page).find("质量"), 6, "成本")})) ==
        "项目 | 金额 | 指标\n植树活动{4x1} | 600.00{4x1} | 数量\n2:质量\n2:时效\n2:成本\n");
}

TEST_CASE("the rest of a form under the title that each page repeats is no form of its own") {
  Table const table = only_table({R"(
      项目绩效目标表
+----------+----------+----------+
| 项目名称 | 财政工作专项经费    |
+----------+----------+----------+
| 一级指标 | 三级指标 | 指标值   |
+----------+----------+----------+
| 产出指标 | 及时率   | =100%    |
+----------+----------+----------+
)",
                                  R"(
      项目绩效目标表
+----------+----------+----------+
| 满意指标 | 满意度   | =95%     |
+----------+----------+----------+
)"});
  CHECK(table.rows == 4);
  CHECK(table.pages.size() == 2);
}

TEST_CASE("a merged cell whose text stands on the later page only is one cell") {
  Table const table = only_table({R"(
      部门整体支出绩效目标表
+----------+----------+----------+
| 部门名称 | 某局                |
+----------+----------+----------+
|          | 绩效指标 | 指标值   |
|          +----------+----------+
|          | 数量     | ≥10      |
+----------+----------+----------+
)",
                                  R"(
+----------+----------+----------+
| 绩效目标 | 质量     | ≥90      |
|          +----------+----------+
|          | 时效     | ≤12      |
+----------+----------+----------+
)"});
  CHECK(shown(table) ==
        "部门名称 | 某局{1x2}\n绩效目标{4x1} | 绩效指标 | 指标值\n1:数量 | ≥10\n1:质量 | ≥90\n1:时效 | ≤12\n");
}

TEST_CASE("a text that a column prints again and again does not tell that a cell was cut") {
  std::string first = R"(
      项目绩效目标表
+----------+----------+----------+
| 项目名称 | 某项目              |
+----------+----------+----------+
|          | 一级指标 | 指标值   |
+----------+----------+----------+
| 绩效指标 | 成本指标 | ≤10      |
+----------+----------+----------+
| 绩效指标 | 产出指标 | ≥10      |
|          |          +----------+
|          |          | ≥20      |
+----------+----------+----------+
)";
  std::string second = R"(
+----------+----------+----------+
| 绩效指标 | 效益指标 | ≥90      |
|          |          +----------+
|          |          | ≥95      |
+----------+----------+----------+
)";
  SECTION("the next text differs: another block") {
    Table const table = only_table({first, second});
    CHECK(std::count_if(table.cells.begin(), table.cells.end(),
                        [](TableCell const& c) { return c.text == "绩效指标" && c.rowspan == 2; }) == 2);
  }
  SECTION("the next text is the same too: one block") {
    second.replace(second.find("效益指标"), std::string("效益指标").size(), "产出指标");
    Table const table = only_table({first, second});
    CHECK(std::count_if(table.cells.begin(), table.cells.end(),
                        [](TableCell const& c) { return c.text == "绩效指标" && c.rowspan == 4; }) == 1);
  }
}

TEST_CASE("what a page break leaves of a row is no row, where the row above it is lower than all others") {
  auto const rows = [](std::string_view last) {
    std::string first = R"(
          支出总表
+----------+----------+----------+
| 科目编码 | 科目名称 | 金额     |
|          |          |          |
+----------+----------+----------+
| 205      | 教育支出 |     1.00 |
|          |          |          |
+----------+----------+----------+
| 206      | 科技支出 |     1.00 |
|          |          |          |
+----------+----------+----------+
)";
    first += last;
    return only_table({first, R"(
+----------+----------+----------+
|          |          |          |
+----------+----------+----------+
| 210      | 卫生支出 |     2.00 |
|          |          |          |
+----------+----------+----------+
)"})
        .rows;
  };
  CHECK(rows("| 207      | 文化支出 |     1.00 |\n+----------+----------+----------+\n") == 5);
  CHECK(rows("| 207      | 文化支出 |     1.00 |\n|          |          |          |\n"
             "+----------+----------+----------+\n") == 6);
}

TEST_CASE("a word that reads down a merged cell goes on over the page break") {
  std::string const first = R"(
      项目绩效目标表
+----------+----------+----------+
| 项目名称 | 某项目              |
+----------+----------+----------+
|    绩    | 一级指标 | 指标值   |
|          +----------+----------+
|    效    | 产出指标 | ≥10      |
+----------+----------+----------+
)";
  SECTION("at the top of the next page") {
    Table const table = only_table({first, R"(
+----------+----------+----------+
|    指    | 效益指标 | ≥90      |
|    标    +----------+----------+
|          | 质量指标 | ≥95      |
|          +----------+----------+
|          | 时效指标 | ≥95      |
+----------+----------+----------+
)"});
    CHECK(std::any_of(table.cells.begin(), table.cells.end(),
                      [](TableCell const& c) { return c.text == "绩效指标" && c.rowspan == 5; }));
  }
  SECTION("but a word in the middle of its cell is another") {
    Table const table = only_table({first, R"(
+----------+----------+----------+
|          | 效益指标 | ≥90      |
|          +----------+----------+
|    目    | 质量指标 | ≥95      |
|    标    +----------+----------+
|          | 时效指标 | ≥95      |
+----------+----------+----------+
)"});
    CHECK(std::any_of(table.cells.begin(), table.cells.end(), [](TableCell const& c) { return c.text == "目标"; }));
  }
}

TEST_CASE("a table whose only figures are negative, in brackets or behind a triangle, is not empty") {
  for (char const* figure : {"(5.00)", "（5.00）", "△5.00"}) {
    std::string picture = R"(
          支出总表
                   单位：万元
+----------+----------+
| 科目名称 | 金额     |
+----------+----------+
| 教育支出 | FIGURE.. |
+----------+----------+
)";
    picture.replace(picture.find("FIGURE.."), 8, figure);
    CAPTURE(figure);
    CHECK_FALSE(only_table({picture}).empty);
  }
}

TEST_CASE("a sentence within the table may say that it is empty") {
  Table const table = only_table({R"(
          支出总表
                   单位：万元
+----------+----------+
| 科目名称 | 金额     |
+----------+----------+
|      此表为空       |
+----------+----------+
)"});
  CHECK(table.empty);
  CHECK(table.caption.empty_statement == "此表为空");
}
