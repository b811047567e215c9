// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/check_document.hpp"
#include "check/header_sums.hpp"
#include "check/outline.hpp"
#include "check/proof.hpp"
#include "check/suspects.hpp"
#include "support/small_document.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace gongkai;

namespace {

Decimal number(std::string const& text) {
  Decimal out;
  std::string digits;
  for (char const c : text) {
    if (c == '.') {
      out.scale = static_cast<int>(text.size() - text.find('.') - 1);
    } else {
      digits += c;
    }
  }
  out.mantissa = std::stoll(digits);
  return out;
}

/// Figures in ten thousand yuan, by their texts.
struct Figures {
  explicit Figures(std::vector<std::string> const& texts) {
    for (std::string const& t : texts) {
      Figure f;
      f.ref.index = static_cast<std::uint32_t>(all.size());
      f.quantity = quantity_of(number(t), 4);
      f.money = true;
      all.push_back(f);
    }
  }
  std::vector<Figure> all;
};

/// figure 0 = the sum of all others.
Equations::Outcome sum_of(std::vector<std::string> const& texts) {
  Figures const figures(texts);
  Equations const equations(figures.all);
  std::vector<Term> terms;
  for (FigureIndex i = 1; i < texts.size(); ++i) { terms.push_back({i, false}); }
  return *equations.evaluate(EquationForm::sum, 0, terms);
}

Equations::Outcome rate_of(EquationForm form, std::string const& percent, std::string const& a, std::string const& b) {
  Figures figures({a, b});
  Figure f;
  f.quantity = quantity_of(number(percent), 0);
  figures.all.push_back(f);
  Equations const equations(figures.all);
  std::vector<Term> const terms{{0, false}, {1, false}};
  return *equations.evaluate(form, 2, terms);
}

std::vector<Check> failing(Extraction const& e) {
  std::vector<Check> out;
  std::copy_if(e.checks.begin(), e.checks.end(), std::back_inserter(out),
               [](Check const& c) { return c.status == CheckStatus::fail; });
  return out;
}

} // namespace

TEST_CASE("a quantity keeps every printed decimal") {
  auto const q = quantity_of({103602, 2}, 4);
  REQUIRE(q);
  CHECK(decimal_of(q->value, 4, 2)->text() == "1036.02");
  CHECK(decimal_of(q->value, 0, 0)->text() == "10360200");
  CHECK(decimal_of(q->half(), 4, 2)->text() == "0.005");
  CHECK_FALSE(quantity_of({1, 14}, 4));       // finer than a quantity
  CHECK(quantity_of({0, 2}, 4)->half() == 0); // a printed zero is exact
  CHECK(rounded_quotient(-7, 2) == -4);
}

TEST_CASE("a sum passes, is off by rounding, or fails") {
  CHECK(sum_of({"1041.15", "1036.02", "5.13"}).status == CheckStatus::pass);
  CHECK(sum_of({"1041.14", "1036.02", "5.13"}).status == CheckStatus::rounding);
  CHECK(sum_of({"22.86", "22.76", "0", "0"}).status == CheckStatus::fail);
  CHECK(sum_of({"22.77", "22.76"}).status == CheckStatus::fail); // the sum of one part is that part
  CHECK(sum_of({"192", "70", "122.13"}).status == CheckStatus::rounding);
  CHECK(sum_of({"0", "0"}).trivial);
}

TEST_CASE("rates hold where the printed percentage can be theirs") {
  CHECK(rate_of(EquationForm::ratio, "99.51", "1036.02", "1041.14").status == CheckStatus::pass);
  CHECK(rate_of(EquationForm::change, "-3.14", "49.04", "50.63").status == CheckStatus::pass);
  CHECK(rate_of(EquationForm::ratio, "99.15", "1036.02", "1041.14").status == CheckStatus::fail);
  CHECK(rate_of(EquationForm::ratio, "33", "1", "3").status == CheckStatus::pass);
}

TEST_CASE("one misread digit makes one figure of another") {
  CHECK(likeness(59584, 95584, 1) == 2);
  CHECK(likeness(8279, 3279, 1) == 2);
  CHECK(likeness(131, 1311, 1) == 2);
  CHECK(likeness(1311, 131, 1) == 2);
  CHECK(likeness(101337, 1337, 1) == 2); // the first digit is missing
  CHECK(likeness(500, 5000000, 1) == 1);
  CHECK(likeness(5, -5, 1) == 1);
  CHECK(likeness(12345, 54321, 1) == 0);
}

TEST_CASE("a table is proven by its sums") {
  SmallDocument document("expenditure", {{"code", "name", "合计", "基本支出", "项目支出"},
                                         {"", "合计", "307.82", "105.58", "202.24"},
                                         {"201", "一般公共服务支出", "278.40", "76.16", "202.24"},
                                         {"20139", "社会工作事务", "278.40", "76.16", "202.24"},
                                         {"2013901", "行政运行", "76.16", "76.16", ""},
                                         {"2013999", "其他社会工作事务支出", "202.24", "", "202.24"},
                                         {"221", "住房保障支出", "29.42", "29.42", ""},
                                         {"22102", "住房改革支出", "29.42", "29.42", ""},
                                         {"2210201", "住房公积金", "17.70", "17.70", ""},
                                         {"2210203", "购房补贴", "11.72", "11.72", ""}});
  document.check();
  CHECK(failing(document.extraction).empty());
  for (Observation const& o : document.extraction.observations) {
    INFO(o.name.label << " " << o.amount.text());
    CHECK(o.proof == Proof::proven);
  }

  SECTION("one wrong digit is found, with what it should be") {
    document.at(4, 3).amount = number("16.16"); // 76.16
    document.check();
    auto const checks = failing(document.extraction);
    REQUIRE(checks.size() == 2); // in its row and in its column
    for (Check const& c : checks) {
      REQUIRE(c.suspect);
      CHECK(c.operands[*c.suspect].index == document.index(4, 3));
      CHECK(c.suggested == "76.16");
      CHECK(c.blame == Blame::publisher);
      CHECK(c.message.find("16.16") != std::string::npos);
      CHECK(c.message_en.find("16.16") != std::string::npos);
    }
    CHECK(document.at(4, 3).proof == Proof::conflict);
    CHECK(document.at(8, 2).proof == Proof::proven);
  }

  SECTION("a figure in the wrong column is found") {
    document.at(8, 3).col = 4;
    document.check();
    CHECK_FALSE(failing(document.extraction).empty());
    CHECK(document.extraction.observations[document.index(8, 2)].proof == Proof::proven);
  }

  SECTION("text that reaches over its cell makes the reading doubtful") {
    document.at(4, 3).amount = number("16.16");
    document.cell(4, 3).overflow = true;
    document.check();
    for (Check const& c : failing(document.extraction)) { CHECK(c.blame == Blame::extraction); }
  }

  SECTION("what the document explains is marked so") {
    document.at(5, 2).amount = number("2.24");
    document.at(5, 4).amount = number("2.24");
    document.extraction.tables[0].caption.notes = {"注：部分涉密项目未公开。"};
    document.check();
    auto const checks = failing(document.extraction);
    REQUIRE_FALSE(checks.empty());
    for (Check const& c : checks) { CHECK(c.explained == "注：部分涉密项目未公开。"); }
  }
}

TEST_CASE("rounding is no failure, and proves no small figure among many") {
  SmallDocument document("general_budget_expenditure", {{"code", "name", "合计", "基本支出", "项目支出"},
                                                        {"", "合计", "100.01", "60.01", "40.01"},
                                                        {"201", "一般公共服务支出", "50.01", "30.00", "20.00"},
                                                        {"205", "教育支出", "50.00", "30.00", "20.00"}});
  document.check();
  CHECK(failing(document.extraction).empty());
  CHECK(std::any_of(document.extraction.checks.begin(), document.extraction.checks.end(),
                    [](Check const& c) { return c.status == CheckStatus::rounding; }));
}

TEST_CASE("a rule that mostly fails is no rule of that table") {
  // "of which" lists some parts, not all.
  SmallDocument document("receipts_and_expenditure", {{"name", "预算数"},
                                                      {"一、财政拨款收入", "243015.38"},
                                                      {"其中：政府性基金预算财政拨款", "109.50"},
                                                      {"二、其他收入", "51324.41"},
                                                      {"其中：捐赠收入", "44.20"},
                                                      {"本年收入合计", "294339.79"}});
  document.check();
  CHECK(failing(document.extraction).empty());
}

TEST_CASE("a code's name is compared with what the list and the document call it") {
  SmallDocument document(
      "receipts", {{"code", "name", "合计"}, {"", "合计", "10.00"}, {"20801", "人力资源和社会管理事务", "10.00"}});
  document.add("expenditure",
               {{"code", "name", "合计"}, {"", "合计", "10.00"}, {"20801", "人力资源和社会保障管理事务", "10.00"}});
  document.check();
  auto const checks = failing(document.extraction);
  REQUIRE(checks.size() == 1);
  CHECK(checks[0].kind == CheckKind::code_name);
  CHECK(checks[0].printed == "人力资源和社会管理事务");
  CHECK(checks[0].expected == "人力资源和社会保障管理事务");
}

TEST_CASE("the same figure in two tables") {
  SmallDocument document("expenditure", {{"code", "name", "合计", "基本支出"},
                                         {"201", "一般公共服务支出", "60.00", "60.00"},
                                         {"205", "教育支出", "40.00", "40.00"},
                                         {"", "合计", "100.00", "100.00"}});
  document.add("general_budget_expenditure", {{"code", "name", "合计", "基本支出"},
                                              {"201", "一般公共服务支出", "60.00", "60.00"},
                                              {"205", "教育支出", "40.00", "40.00"},
                                              {"", "合计", "100.00", "100.00"}});
  document.check();
  CHECK(failing(document.extraction).empty());
  CHECK(std::count_if(document.extraction.checks.begin(), document.extraction.checks.end(),
                      [](Check const& c) { return c.kind == CheckKind::cross_table; }) == 6);
}

TEST_CASE("appropriations in a table of one budget's money are that money") {
  SmallDocument document("expenditure", {{"code", "name", "合计"},
                                         {"201", "一般公共服务支出", "60.00"},
                                         {"212", "城乡社区支出", "40.00"},
                                         {"", "合计", "100.00"}});
  document.add("fiscal_appropriation_expenditure", {{"code", "name", "合计"},
                                                    {"201", "一般公共服务支出", "60.00"},
                                                    {"212", "城乡社区支出", "40.00"},
                                                    {"", "合计", "100.00"}});
  document.add("general_budget_expenditure",
               {{"code", "name", "财政拨款"}, {"201", "一般公共服务支出", "60.00"}, {"", "合计", "60.00"}});
  document.check();
  CHECK(failing(document.extraction).empty());
}

TEST_CASE("three public expenses of another fund have a table of their own") {
  SmallDocument document("three_public", {{"name", "预算数"}, {"合计", "3.40"}, {"公务接待费", "3.40"}});
  document.add("three_public", {{"name", "预算数"}, {"合计", ""}});
  document.extraction.tables[1].empty = true;
  document.check();
  CHECK(failing(document.extraction).size() == 1);
  document.extraction.table_readings[1].part = "government_fund";
  document.extraction.checks.clear();
  document.check();
  CHECK(failing(document.extraction).empty());
}

TEST_CASE("a table in another unit than its figures") {
  SmallDocument::Rows const rows{{"code", "name", "合计", "基本支出"},
                                 {"201", "一般公共服务支出", "612.34", "612.34"},
                                 {"205", "教育支出", "421.07", "421.07"},
                                 {"", "合计", "1033.41", "1033.41"}};
  SmallDocument document("expenditure", rows);
  document.add("general_budget_expenditure", rows);
  for (Observation& o : document.extraction.observations) {
    if (o.table == 1) { o.unit = "元"; }
  }
  document.check();
  auto const checks = failing(document.extraction);
  REQUIRE(checks.size() == 1);
  CHECK(checks[0].kind == CheckKind::unit);
  CHECK(checks[0].message.find("万元") != std::string::npos);
}

TEST_CASE("long sums that hold exactly leave no room for rounding") {
  SmallDocument::Rows rows{{"code", "name", "合计"}, {"302", "商品和服务支出", "0"}};
  std::int64_t sum = 0;
  for (int i = 1; i <= 18; ++i) {
    std::int64_t const amount = 1007 + 113 * i;
    sum += amount;
    rows.push_back({"302" + std::string(i < 10 ? "0" : "") + std::to_string(i), "x", Decimal{amount, 2}.text()});
  }
  rows[1][2] = Decimal{sum, 2}.text();
  SmallDocument document("general_budget_basic_expenditure", rows);
  auto const proven = [&] {
    document.check();
    auto const& all = document.extraction.observations;
    return std::count_if(all.begin(), all.end(), [](Observation const& o) { return o.proof == Proof::proven; });
  };
  CHECK(proven() < 19); // once may be chance
  for (int i = 0; i < 25; ++i) { document.add("procurement", rows); }
  CHECK(proven() == 26 * 19);
  document.at(3, 2).amount.mantissa += 5; // within what 18 roundings allow
  document.check();
  CHECK(document.at(3, 2).proof == Proof::conflict);
}

TEST_CASE("rows add up by what they are, and receipts are expenditure and what is left") {
  SmallDocument three("gov_three_public", {{"name", "预算数"},
                                           {"“三公”经费", "950.00"},
                                           {"（一）因公出国（境）费用", "30.00"},
                                           {"（二）公务用车购置及运行维护支出", "770.00"},
                                           {"公务用车购置", "200.00"},
                                           {"公务用车运行维护费", "570.00"},
                                           {"（三）公务接待费", "150.00"}});
  three.check();
  CHECK(failing(three.extraction).empty());
  for (Observation const& o : three.extraction.observations) { CHECK(o.proof == Proof::proven); }
  three.at(6, 1).amount = number("105.00");
  three.check();
  CHECK(three.at(6, 1).proof == Proof::conflict);
}

TEST_CASE("without a header that says so, one column may be the sum of the others") {
  SmallDocument document("gov_debt_limit_and_balance", {{"name", "全市", "本级", "下级"},
                                                        {"地方政府债务限额", "6942914.36", "767814.62", "6175099.74"},
                                                        {"一般债务限额", "2256739.24", "553045.15", "1703694.09"},
                                                        {"专项债务限额", "4686175.12", "214769.47", "4471405.65"},
                                                        {"提前下达额度", "61005.00", "20004.00", "41001.00"},
                                                        {"再融资额度", "71017.00", "20016.00", "51001.00"}});
  document.check();
  CHECK(failing(document.extraction).empty());
  CHECK(document.at(4, 2).proof == Proof::proven);
  document.at(4, 2).amount = number("20040.00");
  document.check();
  CHECK(document.at(4, 2).proof == Proof::conflict);
}

TEST_CASE("rows of the same name in tables of governments are the same figure where nearly all are") {
  SmallDocument::Rows rows{{"name", "决算数"}};
  for (int i = 1; i <= 9; ++i) { rows.push_back({"第" + std::to_string(i) + "项专款", std::to_string(1007 * i * i)}); }
  SmallDocument document("gov_general_budget_balance", rows);
  document.add("gov_general_budget_receipts", rows);
  document.check();
  CHECK(document.at(4, 1).proof == Proof::proven);
  document.at(4, 1).amount = number("16212");
  document.check();
  REQUIRE(failing(document.extraction).size() == 1);
  CHECK(failing(document.extraction)[0].kind == CheckKind::cross_table);
  document.at(5, 1).amount = number("25157"); // two differences: two tables about different money
  document.check();
  CHECK(failing(document.extraction).empty());
}

TEST_CASE("a figure glued to its neighbour is known by the neighbour's digits") {
  CHECK(glued(12345, 123, 45, 1));
  CHECK(glued(12345, 345, 12, 1));
  CHECK_FALSE(glued(12345, 124, 45, 1));
  // Each of the parts could be the wrong one; only one has its neighbour's digits behind its own.
  SmallDocument document("procurement", {{"name", "合计", "货物", "服务"},
                                         {"合计", "1300", "700", "600"},
                                         {"甲项", "480", "300", "180"},
                                         {"乙项", "520", "250", "270"},
                                         {"丙项", "300", "150", "150"}});
  document.check();
  REQUIRE(failing(document.extraction).empty());
  document.at(2, 3).amount = number("300"); // the neighbour's figure in its place
  document.check();
  for (Check const& c : failing(document.extraction)) {
    REQUIRE(c.suspect);
    CHECK(c.operands[*c.suspect].index == document.index(2, 3));
    CHECK(c.suggested == "180");
  }
}
