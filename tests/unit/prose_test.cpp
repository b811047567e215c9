// SPDX-License-Identifier: GPL-3.0-or-later
#include "prose/read_prose.hpp"
#include "prose/split_columns.hpp"
#include "support/drawn_prose.hpp"
#include "support/pattern_files.hpp"

#include <catch2/catch.hpp>

using namespace gongkai;
using namespace gongkai::test;

namespace {

/// The wording, with all its examples run on the way.
OutlinePatterns const& patterns() {
  static OutlinePatterns const p(files_with_examples());
  return p;
}

Prose read(ProseDrawer const& drawn) { return read_prose(drawn.pages, drawn.tables, patterns()); }

std::vector<std::string> texts(Prose const& prose) {
  std::vector<std::string> out;
  for (Paragraph const& p : prose.paragraphs) { out.push_back(p.text); }
  return out;
}

/// "1 title", "2 title", ... by level.
std::vector<std::string> outline(Prose const& prose) {
  std::vector<std::string> out;
  for (Section const& s : prose.sections) { out.push_back(std::to_string(s.level) + " " + s.number + " " + s.title); }
  return out;
}

std::string const long_text = "按照综合预算的原则，本单位所有收入和支出均纳入单位预算管理。二〇二六年收支总预算为一千零"
                              "三十六万元，比上年增加三十四万元，主要原因是人员人数增加，预算收入相应增加。";
std::string const other_text = "项目支出五万元，比上年预算减少四十五万元，主要原因是上年的退休人员生活补助纳入基本支出"
                               "，本年不再安排相应的项目支出。";

using Texts = std::vector<std::string>;

} // namespace

TEST_CASE("lines become paragraphs by the indent of their first line") {
  CHECK(texts(read(ProseDrawer().paragraph(long_text).paragraph(other_text))) == Texts{long_text, other_text});
}

TEST_CASE("a line that ends early ends its paragraph, indented or not") {
  ProseDrawer d;
  d.paragraph(long_text, {0}).paragraph(other_text, {0}).paragraph(long_text, {0});
  CHECK(texts(read(d)) == Texts{long_text, other_text, long_text});
}

TEST_CASE("a paragraph that is indented as a whole goes on below its first line, which is indented once more") {
  ProseDrawer d;
  d.paragraph(long_text).paragraph(other_text);
  d.line("1.收入预算增加一百一十八点七六万元，其中一般公共预算收入增加八十三点七六", {4})
      .line("万元，其他收入增加三十五万元。", {2});
  CHECK(
      texts(read(d)) ==
      Texts{long_text, other_text,
            "1.收入预算增加一百一十八点七六万元，其中一般公共预算收入增加八十三点七六万元，其他收入增加三十五万元。"});
}

TEST_CASE("a line is full where the next word did not fit") {
  // 28 ideographs, then a figure of 14 that had no room.
  std::string const text = "本单位二〇二六年财政拨款收支总预算为人民币合计一共是整整1,036,024,815."
                           "02元。收入全部为一般公共预算拨款，没有政府性基金预算拨款。";
  CHECK(texts(read(ProseDrawer().paragraph(long_text).paragraph(text).paragraph(other_text))) ==
        Texts{long_text, text, other_text});
}

TEST_CASE("a paragraph goes on over the page break, and over a table at the break") {
  ProseDrawer d;
  d.paragraph(other_text).line("收入预算一千零三十六万元，其中一般公共预算拨款收入一千万元，政府性基金预", {2});
  d.table().new_page().line("算收入三十六万元。", {0}).paragraph(long_text);
  Prose const prose = read(d);
  CHECK(texts(prose) ==
        Texts{other_text, "收入预算一千零三十六万元，其中一般公共预算拨款收入一千万元，政府性基金预算收入三十六万元。",
              long_text});
  REQUIRE(prose.tables.size() == 1);
  CHECK(prose.tables[0].before == 2); // after the paragraph that it parts
}

TEST_CASE("a table between two paragraphs keeps its place") {
  Prose const prose = read(ProseDrawer().paragraph(long_text).table().paragraph(other_text).new_page().table());
  REQUIRE(prose.tables.size() == 2);
  CHECK(prose.tables[0].before == 1);
  CHECK(prose.tables[1].before == 2);
  CHECK(prose.tables[1].table == 1);
}

TEST_CASE("numbers begin paragraphs, figures at the beginning of a line do not") {
  ProseDrawer d;
  d.line("其中：", {2})
      .line("1.因公出国费十万元，与上年持平，主要是单位没有安排出国任务；单位没有任务", {2})
      .line("2.5万元以下的支出不列。", {0});
  d.line("2.公务接待费两万元。", {2}).paragraph(long_text);
  CHECK(texts(read(d)) ==
        Texts{"其中：",
              "1.因公出国费十万元，与上年持平，主要是单位没有安排出国任务；单位没有任务2.5万元以下的支出不列。",
              "2.公务接待费两万元。", long_text});
}

TEST_CASE("the outline has a level for each number that stands in another") {
  ProseDrawer d;
  d.line("第一部分部门概况", {0, 14, true, true})
      .line("一、主要职能", {2})
      .paragraph(long_text)
      .line("二、机构设置", {2})
      .line("（一）内设机构", {2})
      .paragraph(other_text);
  d.line("第二部分预算情况说明", {0, 14, true, true})
      .line("一、收入预算", {2})
      .line("1.政府采购情况", {2})
      .paragraph(long_text);
  Prose const prose = read(d);
  CHECK(outline(prose) == Texts{"1 第一部分 部门概况", "2 一 主要职能", "2 二 机构设置", "3 （一） 内设机构",
                                "1 第二部分 预算情况说明", "2 一 收入预算", "3 1 政府采购情况"});
  CHECK(prose.sections[3].parent == 2);
  CHECK(prose.sections[6].parent == 5);
  CHECK(prose.paragraphs[5].section == 3);
  CHECK(prose.paragraphs[4].heading);
  CHECK_FALSE(prose.paragraphs[5].heading);
}

TEST_CASE("a heading may stand before its text in one paragraph") {
  std::string const text =
      "（一）收入预算：二〇二六年收入预算一千七百一十七万元，其中一般公共预算收入一千七百一十七万元。";
  Prose const prose = read(ProseDrawer().line("一、收支情况", {2}).paragraph(text).paragraph(long_text));
  CHECK(outline(prose) == Texts{"1 一 收支情况", "2 （一） 收入预算"});
  CHECK(prose.paragraphs[1].text == text);
  CHECK_FALSE(prose.paragraphs[1].heading);
  CHECK(prose.paragraphs[1].section == 1);

  // In front of a comma, where it names a part of a disclosure.
  std::string const comma = "（二）支出预算，二〇二六年年初预算数一千七百一十七万元，其中基本支出一千七百一十七万元。";
  std::string const other =
      "（三）某某办公室，二〇二六年年初预算数一千七百一十七万元，其中基本支出一千七百一十七万元。";
  CHECK(outline(read(ProseDrawer().line("一、收支情况", {2}).paragraph(comma).paragraph(other).paragraph(long_text))) ==
        Texts{"1 一 收支情况", "2 （二） 支出预算"});
}

TEST_CASE("items of a list are no headings") {
  ProseDrawer d;
  d.line("一、单位构成", {2})
      .line("纳入编制范围的单位包括：", {2})
      .line("1.某某市信访局", {2})
      .line("2.某某市信访事务服务中心", {2})
      .line("二、主要职责", {2});
  d.line("（一）承办上级机关批转的信访事项。", {2}).line("1、住房保障支出（类）58.13万元", {2}).paragraph(long_text);
  CHECK(outline(read(d)) == Texts{"1 一 单位构成", "1 二 主要职责"});
}

TEST_CASE("the number of a part may have a line to itself") {
  ProseDrawer d;
  d.paragraph(long_text)
      .new_page()
      .line("第三部分", {0, 22, true, true})
      .line("预算情况说明", {0, 22, true, true})
      .new_page()
      .paragraph(other_text);
  Prose const prose = read(d);
  CHECK(outline(prose) == Texts{"1 第三部分 预算情况说明"});
  CHECK(prose.sections[0].page == 2);
  CHECK(prose.paragraphs[1].text == "第三部分预算情况说明");
}

TEST_CASE("contents are set apart, with leaders or without") {
  for (bool const leaders : {true, false}) {
    std::string const end = leaders ? "....................3" : "";
    ProseDrawer d;
    d.line("目录", {0, 16, true, true})
        .line("第一部分部门概况" + end, {0})
        .line("一、主要职能" + end, {2})
        .line("二、机构设置" + end, {2});
    d.new_page()
        .line("第一部分部门概况", {0, 14, true, true})
        .line("一、主要职能", {2})
        .paragraph(long_text)
        .line("二、机构设置", {2})
        .paragraph(other_text);
    Prose const prose = read(d);
    CHECK(outline(prose) == Texts{"1 第一部分 部门概况", "2 一 主要职能", "2 二 机构设置"});
    CHECK(std::count_if(prose.paragraphs.begin(), prose.paragraphs.end(),
                        [](Paragraph const& p) { return p.kind == ParagraphKind::contents; }) == 4);
    CHECK(prose.paragraphs[1].section == -1);
    CHECK(prose.problems.empty());
  }
}

TEST_CASE("where contents and text disagree the text counts, and a problem says so") {
  ProseDrawer d;
  d.line("目录", {0, 16, true, true})
      .line("一、主要职能", {2})
      .line("二、机构设置及人员情况", {2})
      .line("三、政府采购情况", {2});
  d.new_page()
      .line("一、主要职能", {2})
      .paragraph(long_text)
      .line("二、机构设置和人员的情况", {2})
      .paragraph(other_text);
  Prose const prose = read(d);
  CHECK(outline(prose) == Texts{"1 一 主要职能", "1 二 机构设置和人员的情况"});
  REQUIRE(prose.problems.size() == 1);
  CHECK(prose.problems[0].code == ProblemCode::contents_differ);
  CHECK(prose.problems[0].message == "1 of 3 entries of the table of contents have no heading or table in the text, "
                                     "which counts: \"政府采购情况\"; 1 worded otherwise");
}

TEST_CASE("a title page is no part of the outline") {
  ProseDrawer d;
  d.line("某某市社会保险中心", {0, 26, true, true})
      .line("2024年部门预算公开", {0, 26, true, true})
      .line("2024年2月7日", {0, 12, false, true});
  d.new_page().line("一、主要职能", {2}).paragraph(long_text);
  Prose const prose = read(d);
  CHECK(outline(prose) == Texts{"1 一 主要职能"});
  CHECK(prose.paragraphs[0].kind == ParagraphKind::cover);
  CHECK(prose.paragraphs[0].heading);
  CHECK_FALSE(prose.paragraphs[2].heading);
  CHECK(prose.paragraphs[0].text == "某某市社会保险中心"); // short centred lines stay apart
}

TEST_CASE("a centred title over two lines is one") {
  ProseDrawer d;
  d.paragraph(long_text)
      .line("关于二〇二五年全市和市本级预算执行情况与", {0, 18, true, true})
      .line("二〇二六年预算草案的报告", {0, 18, true, true})
      .paragraph(other_text);
  CHECK(outline(read(d)) == Texts{"1  关于二〇二五年全市和市本级预算执行情况与二〇二六年预算草案的报告"});
}

TEST_CASE("a heading over the whole width does not take the sentence below it, even where that seems centred") {
  ProseDrawer d;
  d.paragraph(long_text)
      .line("四、关于某某市某某县社会保险事业管理中心二〇二四年财政拨款收支预算情况的总体说明")
      .line("某某市社会保险中心二〇二四年财政拨款收支总预算为一千零三十六万元整数。", {2})
      .paragraph(other_text);
  CHECK(outline(read(d)) == Texts{"1 四 关于某某市某某县社会保险事业管理中心二〇二四年财政拨款收支预算情况的总体说明"});
}

TEST_CASE("terms of a glossary are no headings") {
  ProseDrawer d;
  d.line("第四部分名词解释", {0, 14, true, true})
      .paragraph("一、财政拨款收入：指由市级财政拨款形成的部门收入，包括一般公共预算拨款收入。")
      .paragraph("二、基本支出：指为保障机构正常运转而发生的支出。");
  CHECK(outline(read(d)) == Texts{"1 第四部分 名词解释"});
}

TEST_CASE("a circled number stays apart from the figure after it") {
  CHECK(patterns().numbered("①3个处室").number == "①");
  CHECK(patterns().numbered("1.2023年专项经费").title == 2);
  CHECK(patterns().numbered("1.5万元").style == Numbering::none);
  CHECK(patterns().numbered("第一季度").style == Numbering::none);
}

TEST_CASE("the place of a figure is the place of its characters") {
  Prose const prose = read(ProseDrawer().paragraph(long_text));
  Paragraph const& p = prose.paragraphs[0];
  REQUIRE(p.lines.size() >= 2);
  PagePlace const first = place_of(p, 0, 6); // two ideographs behind the indent
  CHECK(first.page == 1);
  CHECK(first.box.x0 == Approx(text_left + 20));
  CHECK(first.box.x1 == Approx(text_left + 40));
  // Over two lines: the box around both parts.
  std::size_t const seam = p.lines[1].begin;
  PagePlace const both = place_of(p, seam - 3, seam + 3);
  CHECK(both.box.x0 == Approx(text_left));
  CHECK(both.box.x1 == Approx(p.lines[0].box.x1));
  CHECK(both.box.y1 == Approx(p.lines[1].box.y1));
  CHECK(place_of(p, 0, p.text.size()).box.y0 == Approx(p.lines[0].box.y0));
}

TEST_CASE("a page in columns is read column by column, what runs over them first") {
  Page page;
  page.width = 500;
  auto const draw = [&](char32_t code, double x, double y) {
    Glyph g;
    g.code = code;
    g.size = 10;
    g.box = {x, y, x + 10, y + 10};
    g.baseline = y + 8;
    page.glyphs.push_back(g);
    page.roles.push_back(Role::text);
  };
  for (int i = 0; i < 40; ++i) { draw(U'题', 50 + 10 * i, 20); }
  for (int line = 0; line < 14; ++line) {
    for (int i = 0; i < 18; ++i) {
      draw(U'左', 50 + 10 * i, 50 + 15 * line);
      draw(U'右', 250 + 10 * i, 50 + 15 * line);
    }
  }
  rebuild_lines(page);
  std::vector<TextBlock> const blocks = split_columns(page, page.lines);
  for (auto const& b : blocks) { UNSCOPED_INFO(b.lines.size() << " lines from " << b.left << " to " << b.right); }
  REQUIRE(blocks.size() == 3);
  CHECK(blocks[0].lines.size() == 1);
  CHECK(blocks[1].lines.size() == 14);
  CHECK(blocks[1].lines[0].text() == std::u32string(18, U'左'));
  CHECK(blocks[2].lines[0].text() == std::u32string(18, U'右'));
  CHECK(blocks[2].left > 230);
}

TEST_CASE("a column of page numbers is no column") {
  Page page;
  page.width = 500;
  for (int line = 0; line < 20; ++line) {
    for (int i = 0; i < 21; ++i) {
      Glyph g;
      g.code = i < 20 ? U'目' : U'3';
      g.size = 10;
      double const x = i < 20 ? 50 + 10 * i : 440;
      g.box = {x, 50.0 + 15 * line, x + 10, 60.0 + 15 * line};
      g.baseline = 58.0 + 15 * line;
      page.glyphs.push_back(g);
      page.roles.push_back(Role::text);
    }
  }
  rebuild_lines(page);
  CHECK(split_columns(page, page.lines).size() == 1);
}
