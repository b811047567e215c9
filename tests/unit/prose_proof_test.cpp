// SPDX-License-Identifier: GPL-3.0-or-later
/// What proves figures of the text besides the tables: sums over paragraphs, changes of what adds up, what is said in
/// several places, and figures that are another's misprint.
#include "support/small_prose.hpp"

using namespace gongkai;

namespace {

bool all_proven(Extraction const& e) {
  for (Statement const& s : e.statements) {
    UNSCOPED_INFO(s.subject << ' ' << s.value.text() << ' ' << name_of(s.measure));
  }
  return !e.statements.empty() && std::all_of(e.statements.begin(), e.statements.end(),
                                              [](Statement const& s) { return s.proof == Proof::proven; });
}

constexpr auto overview = "收支预算总体情况说明";

/// No table: the text alone.
SmallDocument no_tables() { return SmallDocument("unit_list", {{"name", "人数"}, {"本级", "12"}}); }

} // namespace

TEST_CASE("numbered paragraphs add up, and so do their changes") {
  SmallDocument document = no_tables();
  std::vector<std::string> text{"（一）收入预算总计9947.88万元，与上年相比减少5951.66万元。",
                                "1.一般公共预算拨款收入8000.50万元，与上年相比减少5000.25万元。",
                                "2.其他收入1947.38万元，与上年相比减少951.41万元。",
                                "3.政府购买服务0万元，与上年预算数相同。"};
  SECTION("right") {
    say(document, overview, text);
    document.check();
    CHECK(failing(document.extraction).empty());
    for (Statement const& s : document.extraction.statements) {
      if (!s.value.is_zero()) { CHECK(s.proof == Proof::proven); }
    }
    // No table says that there is none: another amount would be one of which.
    CHECK(said(document.extraction, "0").proof == Proof::unproven);
  }
  SECTION("one of which is numbered like the parts") {
    text.push_back("4.政府采购预算300.00万元，与上年相比减少20.00万元。");
    say(document, overview, text);
    document.check();
    CHECK(failing(document.extraction).empty());
  }
  SECTION("what the changes of the others already make") {
    say(document, overview,
        {"（一）支出预算总计1000.00万元，比上年增加20.00万元。", "1.基本支出600.00万元，比上年增加50.00万元。",
         "2.项目支出400.00万元，比上年增加20.00万元。"});
    document.check();
    CHECK(failing(document.extraction).empty());
  }
  SECTION("a wrong amount") {
    text[2] = "2.其他收入1947.88万元，与上年相比减少951.41万元。";
    say(document, overview, text);
    document.check();
    REQUIRE(failing(document.extraction).size() == 1);
    CHECK(failing(document.extraction)[0].difference->text() == "-0.50");
  }
  SECTION("a wrong change") {
    text[2] = "2.其他收入1947.38万元，与上年相比减少957.41万元。";
    say(document, overview, text);
    document.check();
    CHECK(failing(document.extraction).size() == 1);
    CHECK(said(document.extraction, "-957.41", Measure::change).proof == Proof::conflict);
  }
  SECTION("what ended last year is not listed") {
    text[0] = "（一）收入预算总计9947.88万元，与上年相比减少6372.19万元。";
    say(document, overview, text);
    document.check();
    CHECK(failing(document.extraction).empty());
    CHECK(said(document.extraction, "-951.41", Measure::change).proof == Proof::unproven);
  }
  SECTION("two names of the same are no sum") {
    say(document, overview,
        {"（一）收支预算5609.33万元，比上年增加110.01万元，其中：", "1.收入预算5609.33万元，比上年增加110.01万元。",
         "2.支出预算5609.33万元，比上年增加110.01万元。"});
    document.check();
    CHECK(failing(document.extraction).empty());
  }
}

TEST_CASE("the same amount changed by the same") {
  SmallDocument document = no_tables();
  say(document, overview, {"收入预算9483.72万元，比上年增加552.08万元；支出预算9483.72万元，比上年增加552.08万元。"});
  document.check();
  CHECK(said(document.extraction, "552.08", Measure::change).proof == Proof::proven);
  SECTION("a misprint") {
    SmallDocument other = no_tables();
    say(other, overview, {"收入预算9483.72万元，比上年增加552.08万元；支出预算9483.72万元，比上年增加552.80万元。"});
    other.check();
    CHECK(failing(other.extraction).size() == 1);
  }
  SECTION("money that was carried over makes another change") {
    SmallDocument other = no_tables();
    say(other, overview, {"收入预算9483.72万元，比上年增加552.08万元；支出预算9483.72万元，比上年增加317.45万元。"});
    other.check();
    CHECK(failing(other.extraction).empty());
  }
}

TEST_CASE("the three public expenses change by what their parts do") {
  auto const text = [](std::string const& vehicles) {
    return std::vector<std::string>{"“三公”经费预算数为44.10万元，比上年预算增加20.00万元。",
                                    "（一）因公出国（境）费12.00万元，与上年预算持平。",
                                    "（二）公务用车购置及运行费29.60万元，比上年预算增加" + vehicles + "万元。",
                                    "（三）公务接待费2.50万元，与上年预算持平。"};
  };
  SmallDocument document = no_tables();
  say(document, "“三公”经费预算情况说明", text("20.00"));
  document.check();
  CHECK(failing(document.extraction).empty());
  for (Statement const& s : document.extraction.statements) {
    if (s.measure == Measure::change) { CHECK(s.proof == Proof::proven); }
  }
  SmallDocument other = no_tables();
  say(other, "“三公”经费预算情况说明", text("26.00"));
  other.check();
  CHECK(failing(other.extraction).size() == 1);
}

TEST_CASE("a sum of changes that is wrong is found once, in whatever order its parts are said") {
  SmallDocument document = no_tables();
  say(document, "“三公”经费预算情况说明",
      {"2024年“三公”经费预算30.00万元，比上年减少2.00万元，其中：因公出国（境）费10.00万元，比上年减少1."
       "00万元；公务接待"
       "费5.00万元，比上年减少1.50万元；公务用车购置及运行维护费15.00万元，比上年减少1.00万元。"});
  document.check();
  CHECK(failing(document.extraction).size() == 1);
}

TEST_CASE("a name of nearly the same meaning accuses nothing") {
  for (std::string const name : {"编报绩效目标的项目支出", "一级项目", "一级预算项目支出"}) {
    SmallDocument document("expenditure",
                           {{"name", "预算数"}, {"基本支出", "3000.00"}, {"项目支出", "1234.66"}, {"合计", "4234.66"}});
    say(document, "支出预算情况说明", {"支出预算4234.66万元，其中基本支出3000.00万元。", name + "1234.06万元。"});
    document.check();
    CHECK(failing(document.extraction).empty());
  }
}

TEST_CASE("a change is what this year's column has more than last year's") {
  auto const document_saying = [](std::string const& last, int items, std::string const& basis = "budget") {
    SmallDocument document("general_budget_expenditure", {{"name", "2023年预算数", "2024年预算数"},
                                                          {"一般公共服务支出", "508.55", "500.41"},
                                                          {"科学技术支出", "120.44", "117.13"},
                                                          {"卫生健康支出", "77.31", "71.19"},
                                                          {"住房保障支出", "510.91", "502.71"},
                                                          {"合计", "1217.21", "1191.44"}});
    for (Observation& o : document.extraction.observations) {
      o.prior_year = o.col == 1;
      if (o.prior_year) { o.basis = basis; }
    }
    std::vector<std::string> text{"一般公共服务支出500.41万元，比上年预算数减少8.14万元。",
                                  "科学技术支出117.13万元，比上年预算数减少3.31万元。",
                                  "卫生健康支出71.19万元，比上年预算数减少6.12万元。"};
    text.resize(static_cast<std::size_t>(items));
    text.push_back("住房保障支出502.71万元，比" + last + "万元。");
    say(document, general, text);
    for (Statement& s : document.extraction.statements) {
      for (Observation const& o : document.extraction.observations) {
        if (s.measure == Measure::amount && !o.prior_year && o.amount == s.value) { s.links.push_back(o.id); }
      }
    }
    document.check();
    return document;
  };
  SmallDocument const right = document_saying("上年预算数减少8.20", 3);
  CHECK(failing(right.extraction).empty());
  CHECK(said(right.extraction, "-8.20", Measure::change).proof == Proof::proven);
  CHECK(failing(document_saying("上年预算数减少9.20", 3).extraction).size() == 1);
  // Too few to know that this table is spoken of.
  CHECK(failing(document_saying("上年预算数减少9.20", 1).extraction).empty());
  CHECK(said(document_saying("上年预算数减少8.20", 1).extraction, "-8.20", Measure::change).proof == Proof::unproven);
  // What was spent is not in the column of the budget.
  CHECK(failing(document_saying("上年执行数减少9.20", 3).extraction).empty());
  CHECK(said(document_saying("上年预算数减少8.20", 3, "executed").extraction, "-8.20", Measure::change).proof ==
        Proof::unproven);
}

TEST_CASE("receipts and expenditure in total are equal") {
  SmallDocument document = no_tables();
  say(document, overview, {"全市收入总计3657256万元。", "全市支出总计3657256万元。"});
  document.check();
  CHECK(all_proven(document.extraction));
  SECTION("a misprint") {
    SmallDocument other = no_tables();
    say(other, overview, {"全市收入总计3657256万元。", "全市支出总计3657526万元。"});
    other.check();
    CHECK(failing(other.extraction).size() == 1);
  }
  SECTION("what is left over is said") {
    SmallDocument other = no_tables();
    say(other, overview, {"全市收入总计3657256万元。", "全市支出总计3657206万元，滚存结余50万元。"});
    other.check();
    CHECK(failing(other.extraction).empty());
  }
}

TEST_CASE("a figure that is another's but for one digit, and stands nowhere else, is misprinted") {
  auto const document_saying = [](std::string const& amount) {
    SmallDocument document("general_budget_basic_expenditure",
                           {{"name", "合计"}, {"合计", "3501.97"}, {"人员经费", "2662.76"}, {"公用经费", "839.21"}});
    say(document, "机关运行经费安排情况", {"机关运行经费安排" + amount + "万元。"});
    document.check();
    return document;
  };
  // What administration costs may be more than that row: it is no proof, and no misprint of it.
  CHECK(said(document_saying("839.21").extraction, "839.21").proof == Proof::unproven);
  CHECK(failing(document_saying("839.12").extraction).empty());
  // Not all that administration costs is in the table.
  SmallDocument const other = document_saying("1204.77");
  CHECK(failing(other.extraction).empty());
  CHECK(said(other.extraction, "1204.77").proof == Proof::unproven);
}

TEST_CASE("totals of different funds are not the same figure said twice") {
  SmallDocument document = no_tables();
  say(document, overview, {"收入总计1357.24万元，支出总计1357.24万元。"});
  SECTION("a fund that lacks the first digit") {
    say(document, "政府性基金预算支出情况说明", {"政府性基金支出总计357.24万元。"});
  }
  SECTION("all but a small fund") {
    say(document, "一般公共预算支出情况说明", {"一般公共预算支出总计1357.04万元，政府性基金预算支出0.20万元。"});
  }
  SECTION("a part of the whole has the same name") {
    say(document, "基本支出情况说明", {"人员经费1210.35万元，公用经费146.89万元。"});
    say(document, "一般公共预算支出情况说明", {"人员经费1210.33万元，公用经费146.89万元。"});
  }
  document.check();
  CHECK(failing(document.extraction).empty());
}

TEST_CASE("a nought is proven where both its list and the table have none") {
  auto const document_saying = [](std::string const& amount) {
    SmallDocument document("receipts", {{"name", "预算数"},
                                        {"财政拨款收入", "12122.31"},
                                        {"事业收入", "0.00"},
                                        {"其他收入", "411.20"},
                                        {"收入合计", "12533.51"}});
    say(document, "收入预算情况说明",
        {"收入预算12533.51万元，其中：财政拨款收入12122.31万元；事业收入" + amount + "万元；其他收入411.20万元。"});
    document.check();
    return document;
  };
  SmallDocument const right = document_saying("0");
  CHECK(failing(right.extraction).empty());
  CHECK(all_proven(right.extraction));
  CHECK_FALSE(failing(document_saying("7").extraction).empty());
}

TEST_CASE("a share of a whole that was said long before") {
  auto const document_saying = [](std::string const& share, std::string const& of = "本年支出合计的") {
    SmallDocument document = no_tables();
    std::vector<std::string> text{"本年支出合计665964.37万元。"};
    for (int i = 1; i <= 9; ++i) {
      text.push_back("第" + std::to_string(i) + "个项目支出" + std::to_string(i) + "11.37万元。");
    }
    text.push_back("人员支出73924.43万元，占" + of + share + "%。");
    say(document, "支出预算情况说明", text);
    document.check();
    return document;
  };
  CHECK(said(document_saying("11.10").extraction, "11.10", Measure::share).proof == Proof::proven);
  CHECK(failing(document_saying("11.70").extraction).size() == 1);
  CHECK(failing(document_saying("42.83", "").extraction).empty()); // of something else
  // What it is a share of is not said: nothing tells that it is of this whole.
  CHECK(said(document_saying("11.10", "").extraction, "11.10", Measure::share).proof == Proof::unproven);
  CHECK(failing(document_saying("11.70", "").extraction).empty());
}

TEST_CASE("most shares of a passage are not of another whole than one of them") {
  auto const document_saying = [](std::string const& share) {
    SmallDocument document = no_tables();
    say(document, "支出预算情况说明",
        {"人员经费942.79万元，主要用于工资。培训费82.40万元，占" + share +
         "%；会议费30.00万元，占3.00%；差旅费55.10万元，占5.51%。"});
    document.check();
    CHECK(failing(document.extraction).empty());
    return said(document.extraction, share, Measure::share).proof;
  };
  CHECK(document_saying("8.24") == Proof::unproven);
  CHECK(document_saying("8.74") == Proof::unproven); // the whole that one of them fits by chance
}

TEST_CASE("names are counted by how they end") {
  auto const proof_of = [](std::string const& text) {
    SmallDocument document = no_tables();
    say(document, "机构设置情况", {text});
    document.check();
    CHECK(failing(document.extraction).empty());
    return document.extraction.statements.front().proof;
  };
  CHECK(proof_of("本单位内设3个处室，分别是：办公室、人口和就业统计处、财务处。") == Proof::proven);
  CHECK(proof_of("本单位内设3个处室，分别是：办公室、数据管理部和信息服务部。") == Proof::proven);
  CHECK(proof_of("本单位内设3个处室，分别是：办公室，财务处，人事处。") == Proof::proven);
  CHECK(proof_of("本单位内设2个处室，分别是：办公室、财务处，机关党委（不纳入内设机构数）。") == Proof::proven);
  CHECK(proof_of("本单位共2个内设机构：办公室、财务处以及机关党委（不纳入内设机构数）。") == Proof::proven);
  CHECK(proof_of("本单位设2个内设机构及机关党委。内设机构分别是：办公室、财务处。") == Proof::proven);
  CHECK(proof_of("本单位下属2个预算单位，分别是：本级，属行政单位；资料中心(信息中心、档案馆)，属事业单位。") ==
        Proof::proven);
  // Both numbers of names could be meant.
  CHECK(proof_of("本单位内设2个处室，分别是：办公室、财务处，另设机关党委。") == Proof::unproven);
  CHECK(proof_of("本单位内设2个处室，分别是：办公室、财务科，人事科、老干部科。") == Proof::unproven);
  CHECK(proof_of("本单位内设4个处室，分别是：办公室、财务科，人事科、老干部科。") == Proof::unproven);
  CHECK(proof_of("本单位开展2项工作，分别是：综合、业务培训。") == Proof::unproven);
}

TEST_CASE("a list that was read in two ways says nothing") {
  SmallDocument document = no_tables();
  document.extraction.organization.offices = {"办公室", "信息科", "档案室"};
  say(document, "机构设置情况", {"本单位内设3个处室，分别是：办公室、信息科档案室。"});
  document.check();
  CHECK(failing(document.extraction).empty());
  CHECK(document.extraction.statements.front().proof == Proof::unproven);
}

TEST_CASE("an empty table whose figure the text prints") {
  SmallDocument document("three_public", {{"name", "预算数"}, {"合计", ""}});
  document.extraction.tables[0].empty = true;
  say(document, "“三公”经费预算情况说明", {"“三公”经费预算数为0.95万元。"});
  document.check();
  auto const checks = failing(document.extraction);
  REQUIRE(checks.size() == 1);
  CHECK(checks[0].rule == "empty table");
  CHECK(said(document.extraction, "0.95").proof == Proof::conflict);
}

TEST_CASE("an empty table is right where the text has none of it, or speaks of others") {
  for (std::string const text : {"2023年“三公”经费预算5.00万元。2024年未安排“三公”经费预算。",
                                 "2023年“三公”经费预算5.00万元。", "我县“三公”经费预算共计500.00万元，我局未安排。"}) {
    SmallDocument document("three_public", {{"name", "预算数"}, {"合计", ""}});
    document.extraction.document.year.value = "2024";
    document.extraction.tables[0].empty = true;
    say(document, "“三公”经费预算情况说明", {text});
    document.check();
    for (Check const& c : failing(document.extraction)) { CHECK(c.rule != "empty table"); }
  }
}

TEST_CASE("a change from nothing is this year's amount") {
  SmallDocument document = no_tables();
  say(document, general,
      {"科学技术支出5000.00万元，与上年相比增加5000.00万元（去年预算数为0万元，无法计算增减比率）。"});
  document.check();
  CHECK(failing(document.extraction).empty());
  CHECK(said(document.extraction, "5000.00", Measure::change).proof == Proof::proven);
  CHECK(said(document.extraction, "0", Measure::prior_amount).proof == Proof::proven);
}

TEST_CASE("round amounts do not tell how exact percentages are") {
  SmallDocument document = no_tables();
  say(document, "支出预算情况说明",
      {"物业管理费3.00万元，比上年增加0.50万元，增长20.00%。", "维修费1.50万元，比上年减少0.50万元，下降25.00%。",
       "印刷费1.23万元，比上年减少0.35万元，下降22.04%。"});
  document.check();
  CHECK(failing(document.extraction).empty());
}
