// SPDX-License-Identifier: GPL-3.0-or-later
#include "prose/find_figures.hpp"
#include "prose/read_statements.hpp"
#include "support/pattern_files.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>

using namespace gongkai;

namespace {

StatementPatterns const& patterns() {
  static StatementPatterns const p(files_with_examples());
  return p;
}

using Texts = std::vector<std::string>;

/// What a paragraph says under a heading.
StatementReading read(std::string const& text, std::string const& heading = "其他说明", bool final_accounts = false) {
  Prose prose;
  prose.sections.emplace_back().title = heading;
  Paragraph& p = prose.paragraphs.emplace_back();
  p.text = text;
  p.section = 0;
  return read_statements(prose, {}, {"某某市档案馆", 2024, final_accounts}, patterns());
}

std::string shown(Statement const& s) {
  return fmt::format("{} {} {}{}", s.subject.empty() ? "?" : s.subject, name_of(s.measure),
                     s.not_arranged ? "none" : s.value.text(), s.unit);
}

Texts said(std::string const& text, std::string const& heading = "其他说明", bool final_accounts = false) {
  Texts out;
  for (Statement const& s : read(text, heading, final_accounts).statements) { out.push_back(shown(s)); }
  return out;
}

/// "2024 date", ...: the digits that are no figures.
Texts other_digits(std::string const& text) {
  Texts out;
  for (FigureSpan const& s : find_figures(text, patterns()).spans) {
    if (s.use != FigureUse::statement) {
      out.push_back(fmt::format("{} {}", text.substr(s.begin, s.end - s.begin), name_of(s.use)));
    }
  }
  return out;
}

struct Case {
  std::string text;
  Texts expected;
};

/// What a paragraph says under a heading that stands in another part.
std::vector<Statement> read_below(std::string const& part, std::string const& heading, std::string const& text) {
  Prose prose;
  prose.sections.resize(2);
  prose.sections[0].title = part;
  prose.sections[1].title = heading;
  prose.sections[1].parent = 0;
  Paragraph& p = prose.paragraphs.emplace_back();
  p.text = text;
  p.section = 1;
  return read_statements(prose, {}, {}, patterns()).statements;
}

} // namespace

TEST_CASE("amount, share, change and rate of one item") {
  auto const c = GENERATE(values<Case>({
      {"一般公共预算512.30万元，占96.20%，比上年预算增加20.10万元，增长4.08%，主要原因是人员增加。",
       {"一般公共预算 amount 512.30万元", "一般公共预算 share 96.20%", "一般公共预算 change 20.10万元",
        "一般公共预算 change_rate 4.08%"}},
      {"项目支出88.00万元，占本年支出合计的12.5%，较2023年预算数减少11万元，下降11.11%。",
       {"项目支出 amount 88.00万元", "项目支出 share 12.5%", "项目支出 change -11万元",
        "项目支出 change_rate -11.11%"}},
      {"与2023年相比，公用经费减少3.2万元，增长-3.2%。", {"公用经费 change -3.2万元", "公用经费 change_rate -3.2%"}},
      {"2024年，某某市档案馆培训费预算1,200元，同比增长0.00%。", {"培训费 amount 1200元", "培训费 change_rate 0.00%"}},
      {"全市一般公共预算收入1.2亿元，增长 8.5 %。",
       {"一般公共预算收入 amount 1.2亿元", "一般公共预算收入 change_rate 8.5%"}},
  }));
  INFO(c.text);
  CHECK(said(c.text) == c.expected);
}

TEST_CASE("what a change is against, its reason and its sign in yuan") {
  auto const s =
      read("会议费5万元，比上年预算减少2.5万元，下降33.33%，主要原因是压减会议。培训费3万元，较上年决算数增加1万元。")
          .statements;
  REQUIRE(s.size() == 5);
  CHECK(s[1].base == "prior_budget");
  CHECK(s[1].reason == "压减会议");
  CHECK(s[1].yuan->text() == "-25000");
  CHECK(s[2].reason == "压减会议");
  CHECK(s[0].reason.empty());
  CHECK(s[4].base == "prior_final");
  CHECK(s[4].reason.empty());
  CHECK(s[0].item == s[2].item);
  CHECK(s[0].item != s[3].item);
  CHECK(s[4].text == "培训费3万元，较上年决算数增加1万元。");
}

TEST_CASE("lists: each part by its own name, then the whole again") {
  auto const c = GENERATE(values<Case>({
      {"政府采购预算20万元，其中：货物预算8万元，工程预算2.5万元，服务预算9.5万元。",
       {"政府采购预算 amount 20万元", "货物预算 amount 8万元", "工程预算 amount 2.5万元", "服务预算 amount 9.5万元"}},
      {"车辆2辆，价值22.86万元；其中：一般公务用车1辆，价值12万元；其他车辆1辆，价值10.86万元。",
       {"车辆 count 2辆", "车辆 amount 22.86万元", "一般公务用车 count 1辆", "一般公务用车 amount 12万元",
        "其他车辆 count 1辆", "其他车辆 amount 10.86万元"}},
      {"“三公”经费预算比上年预算减少1万元，下降10%，其中：因公出国（境）费减少0.00万元，下降0.00%"
       "，公务接待费减少1万元，下降50%。",
       {"“三公”经费 change -1万元", "“三公”经费 change_rate -10%", "因公出国（境）费 change 0.00万元",
        "因公出国（境）费 change_rate 0.00%", "公务接待费 change -1万元", "公务接待费 change_rate -50%"}},
  }));
  INFO(c.text);
  CHECK(said(c.text) == c.expected);
}

TEST_CASE("a new sentence behind a list goes on with the whole and its amount") {
  auto const s =
      read("收入预算40万元，其中：事业收入30万元，其他收入10万元。收入较去年增加2万元，增长5.26%。").statements;
  REQUIRE(s.size() == 5);
  CHECK(s[3].subject == "收入预算");
  CHECK(s[3].item == s[0].item);
  CHECK(s[4].item == s[0].item);

  // Also where the heading names the whole.
  Texts const named =
      said("2024年预算数为40万元，其中：事业收入30万元，其他收入10万元。较去年增加2万元。", "单位资金收入情况");
  CHECK(named == Texts{"单位资金收入 amount 40万元", "事业收入 amount 30万元", "其他收入 amount 10万元",
                       "单位资金收入 change 2万元"});
}

TEST_CASE("numbers in ideographs that count") {
  CHECK(said("由局机关及下属两个事业单位组成。") == Texts{"事业单位 count 2个"});
  CHECK(said("本局内设十二个职能科室，共有车辆三辆。") == Texts{"职能科室 count 12个", "车辆 count 3辆"});
  CHECK(said("坚决做到两个维护，推进三个方面的工作。").empty());
}

TEST_CASE("a share of a total whose name has the word budget is no completion") {
  CHECK(said("基本支出50万元，占支出总预算的61.90%。") == Texts{"基本支出 amount 50万元", "基本支出 share 61.90%"});
  CHECK(said("基本支出50万元，占年初预算的98.5%。") ==
        Texts{"基本支出 amount 50万元", "基本支出 completion_rate 98.5%"});
}

TEST_CASE("names behind a number, joined totals, marks around a name") {
  auto const c = GENERATE(values<Case>({
      {"设有办公室、财务科等2个股室下属预算单位6个。", {"股室 count 2个", "下属预算单位 count 6个"}},
      {"本局内设12个机构：办公室。", {"内设机构 count 12个"}},
      {"包括27个机关行政科（股）室，详见下表。", {"机关行政科（股）室 count 27个"}},
      {"收入总计5万元，支出总计5万元。比上年增加1万元，增长25%。",
       {"收入总计 amount 5万元", "支出总计 amount 5万元", "收、支总计 change 1万元", "收、支总计 change_rate 25%"}},
      {"收入总计5万元，支出总计4万元。比上年增加1万元。",
       {"收入总计 amount 5万元", "支出总计 amount 4万元", "支出总计 change 1万元"}},
      {"本部门所属预算单位2023年末共有车辆14辆。", {"车辆 count 14辆"}},
  }));
  INFO(c.text);
  CHECK(said(c.text) == c.expected);
}

TEST_CASE("all of the above, under the last item of a list, is what the list is about") {
  Prose prose;
  prose.sections.resize(2);
  prose.sections[0].title = "财政拨款“三公”经费预算情况说明";
  prose.sections[1].title = "公务接待费";
  prose.sections[1].parent = 0;
  prose.sections[1].paragraphs = {0, 1};
  for (char const* text : {"（四）公务接待费：预算安排2.00万元。", "以上合计10.76万元。"}) {
    Paragraph& p = prose.paragraphs.emplace_back();
    p.text = text;
    p.section = 1;
  }
  auto const s = read_statements(prose, {}, {}, patterns()).statements;
  REQUIRE(s.size() == 2);
  CHECK(s[0].subject == "公务接待费");
  CHECK(s[1].subject == "财政拨款“三公”经费");
}

TEST_CASE("the three levels of the classification") {
  Texts const budget{"卫生健康支出/行政事业单位医疗/行政单位医疗 amount 7.5万元",
                     "卫生健康支出/行政事业单位医疗/行政单位医疗 change 0.5万元"};
  CHECK(said("2、卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）：2024年预算数为7.5万元，比上年预算增加0."
             "5万元。") == budget);
  auto const final = read("3.住房保障支出（类）住房改革支出（款）住房公积金（项）。年初预算为10万元，支出决算为9."
                          "5万元，完成年初预算的95%。",
                          "一般公共预算财政拨款支出决算具体情况", true)
                         .statements;
  REQUIRE(final.size() == 3);
  CHECK(name_of(final[0].measure) == "budget_amount");
  CHECK(name_of(final[1].measure) == "amount");
  CHECK(name_of(final[2].measure) == "completion_rate");
  CHECK(final[2].base == "this_budget");
  for (Statement const& s : final) {
    CHECK(s.subject == "住房保障支出/住房改革支出/住房公积金");
    CHECK(s.section == "general_budget");
  }
}

TEST_CASE("last year's figure beside this year's") {
  CHECK(said("公务接待费2万元，上年预算数为3万元。") ==
        Texts{"公务接待费 amount 2万元", "公务接待费 prior_amount 3万元"});
  CHECK(said("机关运行经费52万元，较2023年预算数50万元增加2万元，增长4%。") ==
        Texts{"机关运行经费 amount 52万元", "机关运行经费 prior_amount 50万元", "机关运行经费 change 2万元",
              "机关运行经费 change_rate 4%"});
}

TEST_CASE("unchanged") {
  CHECK(said("公务用车运行费4万元，与上年持平。") == Texts{"公务用车运行费 amount 4万元", "公务用车运行费 change 0"});
  CHECK(said("办公费4万元，较上年增加0万元，与上年持平。") == Texts{"办公费 amount 4万元", "办公费 change 0万元"});
  CHECK(said("办公费4万元，与年初预算持平。") == Texts{"办公费 amount 4万元"}); // spent as planned: no change over time
}

TEST_CASE("nothing arranged") {
  auto const c = GENERATE(values<Case>({
      {"政府性基金预算未安排。", {"政府性基金预算 amount none"}},
      {"某某市档案馆2024年没有使用国有资本经营预算拨款安排的支出，国有资本经营预算支出情况表为空表。",
       {"国有资本经营预算拨款安排的支出 amount none"}},
      {"收入全部为一般公共预算拨款，无政府性基金预算拨款和国有资本经营预算。",
       {"政府性基金预算拨款 amount none", "国有资本经营预算 amount none"}},
      {"会议费1万元，主要原因是上年未安排会议费支出。", {"会议费 amount 1万元"}}, // a reason is no statement of its own
      {"公务接待费3万元，未安排因公出国（境）费用，下降20%。",
       {"公务接待费 amount 3万元", "因公出国（境）费用 amount none", "公务接待费 change_rate -20%"}},
  }));
  INFO(c.text);
  CHECK(said(c.text) == c.expected);
}

TEST_CASE("counts, with the noun before and after") {
  auto const c = GENERATE(values<Case>({
      {"编制数12，实有人数15人，其中：在职11人，减少1人；退休4人，增加1人；离休0人，增加0人。",
       {"编制数 count 12", "实有人数 count 15人", "在职 count 11人", "在职 change -1人", "退休 count 4人",
        "退休 change 1人", "离休 count 0人", "离休 change 0人"}},
      {"某某市档案馆下设4个处室，分别是：办公室、人事科、业务科、技术科。", {"处室 count 4个"}},
      {"国内公务接待12批次，80人次。", {"国内公务接待 count 12批次", "国内公务接待 count 80人次"}},
      {"房屋935.76平方米，价值177.34万元。", {"房屋 area 935.76平方米", "房屋 amount 177.34万元"}},
      {"档案库房占地8000余亩。", {"档案库房占地 area 8000亩"}},
      {"单价100万元（含）以上设备（不含车辆）2台。", {"单价100万元（含）以上设备（不含车辆） count 2台"}},
  }));
  INFO(c.text);
  CHECK(said(c.text) == c.expected);
}

TEST_CASE("digits that are no figures") {
  CHECK(other_digits("1.2023年自治区专项5.13万元") == Texts{"1.2023 heading_number"});
  CHECK(said("1.2023年自治区“访惠聚”工作专项5.13万元。") == Texts{"自治区“访惠聚”工作专项 amount 5.13万元"});
  CHECK(other_digits("截至2023年12月31日，按照财预〔2020〕12号") ==
        Texts{"2023 date", "12 date", "31 date", "2020 document_number", "12 document_number"});
  CHECK(other_digits("单位价值100万元以上设备0台") == Texts{"100 threshold"});
  CHECK(other_digits("（2080506）机关事业单位职业年金缴费支出4.36万元") == Texts{"2080506 code"});
  CHECK(other_digits("12345热线办件3件，推进“8794”工程") == Texts{"12345 name", "8794 name"});
  CHECK(other_digits("联系电话：010-12345678") == Texts{"010 contact", "12345678 contact"});
  CHECK(other_digits("2025年1-11月增长2%") == Texts{"2025 date", "1 date", "11 date"});
  CHECK(other_digits("包括：1.某局2.某中心") == Texts{"1 heading_number", "2 heading_number"});
  CHECK(other_digits("居全省第2，第35号公告") == Texts{"2 name", "35 document_number"});
}

TEST_CASE("a comma parts thousands only before three digits: else nobody can tell what the figure is") {
  CHECK(said("印刷费10,20万元，办公费1,036.02万元。") == Texts{"办公费 amount 1036.02万元"});
  CHECK(said("印刷费1,234,56万元。").empty());
  CHECK(other_digits("印刷费10,20万元。") == Texts{"10,20 unexplained"});
}

TEST_CASE("a pattern of the beginning does not match again behind what it matched") {
  CHECK(other_digits("1、甲2、乙") == Texts{"1 heading_number", "2 unexplained"});
}

TEST_CASE("every run of digits has a use, also one that is not understood") {
  auto const f = find_figures("今年看到77某物，另有3万元。", patterns());
  REQUIRE(f.spans.size() == 2);
  CHECK(f.spans[0].use == FigureUse::unexplained);
  CHECK(f.figures.size() == 1);
  // A font whose characters have false codes shows digits that are none.
  CHECK(find_figures("!\"#$% 2025&'() 45%", patterns()).figures.empty());
}

TEST_CASE("compared in other words") {
  CHECK(said("培训费预算支出700万元，本年数小于上年预算数220万元。") ==
        Texts{"培训费预算支出 amount 700万元", "培训费预算支出 change -220万元"});
  CHECK(said("培训费预算支出700万元，与上年预算数相等。") ==
        Texts{"培训费预算支出 amount 700万元", "培训费预算支出 change 0"});
  CHECK(said("其他收入3万元，比2022年（上一年度，下同）预算增加1万元。") ==
        Texts{"其他收入 amount 3万元", "其他收入 change 1万元"});
  CHECK(said("1.“教育支出（类）普通教育（款）小学教育（项）”2.63万元。2023年当年预算执行数为1.48万元，2024年预算安排2."
             "63万元。") == Texts{"教育支出/普通教育/小学教育 amount 2.63万元",
                                  "教育支出/普通教育/小学教育 prior_amount 1.48万元",
                                  "教育支出/普通教育/小学教育 amount 2.63万元"});
}

TEST_CASE("figures that look like numbers of services") {
  CHECK(said("因公出国（境）费110万元。") == Texts{"因公出国（境）费 amount 110万元"});
}

TEST_CASE("several counts in a row") {
  CHECK(said("机构设置包括23个内设机构、2个下属事业单位和3个派出机构。") ==
        Texts{"内设机构 count 23个", "下属事业单位 count 2个", "派出机构 count 3个"});
}

TEST_CASE("what money is for leaves the item in force") {
  CHECK(said("公务用车购置支出42万元，主要用于经批准购置的3辆公务用车，比上年预算数增加4.5万元。") ==
        Texts{"公务用车购置 amount 42万元", "经批准购置 count 3辆", "公务用车购置 change 4.5万元"});
  CHECK(said("公务接待费2024年预算10.00万元。") == Texts{"公务接待费 amount 10.00万元"});
  CHECK(said("表10.2026年市级部门项目支出预算表") == Texts{});
}

TEST_CASE("a change beside last year's figure is against that") {
  auto const s = read("收入预算29956万元，比2023年年初预算数28479万元增加1477万元。").statements;
  REQUIRE(s.size() == 3);
  CHECK(s[2].base == "prior_budget");
}

TEST_CASE("several rates in a row, level marks and remarks inside names") {
  CHECK(said("省级、市级、县级收入分别增长10.37%、25.19%、6.94%。") == Texts{"省级、市级、县级收入 change_rate 10.37%",
                                                                             "省级、市级、县级收入 change_rate 25.19%",
                                                                             "省级、市级、县级收入 change_rate 6.94%"});
  CHECK(said("公共安全（类）支出3万元；社会保障和就业支出（类）支出2万元。") ==
        Texts{"公共安全支出 amount 3万元", "社会保障和就业支出 amount 2万元"});
  CHECK(said("社会保险基金（省级统筹的三个险种，下同）总收入7万元。") == Texts{"社会保险基金总收入 amount 7万元"});
}

TEST_CASE("a reason ends with its sentence or its item of a list") {
  auto const s = read("购置费61万元，比上年增加1万元，主要原因是更新3辆车；运行费9万元，比上年增加2万元，主要是油价上涨"
                      "；二是车辆增加5辆。")
                     .statements;
  REQUIRE(s.size() >= 5);
  CHECK(s[1].reason == "更新3辆车");
  auto const other = std::find_if(s.begin(), s.end(), [](Statement const& x) { return x.value.text() == "2"; });
  REQUIRE(other != s.end());
  CHECK(other->subject == "运行费");
  CHECK(other->reason == "油价上涨；二是车辆增加5辆");
}

TEST_CASE("the rate behind a completion is not against the budget") {
  auto const s = read("税收收入完成108亿元，为预算的97.5%，下降12.9%。").statements;
  REQUIRE(s.size() == 3);
  CHECK(s[1].base == "this_budget");
  CHECK(s[2].base.empty());
}

TEST_CASE("an item's heading opens no part") {
  auto const s =
      read_below("一般公共预算拨款支出情况", "2040299-其他公安支出", "（九）2040299-其他公安支出362.00万元。");
  REQUIRE(s.size() == 1);
  CHECK(s[0].section == "general_budget");
  CHECK(s[0].subject == "其他公安支出");
  CHECK(s[0].code == "2040299");
}

TEST_CASE("an institution by another name, with its year, is no part of the item") {
  CHECK(said("省某某院2024年度财政拨款收、支总预算17万元。") == Texts{"财政拨款收、支总预算 amount 17万元"});
  CHECK(said("主要原因是：公用经费保持不变。") == Texts{});
}

TEST_CASE("ranges: both ends measure the same, and the dash is no minus") {
  CHECK(said("一般公共预算收入增长5%-6%。") ==
        Texts{"一般公共预算收入 change_rate 5%", "一般公共预算收入 change_rate 6%"});
  CHECK(said("组织培训2-3次。") == Texts{"组织培训 count 2次", "组织培训 count 3次"});
}

TEST_CASE("what stands in brackets behind a figure leaves the item in force") {
  CHECK(said("公务用车购置及运行费46万元（公务用车购置费36万元，比上年增加36万元；公务用车运行费10万元。）比上年增加33"
             "万元，增长253.85%。") == Texts{"公务用车购置及运行费 amount 46万元", "公务用车购置费 amount 36万元",
                                             "公务用车购置费 change 36万元", "公务用车运行费 amount 10万元",
                                             "公务用车购置及运行费 change 33万元",
                                             "公务用车购置及运行费 change_rate 253.85%"});
  CHECK(said("五年累计收入达412亿元，较“十三五”时期（299亿元）增加113亿元，增长37.79%。") ==
        Texts{"五年累计收入 amount 412亿元", "五年累计收入 prior_amount 299亿元", "五年累计收入 change 113亿元",
              "五年累计收入 change_rate 37.79%"});
}

TEST_CASE("an item that a code names, apart from its figure") {
  CHECK(said("8.实验室及相关设施（2060204），2024年度决算数为1,707.93万元，比2023年度决算数增长134.61%。",
             "财政拨款支出决算情况说明") ==
        Texts{"实验室及相关设施 amount 1707.93万元", "实验室及相关设施 change_rate 134.61%"});
}

TEST_CASE("a code before a name is no year") {
  CHECK(said("（一）2013850-事业运行761.56万元。", "一般公共预算拨款支出情况") == Texts{"事业运行 amount 761.56万元"});
}

TEST_CASE("large units and figures that are not exact") {
  auto const s = read("国有资产总额约12.9万亿元，惠及3万余户。").statements;
  REQUIRE(s.size() == 2);
  CHECK(s[0].yuan->text() == "12900000000000");
  CHECK(s[0].approximate);
  CHECK(s[1].unit == "万余户");
}

TEST_CASE("sections by heading, by parent, by the paragraph's first words") {
  CHECK(read("共1万元。", "政府采购情况").statements.at(0).section == "procurement");
  CHECK(read("机关运行经费1万元。", "其他重要事项的情况说明").statements.at(0).section == "operating_expenses");
  CHECK(read("培训1人。", "其他").statements.at(0).section == "other");
  auto const s = read_below("国有资产占有使用情况", "房屋", "面积3平方米。");
  REQUIRE(s.size() == 1);
  CHECK(s[0].section == "assets");
  CHECK(s[0].subject == "房屋");
}

TEST_CASE("the sentence under an empty table") {
  Table t;
  t.pages = {7};
  t.caption.title = "政府性基金预算支出情况表";
  t.caption.empty_statement = "备注：2024年没有使用政府性基金预算拨款安排的支出，此表为空表。";
  auto const s = read_statements({}, std::vector<Table>{t}, {"", 2024, false}, patterns()).statements;
  REQUIRE(s.size() == 1);
  CHECK(s[0].not_arranged);
  CHECK(s[0].section == "government_fund");
  CHECK(s[0].page == 7);
  CHECK(s[0].paragraph == no_paragraph);
}
