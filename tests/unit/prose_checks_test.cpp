// SPDX-License-Identifier: GPL-3.0-or-later
/// Figures of the text against tables, against each other, and against the words around them.
#include "support/small_prose.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace gongkai;

TEST_CASE("figures of the text are proven by the table they speak of") {
  SmallDocument document = general_budget();
  say(document, general,
      {"社会保障和就业支出39.06万元；卫生健康支出23.22万元；农林水支出2042.34万元；住房保障支出25.39万元。"});
  document.check();
  CHECK(failing(document.extraction).empty());
  for (Statement const& s : document.extraction.statements) {
    INFO(s.subject);
    CHECK(s.proof == Proof::proven);
  }
}

TEST_CASE("a figure of the text that the table prints otherwise is found by its name") {
  SmallDocument document = general_budget();
  say(document, general,
      {"社会保障和就业支出39.06万元；卫生健康支出13.22万元；农林水支出2042.34万元；住房保障支出25.39万元。"});
  document.check();
  auto const checks = failing(document.extraction);
  REQUIRE(checks.size() == 1);
  CHECK(checks[0].kind == CheckKind::table_vs_prose);
  CHECK(checks[0].printed == "13.22");
  CHECK(checks[0].expected == "23.22");
  REQUIRE(checks[0].suspect);
  CHECK(checks[0].operands[*checks[0].suspect].of == FigureRef::Of::statement);
  CHECK(checks[0].suggested == "23.22");
  CHECK(checks[0].blame == Blame::publisher);
  CHECK(checks[0].message.find("卫生健康支出") != std::string::npos);
  CHECK(said(document.extraction, "13.22").proof == Proof::conflict);
}

TEST_CASE("a whole is compared with the total of its table, in any unit") {
  SmallDocument document = general_budget();
  say(document, general, {"一般公共预算当年拨款21300100元。"});
  document.check();
  CHECK(failing(document.extraction).empty());
  CHECK(std::any_of(document.extraction.checks.begin(), document.extraction.checks.end(),
                    [](Check const& c) { return c.kind == CheckKind::table_vs_prose && c.printed == "21300100"; }));

  SECTION("also where the figure is a wholly different one") {
    SmallDocument other = general_budget();
    say(other, general, {"一般公共预算当年拨款0万元。"});
    other.check();
    REQUIRE(failing(other.extraction).size() == 1);
    CHECK(failing(other.extraction)[0].expected == "2130.01");
  }
}

TEST_CASE("figures that are cut to whole units are no other figures") {
  SmallDocument document = general_budget();
  say(document, general,
      {"社会保障和就业支出39万元；卫生健康支出23万元；农林水支出2042万元；住房保障支出25万元；合计2130万元。"});
  document.check();
  CHECK(failing(document.extraction).empty());
}

TEST_CASE("names of other things are not compared") {
  SmallDocument document = general_budget();
  say(document, "预算绩效情况", {"其中社会保障和就业支出5.00万元用于培训，涉及卫生健康支出7.10万元。"});
  document.check();
  CHECK(failing(document.extraction).empty());
}

TEST_CASE("changes and their rates") {
  SmallDocument document = general_budget();
  say(document, general, {"基本支出487.64万元，比上年预算增加56.53万元，增长13.11%。"});
  document.check();
  CHECK(failing(document.extraction).empty());
  CHECK(said(document.extraction, "13.11", Measure::change_rate).proof == Proof::proven);

  SECTION("a wrong rate") {
    SmallDocument other = general_budget();
    say(other, general, {"基本支出487.64万元，比上年预算增加56.53万元，增长31.11%。"});
    other.check();
    auto const checks = failing(other.extraction);
    REQUIRE(checks.size() == 1);
    CHECK(checks[0].kind == CheckKind::prose_arithmetic);
    CHECK(checks[0].expected.starts_with("13.11"));
  }
  SECTION("a rate that goes the other way") {
    SmallDocument other = general_budget();
    say(other, general, {"基本支出487.64万元，比上年预算增加56.53万元，下降13.11%。"});
    other.check();
    CHECK(failing(other.extraction).size() == 1);
  }
  SECTION("last year's figure") {
    SmallDocument other = general_budget();
    say(other, general, {"基本支出487.64万元，较2023年预算数431.11万元增加65.53万元，增长13.11%。"});
    other.check();
    CHECK_FALSE(failing(other.extraction).empty());
  }
  SECTION("nothing grows by a rate") {
    SmallDocument other = general_budget();
    say(other, general, {"基本支出5.13万元，比上年预算增加5.13万元，增长100.00%。"});
    other.check();
    CHECK(said(other.extraction, "5.13", Measure::change).proof == Proof::proven);
  }
}

TEST_CASE("shares of a whole") {
  std::string const list =
      "一般公共预算拨款合计2130.01万元，其中：社会保障和就业支出39.06万元，占1.83%；卫生健康支出23.22万元，占1.09%；"
      "农林水支出2042.34万元，占95.88%；住房保障支出25.39万元，占";
  SmallDocument document = general_budget();
  SECTION("right") {
    say(document, general, {list + "1.19%。"});
    document.check();
    CHECK(failing(document.extraction).empty());
    CHECK(said(document.extraction, "1.19", Measure::share).proof == Proof::proven);
  }
  SECTION("made to fit, so that all are 100 %") {
    say(document, general, {list + "1.20%。"});
    document.check();
    CHECK(failing(document.extraction).empty());
  }
  SECTION("wrong") {
    say(document, general, {list + "2.19%。"});
    document.check();
    auto const checks = failing(document.extraction);
    REQUIRE(checks.size() == 1);
    CHECK(checks[0].printed == "2.19");
    CHECK(checks[0].expected.starts_with("1.19"));
  }
}

TEST_CASE("a whole and the parts named behind it") {
  SmallDocument document = general_budget();
  SECTION("vehicles: all are named") {
    say(document, "国有资产占用情况",
        {"车辆2辆，价值22.86万元；其中：一般公务用车2辆，价值22.76万元；执法执勤用车0辆，价值0.00万元。"});
    document.check();
    auto const checks = failing(document.extraction);
    REQUIRE(checks.size() == 1);
    CHECK(checks[0].printed == "22.86");
    CHECK(checks[0].expected == "22.76");
    CHECK(said(document.extraction, "2", Measure::count).proof == Proof::proven);
  }
  SECTION("other lists may leave parts out") {
    say(document, general, {"全区专任教师3120人，其中：教授727人，副教授1277人，博士生导师535人，硕士生导师1699人。"});
    document.check();
    CHECK(failing(document.extraction).empty());
    for (Statement const& s : document.extraction.statements) { CHECK(s.proof == Proof::unproven); }
  }
  SECTION("parts of a part are not counted twice") {
    say(document, "财政拨款“三公”经费预算情况说明",
        {"“三公”经费149.77万元，其中：因公出国（境）费127.00万元，公务用车购置及运行维护费12.88万元（公务用车购置费1."
         "00万元，"
         "公务用车运行维护费11.88万元），公务接待费9.89万元。"});
    document.check();
    CHECK(failing(document.extraction).empty());
    CHECK(std::any_of(document.extraction.checks.begin(), document.extraction.checks.end(),
                      [](Check const& c) { return c.printed == "149.77" && c.operands.size() == 4; }));
  }
}

TEST_CASE("zeros at the end that the text leaves out make no figure coarser") {
  SmallDocument document = general_budget();
  say(document, "政府采购情况",
      {"2024年政府采购安排1772.21万元，其中：货物类采购预算124.4万元，工程类采购预算78万元，服务类采购预算1569."
       "81万元。",
       "面向中小企业预留31.17万元，小微企业预留12.34万元，货物56.78万元，工程11.91万元，服务9.12万元，其他8.1万元。"});
  document.check();
  CHECK(said(document.extraction, "1772.21").proof == Proof::proven);
  SmallDocument other = general_budget();
  say(other, "政府采购情况",
      {"2024年政府采购安排1772.31万元，其中：货物类采购预算124.4万元，工程类采购预算78万元，服务类采购预算1569."
       "81万元。",
       "面向中小企业预留31.17万元，小微企业预留12.34万元，货物56.78万元，工程11.91万元，服务9.12万元，其他8.1万元。"});
  other.check();
  CHECK(failing(other.extraction).size() == 1);
}

TEST_CASE("words of comparison are held against the figures") {
  SmallDocument document = general_budget();
  say(document, "一般公共预算财政拨款支出决算情况说明",
      {"行政运行年初预算为1560.05万元，支出决算为1511.89万元。决算数大于预算数的主要原因：人员变化。"}, true);
  document.check();
  auto const checks = failing(document.extraction);
  REQUIRE(checks.size() == 1);
  CHECK(checks[0].printed == "1511.89");
  CHECK(checks[0].expected == "1560.05");

  SmallDocument right = general_budget();
  say(right, "一般公共预算财政拨款支出决算情况说明",
      {"行政运行年初预算为1560.05万元，支出决算为1511.89万元。决算数小于预算数的主要原因：人员变化。"}, true);
  right.check();
  CHECK(failing(right.extraction).empty());
}

TEST_CASE("a rate of completion is of the plan it names") {
  SmallDocument document("general_budget_expenditure", {{"code", "name", "合计"}, {"", "合计", "307.82"}});
  say(document, "一般公共预算财政拨款支出决算情况说明",
      {"支出年初预算为0万元，全年预算为321.02万元，支出决算为307.82万元，完成年初预算的95.89%。"}, true);
  document.check();
  auto const checks = failing(document.extraction);
  REQUIRE(checks.size() == 1);
  CHECK(checks[0].printed == "95.89");
}

TEST_CASE("a number of names is counted") {
  SmallDocument document = general_budget();
  document.extraction.organization.offices = {"办公室", "人事科", "财务科"};
  SECTION("right") {
    say(document, "机构设置情况", {"本单位下设3个处室，分别是：办公室、人事科、财务科。"});
    document.check();
    CHECK(said(document.extraction, "3", Measure::count).proof == Proof::proven);
  }
  SECTION("wrong") {
    say(document, "机构设置情况", {"本单位下设5个处室，分别是：办公室、人事科、财务科。"});
    document.check();
    REQUIRE(failing(document.extraction).size() == 1);
    CHECK(failing(document.extraction)[0].expected == "3");
  }
}

TEST_CASE("a part that is the whole this year need not have changed as the whole has") {
  SmallDocument document = general_budget();
  say(document, "“三公”经费预算情况说明",
      {"公务用车购置及运行费1040.43万元，同比减少20.84万元，其中：公务用车运行维护费1040.43万元，同比减少2.84万元。"});
  document.check();
  CHECK(failing(document.extraction).empty());
}

TEST_CASE("a part that has changed as the whole has does not prove that it must") {
  SmallDocument document = general_budget();
  std::string last;
  SECTION("two items") { last = "公务用车运行维护费"; }
  SECTION("one item") { last = "公务用车购置及运行费"; }
  say(document, "“三公”经费预算情况说明",
      {"公务用车购置及运行费1040.43万元，同比减少20.84万元。", last + "1040.43万元，同比减少20.84万元。"});
  document.check();
  CHECK(failing(document.extraction).empty());
  bool const one = last == "公务用车购置及运行费";
  CHECK((said(document.extraction, "-20.84", Measure::change).proof == Proof::proven) == one);
}

TEST_CASE("what was planned is not held against what was spent") {
  SmallDocument document("general_budget_expenditure", {{"code", "name", "合计"},
                                                        {"208", "社会保障和就业支出", "39.06"},
                                                        {"210", "卫生健康支出", "23.22"},
                                                        {"213", "农林水支出", "2042.34"},
                                                        {"221", "住房保障支出", "65.08"}});
  say(document, "一般公共预算财政拨款支出决算情况说明",
      {"社会保障和就业支出年初预算39.06万元，支出决算39.06万元；卫生健康支出年初预算23.22万元，支出决算23.22万元；"
       "农林水支出年初预算2042.34万元，支出决算2042.34万元；住房保障支出年初预算61.08万元，支出决算65.08万元。"},
      true);
  document.check();
  CHECK(failing(document.extraction).empty());
  // Where both are equal, neither tells the other: a misprint of the plan would not be found.
  for (Statement const& s : document.extraction.statements) {
    if (s.measure == Measure::budget_amount) { CHECK(s.proof == Proof::unproven); }
  }
}

TEST_CASE("a kind of cost is not the task of the classification that is called so") {
  SmallDocument document("expenditure", {{"code", "name", "合计"},
                                         {"2050803", "培训支出", "21.37"},
                                         {"2080505", "机关事业单位基本养老保险缴费支出", "39.06"},
                                         {"2101101", "行政单位医疗", "23.22"},
                                         {"2210201", "住房公积金", "25.39"}});
  say(document, "支出预算情况说明",
      {"机关事业单位基本养老保险缴费支出39.06万元；行政单位医疗23.22万元；住房公积金25.39万元；培训费4.50万元。"});
  document.check();
  CHECK(failing(document.extraction).empty());
}

TEST_CASE("of one budget's money there may be less than of all") {
  SmallDocument document("receipts_and_expenditure", {{"name", "支出预算数"},
                                                      {"一般公共服务支出", "442.75"},
                                                      {"社会保障和就业支出", "39.06"},
                                                      {"卫生健康支出", "23.22"},
                                                      {"农林水支出", "2042.34"},
                                                      {"住房保障支出", "25.39"}});
  say(document, general,
      {"社会保障和就业支出39.06万元；卫生健康支出23.22万元；农林水支出2042.34万元；住房保障支出25.39万元；"
       "一般公共服务支出413.98万元。"});
  document.check();
  CHECK(failing(document.extraction).empty());
}

TEST_CASE("what is said twice must be the same") {
  SmallDocument document = general_budget();
  say(document, "政府采购情况", {"政府采购预算总额251.25万元。", "政府采购预算总额为251.52万元。"});
  document.check();
  CHECK(failing(document.extraction).size() == 1);
}
