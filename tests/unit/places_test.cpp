// SPDX-License-Identifier: GPL-3.0-or-later
// Reading by arithmetic: figures printed between two columns go where the sums hold.
#include "check/check_document.hpp"
#include "check/settle_places.hpp"
#include "support/drawn_page.hpp"
#include "support/reading.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace gongkai;
using drawing::Layout;

namespace {

struct Known {
  RecordKnowledge record{wording().files, wording().normaliser};
  CheckPatterns checks{wording().files};
};

Known const& known() {
  static Known const all;
  return all;
}

/// `judged` is what a person has looked at.
Extraction read(PageContent page, std::string const& judged = {}) {
  Extraction e;
  std::vector<PageContent> pages;
  pages.push_back(std::move(page));
  e.tables = read_drawn(std::move(pages));
  TableReadings readings = read_observations(e.tables, 2024, known().record, wording().patterns, wording().normaliser);
  e.table_readings = std::move(readings.tables);
  e.observations = std::move(readings.observations);
  for (TableCell const& c : e.tables.at(0).cells) {
    if (c.other_col != 0 && c.text == judged) { e.judged.push_back({{}, std::nullopt, 0, c.row, c.col}); }
  }
  settle_places(e, known().checks, known().record, wording().patterns, wording().normaliser);
  check_document(e, known().checks, known().record, wording().normaliser);
  return e;
}

/// "basic_expenditure" for the figure that is printed so.
std::string measure_of(Extraction const& e, std::string const& amount) {
  std::string out;
  for (Observation const& o : e.observations) {
    if (o.amount.text() == amount && o.measure != "total") { out += (out.empty() ? "" : " ") + o.measure; }
  }
  return out;
}

std::ptrdiff_t warnings(Extraction const& e, ProblemCode code) {
  return std::count_if(e.warnings.begin(), e.warnings.end(), [&](Problem const& p) { return p.code == code; });
}

bool all_proven(Extraction const& e) {
  return std::all_of(e.observations.begin(), e.observations.end(),
                     [](Observation const& o) { return o.proof == Proof::proven; });
}

constexpr Layout layout;

/// Expenditure, without the basic expenditure of 221; the border between the last two columns is at place 56.
constexpr std::string_view ruled = R"(
                      部门支出总体情况表
                                                                单位：万元
+--------+--------------------+------------+------------+------------+
|科目编码|科目名称            |        合计|    基本支出|    项目支出|
+--------+--------------------+------------+------------+------------+
|        |合计                |      307.82|      105.58|      202.24|
+--------+--------------------+------------+------------+------------+
|201     |一般公共服务支出    |      278.40|       76.16|      202.24|
+--------+--------------------+------------+------------+------------+
|20139   |社会工作事务        |      278.40|       76.16|      202.24|
+--------+--------------------+------------+------------+------------+
|2013901 |行政运行            |       76.16|       76.16|            |
+--------+--------------------+------------+------------+------------+
|2013999 |其他社会工作事务支出|      202.24|            |      202.24|
+--------+--------------------+------------+------------+------------+
|221     |住房保障支出        |       29.42|            |            |
+--------+--------------------+------------+------------+------------+
|22102   |住房改革支出        |       29.42|       29.42|            |
+--------+--------------------+------------+------------+------------+
|2210201 |住房公积金          |       29.42|       29.42|            |
+--------+--------------------+------------+------------+------------+
)";

/// The same without rulings, with room between the columns; the figure stands between the last two.
constexpr std::string_view borderless = R"(
                      部门支出总体情况表
                                                                         单位：万元
科目编码   科目名称                      合计       基本支出         项目支出
           合计                        307.82         105.58           202.24
201        一般公共服务支出            278.40          76.16           202.24
20139      社会工作事务                278.40          76.16           202.24
2013901    行政运行                     76.16          76.16
2013999    其他社会工作事务支出        202.24                          202.24
221        住房保障支出                 29.42              29.42
22102      住房改革支出                 29.42          29.42
2210201    住房公积金                   29.42          29.42
)";

PageContent with_text(std::string_view picture, double place, double line, std::string_view text) {
  PageContent page = drawing::draw(picture, layout);
  constexpr double baseline = 3.5; // points below the middle of a line
  drawing::write(page, {layout.x(place), layout.y(line) + baseline}, text);
  return page;
}

} // namespace

TEST_CASE("a figure printed across a border goes where the sums hold") {
  // By its middle it belongs to the right of the border.
  Extraction const e = read(with_text(ruled, 54, 15, "29.42"));
  UNSCOPED_INFO(shown(e.tables.at(0)));
  CHECK(measure_of(e, "29.42") == "basic_expenditure basic_expenditure basic_expenditure");
  CHECK(warnings(e, ProblemCode::place_by_arithmetic) == 1);
  CHECK(all_proven(e));
}

TEST_CASE("a figure that a person has looked at stays where it is") {
  Extraction const e = read(with_text(ruled, 54, 15, "29.42"), "29.42");
  REQUIRE(e.judged.size() == 1);
  CHECK(measure_of(e, "29.42") == "project_expenditure basic_expenditure basic_expenditure");
  CHECK(e.warnings.empty());
}

TEST_CASE("a figure whose place the sums confirm stays there, without a word") {
  Extraction const e = read(with_text(ruled, 52, 15, "29.42"));
  CHECK(measure_of(e, "29.42") == "basic_expenditure basic_expenditure basic_expenditure");
  CHECK(e.warnings.empty());
}

TEST_CASE("where no sum tells, the doubt is told") {
  Extraction const e = read(with_text(R"(
                      部门支出总体情况表
                                                                单位：万元
+--------+--------------------+------------+------------+------------+
|科目编码|科目名称            |    单位资金|    基本支出|    项目支出|
+--------+--------------------+------------+------------+------------+
|2210201 |住房公积金          |       29.42|            |            |
+--------+--------------------+------------+------------+------------+
)",
                                      54, 5, "13.57"));
  CHECK(measure_of(e, "13.57") == "project_expenditure");
  CHECK(warnings(e, ProblemCode::uncertain_place) == 1);
}

TEST_CASE("a figure between the columns of a table without rulings goes where the sums hold") {
  Extraction const e = read(drawing::draw(borderless, layout));
  UNSCOPED_INFO(shown(e.tables.at(0)));
  CHECK(measure_of(e, "29.42") == "basic_expenditure basic_expenditure basic_expenditure");
  CHECK(all_proven(e));
}
