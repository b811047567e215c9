// SPDX-License-Identifier: GPL-3.0-or-later
// Where a table's header ends, and what it says over each column.
#include "support/drawn_page.hpp"
#include "support/reading.hpp"
#include "table/header_rows.hpp"

#include <catch2/catch.hpp>

using namespace gongkai;
using drawing::draw;

namespace {

PageTable table_of(std::string_view picture) {
  PageReading reading = read_drawn(draw(picture));
  REQUIRE(reading.tables.size() == 1);
  return std::move(reading.tables.front());
}

std::vector<std::vector<std::string>> paths_of(std::string_view picture) {
  PageTable const table = table_of(picture);
  return header_paths(table.cells, table.header_rows, table.grid.cols(), wording().patterns, wording().normaliser);
}

using Paths = std::vector<std::vector<std::string>>;

constexpr char const* grouped = R"(
+----------+----------+---------------------+
| 科目编码 | 科目名称 |       预算数        |
|          |          +----------+----------+
|          |          | 基本支出 | 项目支出 |
+----------+----------+----------+----------+
| 栏次     | 甲       |        1 |        2 |
+----------+----------+----------+----------+
| 205      | 教育支出 |     1.00 |     2.00 |
+----------+----------+----------+----------+
)";

} // namespace

TEST_CASE("a header is as high as its merged cells, and has its row of column numbers") {
  CHECK(table_of(grouped).header_rows == 3);
}

TEST_CASE("the path over a column leads from the group to the leaf, without column numbers") {
  CHECK(paths_of(grouped) == Paths{{"科目编码"}, {"科目名称"}, {"预算数", "基本支出"}, {"预算数", "项目支出"}});
}

TEST_CASE("one row of heads is a header of one row") {
  char const* body = GENERATE(R"(
+----------+----------+
| 项目     | 金额     |
+----------+----------+
| 教育支出 |     1.00 |
+----------+----------+
)",
                              R"(
+----------+----------+
| 项目     | 金额     |
+----------+----------+
| 一、收入 |          |
+----------+----------+
)",
                              R"(
+----------+----------+
| 科目编码 | 金额     |
+----------+----------+
| 20805    | 12       |
+----------+----------+
)",
                              R"(
+----------+----------+
| 项目     | 金额     |
+----------+----------+
| 合计     |        3 |
+----------+----------+
)");
  CHECK(table_of(body).header_rows == 1);
}

TEST_CASE("a total among the heads does not end the header") {
  PageTable const table = table_of(R"(
+----------+--------------------------------+
| 科目     |            本年收入            |
|          +----------+----------+----------+
|          | 合计     | 拨款     | 其他     |
+----------+----------+----------+----------+
| 合计     |     3.00 |     1.00 |     2.00 |
+----------+----------+----------+----------+
)");
  CHECK(table.header_rows == 2);
}

TEST_CASE("parts below a group are header where the head beside them is not merged") {
  PageTable const table = table_of(R"(
+----------+---------------------+
| 科目     |       预算数        |
+----------+----------+----------+
| 名称     | 基本支出 | 项目支出 |
+----------+----------+----------+
| 教育     |     1.00 |     2.00 |
+----------+----------+----------+
)");
  CHECK(table.header_rows == 2);
}

TEST_CASE("the rest of a table that began on another page has no header") {
  CHECK(table_of(R"(
+----------+----------+
| 教育支出 |     1.00 |
+----------+----------+
| 卫生支出 |     2.00 |
+----------+----------+
)")
            .header_rows == 0);
  CHECK(table_of(R"(
+----------+----------+----------+
| 20502    | 普通教育 |          |
+----------+----------+----------+
| 20503    | 职业教育 |     2.00 |
+----------+----------+----------+
)")
            .header_rows == 0);
}

TEST_CASE("a form has its heads inside, so no header") {
  CHECK(table_of(R"(
+----------+---------------------+
| 项目名称 | 信息系统运行维护    |
+----------+----------+----------+
| 一级指标 | 二级指标 | 指标值   |
+----------+----------+----------+
| 产出指标 | 数量指标 | 3个      |
+----------+----------+----------+
)")
            .header_rows == 0);
}

TEST_CASE("a row of column numbers rises or begins with the word for it") {
  auto const is_index = [](std::vector<std::string> const& texts) {
    std::vector<TableCell> cells;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      TableCell c;
      c.col = static_cast<int>(i);
      c.text = texts[i];
      cells.push_back(c);
    }
    std::vector<TableCell const*> row;
    for (TableCell const& c : cells) { row.push_back(&c); }
    return is_index_row(row, wording().patterns, wording().normaliser);
  };
  CHECK(is_index({"栏次", "1", "2"}));
  CHECK(is_index({"公式", "A=B+C", "B", "C"}));
  CHECK(is_index({"※", "※", "1", "2"}));
  CHECK(is_index({"1", "2", "3"}));
  CHECK(is_index({"1", "2=3+4", "3"}));
  CHECK(is_index({"甲", "1"}));
  CHECK_FALSE(is_index({"3", "2", "1"}));
  CHECK_FALSE(is_index({"1"}));
  CHECK_FALSE(is_index({"教育", "1", "2"}));
  CHECK_FALSE(is_index({"205", "1", "2"}));
  CHECK_FALSE(is_index({"1.00", "2.00"}));
}

TEST_CASE("without a header no column has a path") {
  CHECK(header_paths({}, 0, 2, wording().patterns, wording().normaliser) == Paths{{}, {}});
}
