// SPDX-License-Identifier: GPL-3.0-or-later
#include "output/json.hpp"
#include "output/markdown.hpp"

#include <catch2/catch.hpp>
#include <rapidjson/document.h>

#include <string>
#include <vector>

using namespace gongkai;

namespace {

rapidjson::Document parsed(std::string const& text) {
  rapidjson::Document json;
  json.Parse(text.c_str());
  REQUIRE_FALSE(json.HasParseError());
  return json;
}

std::vector<std::string> keys_of(rapidjson::Value const& object) {
  std::vector<std::string> out;
  for (auto const& member : object.GetObject()) { out.emplace_back(member.name.GetString()); }
  return out;
}

Extraction small_extraction() {
  Extraction e;
  e.source = {"预算.pdf", std::string(64, 'a'), 1234, 2, "Test", false, TextLayer::digital};
  Table t;
  t.id = "t1";
  t.caption.number = "表1";
  t.caption.title = "收支总表";
  t.caption.unit = "万元";
  t.caption.notes = {"注：无。"};
  t.pages = {1, 2};
  t.rows = 2;
  t.cols = 2;
  t.header_rows = 1;
  t.column_paths = {{"项目"}, {"财政拨款", "合计"}};
  t.cells.push_back({0, 0, 1, 2, "项目", "项目", 1, {10, 20, 30.004, 40.006}, false, false, false});
  t.cells.push_back({1, 1, 1, 1, "1,036.02", "１，０３６．０２", 2, {0, 0, 1, 1}, true, true, false});
  e.tables.push_back(t);
  e.prose.paragraphs.push_back({"一、收入", {{0, 1, {50, 60, 90, 70}, {}}}, 0, true, ParagraphKind::text});
  e.prose.paragraphs.push_back({"收入*1036.02*万元。",
                                {{0, 1, {50, 80, 190, 90}, {}}, {10, 2, {50, 20, 90, 30}, {}}},
                                0,
                                false,
                                ParagraphKind::text});
  e.prose.sections.push_back({"一", "收入", 1, 1, -1, {0, 1}});
  e.prose.tables.push_back({2, 0, 0});
  e.organization.offices = {"办公室"};
  e.organization.staff.on_post = {45, -2};
  e.indicators.push_back({"产出指标", "数量指标", "参保人数", ">", "73565", "人", "", "10", "", 0, 2, {1, 2, 3, 4}});
  e.glossary.push_back({"财政拨款", "", {2, {1, 2, 3, 4}}});
  e.residue.push_back({1, {1, 2, 3, 4}, "剩 余"});
  e.warnings.push_back({ProblemCode::page_without_text, "the page is a picture", 2, Box{0, 0, 5, 5}});
  e.glyphs_on_table_pages = 100;
  return e;
}

} // namespace

TEST_CASE("a text without what JSON escapes is copied as it is") {
  for (std::string const plain : {"", "a", "seven b", "eight by", "nine byte", "一般公共预算拨款（补助）\x7F"}) {
    CHECK(stands_in_json(plain));
    for (std::size_t at = 0; at <= plain.size(); ++at) {
      for (char const escaped : {'"', '\\', '\n', '\x1F', '\0'}) {
        INFO(plain << " with " << static_cast<int>(escaped) << " at " << at);
        CHECK_FALSE(stands_in_json(std::string(plain).insert(at, 1, escaped)));
      }
    }
  }
}

TEST_CASE("the keys of the document stand in a fixed order") {
  auto const json = parsed(to_json(small_extraction(), JsonLayout::pretty));
  CHECK(keys_of(json) == std::vector<std::string>{"schema_version", "source", "document", "sections", "tables",
                                                  "observations", "statements", "organization", "indicators",
                                                  "glossary", "checks", "warnings", "residue", "summary"});
  CHECK(keys_of(json["document"]) ==
        std::vector<std::string>{"kind", "year", "entity", "region_code", "region", "date", "evidence"});
  CHECK(keys_of(json["document"]["evidence"]) ==
        std::vector<std::string>{"kind", "year", "entity", "region_code", "date", "disagreements"});
  CHECK(keys_of(json["source"]) ==
        std::vector<std::string>{"file", "sha256", "bytes", "pages", "producer", "encrypted", "text_layer"});
  auto const& table = json["tables"][0];
  CHECK(keys_of(table) == std::vector<std::string>{"id", "type", "number", "title", "unit", "entity", "pages", "rows",
                                                   "cols", "header_rows", "empty", "empty_statement", "notes", "method",
                                                   "columns", "cells"});
  CHECK(keys_of(table["cells"][0]) ==
        std::vector<std::string>{"row", "col", "rowspan", "colspan", "text", "page", "bbox"});
}

TEST_CASE("the identity says where it was read") {
  Extraction e = small_extraction();
  e.document.year = {"2024",
                     {{"2024", 10, {WitnessKind::cover, 1, {1, 2, 3, 4}, "2024"}}},
                     {{"2023", 4, {WitnessKind::file_name, 0, {}, "x-2023"}}}};
  e.document.kind.value = "department_budget";
  auto const json = parsed(to_json(e, JsonLayout::line));
  auto const& document = json["document"];
  CHECK(document["year"].GetInt() == 2024);
  CHECK(std::string(document["kind"].GetString()) == "department_budget");
  for (char const* key : {"entity", "region_code", "region", "date"}) { CHECK(document[key].IsNull()); }
  auto const& read = document["evidence"]["year"][0];
  CHECK(keys_of(read) == std::vector<std::string>{"from", "page", "bbox", "text"});
  CHECK(std::string(read["from"].GetString()) == "cover");
  auto const& other = document["evidence"]["disagreements"][0];
  CHECK(keys_of(other) == std::vector<std::string>{"key", "value", "from", "text"}); // a file name stands on no page
  CHECK(std::string(other["value"].GetString()) == "2023");
}

TEST_CASE("the outline holds its paragraphs, with the place of their first part") {
  auto const json = parsed(to_json(small_extraction(), JsonLayout::line));
  auto const& section = json["sections"][0];
  CHECK(keys_of(section) == std::vector<std::string>{"number", "title", "level", "page", "paragraphs"});
  REQUIRE(section["paragraphs"].Size() == 1); // the heading is the title
  auto const& paragraph = section["paragraphs"][0];
  CHECK(keys_of(paragraph) == std::vector<std::string>{"text", "page", "bbox"});
  CHECK(paragraph["page"].GetInt() == 1);
  CHECK(paragraph["bbox"][3].GetDouble() == 90);
}

TEST_CASE("organization, indicators and glossary") {
  auto const json = parsed(to_json(small_extraction(), JsonLayout::line));
  auto const& organization = json["organization"];
  CHECK(keys_of(organization) == std::vector<std::string>{"offices", "office_count", "subordinate_units", "staff"});
  CHECK(organization["office_count"].IsNull());
  CHECK(keys_of(organization["staff"]) ==
        std::vector<std::string>{"authorized", "actual", "on_post", "on_post_change", "retired", "leave"});
  CHECK(organization["staff"]["on_post_change"].GetInt() == -2);
  auto const& indicator = json["indicators"][0];
  CHECK(keys_of(indicator) == std::vector<std::string>{"level1", "level2", "level3", "operator", "target", "unit",
                                                       "basis", "weight", "project", "table", "page", "bbox"});
  CHECK(indicator["basis"].IsNull());
  CHECK(std::string(indicator["table"].GetString()) == "t1");
  CHECK(keys_of(json["glossary"][0]) == std::vector<std::string>{"term", "definition", "page", "bbox"});
  CHECK(json["glossary"][0]["definition"].IsNull());
}

TEST_CASE("checks say what is printed, what should be, and whose error it is") {
  Extraction e = small_extraction();
  Observation o;
  o.id = "o1";
  o.amount = {2286, 2};
  e.observations.push_back(o);
  Check c;
  c.id = "c1";
  c.status = CheckStatus::pass;
  c.rule = "rows and their total";
  c.printed = c.expected = "22.86";
  c.difference = Decimal{0, 2};
  c.tolerance = Decimal{2, 2};
  c.unit = "万元";
  c.operands = {{FigureRef::Of::observation, 0}};
  c.table = 0;
  c.page = 2;
  c.box = Box{1, 2, 3, 4};
  e.checks.push_back(c);
  c.status = CheckStatus::fail;
  c.expected = "22.76";
  c.message = "印为22.86";
  c.message_en = "22.86 is printed";
  c.suspect = 0;
  c.suggested = "22.76";
  c.blame = Blame::publisher;
  c.reason = "whole";
  e.checks.push_back(c);
  e.observations[0].proof = Proof::conflict;
  auto const json = parsed(to_json(e, JsonLayout::line));
  CHECK(keys_of(json["checks"][0]) == std::vector<std::string>{"id", "kind", "status", "rule", "printed", "expected",
                                                               "difference", "tolerance", "unit", "operands",
                                                               "table_id", "page", "bbox"});
  CHECK(keys_of(json["checks"][1]) ==
        std::vector<std::string>{"id",        "kind",  "status",   "rule",      "printed", "expected",   "difference",
                                 "tolerance", "unit",  "operands", "table_id",  "message", "message_en", "suspect",
                                 "suggested", "blame", "reason",   "explained", "page",    "bbox"});
  CHECK(std::string(json["checks"][1]["suspect"].GetString()) == "o1");
  CHECK(json["checks"][1]["explained"].IsNull());
  CHECK(json["summary"]["checks"]["fail"].GetInt() == 1);
  CHECK(json["summary"]["proven_share"].GetDouble() == 0.0);
}

TEST_CASE("Markdown has headings, paragraphs and tables in their order") {
  Extraction e = small_extraction();
  e.tables[0].caption.printed = {"表1", "收支总表", "单位：万元"};
  e.tables[0].cells.push_back({1, 0, 1, 1, "甲|乙", "甲|乙", 2, {}, false, false, false});
  std::swap(e.tables[0].cells[1], e.tables[0].cells[2]);
  CHECK(to_markdown(e) == "## 一、收入\n\n收入\\*1036.02\\*万元。\n\n表1\n\n**收支总表**\n\n单位：万元\n\n"
                          "| 项目 | |\n| --- | --- |\n| 甲\\|乙 | 1,036.02 |\n\n注：无。\n");
  CHECK(to_markdown({}).empty());
}

TEST_CASE("both layouts hold the same values; a line is one line") {
  Extraction const e = small_extraction();
  std::string const pretty = to_json(e, JsonLayout::pretty), line = to_json(e, JsonLayout::line);
  CHECK((parsed(pretty) == parsed(line)));
  CHECK(line.find('\n') == line.size() - 1);
  CHECK(pretty.back() == '\n');
  CHECK(to_json(e, JsonLayout::line) == line);
}

TEST_CASE("a missing value is null, never an empty text or 0") {
  Extraction e = small_extraction();
  e.source.producer.clear();
  e.tables[0].caption = {};
  auto const json = parsed(to_json(e, JsonLayout::line));
  CHECK(json["source"]["producer"].IsNull());
  for (char const* key : {"number", "title", "unit", "entity", "empty_statement"}) {
    CHECK(json["tables"][0][key].IsNull());
  }
  CHECK(json["tables"][0]["notes"].Empty());
}

TEST_CASE("a cell says what is special about it and nothing else") {
  auto const json = parsed(to_json(small_extraction(), JsonLayout::line));
  auto const& cells = json["tables"][0]["cells"];
  CHECK_FALSE(cells[0].HasMember("raw"));
  CHECK_FALSE(cells[0].HasMember("overflow"));
  CHECK(cells[0]["colspan"].GetInt() == 2);
  CHECK(std::string(cells[1]["text"].GetString()) == "1,036.02"); // an amount is a text, never a number
  CHECK(std::string(cells[1]["raw"].GetString()) == "１，０３６．０２");
  CHECK(cells[1]["overflow"].IsTrue());
  CHECK(cells[1]["page"].GetInt() == 2);
}

TEST_CASE("coordinates are hundredths of a point") {
  std::string const text = to_json(small_extraction(), JsonLayout::line);
  CHECK(text.find("\"bbox\":[10.0,20.0,30.0,40.01]") != std::string::npos);
  Extraction e = small_extraction();
  e.tables[0].cells[0].box = {-0.001, 0, 0, 0};
  CHECK(to_json(e, JsonLayout::line).find("-0.0") == std::string::npos);
}

TEST_CASE("text cannot leave its place in the JSON") {
  Extraction e = small_extraction();
  std::string const hostile = "\"]}\\\n\t\x01</script>\u2028预";
  e.tables[0].cells[0].text = hostile;
  e.source.file = hostile;
  auto const json = parsed(to_json(e, JsonLayout::line));
  CHECK(std::string(json["tables"][0]["cells"][0]["text"].GetString()) == hostile);
  CHECK(std::string(json["source"]["file"].GetString()) == hostile);
}

TEST_CASE("the summary counts what stands above it") {
  auto const json = parsed(to_json(small_extraction(), JsonLayout::line));
  auto const& summary = json["summary"];
  CHECK(summary["tables"].GetInt() == 1);
  CHECK(summary["cells"].GetInt() == 2);
  CHECK(summary["warnings"].GetInt() == 1);
  CHECK(summary["glyphs_on_table_pages"].GetInt() == 100);
  CHECK(summary["residue_glyphs"].GetInt() == 2); // the blank within it is no glyph
}

TEST_CASE("a warning has its place where it has one") {
  Extraction e = small_extraction();
  e.warnings.push_back({ProblemCode::damaged_file, "cut off", 0, {}});
  auto const json = parsed(to_json(e, JsonLayout::line));
  auto const& warnings = json["warnings"];
  CHECK(keys_of(warnings[0]) == std::vector<std::string>{"code", "message", "page", "bbox"});
  CHECK(std::string(warnings[0]["code"].GetString()) == "page_without_text");
  CHECK(keys_of(warnings[1]) == std::vector<std::string>{"code", "message"});
}

TEST_CASE("a file that could not be read has an object like the others") {
  auto const json = parsed(failure_to_json(
      "坏.pdf", {ProblemCode::not_a_pdf, "not a PDF: the file is an HTML page", 0, {}}, JsonLayout::line));
  CHECK(keys_of(json) == std::vector<std::string>{"schema_version", "source", "tables", "warnings"});
  CHECK(std::string(json["source"]["file"].GetString()) == "坏.pdf");
  CHECK(json["tables"].Empty());
  REQUIRE(json["warnings"].Size() == 1);
  CHECK(std::string(json["warnings"][0]["code"].GetString()) == "not_a_pdf");
}
