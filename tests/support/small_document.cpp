// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/small_document.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace gongkai {
namespace {

struct Known {
  PatternFiles files;
  Normaliser normaliser{files};
  TablePatterns table_patterns{files};
  RecordKnowledge record{files, normaliser};
  CheckPatterns checks{files};
};

Known const& known() {
  static Known const all;
  return all;
}

std::string header(std::string const& text) { return text == "code" ? "科目编码" : text == "name" ? "项目" : text; }

} // namespace

void SmallDocument::add(std::string const& type, Rows const& rows) {
  Table t;
  t.id = fmt::format("t{}", extraction.tables.size() + 1);
  t.caption.title = type;
  t.caption.unit = "万元";
  t.pages = {1};
  t.rows = static_cast<int>(rows.size());
  t.cols = static_cast<int>(rows.front().size());
  t.header_rows = 1;
  t.method = GridMethod::lattice;
  for (std::string const& text : rows.front()) { t.column_paths.push_back({header(text)}); }
  for (int r = 0; r < t.rows; ++r) {
    for (int c = 0; c < t.cols; ++c) {
      std::string const text = r == 0 ? header(rows[0][static_cast<std::size_t>(c)])
                                      : rows[static_cast<std::size_t>(r)][static_cast<std::size_t>(c)];
      if (text.empty()) { continue; }
      bool const amount = known().record.amounts.read(text).has_value();
      t.cells.push_back(
          {r, c, 1, 1, text, text, 1, {10.0 * c, 10.0 * r, 10.0 * c + 10, 10.0 * r + 10}, false, amount, false});
    }
  }
  std::vector<Table> const one{t};
  TableReading reading;
  reading.type = type;
  reading.unit = "万元";
  reading.columns =
      known().record.columns.read(t, 2024, known().table_patterns, known().normaliser, known().record.amounts);
  reading.groups = column_groups(reading.columns);
  extraction.tables.push_back(t);
  extraction.table_readings.push_back(reading);
  CellMap const cells(extraction.tables.back());
  for (ColumnGroup const& group : reading.groups) {
    RowNamer namer(group, reading.columns, cells, known().record.rows, known().record.classification,
                   known().normaliser, 2024);
    for (int r = 1; r < t.rows; ++r) {
      RowName const name = namer.next(r);
      for (int const c : group.amounts) {
        TableCell const* cell = cells.at(r, c);
        if (cell == nullptr) { continue; }
        auto const amount = known().record.amounts.read(cell->text);
        if (!amount) { continue; }
        Observation o;
        o.id = fmt::format("o{}", extraction.observations.size() + 1);
        o.type = type;
        o.table = extraction.tables.size() - 1;
        o.row = r;
        o.col = c;
        o.name = name;
        o.path = t.column_paths[static_cast<std::size_t>(c)];
        o.measure = reading.columns[static_cast<std::size_t>(c)].measure;
        o.amount = amount->value;
        o.unit = "万元";
        o.page = 1;
        o.box = cell->box;
        extraction.observations.push_back(std::move(o));
      }
    }
  }
}

void SmallDocument::check() { check_document(extraction, known().checks, known().record, known().normaliser); }

std::uint32_t SmallDocument::index(int row, int col) const {
  for (std::size_t i = 0; i < extraction.observations.size(); ++i) {
    Observation const& o = extraction.observations[i];
    if (o.table == 0 && o.row == row && o.col == col) { return static_cast<std::uint32_t>(i); }
  }
  throw std::out_of_range("no figure stands there");
}

TableCell& SmallDocument::cell(int row, int col) {
  for (TableCell& c : extraction.tables[0].cells) {
    if (c.row == row && c.col == col) { return c; }
  }
  throw std::out_of_range("no cell stands there");
}

} // namespace gongkai
