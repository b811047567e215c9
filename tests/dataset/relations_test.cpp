// SPDX-License-Identifier: GPL-3.0-or-later
#include "output/fingerprint.hpp"
#include "output/relations.hpp"
#include "output/to_rows.hpp"
#include "support/small_document.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

using namespace gongkai;

namespace {

std::vector<std::string> words(std::string_view list) {
  std::vector<std::string> out(1);
  for (char const c : list) {
    if (c == ' ') {
      out.emplace_back();
    } else {
      out.back() += c;
    }
  }
  return out;
}

bool has_field(Relation const& r, std::string_view name) {
  return std::any_of(r.fields.begin(), r.fields.end(), [&](Field const& f) { return f.name == name; });
}

bool fits(Value const& value, Field const& field) {
  if (std::holds_alternative<std::monostate>(value)) { return !field.required; }
  switch (field.type) {
  case FieldType::integer: return std::holds_alternative<std::int64_t>(value);
  case FieldType::boolean: return value == Value(std::int64_t{0}) || value == Value(std::int64_t{1});
  case FieldType::coordinate: return std::holds_alternative<double>(value);
  default: return std::holds_alternative<std::string_view>(value);
  }
}

SmallDocument small() {
  SmallDocument d(
      "expenditure",
      {{"code", "name", "total"}, {"", "sum", "30.10"}, {"2010101", "a", "10.10"}, {"2010102", "b", "20.0"}});
  d.check();
  d.extraction.source.sha256 = std::string(64, 'a');
  d.extraction.source.file = "small.pdf";
  return d;
}

/// The values of a relation's column.
std::vector<std::string> column(Rows const& rows, RelationId id, std::string_view name) {
  auto const fields = relation(id).fields;
  auto const at =
      std::find_if(fields.begin(), fields.end(), [&](Field const& f) { return f.name == name; }) - fields.begin();
  std::vector<std::string> out;
  RowReader reader(rows.bytes());
  while (reader.next()) {
    if (reader.relation() != id) { continue; }
    Value const& v = reader.values()[static_cast<std::size_t>(at)];
    auto const* text = std::get_if<std::string_view>(&v);
    auto const* number = std::get_if<std::int64_t>(&v);
    out.push_back(text != nullptr ? std::string(*text) : number != nullptr ? std::to_string(*number) : "null");
  }
  return out;
}

} // namespace

TEST_CASE("relations: names, keys and references are sound") {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < relation_count; ++i) {
    Relation const& r = relations()[i];
    INFO(r.name);
    CHECK(static_cast<std::size_t>(r.id) == i);
    CHECK(names.insert(r.name).second);
    CHECK(relation_named(r.name) == &r);
    CHECK_FALSE(r.description.empty());
    std::set<std::string_view> fields;
    for (Field const& f : r.fields) { CHECK(fields.insert(f.name).second); }
    for (std::string const& k : words(r.key)) {
      auto const f = std::find_if(r.fields.begin(), r.fields.end(), [&](Field const& x) { return x.name == k; });
      REQUIRE(f != r.fields.end());
      CHECK(f->required);
    }
    if (r.kind == RelationKind::document) { CHECK(r.fields[0].name == "document"); }
    for (ForeignKey const& k : r.foreign_keys) {
      Relation const* const to = relation_named(k.relation);
      REQUIRE(to != nullptr);
      CHECK(to->key == k.key);
      CHECK(words(k.fields).size() == words(k.key).size());
      for (std::string const& f : words(k.fields)) { CHECK(has_field(r, f)); }
    }
  }
}

TEST_CASE("rows: what is written is read back, and fits its relation") {
  SmallDocument const d = small();
  PatternFiles const files;
  RowNames const row_names(files);
  Rows const rows = to_rows(d.extraction, row_names, "test");
  std::map<RelationId, int> count;
  RowReader reader(rows.bytes());
  while (reader.next()) {
    Relation const& r = relation(reader.relation());
    ++count[r.id];
    REQUIRE(reader.values().size() == r.fields.size());
    for (std::size_t i = 0; i < r.fields.size(); ++i) {
      INFO(r.name << "." << r.fields[i].name);
      CHECK(fits(reader.values()[i], r.fields[i]));
    }
  }
  CHECK(count[RelationId::documents] == 1);
  CHECK(count[RelationId::tables] == 1);
  CHECK(count[RelationId::observations] == 3);
  CHECK(count[RelationId::checks] == static_cast<int>(d.extraction.checks.size()));
  CHECK(column(rows, RelationId::documents, "document") == std::vector<std::string>{"daaaaaaaaaaaaaaaa"});
  CHECK(column(rows, RelationId::observations, "amount") == std::vector<std::string>{"30.10", "10.10", "20.0"});
  CHECK(column(rows, RelationId::observations, "functional_code") ==
        std::vector<std::string>{"null", "2010101", "2010102"});
}

TEST_CASE("rows: yuan are exact hundredths where there is no smaller part") {
  SmallDocument d = small();
  auto const fen = [&](Decimal yuan) {
    d.extraction.observations[0].yuan = yuan;
    PatternFiles const files;
    return column(to_rows(d.extraction, RowNames(files), "test"), RelationId::observations, "fen")[0];
  };
  CHECK(fen({103602, 2}) == "103602");
  CHECK(fen({-5, 0}) == "-500");
  CHECK(fen({1234500, 4}) == "12345");
  CHECK(fen({1, 3}) == "null");
  CHECK(fen({9'000'000'000'000'000'000, 0}) == "null");
}

TEST_CASE("rows: bytes that are cut off are refused") {
  Rows rows;
  rows.begin(RelationId::offices);
  rows.text("d1");
  rows.integer(1);
  rows.text("office");
  for (std::size_t size = 1; size < rows.bytes().size(); ++size) {
    RowReader reader(std::string_view(rows.bytes()).substr(0, size));
    CHECK_THROWS(reader.next());
  }
  RowReader wrong("\xFF");
  CHECK_THROWS(wrong.next());
}

TEST_CASE("rows: in the order of their keys, as the tables of a data set have them") {
  Rows rows;
  for (int i = 1; i <= 123; ++i) {
    rows.begin(RelationId::tables);
    rows.text("d1");
    rows.text(fmt::format("t{}", i));
    for (std::size_t f = 2; f < relation(RelationId::tables).fields.size(); ++f) { rows.integer(i); }
    for (int const number : {300, 20, -1}) {
      rows.begin(RelationId::offices);
      rows.text("d1");
      rows.integer(number * 1000 + i);
      rows.text("");
    }
  }
  std::string const bytes = rows.in_key_order();
  CHECK(bytes.size() == rows.bytes().size());
  std::vector<std::string> tables;
  std::vector<std::int64_t> offices;
  RelationId last = RelationId::documents;
  for (RowReader reader(bytes); reader.next();) {
    CHECK(reader.relation() >= last);
    last = reader.relation();
    if (last == RelationId::offices) {
      offices.push_back(std::get<std::int64_t>(reader.values()[1]));
    } else {
      tables.emplace_back(std::get<std::string_view>(reader.values()[1]));
      CHECK(fmt::format("t{}", std::get<std::int64_t>(reader.values()[2])) == tables.back()); // rows stay whole
    }
  }
  CHECK(tables.size() == 123);
  CHECK(std::is_sorted(tables.begin(), tables.end()));
  CHECK(offices.size() == 369);
  CHECK(std::is_sorted(offices.begin(), offices.end()));
  CHECK(Rows().in_key_order().empty());
}

TEST_CASE("an unread file has a row that says why") {
  Unread const unread{{}, "a.pdf", 0, Outcome::cannot_open, "no"};
  Rows const rows = to_rows(unread, "test");
  CHECK(column(rows, RelationId::documents, "outcome") == std::vector<std::string>{"cannot_open"});
  CHECK(column(rows, RelationId::documents, "sha256") == std::vector<std::string>{"null"});
  CHECK(document_key(unread) != document_key(Unread{{}, "b.pdf", 0, Outcome::cannot_open, "no"}));
  std::string const sha256(64, 'b');
  CHECK(document_key(Unread{sha256, "a.pdf", 1, Outcome::crashed, ""}) ==
        document_key(Unread{sha256, "b.pdf", 1, Outcome::crashed, ""}));
}

TEST_CASE("fingerprints: the text without white space; the figures whoever they name") {
  SmallDocument one = small(), other = small();
  CHECK(text_fingerprint(one.extraction) == text_fingerprint(other.extraction));
  other.extraction.tables[0].cells.back().text += " ";
  CHECK(text_fingerprint(one.extraction) == text_fingerprint(other.extraction));
  other.extraction.tables[0].cells.back().text += "1";
  CHECK(text_fingerprint(one.extraction) != text_fingerprint(other.extraction));
  CHECK(text_fingerprint(Extraction()).empty());
  CHECK(figures_fingerprint(one.extraction).empty()); // too few
  SmallDocument::Rows rows{{"code", "name", "total"}};
  for (std::size_t i = 0; i < fewest_figures; ++i) { rows.push_back({"2010101", "x", std::to_string(i + 1) + ".5"}); }
  SmallDocument many("expenditure", rows), named("expenditure", rows);
  CHECK_FALSE(figures_fingerprint(many.extraction).empty());
  named.extraction.tables[0].cells.back().text = "other";
  CHECK(figures_fingerprint(many.extraction) == figures_fingerprint(named.extraction));
  named.extraction.observations.back().amount.mantissa += 1;
  CHECK(figures_fingerprint(many.extraction) != figures_fingerprint(named.extraction));
}
