// SPDX-License-Identifier: GPL-3.0-or-later
#include "prose/glossary.hpp"
#include "prose/name_list.hpp"
#include "prose/organization.hpp"
#include "prose/read_prose.hpp"
#include "support/drawn_prose.hpp"
#include "support/pattern_files.hpp"

#include <catch2/catch.hpp>

using namespace gongkai;
using namespace gongkai::test;

namespace {

struct Known {
  Known() : files(files_with_examples()), normaliser(files), outline(files), organization(files), glossary(files) {}
  PatternFiles files;
  Normaliser normaliser;
  OutlinePatterns outline;
  OrganizationPatterns organization;
  GlossaryPatterns glossary;
};

Known const& known() {
  static Known const k;
  return k;
}

using Texts = std::vector<std::string>;

Organization organization(Texts const& paragraphs) {
  ProseDrawer d;
  d.line("一、机构设置及人员情况", {2});
  for (std::string const& p : paragraphs) { d.paragraph(p); }
  Prose const prose = read_prose(d.pages, d.tables, known().outline);
  return read_organization(prose, d.tables, known().organization, known().normaliser);
}

std::vector<GlossaryEntry> glossary(Texts const& paragraphs) {
  ProseDrawer d;
  d.line("第四部分名词解释", {0, 14, true, true});
  for (std::string const& p : paragraphs) { d.paragraph(p); }
  return read_glossary(read_prose(d.pages, d.tables, known().outline), known().outline, known().glossary);
}

Texts terms(std::vector<GlossaryEntry> const& entries) {
  Texts out;
  for (GlossaryEntry const& e : entries) { out.push_back(e.term); }
  return out;
}

} // namespace

TEST_CASE("offices, their number and subordinate units") {
  struct Case {
    std::string text;
    std::size_t offices;
    std::optional<std::int64_t> count, units;
  };
  auto const c = GENERATE(values<Case>({
      {"某某中心无下属预算单位，下设4个处室，分别是：综合业务科、办公室、财务科、档案室。", 4, 4, 0},
      {"某某局下属预算单位2个，内设3个科室（信息科、规划发展科、人事科）。", 3, 3, 2},
      {"机构设置：设有宣传教育科、财务科、业务二科、档案室等4个股室，无下属预算单位。", 4, 4, 0},
      {"某某局无下属预算单位。内设机构3个，即：稽核科、人事科、党建办公室。", 3, 3, 0},
      {"某某院单位设八个内设机构，包括：办公室、财务部、考试一部、考试二部、考试三部、考试四部、考试五部、考试六部。",
       8,
       8,
       {}},
      {"某某局设3个内设机构，包括：秘书处、综合处和市民服务热线管理办公室。", 3, 3, {}},
      {"根据单位职责分工，本单位内设机构包括：办公室、一大队、二大队。本单位无下属单位。", 3, {}, 0},
      {"某某局内设2个机构和机关党委（不纳入内设机构数），2个机构分别是秘书处、科技和统计处。", 2, 2, {}},
      {"某某局本级设2个内设机构，内设机构分别是：办公室（保密办）、人事处以及机关党委（不纳入内设机构数）。下属单位具体"
       "包括：甲中心、乙中心。",
       2, 2, 2},
      {"某某局下属5个二级预算单位，分别是：某某局本级，属全额拨款行政单位。", 0, {}, 5},
      {"从预算单位构成看，某某办公室（本级）包括27个机关行政科（股）室，详细情况见下表。", 0, 27, {}},
  }));
  INFO(c.text);
  Organization const o = organization({c.text});
  CHECK(o.offices.size() == c.offices);
  CHECK(o.office_count == c.count);
  CHECK(o.subordinate_units == c.units);
}

TEST_CASE("a list of offices whose separator the print lost at the end of a line") {
  std::string const text = "本中心下设5个处室，分别是：综合业务科、基金征缴科、失业工伤科、信息科档案室。";
  std::size_t const begin = text.find("综合业务科");
  std::string const list = text.substr(begin, text.find("。") - begin);
  std::size_t const seam = list.find("档案室");
  CHECK(split_names(list, known().organization.office_name, 5, {seam}) ==
        Texts{"综合业务科", "基金征缴科", "失业工伤科", "信息科", "档案室"});
  CHECK(split_names(list, known().organization.office_name, 4, {seam}).size() == 4);
}

TEST_CASE("names keep the words for and that they hold") {
  LinePatterns const& name = known().organization.office_name;
  CHECK(split_names("办公室、科技和统计处", name, 2, {}) == Texts{"办公室", "科技和统计处"});
  CHECK(split_names("办公室、人事处和监察室", name, 3, {}) == Texts{"办公室", "人事处", "监察室"});
  CHECK(split_names("机关党委（工会、团委）、人事处", name, 0, {}) == Texts{"机关党委（工会、团委）", "人事处"});
}

TEST_CASE("staff with the change of each") {
  Staff const s =
      organization(
          {"某某中心编制数47，实有人数61人，其中：在职45人，增加2人；退休16人，比上年减少3人；离休0人，与上年持平。"})
          .staff;
  CHECK(s.authorized.value == 47);
  CHECK_FALSE(s.authorized.change);
  CHECK(s.actual.value == 61);
  CHECK(s.on_post.value == 45);
  CHECK(s.on_post.change == 2);
  CHECK(s.retired.value == 16);
  CHECK(s.retired.change == -3);
  CHECK(s.leave.value == 0);
  CHECK(s.leave.change == 0);
}

TEST_CASE("staff in other words") {
  Staff const a = organization({"现有编制22个，在职在编28人，离休0人，退休28人，合计56人。"}).staff;
  CHECK(a.authorized.value == 22);
  CHECK(a.actual.value == 56);
  CHECK(a.retired.value == 28);
  Staff const b = organization({"核定编制152名，实有在职人员155人，退休人员135人，离休人员0人。"}).staff;
  CHECK(b.authorized.value == 152);
  CHECK(b.actual.value == 290);
  Staff const c = organization({"本部门编制339名，其中行政编制199名、事业编制36名。离退休人员150名。"}).staff;
  CHECK(c.authorized.value == 339);
  CHECK_FALSE(c.retired.value);
  CHECK_FALSE(organization({"行政编制20名，事业编制10名。"}).staff.authorized.value); // no total is printed
  CHECK(organization({"行政编制20名。"}).staff.authorized.value == 20);
}

TEST_CASE("sections that speak of something else are not read") {
  ProseDrawer d;
  d.line("一、机构运行经费情况", {2}).paragraph("退休人员增加2人，编制47名，下设14个处室。");
  Organization const o = read_organization(read_prose(d.pages, d.tables, known().outline), d.tables,
                                           known().organization, known().normaliser);
  CHECK_FALSE(o.office_count);
  CHECK_FALSE(o.staff.authorized.value);
}

TEST_CASE("terms with and without numbers, in the forms they come in") {
  std::vector<GlossaryEntry> const numbered =
      glossary({"一、财政拨款收入：指由市级财政拨款形成的收入。", "二、“三公”经费:包括三项：",
                "1.因公出国费：指出国的费用。", "三、社会保障和就业支出（类）行政单位离退休（项）：反映离退休经费。"});
  CHECK(terms(numbered) == Texts{"财政拨款收入", "“三公”经费", "社会保障和就业支出（类）行政单位离退休（项）"});
  CHECK(numbered[0].definition == "指由市级财政拨款形成的收入。");
  CHECK(numbered[1].definition == "包括三项：1.因公出国费：指出国的费用。");
  CHECK(numbered[0].place.page == 1);

  CHECK(terms(glossary({"基本支出：指为保障机构正常运转而发生的支出。", "机关运行经费是指行政单位的公用经费。"})) ==
        Texts{"基本支出", "机关运行经费"});

  std::vector<GlossaryEntry> const alone =
      glossary({"1.基本支出", "指为保障机构正常运转而发生的支出。", "2.项目支出", "指为完成特定任务而发生的支出。"});
  CHECK(terms(alone) == Texts{"基本支出", "项目支出"});
  CHECK(alone[1].definition == "指为完成特定任务而发生的支出。");
}

TEST_CASE("groups of terms, and what stands below a glossary") {
  std::vector<GlossaryEntry> const g =
      glossary({"（一）收入科目", "1.财政拨款收入：指财政拨款。", "（二）支出科目", "1.教育支出",
                "（1）高等教育：反映高等学校的支出。", "（2）高中教育：反映高中的支出。", "2.住房保障支出",
                "（1）住房公积金：反映公积金。", "某某市社会保险中心", "2024年2月7日"});
  CHECK(terms(g) == Texts{"财政拨款收入", "高等教育", "高中教育", "住房公积金"});
  CHECK(g.back().definition == "反映公积金。");
}
