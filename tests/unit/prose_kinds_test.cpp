// SPDX-License-Identifier: GPL-3.0-or-later
/// What proves figures of the text by what they are: noughts of named funds, kinds of money that add up, projects and
/// their tables, words behind a change.
#include "support/small_prose.hpp"

using namespace gongkai;

namespace {

constexpr auto overview = "收支预算总体情况说明";

SmallDocument no_tables() { return SmallDocument("unit_list", {{"name", "人数"}, {"本级", "12"}}); }

/// A document without tables that says so much.
SmallDocument saying(std::string const& heading, std::vector<std::string> const& paragraphs) {
  SmallDocument document = no_tables();
  say(document, heading, paragraphs);
  document.check();
  return document;
}

} // namespace

TEST_CASE("zeros at the end that the text leaves out show in the amounts of tables too") {
  // No figure has one decimal: that a zero is left out shows where the table prints it.
  auto const proof_of_change = [](std::string const& printed) {
    SmallDocument document("receipts", {{"name", "预算数"},
                                        {"财政拨款收入", "1192.85"},
                                        {"事业收入", "525.00"},
                                        {"其他收入", "17.00"},
                                        {"上级补助收入", "15.00"},
                                        {"收入合计", "1749.85"}});
    say(document, "收入预算情况说明",
        {"收入预算1749.85万元，其中：财政拨款收入1192.85万元；事业收入525" + printed +
             "万元；其他收入17万元；上级补助收入15万元。",
         "支出预算减少49.81万元，其中基本支出增加75.19万元，项目支出减少125万元。",
         "办公费71.89万元，印刷费1.56万元，差旅费70.33万元，维修费21.47万元。"});
    for (Statement& s : document.extraction.statements) {
      for (Observation const& o : document.extraction.observations) {
        if (s.measure == Measure::amount && o.amount.text() == s.value.text() + ".00") { s.links = {o.id}; }
      }
    }
    document.check();
    CHECK(failing(document.extraction).empty());
    return said(document.extraction, "75.19", Measure::change).proof;
  };
  CHECK(proof_of_change("") == Proof::proven);
  CHECK(proof_of_change(".00") == Proof::unproven); // zeros are printed, so that 125 is rounded
}

TEST_CASE("a nought of a fund is that of the column with the fund's name, not of last year's money of it") {
  auto const document_saying = [](std::string const& amount) {
    SmallDocument document("receipts", {{"name", "合计", "一般公共预算", "政府性基金预算", "上年结转"},
                                        {"合计", "9947.88", "9947.88", "", ""}});
    Table& t = document.extraction.tables[0];
    t.column_paths[4] = {"上年结转", "政府性基金预算"};
    document.extraction.table_readings[0].columns[4].measure = "carryover";
    say(document, "收入预算情况说明",
        {"收入预算9947.88万元。", "一般公共预算拨款收入9947.88万元。", "政府性基金预算拨款收入" + amount + "万元。"});
    document.check();
    return document;
  };
  CHECK(said(document_saying("0").extraction, "0").proof == Proof::proven);
  CHECK(said(document_saying("5.00").extraction, "5.00").proof == Proof::conflict);
}

TEST_CASE("noughts that a table prints are those of the text") {
  auto const document_saying = [](std::string const& reception) {
    SmallDocument document("three_public", {{"合计", "因公出国（境）费", "公务用车购置费", "公务接待费"},
                                            {"0.00", "0.00", "0.00", "0.00"}});
    say(document, "“三公”经费预算情况说明",
        {"因公出国（境）费支出0万元。公务用车购置费支出0万元。公务接待费支出" + reception + "万元。"});
    document.check();
    return document;
  };
  CHECK(document_saying("0").extraction.statements.back().proof == Proof::proven);
  CHECK(document_saying("3.50").extraction.statements.back().proof == Proof::conflict);
}

TEST_CASE("kinds of receipts are no part of one another") {
  auto const text = [](std::string const& fund, std::string const& name = "国有资本经营预算拨款收入") {
    return std::vector<std::string>{"（一）本年财政拨款收入317771.60万元。", "1.一般公共预算拨款收入275771.60万元。",
                                    "2.政府性基金预算拨款收入42000.00万元。", "3." + name + fund + "万元。"};
  };
  SmallDocument const right = saying("收入预算情况说明", text("0.00"));
  CHECK(failing(right.extraction).empty());
  CHECK(said(right.extraction, "0.00").proof == Proof::proven);
  CHECK(failing(saying("收入预算情况说明", text("5.00")).extraction).size() == 1);
  // What is left over from last year may stand beside this year's receipts.
  CHECK(failing(saying("收入预算情况说明", text("5.00", "上年结转")).extraction).empty());
}

TEST_CASE("the three public expenses add up, wherever the section says them") {
  auto const document_saying = [](std::string const& vehicles, std::string const& more = "") {
    return saying("“三公”经费预算情况说明",
                  {"“三公”经费预算为0.00万元。", "因公出国（境）费预算为0.00万元。",
                   "公务用车购置及运行费预算为" + vehicles + "万元。", "公务接待费预算为0.00万元。" + more});
  };
  CHECK(document_saying("0.00").extraction.statements.back().proof == Proof::proven);
  CHECK_FALSE(failing(document_saying("5.00").extraction).empty());
  // A whole that counts meetings among them.
  SmallDocument const meetings =
      saying("“三公”经费预算情况说明",
             {"“三公”经费预算为8.00万元。", "因公出国（境）费预算为0.00万元。", "公务用车购置及运行费预算为0.00万元。",
              "公务接待费预算为0.00万元。", "会议费预算为8.00万元。"});
  CHECK(failing(meetings.extraction).empty());
}

TEST_CASE("basic and project expenditure come to a whole that was said before, and so do their changes") {
  auto const text = [](std::string const& basic, std::string const& change, std::string const& last = "0") {
    return std::vector<std::string>{"支出预算总计17996.68万元，与上年相比增加1463.80万元。",
                                    "此外，基本支出预算数为" + basic + "万元。与上年相比增加" + change + "万元。",
                                    "项目支出预算数为5533.00万元。与上年相比减少20.00万元。",
                                    "年终结转结余" + last + "万元。"};
  };
  SmallDocument const right = saying("支出预算情况说明", text("12463.68", "1483.80"));
  CHECK(failing(right.extraction).empty());
  CHECK(said(right.extraction, "12463.68").proof == Proof::proven);
  CHECK(said(right.extraction, "1483.80", Measure::change).proof == Proof::proven);
  CHECK(said(right.extraction, "-20.00", Measure::change).proof == Proof::proven);
  CHECK_FALSE(failing(saying("支出预算情况说明", text("12468.68", "1483.80")).extraction).empty());
  CHECK_FALSE(failing(saying("支出预算情况说明", text("12463.68", "1488.80")).extraction).empty());
  // More belongs to the whole, and the text says how much.
  std::vector<std::string> more = text("12363.68", "1483.80");
  more.push_back("对附属单位补助支出100.00万元。");
  CHECK(failing(saying("支出预算情况说明", more).extraction).empty());
}

TEST_CASE("where all kinds of receipts are named, their changes come to that of the total") {
  auto const text = [](std::string const& carried, std::string const& other = "与上年预算数相同") {
    return std::vector<std::string>{"收入、支出预算总计9947.88万元，与上年相比收、支预算总计各减少5951.66万元。",
                                    "（一）收入预算总计9947.88万元。",
                                    "1.本年收入合计9947.88万元。",
                                    "（1）一般公共预算拨款收入9947.88万元，与上年相比减少5951.66万元。",
                                    "（2）政府性基金预算拨款收入0万元，与上年预算数相同。",
                                    "（3）国有资本经营预算拨款收入0万元，与上年预算数相同。",
                                    "（4）财政专户管理资金收入0万元，与上年预算数相同。",
                                    "（5）事业收入0万元，与上年预算数相同。",
                                    "（6）事业单位经营收入0万元，与上年预算数相同。",
                                    "（7）上级补助收入0万元，与上年预算数相同。",
                                    "（8）附属单位上缴收入0万元，与上年预算数相同。",
                                    "（9）其他收入0万元，" + other + "。",
                                    "2.上年结转结余0万元，" + carried + "。"};
  };
  SmallDocument const right = saying(overview, text("与上年预算数相同"));
  CHECK(failing(right.extraction).empty());
  CHECK(right.extraction.statements.back().proof == Proof::proven);
  CHECK_FALSE(failing(saying(overview, text("与上年预算数相同", "与上年相比减少80万元")).extraction).empty());
  // What was left over from last year ended: the total fell by that as well.
  CHECK(failing(saying(overview, text("与上年相比减少300.00万元")).extraction).empty() == false);
}

TEST_CASE("projects of the text are those of the tables") {
  auto const document_saying = [](std::string const& all, std::string const& own = "228.00") {
    SmallDocument document("unit_list", {{"name", "人数"}, {"本级", "12"}});
    for (std::vector<std::string> const& project : std::vector<std::vector<std::string>>{
             {"15.00", "15.00", "0.00"}, {"145.50", "138.00", "7.50"}, {"75.00", "75.00", "0.00"}}) {
      document.add(
          "performance_project",
          {{"name", "金额"}, {"年度资金总额：", project[0]}, {"其中：财政拨款", project[1]}, {"其他资金", project[2]}});
      document.extraction.tables.back().header_rows = 0;
    }
    say(document, "预算绩效情况",
        {"2024年全面实施绩效目标管理，涉及预算项目3个，预算资金" + all + "万元，其中财政拨款" + own + "万元。"});
    document.check();
    return document;
  };
  SmallDocument const right = document_saying("235.50");
  CHECK(failing(right.extraction).empty());
  CHECK(said(right.extraction, "235.50").proof == Proof::proven);
  CHECK(said(right.extraction, "228.00").proof == Proof::proven);
  CHECK(said(document_saying("235.80").extraction, "235.80").proof == Proof::conflict);
  CHECK(said(document_saying("235.50", "288.00").extraction, "288.00").proof == Proof::conflict);
  // A secret project has no table.
  CHECK(failing(document_saying("261.90", "254.40").extraction).empty());
}

TEST_CASE("a project that a sentence names is that of the form with its name") {
  auto const document_saying = [](std::string const& amount, std::string const& number = "1") {
    SmallDocument document = no_tables();
    for (auto const& [name, money] : std::vector<std::pair<std::string, std::string>>{
             {"审查服务费", "30.00"}, {"审查服务费-政府项目评审费", "800.00"}, {"办公楼维修改造", "15.50"}}) {
      document.add("performance_project",
                   {{"name", "金额"}, {"年度资金总额：", money}, {"其中：财政拨款", money}, {"其他资金", "0.00"}});
      Table& form = document.extraction.tables.back();
      form.header_rows = 0;
      TableCell label, value;
      label.text = label.raw = "项目名称";
      value.text = value.raw = name;
      label.row = value.row = 9;
      value.col = 1;
      form.cells.insert(form.cells.end(), {label, value});
    }
    say(document, "预算绩效情况",
        {"2024年全面实施绩效目标管理，涉及预算项目3个，预算资金845.50万元。拟对审查服务费-政府项目评审费等" + number +
         "个项目开展部门重点绩效评价，涉及预算资金" + amount + "万元，其中财政拨款800.00万元。"});
    document.check();
    return document;
  };
  SmallDocument const right = document_saying("800.00");
  CHECK(failing(right.extraction).empty());
  CHECK(right.extraction.statements.back().proof == Proof::proven);
  CHECK(said(right.extraction, "800.00").proof == Proof::proven);
  CHECK(said(document_saying("880.00").extraction, "880.00").proof == Proof::conflict);
  CHECK(said(document_saying("815.50", "2").extraction, "815.50").proof == Proof::unproven);
  CHECK(failing(document_saying("2450.00").extraction).empty()); // with what others spend on it
}

TEST_CASE("no change, and the words behind it") {
  auto const document_saying = [](std::string const& change, std::string const& words) {
    return saying("“三公”经费预算情况说明", {"公务接待费0.00万元，比上年增加" + change + "万元" + words});
  };
  SmallDocument const right = document_saying("0.00", "，增长0.00%，与上年持平。");
  CHECK(said(right.extraction, "0.00", Measure::change).proof == Proof::proven);
  CHECK(said(right.extraction, "0.00", Measure::change_rate).proof == Proof::proven);
  CHECK(failing(document_saying("5.00", "，与上年持平。").extraction).size() == 1);
  CHECK(failing(document_saying("0.03", "，与上年基本持平。").extraction).empty());
  CHECK(failing(document_saying("5.00", "。与上年持平的是培训费。").extraction).empty());
}

TEST_CASE("shares of what all parts come to") {
  auto const document_saying = [](std::string const& share) {
    return saying("支出预算情况说明", {"支出预算288416.35万元。", "基本支出预算31644.88万元，占本年支出预算10.97%。",
                                       "项目支出预算256759.24万元，占本年支出预算" + share + "%。"});
  };
  SmallDocument const right = document_saying("89.03");
  CHECK(failing(right.extraction).empty());
  CHECK(said(right.extraction, "89.03", Measure::share).proof == Proof::proven);
  CHECK(said(document_saying("88.03").extraction, "88.03", Measure::share).proof == Proof::conflict);
  CHECK(failing(document_saying("42.17").extraction).empty()); // of something else
}

TEST_CASE("a misprint of a figure that is said twice may be too short to tell by itself") {
  auto const document_saying = [](std::string const& again) {
    return saying("“三公”经费预算情况说明", {"公务接待费397.50万元。", "公务接待费预算支出" + again + "万元。"});
  };
  CHECK(document_saying("397.50").extraction.statements.back().proof == Proof::proven);
  CHECK(document_saying("39.50").extraction.statements.back().proof == Proof::conflict);
}
