// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/indicator.hpp"
#include "record/link_statements.hpp"
#include "record/read_observations.hpp"
#include "record/unit_conflicts.hpp"
#include "support/pattern_files.hpp"
#include "text/normalise.hpp"
#include "text/pattern_files.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace gongkai;

namespace {

/// Everything the record room knows, made once: the examples of every pattern are run on the way.
struct Known {
  Known() : files(files_with_examples()), normaliser(files), table_patterns(files), record(files, normaliser) {}
  PatternFiles files;
  Normaliser normaliser;
  TablePatterns table_patterns;
  RecordKnowledge record;
};

Known const& known() {
  static Known const k;
  return k;
}

/// A table from rows of texts: "" is no cell, ">" belongs to the cell on its left, "^" to the one above.
Table drawn(std::string title, int header_rows, std::vector<std::vector<std::string>> const& rows) {
  Table t;
  t.id = "t1";
  t.caption.title = std::move(title);
  t.caption.unit = "万元";
  t.pages = {1};
  t.rows = static_cast<int>(rows.size());
  t.cols = static_cast<int>(rows[0].size());
  t.header_rows = header_rows;
  for (int r = 0; r < t.rows; ++r) {
    for (int c = 0; c < t.cols; ++c) {
      auto const text = [&](int row, int col) {
        return row < t.rows && col < t.cols ? rows[static_cast<std::size_t>(row)][static_cast<std::size_t>(col)] : "";
      };
      if (text(r, c).empty() || text(r, c) == ">" || text(r, c) == "^") { continue; }
      TableCell cell;
      cell.row = r;
      cell.col = c;
      while (text(r, c + cell.colspan) == ">") { ++cell.colspan; }
      while (text(r + cell.rowspan, c) == "^") { ++cell.rowspan; }
      cell.text = text(r, c);
      cell.page = 1;
      cell.amount = known().table_patterns.amount.matches(cell.text);
      t.cells.push_back(cell);
    }
  }
  t.column_paths.resize(static_cast<std::size_t>(t.cols));
  for (TableCell const& cell : t.cells) {
    if (cell.row >= header_rows) { continue; }
    for (int c = cell.col; c < cell.col + cell.colspan; ++c) {
      t.column_paths[static_cast<std::size_t>(c)].push_back(cell.text);
    }
  }
  return t;
}

TableReadings read(Table const& table, int year = 2024) {
  return read_observations(std::span(&table, 1), year, known().record, known().table_patterns, known().normaliser);
}

/// "code label amount" of each observation.
std::vector<std::string> shown(TableReadings const& readings) {
  std::vector<std::string> out;
  for (Observation const& o : readings.observations) {
    out.push_back(o.name.main.code + " " + o.name.label + " " + o.amount.text());
  }
  return out;
}

} // namespace

TEST_CASE("every pattern compiles and its examples hold") { REQUIRE_NOTHROW(known()); }

TEST_CASE("amounts are exact and keep their decimals") {
  AmountReader const& reader = known().record.amounts;
  auto const [printed, text] = GENERATE(table<std::string, std::string>({{"1,036.02", "1036.02"},
                                                                         {"66,716,064", "66716064"},
                                                                         {"0.00", "0.00"},
                                                                         {"-45.87", "-45.87"},
                                                                         {"－45.87", "-45.87"},
                                                                         {"△5.00", "-5.00"},
                                                                         {"(12.50)", "-12.50"},
                                                                         {"（12.50）", "-12.50"},
                                                                         {"１２．３", "12.3"},
                                                                         {"515,665.274501", "515665.274501"},
                                                                         {"0.05", "0.05"},
                                                                         {"-0.05", "-0.05"}}));
  auto const amount = reader.read(printed);
  REQUIRE(amount);
  REQUIRE(amount->value.text() == text);
}

TEST_CASE("what is no amount") {
  AmountReader const& reader = known().record.amounts;
  for (char const* text : {"", "合计", "2024年", "1.2.3", "≥95", "12台", "12345678901234567890", "(12", "一", "10,20",
                           "1,0000", "1,23,456", "1，20", "1,036,2.5"}) {
    REQUIRE_FALSE(reader.read(text));
  }
  REQUIRE(reader.read("-")->mark == Mark::dash);
  REQUIRE(reader.read("——")->mark == Mark::dash);
  REQUIRE(reader.read("不适用")->mark == Mark::not_applicable);
  REQUIRE(reader.read("0")->mark == Mark::zero);
  REQUIRE(reader.read("-60.86%")->unit == "%");
  REQUIRE(reader.read("30万元")->unit == "万元");
}

TEST_CASE("a figure is linked to its like, one printed too finely or too large to compare to none") {
  StatementLinker const linker(known().files, known().record.amounts);
  auto const links = [&](Decimal const& said, Decimal const& printed) {
    std::vector<Statement> statements(1);
    Statement& s = statements.front();
    s.subject = "印刷费";
    s.value = said;
    s.unit = "元";
    s.yuan = said;
    Observation o;
    o.id = "o1";
    o.name.label = "印刷费";
    o.unit = "元";
    o.amount = printed;
    linker.link(statements, std::vector<Observation>{o});
    return s.links.size();
  };
  CHECK(links({36500, 2}, {3650, 1}) == 1);
  CHECK(links({36500, 2}, {3651, 1}) == 0);
  CHECK(links({100004, 5}, {100004, 4}) == 0); // 1.00004 and 10.0004
  CHECK(links({4, 0}, {400004, 5}) == 0);
  CHECK(links({900000000000000, 0}, {-900000000000000, 0}) == 0); // their difference is no whole number that fits
  CHECK(links({900000000000000000, 0}, {900000000000000000, 0}) == 0);
}

TEST_CASE("yuan are exact") {
  REQUIRE(Decimal{103602, 2}.times_power_of_ten(4)->text() == "10360200");
  REQUIRE(Decimal{515665274501, 6}.times_power_of_ten(4)->text() == "5156652745.01");
  REQUIRE(Decimal{-5, 1}.times_power_of_ten(0)->text() == "-0.5");
  REQUIRE_FALSE(Decimal{999999999999999999, 0}.times_power_of_ten(4));
}

TEST_CASE("codes have the name of their year") {
  Classification const& codes = known().record.classification;
  REQUIRE(codes.name("2013804", 2024) == "市场主体管理");
  REQUIRE(codes.name("2013804", 2026) == "经营主体管理");
  REQUIRE(codes.name("2013804", 0) == "经营主体管理");
  REQUIRE(codes.name("9999999", 2024).empty());
  REQUIRE(codes.accepts("503", 2024, "机关资本性支出（一）"));
  REQUIRE(codes.code_of(CodeSystem::functional, "", "教育支出", 2024) == "205");
  REQUIRE(codes.code_of(CodeSystem::functional, "20140", "行政运行", 2024) == "2014001");
  REQUIRE(codes.code_of(CodeSystem::functional, "", "行政运行", 2024).empty());
}

TEST_CASE("an entity's name does not decide a table's type") {
  Table const t = drawn("某市政府采购中心2024年部门收支总表", 2,
                        {{"收入", ">", "支出", ">"},
                         {"项目", "预算数", "项目", "预算数"},
                         {"一、事业收入", "1.00", "一、教育支出", "1.00"},
                         {"收入总计", "1.00", "支出总计", "1.00"}});
  REQUIRE(read(t).tables[0].type == "receipts_and_expenditure");
}

TEST_CASE("an untitled table is known by its look") {
  Table const t = drawn("", 2,
                        {{"预算数", ">", ">", ">"},
                         {"合计", "因公出国（境）费", "公务用车购置及运行费", "公务接待费"},
                         {"3.00", "0.00", "2.00", "1.00"}});
  TableReadings const r = read(t);
  REQUIRE(r.tables[0].type == "three_public");
  REQUIRE(shown(r) == std::vector<std::string>{"  3.00", "  0.00", "  2.00", "  1.00"});
  REQUIRE(r.observations[3].path == std::vector<std::string>{"预算数", "公务接待费"});
  REQUIRE(r.observations[3].measure == "reception");
}

TEST_CASE("codes in three columns are joined, and blank levels inherited") {
  auto const [a, b] = GENERATE(table<std::string, std::string>({{"", ""}, {"201", "40"}}));
  Table const t = drawn("支出总体情况表", 2,
                        {{"科目编码", ">", ">", "科目名称", "合计", "基本支出", "项目支出"},
                         {"类", "款", "项", "^", "^", "^", "^"},
                         {"", "", "", "合计", "9.00", "8.00", "1.00"},
                         {"201", "", "", "一般公共服务支出", "9.00", "", ""},
                         {a, "40", "", "信访事务", "9.00", "", ""},
                         {a, b, "01", "行政运行", "5.00", "", ""},
                         {a, b, "50", "事业运行", "4.00", "", ""}});
  TableReadings const r = read(t);
  REQUIRE(shown(r) == std::vector<std::string>{" 合计 9.00", " 合计 8.00", " 合计 1.00", "201 一般公共服务支出 9.00",
                                               "20140 信访事务 9.00", "2014001 行政运行 5.00",
                                               "2014050 事业运行 4.00"});
  REQUIRE(r.observations.back().name.label_path ==
          std::vector<std::string>{"一般公共服务支出", "信访事务", "事业运行"});
  REQUIRE(r.observations.back().name.official_label == "事业运行");
  REQUIRE(r.observations.back().yuan->text() == "40000");
}

TEST_CASE("a code before the name, in brackets or not; a year is none") {
  Table const t = drawn("一般公共预算支出表", 1,
                        {{"科目名称", "合计", "基本支出", "项目支出"},
                         {"[201]一般公共服务支出", "1.00", "", ""},
                         {"20140 信访事务", "1.00", "", ""},
                         {"2026信访专项经费", "1.00", "", ""}});
  REQUIRE(shown(read(t)) ==
          std::vector<std::string>{"201 一般公共服务支出 1.00", "20140 信访事务 1.00", " 2026信访专项经费 1.00"});
}

TEST_CASE("two code systems side by side") {
  Table const t = drawn("一般公共预算基本支出情况表", 2,
                        {{"科目编码", ">", "部门预算支出经济分类科目名称", "科目编码", ">",
                          "政府预算支出经济分类科目名称", "基本支出预算"},
                         {"类", "款", "^", "类", "款", "^", "小计"},
                         {"301", "01", "基本工资", "501", "01", "工资奖金津补贴", "145.81"}});
  TableReadings const r = read(t);
  REQUIRE(shown(r) == std::vector<std::string>{"30101 基本工资 145.81"});
  REQUIRE(r.observations[0].name.others.size() == 1);
  REQUIRE(r.observations[0].name.others[0].code == "50101");
  REQUIRE(r.observations[0].name.others[0].system == CodeSystem::economic_government);
}

TEST_CASE("halves have sides, levels their parents") {
  Table const t = drawn("部门收支总表", 2,
                        {{"收入", ">", "支出", ">"},
                         {"项目", "预算数", "项目", "预算数"},
                         {"一、财政拨款收入", "3.00", "一、教育支出", "3.00"},
                         {"其中：一般公共预算", "3.00", "", ""},
                         {"二、事业收入", "-", "", ""},
                         {"收入总计", "3.00", "支出总计", "3.00"}});
  TableReadings const r = read(t);
  REQUIRE(r.observations.size() == 5);
  REQUIRE(r.observations[0].side == Side::receipts);
  REQUIRE(r.observations[1].side == Side::expenditure);
  REQUIRE(r.observations[1].name.resolved_code == "205");
  REQUIRE(r.observations[2].name.label_path == std::vector<std::string>{"财政拨款收入", "一般公共预算"});
  REQUIRE(r.observations[3].name.label_path == std::vector<std::string>{"收入总计"});
}

TEST_CASE("ranks, quantities and column numbers are no amounts") {
  Table const t = drawn("政府采购预算表", 1,
                        {{"序号", "采购项目名称", "采购品目", "数量", "采购预算金额"},
                         {"1", "2", "3", "4", "5"},
                         {"1", "办公设备购置", "A02010105台式计算机", "8", "47.61"}});
  REQUIRE(shown(read(t)) == std::vector<std::string>{" 办公设备购置 47.61"});
}

TEST_CASE("last year's columns") {
  Table const t = drawn("财政拨款“三公”经费支出表", 2,
                        {{"2023年预算数", ">", "2024年预算数", ">"},
                         {"合计", "公务接待费", "合计", "公务接待费"},
                         {"2.00", "1.00", "4.00", "3.00"}});
  TableReadings const r = read(t);
  REQUIRE(r.observations[0].prior_year);
  REQUIRE_FALSE(r.observations[2].prior_year);
  REQUIRE(r.observations[2].basis == "budget");
}

TEST_CASE("a column below the head of one budget's money is of that money") {
  Table const t = drawn("部门支出总表", 2,
                        {{"科目名称", "合计", "一般公共预算", ">"},
                         {"^", "^", "基本支出", "项目支出"},
                         {"教育支出", "9.00", "4.00", "3.00"}});
  TableReadings const r = read(t);
  REQUIRE(r.observations.size() == 3);
  CHECK(r.observations[1].measure == "general_public_budget/basic_expenditure");
  CHECK(r.observations[2].measure == "general_public_budget/project_expenditure");
}

TEST_CASE("money in forms") {
  Table const t = drawn("项目支出绩效目标表", 0,
                        {{"项目名称", ">", "维修", ">"},
                         {"项目资金（元）", ">", "年度资金总额", "6.67"},
                         {"^", "", "其中：财政拨款", "6.67"},
                         {"一级指标", "二级指标", "三级指标", "指标值"},
                         {"产出指标", "数量指标", "数量", "5.00"}});
  TableReadings const r = read(t);
  REQUIRE(shown(r) == std::vector<std::string>{" 年度资金总额 6.67", " 其中：财政拨款 6.67"});
  REQUIRE(r.observations[0].unit == "元");
}

TEST_CASE("a form may tell the money in columns") {
  Table const t = drawn("项目支出绩效自评表", 0,
                        {{"项目名称", ">", "维修", ">", ">", ">", ">"},
                         {"项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率"},
                         {"^", "年度资金总额", "100.00", "120.00", "110.00", "10", "91.67%"},
                         {"^", "其他资金", "0.00", "20.00", "10.00", "—", "50.00%"}});
  TableReadings const r = read(t);
  REQUIRE(shown(r) == std::vector<std::string>{" 年度资金总额 100.00", " 年度资金总额 120.00", " 年度资金总额 110.00",
                                               " 其他资金 0.00", " 其他资金 20.00", " 其他资金 10.00"});
  REQUIRE(r.observations[1].path == std::vector<std::string>{"全年预算数"});
}

namespace {

std::vector<Indicator> indicators(Table const& table, std::string const& type = "performance_project") {
  static IndicatorPatterns const patterns(known().files);
  TableReading reading;
  reading.type = type;
  return read_indicators(std::vector{table}, std::vector{reading}, patterns, known().normaliser);
}

} // namespace

TEST_CASE("indicators: merged cells, operators, units") {
  std::vector<Indicator> const list =
      indicators(drawn("项目支出绩效目标表", 0,
                       {{"项目名称", ">", "培训项目", ">", ">", ">"},
                        {"绩效指标", "一级指标", "二级指标", "三级指标", "指标值", "分值权重（90）"},
                        {"^", "产出指标", "数量指标", "培训人数", "≥1,200人", "10"},
                        {"^", "^", "质量指标", "指标1：合格率", "=100%", "20"},
                        {"^", "^", "^", "面积", "不低于13459.00（平方米）", "20"},
                        {"^", "效益指标", "社会效益指标", "影响", "长期", ""}}));
  REQUIRE(list.size() == 4);
  CHECK(list[0].level1 == "产出指标");
  CHECK(list[0].operator_sign == "≥");
  CHECK(list[0].target == "1200");
  CHECK(list[0].unit == "人");
  CHECK(list[0].weight == "10");
  CHECK(list[0].project == "培训项目");
  CHECK(list[1].level1 == "产出指标");
  CHECK(list[1].level3 == "合格率");
  CHECK(list[1].unit == "%");
  CHECK(list[2].level2 == "质量指标");
  CHECK(list[2].operator_sign == "≥");
  CHECK(list[2].unit == "平方米");
  CHECK(list[3].target == "长期");
  CHECK(list[3].unit.empty());
  CHECK(list[3].weight.empty());
}

TEST_CASE("indicators: a list of projects, with operator and unit in columns of their own") {
  std::vector<Indicator> const list = indicators(
      drawn("项目支出绩效目标表", 1,
            {{"项目名称", "一级指标", "二级指标", "三级指标", "绩效指标性质", "本年绩效指标值", "绩效度量单位"},
             {"甲项目", "产出指标", "数量指标", "活动", "≥", "4", "次"},
             {"^", "产出指标", "时效指标", "完成时间", "定性", "2026年9月25日前", ""},
             {"乙项目", "成本指标", "经济成本指标", "费用", "≤", "29.5", "万元"}}));
  REQUIRE(list.size() == 3);
  CHECK(list[0].project == "甲项目");
  CHECK(list[0].operator_sign == "≥");
  CHECK(list[0].unit == "次");
  CHECK(list[1].project == "甲项目");
  CHECK(list[1].target == "2026年9月25日前"); // a date is no number with a unit
  CHECK(list[1].operator_sign.empty());
  CHECK(list[2].project == "乙项目");
  CHECK(list[2].target == "29.5");
}

TEST_CASE("indicators: all levels in one cell, and tables without any") {
  std::vector<Indicator> const list = indicators(drawn("部门整体支出绩效目标表", 0,
                                                       {{"活动", "绩效指标", "指标性质", "指标值", "度量单位"},
                                                        {"植树", "产出指标数量指标苗木数量", "=", "413200", "株"}}));
  REQUIRE(list.size() == 1);
  CHECK(list[0].level1 == "产出指标");
  CHECK(list[0].level2 == "数量指标");
  CHECK(list[0].level3 == "苗木数量");
  CHECK(indicators(drawn("绩效目标表", 1, {{"项目", "预算数", "绩效目标"}, {"甲", "12.00", "完成任务"}})).empty());
  CHECK(indicators(drawn("收支总表", 1, {{"三级指标", "指标值"}, {"人数", "3人"}}), "receipts").empty());
}

TEST_CASE("a column for each place holds amounts, formulas and rates do not") {
  Table const t = drawn("2026年市级转移支付表（按项目分地区列示）", 1,
                        {{"项目", "公式", "合计", "云城区", "全市（县、区）", "发行利率"},
                         {"一、返还性支出", "A=B+C", "16,500.00", "3,000.00", "7,300.00", "2.06%"}});
  TableReadings const r = read(t);
  REQUIRE(r.observations.size() == 3);
  CHECK(r.observations[0].measure == "total");
  CHECK(r.observations[1].measure == "amount");
  CHECK(r.observations[2].measure == "amount");
}

TEST_CASE("a row's entity is that of its column") {
  Table const t =
      drawn("收入总表", 1,
            {{"单位编码", "单位名称", "合计"}, {"", "合计", "3.00"}, {"105001", "无锡市水政监察支队", "1.00"}});
  TableReadings const r = read(t);
  REQUIRE(r.observations.size() == 2);
  CHECK(r.observations[0].unit_entity.empty());
  CHECK(r.observations[1].unit_entity == "无锡市水政监察支队");
}

TEST_CASE("tables in parts are told apart, one of a kind is not") {
  std::vector<Table> tables;
  std::vector<std::vector<std::string>> const rows{{"科目编码", "科目名称", "合计"},
                                                   {"201", "一般公共服务支出", "1.00"}};
  for (char const* title : {"财政拨款支出表（按功能分类科目）", "财政拨款支出表（按经济分类科目）",
                            "政府性基金预算支出表（按功能分类科目）"}) {
    tables.push_back(drawn(title, 1, rows));
  }
  tables[0].caption.entity = tables[2].caption.entity = "某市规划局";
  tables[1].caption.entity = "某市规划局第一分局";
  TableReadings r = read_observations(tables, 2024, known().record, known().table_patterns, known().normaliser);
  REQUIRE(r.tables[0].type == r.tables[1].type);
  known().record.parts.set(tables, {}, "某市规划局", r);
  CHECK(r.tables[0].part == "functional");
  CHECK(r.tables[1].part == "economic");
  CHECK(r.tables[2].part.empty());
  CHECK(r.tables[0].unit_entity.empty());
  CHECK(r.tables[1].unit_entity == "某市规划局第一分局");
  CHECK(r.observations[1].unit_entity == "某市规划局第一分局");
}

TEST_CASE("a unit that other tables contradict is told, and nothing changed") {
  std::vector<std::vector<std::string>> const rows{
      {"科目编码", "科目名称", "合计"}, {"201", "一般公共服务支出", "1234.56"}, {"205", "教育支出", "789.01"}};
  std::vector<Table> tables{drawn("支出总表", 1, rows), drawn("一般公共预算支出表", 1, rows),
                            drawn("财政拨款支出表", 1, rows)};
  for (std::size_t i = 0; i < tables.size(); ++i) { tables[i].id = fmt::format("t{}", i + 1); }
  auto const conflicts = [&] {
    TableReadings const r = read_observations(tables, 2024, known().record, known().table_patterns, known().normaliser);
    return unit_conflicts(tables, r.observations);
  };
  CHECK(conflicts().empty());
  tables[1].caption.unit = "元";
  Problems const found = conflicts();
  REQUIRE(found.size() == 1);
  CHECK(found[0].code == ProblemCode::unit_contradicted);
  CHECK(found[0].message.starts_with("table t2 "));
}

TEST_CASE("a table that the contents name and nobody printed") {
  std::vector<Table> const tables{drawn("收支总表", 1, {{"项目", "预算数"}, {"一、收入", "1.00"}})};
  TableReadings const r = read_observations(tables, 2024, known().record, known().table_patterns, known().normaliser);
  Prose prose;
  auto const say = [&](std::string text, ParagraphKind kind) {
    Paragraph p;
    p.text = std::move(text);
    p.lines.push_back({0, 2, {1, 2, 3, 4}, {}});
    p.kind = kind;
    prose.paragraphs.push_back(std::move(p));
  };
  say("一、收支总表", ParagraphKind::contents);
  say("二、财政拨款“三公”经费支出表........12", ParagraphKind::contents);
  say("三、政府性基金预算支出表", ParagraphKind::contents);
  say("一般公共预算支出表", ParagraphKind::contents); // no number: perhaps a sentence's end
  say("三、政府性基金预算支出表", ParagraphKind::text);
  say("本部门2024年没有使用政府性基金预算拨款安排的支出。", ParagraphKind::text);
  auto const missing =
      known().record.missing_tables.find(prose, tables, r.tables, known().record.types, known().table_patterns);
  REQUIRE(missing.size() == 1);
  CHECK(missing[0].type == "three_public");
  CHECK(missing[0].title == "财政拨款“三公”经费支出表");
  CHECK(missing[0].place.page == 2);
  CHECK(missing_table_problems(missing)[0].page == 2);
}
