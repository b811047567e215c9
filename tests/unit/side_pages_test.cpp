// SPDX-License-Identifier: GPL-3.0-or-later
// Columns that stand on pages of their own join the rows they belong to.
#include "support/tables_over_pages.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace gongkai;

namespace {

constexpr char const* wide_left = R"(
+----------+----------+----------+
| 科目编码 | 科目名称 | 合计     |
+----------+----------+----------+
| 205      | 教育支出 |     3.00 |
+----------+----------+----------+
| 20502    | 普通教育 |     3.00 |
+----------+----------+----------+
| 210      | 卫生支出 |     2.00 |
+----------+----------+----------+
)";

constexpr char const* wide_right = R"(
+----------+----------+
| 基本支出 | 项目支出 |
+----------+----------+
|     1.00 |     2.00 |
+----------+----------+
|     1.00 |     2.00 |
+----------+----------+
|     2.00 |          |
+----------+----------+
)";

} // namespace

TEST_CASE("columns that a page has no room for stand on the next one, in the same rows") {
  Table const table = only_table({wide_left, wide_right});
  CHECK(shown(table) == "科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出\n205 | 教育支出 | 3.00 | 1.00 | 2.00\n"
                        "20502 | 普通教育 | 3.00 | 1.00 | 2.00\n210 | 卫生支出 | 2.00 | 2.00\n");
  CHECK(table.pages == std::vector<int>{1, 2});
  CHECK(table.column_paths.back() == std::vector<std::string>{"项目支出"});
}

TEST_CASE("the rows of several pages come before the columns beside them") {
  Table const table = only_table({wide_left, R"(
+----------+----------+----------+
| 211      | 节能环保 |     4.00 |
+----------+----------+----------+
| 21101    | 环境保护 |     4.00 |
+----------+----------+----------+
| 2110101  | 行政运行 |     4.00 |
+----------+----------+----------+
| 221      | 住房保障 |     5.00 |
+----------+----------+----------+
)",
                                  wide_right, R"(
+----------+----------+
|     4.00 |          |
+----------+----------+
|     4.00 |          |
+----------+----------+
|     4.00 |          |
+----------+----------+
|          |     5.00 |
+----------+----------+
)"});
  CHECK(shown(table).ends_with("211 | 节能环保 | 4.00 | 4.00\n21101 | 环境保护 | 4.00 | 4.00\n"
                               "2110101 | 行政运行 | 4.00 | 4.00\n221 | 住房保障 | 5.00 | 4:5.00\n"));
  CHECK(table.pages == std::vector<int>{1, 2, 3, 4});
}

TEST_CASE("the name of the sheet over its pages does not keep its columns apart") {
  std::string const name = "             Sheet1\n";
  std::vector<std::string> const pages{name + unindented(wide_left), name + unindented(wide_right)};
  CHECK(tables_over({pages[0], pages[1]}).size() == 1);
}

TEST_CASE("a table with labels, or with a title, of its own is not the columns of another") {
  char const* second = GENERATE(R"(
+----------+----------+
| 科目名称 | 项目支出 |
+----------+----------+
| 教育支出 |     2.00 |
+----------+----------+
| 普通教育 |     2.00 |
+----------+----------+
| 交通运输 |     1.00 |
+----------+----------+
)",
                                R"(
          三公经费支出表
+----------+----------+
| 公务接待 | 用车     |
+----------+----------+
|     1.00 |     2.00 |
+----------+----------+
|     1.00 |     2.00 |
+----------+----------+
|     2.00 |          |
+----------+----------+
)");
  std::string const titled = std::string(second).find("三公") == std::string::npos ? "" : "          支出总表";
  CHECK(tables_over({titled + wide_left, second}).size() == 2);
}
