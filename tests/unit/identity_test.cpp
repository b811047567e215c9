// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/identity.hpp"
#include "record/identity_votes.hpp"
#include "support/pattern_files.hpp"
#include "text/characters.hpp"

#include <catch2/catch.hpp>

using namespace gongkai;

namespace {

struct Known {
  Known() : files(files_with_examples()), normaliser(files), reader(files, normaliser) {}
  PatternFiles files;
  Normaliser normaliser;
  IdentityReader reader;
};

Known const& known() {
  static Known const k;
  return k;
}

/// Pages of lines, and tables under titles, as the stages before would give them.
struct Paper {
  std::vector<Page> pages;
  std::vector<ProsePage> prose;
  std::vector<Table> tables;
  std::string pdf_title, file_name = "a.pdf";

  static Line line(Page& page, std::string const& text) {
    Line out;
    Segment s;
    s.text = to_utf32(text);
    for (char32_t const c : s.text) {
      s.glyphs.push_back(static_cast<GlyphIndex>(page.glyphs.size()));
      Glyph g;
      g.code = c;
      page.glyphs.push_back(g);
    }
    out.segments.push_back(std::move(s));
    return out;
  }

  Paper& page(std::vector<std::string> const& texts) {
    Page p;
    p.number = static_cast<int>(pages.size()) + 1;
    ProsePage lines;
    lines.number = p.number;
    for (std::string const& text : texts) {
      line(p, text);
      ProseLine l;
      l.text = text;
      lines.lines.push_back(std::move(l));
    }
    pages.push_back(std::move(p));
    prose.push_back(std::move(lines));
    return *this;
  }

  Paper& running(std::string const& text) {
    for (Page& p : pages) { p.furniture.push_back(line(p, text)); }
    return *this;
  }

  Paper& table(std::string const& title, std::string const& entity = {}) {
    Table t;
    t.caption.title = title;
    t.caption.entity = entity;
    t.pages = {static_cast<int>(pages.size())};
    tables.push_back(std::move(t));
    return *this;
  }

  Identity read() const { return known().reader.read({pages, prose, tables, pdf_title, file_name}); }
};

constexpr auto filler =
    "主要职责是贯彻执行国家有关法律法规和方针政策，承担全市有关工作，完成市委、市政府交办的其他任务。";

} // namespace

TEST_CASE("a cover on several lines") {
  Identity const d = Paper()
                         .page({"2026年度", "泉州市市场监管综合监测", "与技术保障中心", "单位预算"})
                         .page({"目录", "第一部分单位概况", filler})
                         .read();
  CHECK(d.kind.value == "unit_budget");
  CHECK(d.year_number() == 2026);
  CHECK(d.entity.value == "泉州市市场监管综合监测与技术保障中心");
  CHECK(d.region_code.value == "350500");
  CHECK(d.date.value.empty());
  REQUIRE_FALSE(d.entity.evidence.empty());
  CHECK(d.entity.evidence.front().witness.kind == WitnessKind::cover);
}

TEST_CASE("a title that names only the place leaves the entity to the line with a label") {
  Identity const d = Paper().page({"上海市2026年市级单位预算", "预算单位：上海市职业能力考试院", filler}).read();
  CHECK(d.kind.value == "unit_budget");
  CHECK(d.entity.value == "上海市职业能力考试院");
  CHECK(d.region_code.value == "310000");
}

TEST_CASE("last year's number and another department's name are kept, and not believed") {
  Paper paper;
  paper.page({"宜兴市司法局", "2021年度部门决算"}).page({"目录", "第二部分宜兴市司法局2020年度部门决算表", filler});
  paper.table("收入支出决算总表", "宜兴市司法局").table("收入决算表", "宜兴市审计局");
  Identity const d = paper.read();
  CHECK(d.kind.value == "department_final_accounts");
  CHECK(d.year_number() == 2021);
  CHECK(d.entity.value == "宜兴市司法局");
  CHECK(d.region_code.value == "320282");
  REQUIRE(d.year.disagreements.size() == 1);
  CHECK(d.year.disagreements[0].value == "2020");
  CHECK(d.year.disagreements[0].witness.page == 2);
  REQUIRE(d.entity.disagreements.size() == 1);
  CHECK(d.entity.disagreements[0].value == "宜兴市审计局");
}

TEST_CASE("a sentence with a figure is no title: it compares with other years") {
  Identity const d =
      Paper()
          .page({"某某县财政局2026年部门预算", filler})
          .page({"第二部分2026年部门预算情况说明", "住房保障支出612.31万元，比2025年预算数增加100.00万元"})
          .read();
  CHECK(d.year_number() == 2026);
  CHECK(d.year.disagreements.empty());
}

TEST_CASE("short forms of the entity are no disagreement") {
  Identity const d = Paper()
                         .page({"江苏省人大常委会办公厅", "2017年度部门预算"})
                         .page({"第二部分省人大办公厅2017年度部门预算表", filler})
                         .read();
  CHECK(d.entity.value == "江苏省人大常委会办公厅");
  CHECK(d.entity.disagreements.empty());
}

TEST_CASE("a report on two years is about the one it drafts; who reports gets the place's name") {
  Identity const d = Paper()
                         .page({"晋城市八届人大六次会议文件（19）", "关于2025年全市和市本级预算执行情况与",
                                "2026年全市和市本级预算草案的报告", "——2026年1月23日在晋城市第八届人民代表大会",
                                "第六次会议上", "市财政局局长聂永平", "各位代表：", filler})
                         .read();
  CHECK(d.kind.value == "government_budget");
  CHECK(d.year_number() == 2026);
  CHECK(d.entity.value == "晋城市财政局");
  CHECK(d.region_code.value == "140500");
  CHECK(d.date.value == "2026-01-23");
}

TEST_CASE("tables alone: titles, the lines over them, and the file's name as the last witness") {
  Paper paper;
  paper.page({filler}).table("收支预算总表", "中共江苏省委办公厅").table("收入预算总表", "中共江苏省委办公厅");
  paper.file_name = "folder/2018-tables.pdf";
  Identity d = paper.read();
  CHECK(d.kind.value == "department_budget");
  CHECK(d.year_number() == 2018);
  CHECK(d.entity.value == "中共江苏省委办公厅");
  paper.table("2019年政府采购预算表");
  d = paper.read();
  CHECK(d.year_number() == 2019);
  CHECK(d.year.disagreements.size() == 1);
}

TEST_CASE("a date at the end, with the entity over it; numerals are numbers") {
  Identity const d = Paper().page({"国家信访局2026年度部门预算", "二〇二六年三月"}).page({filler}).read();
  CHECK(d.date.value == "2026-03");
  Identity const e =
      Paper().page({filler, "2024年部门预算"}).page({filler, "昌吉市社会保险中心", "2024年2月7日"}).read();
  CHECK(e.date.value == "2024-02-07");
  CHECK(e.entity.value == "昌吉市社会保险中心");
  CHECK(e.region_code.value == "652301");
}

TEST_CASE("another document, and one without text") {
  Identity const other = Paper().page({"关于下达资金的通知", filler}).read();
  CHECK(other.kind.value == "other");
  Identity const none = Paper().page({"!\"#$ 2026"}).read();
  CHECK(none.kind.value.empty());
  CHECK(none.year.value.empty());
}

TEST_CASE("regions by name, parent and context") {
  Regions const& regions = known().reader.regions();
  auto const code = [&](std::string_view text) {
    RegionMention const m = regions.first_in(text);
    return m.regions.size() == 1 ? std::string(m.regions[0]->code) : std::to_string(m.regions.size());
  };
  CHECK(code("昌吉市社会保险中心") == "652301");
  CHECK(code("乌鲁木齐市水磨沟区应急管理局") == "650105");
  CHECK(code("中共上海市普陀区委社会工作部") == "310107");
  CHECK(code("南京市鼓楼区司法局") == "320106");
  CHECK(code("福州鼓楼区司法局") == "350102");
  CHECK(code("新疆昌吉州昌吉市审计局") == "652301");
  CHECK(code("首都绿化委员会办公室") == "110000");
  CHECK(code("江苏省委办公厅") == "320000");
  CHECK(code("西南大学") == "0");
  CHECK(code("中国科学院国家天文台") == "0");
  RegionMention const five = regions.first_in("鼓楼区司法局");
  CHECK(five.regions.size() >= 4);
  auto const named = [&](std::string const& text) {
    Region const* r = regions.by_context(
        five.regions, [&](std::string_view name) { return text.find(name) == std::string::npos ? 0 : 1; });
    return r == nullptr ? std::string() : std::string(r->code);
  };
  CHECK(named("开封市财政局批复") == "410204");
  CHECK(named("福建省").substr(0, 2) == "35");
  CHECK(named("江苏省").empty()); // two of them
  CHECK(named("").empty());
}

TEST_CASE("numerals and dates") {
  CHECK(number_of_numeral("二〇二六") == 2026);
  CHECK(number_of_numeral("二○一九") == 2019);
  CHECK(number_of_numeral("二十三") == 23);
  CHECK(number_of_numeral("十") == 10);
  CHECK(number_of_numeral("三十") == 30);
  CHECK(number_of_numeral("12") == 12);
  CHECK(number_of_numeral("年") == 0);
  CHECK(iso_date("2024", "2", "7") == "2024-02-07");
  CHECK(iso_date("2024", "13", "7").empty());
  CHECK(iso_date("2024", "8", "") == "2024-08");
}
