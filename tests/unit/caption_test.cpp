// SPDX-License-Identifier: GPL-3.0-or-later
// What stands around a table: number, title, unit, entity, notes, in all their forms.
#include "support/drawn_page.hpp"
#include "support/reading.hpp"

#include <catch2/catch.hpp>

using namespace gongkai;
using drawing::draw;
using drawing::write;

namespace {

constexpr char const* grid = R"(
+----------------+---------------+
| 项目           | 金额          |
+----------------+---------------+
| 教育支出       |          1.00 |
+----------------+---------------+
)";

/// The caption of a table with these lines over it, centred on it where they begin with '^', at its right where with
/// '>'.
Caption caption_of(std::vector<std::string_view> const& above, std::vector<std::string_view> const& below = {}) {
  drawing::Layout const layout{.top = 400};
  PageContent page = draw(grid, layout);
  double const left = layout.x(0), right = layout.x(33);
  auto const width = [](std::string_view text) {
    double w = 0;
    for (std::size_t i = 0; i < text.size();) {
      bool const wide = (static_cast<unsigned char>(text[i]) & 0xE0) == 0xE0;
      w += wide ? 10 : 5;
      i += wide ? 3 : 1;
    }
    return w;
  };
  double y = 400 - 18.0 * static_cast<double>(above.size());
  auto const put = [&](std::string_view text) {
    bool const centred = text.starts_with('^'), ends = text.starts_with('>');
    if (centred || ends) { text.remove_prefix(1); }
    double const x = centred ? (left + right - width(text)) / 2 : ends ? right - width(text) : left;
    write(page, {x, y}, text);
    y += 18;
  };
  for (std::string_view const text : above) { put(text); }
  y = 400 + 62;
  for (std::string_view const text : below) { put(text); }
  PageReading const reading = read_drawn(std::move(page));
  REQUIRE(reading.tables.size() == 1);
  CHECK(shown(reading.tables[0]) == "项目 | 金额\n教育支出 | 1.00\n");
  return reading.tables[0].caption;
}

} // namespace

TEST_CASE("the number of a table is read wherever it stands") {
  auto const [lines, number] = GENERATE(table<std::vector<std::string_view>, std::string>({
      {{"表1", "^收支总表", ">单位：万元"}, "表1"},
      {{">公开01表", "^收支总表", ">单位：万元"}, "公开01表"},
      {{"部门公开表1", "^收支总表", ">单位：万元"}, "部门公开表1"},
      {{"^表1收支总表", ">单位：万元"}, "表1"},
      {{"^收支总表（预算表1）", ">单位：万元"}, "预算表1"},
      {{">表 1", "^收支总表", ">单位：万元"}, "表1"},
      {{"^附表2：收支总表", ">单位：万元"}, "附表2"},
      {{"^收支总表", "表一", ">单位：万元"}, "表一"},
      {{"^收支总表", ">单位：万元"}, ""},
  }));
  CAPTURE(lines.front());
  Caption const caption = caption_of(lines);
  CHECK(caption.number == number);
  CHECK(caption.title.starts_with("收支总表"));
  CHECK(caption.unit == "万元");
}

TEST_CASE("a number ends before a title that begins with a numeral itself") {
  auto const [line, number] = GENERATE(table<std::string_view, std::string>({{"^表5 一般公共预算支出表", "表5"},
                                                                             {"^附表六一般公共预算支出表", "附表六"},
                                                                             {"^表十、一般公共预算支出表", "表十"}}));
  Caption const caption = caption_of({line});
  CHECK(caption.number == number);
  CHECK(caption.title == "一般公共预算支出表");
}

TEST_CASE("a number ends before a title that begins with its year") {
  auto const [line, number] =
      GENERATE(table<std::string_view, std::string>({{"^表1 2024年收支总表", "表1"},
                                                     {"^附表12 2024年收支总表", "附表12"},
                                                     {"^公开03表 2024年收支总表", "公开03表"}}));
  Caption const caption = caption_of({line});
  CHECK(caption.number == number);
  CHECK(caption.title == "2024年收支总表");
}

TEST_CASE("the unit of a table is read in each of its forms") {
  auto const [line, unit] = GENERATE(table<std::string_view, std::string>({
      {">单位：万元", "万元"},
      {">金额单位：元", "元"},
      {">（单位：亿元）", "亿元"},
      {">单位:千元", "千元"},
      {">单位：人民币万元", "万元"},
      {">万元", "万元"},
      {"部门：某市信访局      单位：万元", "万元"},
      {"^（2024年）", ""},
  }));
  CAPTURE(line);
  Caption const caption = caption_of({"^收支总表", line});
  CHECK(caption.unit == unit);
  CHECK(caption.title == "收支总表");
}

TEST_CASE("title and unit in one line are two things") {
  Caption const caption = caption_of({"^2026年收支总表（单位：万元）"});
  CHECK(caption.title == "2026年收支总表");
  CHECK(caption.unit == "万元");
}

TEST_CASE("the entity stands at the left of the unit line, or in a line of its own") {
  CHECK(caption_of({"^收支总表", "部门：某市信访局     单位：万元"}).entity == "某市信访局");
  CHECK(caption_of({"^收支总表", "编制单位：某局", ">单位：万元"}).entity == "某局");
  CHECK(caption_of({"^收支总表", "部门：", ">单位：万元"}).entity.empty());
}

TEST_CASE("a title over two lines is one title") {
  Caption const caption = caption_of({"^一般公共预算财政拨款支出决算", "^（按经济分类科目）", ">单位：万元"});
  CHECK(caption.title == "一般公共预算财政拨款支出决算（按经济分类科目）");
}

TEST_CASE("a title without the word table is known by its place") {
  CHECK(caption_of({"^机关运行经费", ">单位：万元"}).title == "机关运行经费");
}

TEST_CASE("prose and chapters over a table are no title") {
  CHECK(caption_of({"本部门2024年收支情况如下所示。", ">单位：万元"}).title.empty());
  CHECK(caption_of({"^第二部分2024年部门预算表", "^收支总表", ">单位：万元"}).title == "收支总表");
  CHECK(caption_of({"^第二部分2024年部门预算表", ">单位：万元"}).title.empty());
}

TEST_CASE("text far above a table is none of its caption") {
  Caption const caption = caption_of({"^收入情况", "", "", "", "", "", ">单位：万元"});
  CHECK(caption.title.empty());
  CHECK(caption.unit == "万元");
}

TEST_CASE("a table that goes on says so, and its title stays the title") {
  for (std::string_view const title : {"^收支总表（续）", "^收支总表（续表）", "^续表：收支总表"}) {
    Caption const caption = caption_of({title, ">单位：万元"});
    CHECK(caption.continued);
    CHECK(caption.title == "收支总表");
  }
  CHECK(caption_of({"续表", ">单位：万元"}).continued);
  CHECK_FALSE(caption_of({"^收支总表"}).continued);
}

TEST_CASE("notes below a table belong to it, over several lines, and end at the next heading") {
  Caption const caption =
      caption_of({"^收支总表"}, {"注：1.本表反映部门本年度的总收支", "和年末结转结余情况。", "二、支出说明"});
  CHECK(caption.notes == std::vector<std::string>{"注：1.本表反映部门本年度的总收支和年末结转结余情况。"});
}

TEST_CASE("each note is one of its own") {
  Caption const caption = caption_of({"^收支总表"}, {"注1：口径一。", "注2：口径二。"});
  CHECK(caption.notes == std::vector<std::string>{"注1：口径一。", "注2：口径二。"});
}

TEST_CASE("the items of a note may be numbered like headings, and the next heading is none of them") {
  Caption const caption =
      caption_of({"^收支总表"}, {"注：一、行政经费是指机关运行的经费。", "二、三公经费包括出国费。", "三、支出说明"});
  CHECK(caption.notes.size() == 3); // nothing tells the third from an item
  CHECK(caption_of({"^收支总表"}, {"注：一、行政经费。", "四、支出说明"}).notes.size() == 1);
}

TEST_CASE("what announces the sentence that says a table is empty is not that sentence") {
  Caption const caption = caption_of({"^基金支出表"}, {"注：无基金预算支出的，仍保留该表格式，并作下述说明：",
                                                       "说明：本部门没有基金预算支出，故本表无数据。"});
  CHECK(caption.empty_statement == "说明：本部门没有基金预算支出，故本表无数据。");
}

TEST_CASE("the sentence that says a table is empty is kept as that") {
  Caption const caption = caption_of({"^政府性基金预算支出表"}, {"注：本部门没有政府性基金预算支出，故本表无数据。"});
  CHECK(caption.empty_statement == "注：本部门没有政府性基金预算支出，故本表无数据。");
  CHECK(caption_of({"^收支总表"}, {"注：本表反映总收支。"}).empty_statement.empty());
  // What a table keeps secret says nothing of its amounts.
  CHECK(caption_of({"^收支总表"}, {"注：本表数据不涉及涉密事项。"}).empty_statement.empty());
}

TEST_CASE("prose below a table is no note") { CHECK(caption_of({"^收支总表"}, {"二、支出情况说明"}).notes.empty()); }

TEST_CASE("ruled rows that hold only a caption are no rows") {
  PageReading const reading = read_drawn(draw(R"(
+--------------------------------+
|            收支总表            |
+----------------+---------------+
| 部门：某局     | 单位：万元    |
+----------------+---------------+
| 项目           | 金额          |
+----------------+---------------+
| 教育支出       |          1.00 |
+----------------+---------------+
| 注：本表反映总收支。           |
+--------------------------------+
)"));
  REQUIRE(reading.tables.size() == 1);
  PageTable const& table = reading.tables[0];
  CHECK(shown(table) == "项目 | 金额\n教育支出 | 1.00\n");
  CHECK(table.caption.title == "收支总表");
  CHECK(table.caption.unit == "万元");
  CHECK(table.caption.entity == "某局");
  CHECK(table.caption.notes == std::vector<std::string>{"注：本表反映总收支。"});
  CHECK(table.grid.rows() == 2);
}

TEST_CASE("a year in a ruled row of its own is no row either") {
  PageReading const reading = read_drawn(draw(R"(
+----------+----------+
|   绩效目标填报表    |
+----------+----------+
|   （2023年度）      |
+----------+----------+
| 项目名称 | 某项目   |
+----------+----------+
| 一级指标 | 指标值   |
+----------+----------+
)"));
  REQUIRE(reading.tables.size() == 1);
  CHECK(reading.tables[0].caption.title == "绩效目标填报表");
  CHECK(reading.tables[0].caption.year_line == "（2023年度）");
  CHECK(reading.tables[0].grid.rows() == 2);
}

TEST_CASE("tables below each other have each their own caption") {
  PageReading const reading = read_drawn(draw(R"(
          收入总表
                      单位：万元
+----------------+---------------+
| 项目           | 金额          |
+----------------+---------------+
| 拨款           |          1.00 |
+----------------+---------------+

          支出总表
                         单位：元
+----------------+---------------+
| 科目           | 合计          |
+----------------+---------------+
| 教育支出       |          2.00 |
+----------------+---------------+
)"));
  REQUIRE(reading.tables.size() == 2);
  CHECK(reading.tables[0].caption.title == "收入总表");
  CHECK(reading.tables[0].caption.unit == "万元");
  CHECK(reading.tables[1].caption.title == "支出总表");
  CHECK(reading.tables[1].caption.unit == "元");
  CHECK(reading.tables[0].first_on_page);
  CHECK_FALSE(reading.tables[0].last_on_page);
  CHECK(reading.tables[1].last_on_page);
}

TEST_CASE("tables side by side have each their own caption") {
  PageReading const reading = read_drawn(draw(R"(
     收入总表                         支出总表
         单位：万元                           单位：元
+----------+--------+           +----------+--------+
| 项目     | 金额   |           | 科目     | 合计   |
+----------+--------+           +----------+--------+
| 拨款     |   1.00 |           | 教育支出 |   2.00 |
+----------+--------+           +----------+--------+
)"));
  REQUIRE(reading.tables.size() == 2);
  CHECK(reading.tables[0].caption.title == "收入总表");
  CHECK(reading.tables[1].caption.title == "支出总表");
  CHECK(reading.tables[0].caption.unit == "万元");
  CHECK(reading.tables[1].caption.unit == "元");
}

// ---- A caption that ends the page before -------------------------------------------------------------

namespace {

/// The caption of a table that begins a page, after a page that holds these lines only; and what is left of them.
std::pair<Caption, std::size_t> caption_after(std::vector<std::string_view> const& lines,
                                              std::vector<std::string_view> const& over_table = {}) {
  std::vector<PageReading> readings;
  PageContent before = draw("", {});
  double y = 500;
  for (std::string_view const text : lines) { write(before, {100, y += 18}, text); }
  readings.push_back(read_drawn(std::move(before)));
  PageContent page = draw(grid, drawing::Layout{.top = 400});
  double over = 395 - 18.0 * static_cast<double>(over_table.size());
  for (std::string_view const text : over_table) { write(page, {100, over += 18}, text); }
  readings.push_back(read_drawn(std::move(page)));
  REQUIRE(readings[1].tables.size() == 1);
  carry_captions(readings, wording().patterns, wording().normaliser);
  return {readings[1].tables[0].caption, readings[0].prose.size()};
}

} // namespace

TEST_CASE("a table that begins a page has the caption that ended the page before") {
  auto const [caption, left] = caption_after({"本单位绩效目标如下。", "表6", "财政拨款支出预算表", "单位：万元"});
  CHECK(caption.title == "财政拨款支出预算表");
  CHECK(caption.number == "表6");
  CHECK(caption.unit == "万元");
  CHECK(left == 1);
}

TEST_CASE("a number like a title above the title is the number") {
  auto const [caption, left] = caption_after({"公开05表", "一般公共预算支出表"}, {"单位：元"});
  CHECK(caption.title == "一般公共预算支出表");
  CHECK(caption.number == "公开05表");
  CHECK(caption.unit == "元");
  CHECK(left == 0);
}

TEST_CASE("what stands over the table itself stays in the caption that ended the page before") {
  auto const [caption, left] = caption_after({"财政拨款支出预算表"}, {"2024年", "单位名称：某某局"});
  CHECK(caption.title == "财政拨款支出预算表");
  CHECK(caption.entity == "某某局");
  CHECK(caption.entity_box.width() > 0);
  CHECK(caption.year_line == "2024年");
}

TEST_CASE("a number that ends the page before goes to the table that lacks one") {
  auto const number_of_next = [](std::string_view number) {
    std::vector<PageReading> readings;
    PageContent before = draw(grid, drawing::Layout{.top = 400});
    write(before, {200, 380}, "公开06表");
    write(before, {200, 480}, number);
    readings.push_back(read_drawn(std::move(before)));
    PageContent page = draw(grid, drawing::Layout{.top = 400});
    write(page, {100, 380}, "政府性基金预算支出表");
    readings.push_back(read_drawn(std::move(page)));
    carry_captions(readings, wording().patterns, wording().normaliser);
    return readings[1].tables[0].caption.number;
  };
  CHECK(number_of_next("公开07表") == "公开07表");
  CHECK(number_of_next("公开06表").empty()); // the number of the table above it, printed again
}

TEST_CASE("a caption that ended the page before has its place there") {
  auto const [caption, left] = caption_after({"本单位绩效目标如下。", "财政拨款支出预算表"});
  CHECK(caption.begins_page_before);
  CHECK(caption.title_box.width() > 0);
  CHECK(caption.title_box.y0 > 500);
}

TEST_CASE("a title over two lines goes with it, the heading over them does not") {
  auto const [caption, left] = caption_after({"（二）236房屋修缮项目", "236房屋修缮项目", "绩效目标表"});
  CHECK(caption.title == "236房屋修缮项目绩效目标表");
  CHECK(left == 1);
}

TEST_CASE("prose and lists of tables are no caption of what follows on the next page") {
  CHECK(caption_after({"本年收支情况见下表。"}).first.title.empty());
  auto const [caption, left] = caption_after({"一、收支总表", "二、收入总表", "三、支出总表"});
  CHECK(caption.title.empty());
  CHECK(left == 3);
}
