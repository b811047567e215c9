// SPDX-License-Identifier: GPL-3.0-or-later
#include "dataset/dimensions.hpp"

#include "text/csv_rows.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_set>

namespace gongkai::dataset {
namespace {

struct Class {
  std::string name;
  int first_year = 0, last_year = 0;
};

/// Codes have 3, 5 or 7 digits; the names of one code differ by year, and the latest row has the usual one.
void add_classes(PatternFiles const& files, std::string_view file, RelationId relation, Rows& rows) {
  std::map<std::string, Class> classes;
  for (CsvRow const& row : read_csv(files, file, {"code", "name", "first_year", "last_year"})) {
    int const first = csv_number(file, row.line, row.fields[2]), last = csv_number(file, row.line, row.fields[3]);
    Class& c = classes[row.fields[0]];
    if (last >= c.last_year) { c.name = row.fields[1]; }
    c.first_year = c.first_year == 0 ? first : std::min(c.first_year, first);
    c.last_year = std::max(c.last_year, last);
  }
  for (auto const& [code, c] : classes) {
    rows.begin(relation);
    rows.text(code);
    rows.text(c.name);
    rows.integer(static_cast<std::int64_t>(code.size() - 1) / 2);
    rows.text_or_null(code.size() > 3 ? std::string_view(code).substr(0, code.size() - 2) : std::string_view());
    rows.integer(c.first_year);
    rows.integer(c.last_year);
  }
}

void add_regions(PatternFiles const& files, Rows& rows) {
  constexpr std::string_view file = "regions.csv";
  std::unordered_set<std::string_view> seen; // a code that changed its name stands there again; the latest is first
  each_csv_row(files, file, {"code", "name", "parent", "short", "publisher", "until"}, [&](CsvView const& row) {
    std::string_view const code = row.fields[0];
    if (!seen.insert(code).second) { return; }
    rows.begin(RelationId::region);
    rows.text(code);
    rows.text(row.fields[1]);
    rows.integer(code.ends_with("0000") ? 1 : code.ends_with("00") ? 2 : 3);
    rows.text_or_null(row.fields[2]);
    rows.integer_or_null(
        row.fields[5].empty() ? std::nullopt : std::optional<std::int64_t>(csv_number(file, row.line, row.fields[5])));
  });
}

void add_names(PatternFiles const& files, Rows& rows) {
  struct Measure {
    std::string name, used_by;
  };
  std::map<std::string, Measure> measures;
  for (CsvRow const& row : read_csv(files, "names.csv", {"of", "key", "name"})) {
    std::string const &of = row.fields[0], &key = row.fields[1], &name = row.fields[2];
    if (of == "table_type") {
      rows.begin(RelationId::table_type);
      rows.text(key);
      rows.text_or_null(name);
      rows.boolean(key.starts_with("gov_"));
      continue;
    }
    Measure& m = measures[key];
    m.name = name;
    m.used_by += (m.used_by.empty() ? "" : ", ") + std::string(of == "measure" ? "observations" : "statements");
  }
  for (auto const& [key, m] : measures) {
    rows.begin(RelationId::measure);
    rows.text(key);
    rows.text_or_null(m.name);
    rows.text(m.used_by);
  }
}

} // namespace

Rows dimension_rows(PatternFiles const& files) {
  Rows rows;
  add_classes(files, "codes/functional.csv", RelationId::functional_class, rows);
  add_classes(files, "codes/economic.csv", RelationId::economic_class, rows);
  add_regions(files, rows);
  add_names(files, rows);
  return rows;
}

} // namespace gongkai::dataset
