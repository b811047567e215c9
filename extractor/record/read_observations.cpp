// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/read_observations.hpp"

#include "record/form_amounts.hpp"
#include "table/header_rows.hpp"
#include "table/page_table_edit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace gongkai {
namespace {

/// Rows of column numbers that the table stage left in the body stand at its top.
constexpr int rows_of_column_numbers = 2;

int latest_year(std::span<Table const> tables) {
  int latest = 0;
  for (Table const& t : tables) {
    latest = std::max(latest, year_in(t.caption.title));
    for (auto const& path : t.column_paths) {
      for (std::string const& text : path) { latest = std::max(latest, year_in(text)); }
    }
  }
  return latest;
}

/// The unit that all tables with a unit agree on, or empty.
std::string common_unit(std::vector<TableReading> const& tables) {
  std::string unit;
  for (TableReading const& t : tables) {
    if (t.unit.empty()) { continue; }
    if (!unit.empty() && unit != t.unit) { return {}; }
    unit = t.unit;
  }
  return unit;
}

class TableReader {
public:
  TableReader(Table const& table, std::size_t index, TableReading& reading, bool two_sided, int year,
              RecordKnowledge const& know, TablePatterns const& table_patterns, Normaliser const& normaliser)
      : m_table(table), m_index(index), m_reading(reading), m_two_sided(two_sided), m_year(year), m_know(know),
        m_table_patterns(table_patterns), m_normaliser(normaliser), m_cells(table),
        m_has_entities(
            std::any_of(reading.columns.begin(), reading.columns.end(), [](Column const& c) { return c.entity; })) {}

  void read(std::vector<Observation>& out) {
    std::vector<RowNamer> namers;
    for (ColumnGroup const& group : m_reading.groups) {
      namers.emplace_back(group, m_reading.columns, m_cells, m_know.rows, m_know.classification, m_normaliser, m_year);
    }
    std::vector<std::vector<TableCell const*>> const rows = rows_of(m_table.cells, m_table.rows);
    for (int row = m_table.header_rows; row < m_table.rows; ++row) {
      bool const near_top = row < m_table.header_rows + rows_of_column_numbers;
      if (near_top && is_index_row(rows[static_cast<std::size_t>(row)], m_table_patterns, m_normaliser)) { continue; }
      for (std::size_t g = 0; g < namers.size(); ++g) { read_row(row, g, namers[g].next(row), out); }
    }
  }

private:
  Side side_of(std::size_t group) const {
    if (!m_two_sided) { return Side::none; }
    Side const printed = m_reading.groups[group].side;
    // Two lists without a head over them: receipts stand on the left.
    if (printed != Side::none || m_reading.groups.size() != 2) { return printed; }
    return group == 0 ? Side::receipts : Side::expenditure;
  }

  /// The entity that a column of the row names.
  std::string entity_in(int row) const {
    for (std::size_t c = 0; c < m_reading.columns.size(); ++c) {
      if (!m_reading.columns[c].entity) { continue; }
      TableCell const* cell = m_cells.at(row, static_cast<int>(c));
      if (cell != nullptr && !m_know.rows.total.matches(m_normaliser.squeeze(cell->text))) { return cell->text; }
    }
    return {};
  }

  void read_row(int row, std::size_t group, RowName const& name, std::vector<Observation>& out) {
    std::string const entity = m_has_entities ? entity_in(row) : std::string();
    for (int const col : m_reading.groups[group].amounts) {
      TableCell const* cell = m_cells.at(row, col);
      // An amount in merged cells counts once, in the first row and column.
      if (cell == nullptr || cell->row != row || cell->col != col) { continue; }
      auto const amount = m_know.amounts.read(m_normaliser.squeeze(cell->text));
      if (!amount || (amount->mark != Mark::amount && amount->mark != Mark::zero)) { continue; }
      Column const& column = m_reading.columns[static_cast<std::size_t>(col)];
      Observation o;
      o.type = m_reading.type;
      o.unit_entity = entity;
      o.table = m_index;
      o.row = row;
      o.col = col;
      o.side = side_of(group);
      o.name = name;
      if (static_cast<std::size_t>(col) < m_table.column_paths.size()) {
        o.path = m_table.column_paths[static_cast<std::size_t>(col)];
      }
      o.measure = column.measure;
      o.basis = column.basis;
      o.prior_year = column.prior_year;
      o.amount = amount->value;
      o.mark = amount->mark;
      o.unit = column.rate             ? "%"
               : !amount->unit.empty() ? amount->unit
               : !column.unit.empty()  ? m_know.amounts.name_of_unit(column.unit)
                                       : m_reading.unit;
      if (auto const power = m_know.amounts.power_of(o.unit)) { o.yuan = o.amount.times_power_of_ten(*power); }
      o.page = cell->page;
      o.box = cell->box;
      out.push_back(std::move(o));
    }
  }

  Table const& m_table;
  std::size_t m_index;
  TableReading& m_reading;
  bool m_two_sided;
  int m_year;
  RecordKnowledge const& m_know;
  TablePatterns const& m_table_patterns;
  Normaliser const& m_normaliser;
  CellMap m_cells;
  bool m_has_entities;
};

void read_units(std::span<Table const> tables, AmountReader const& amounts, TableReadings& out) {
  for (std::size_t i = 0; i < tables.size(); ++i) { out.tables[i].unit = amounts.name_of_unit(tables[i].caption.unit); }
  std::string const common = common_unit(out.tables);
  for (std::size_t i = 0; i < tables.size(); ++i) {
    TableReading& t = out.tables[i];
    bool const in_columns =
        std::any_of(t.columns.begin(), t.columns.end(), [](Column const& c) { return !c.unit.empty(); });
    if (!t.unit.empty() || t.type.empty() || common.empty() || in_columns) { continue; }
    t.unit = common;
    t.unit_assumed = true;
  }
}

} // namespace

RecordKnowledge::RecordKnowledge(PatternFiles const& files, Normaliser const& normaliser)
    : types(files, normaliser), columns(files), rows(files), amounts(files), classification(files),
      identity(files, normaliser), parts(files, normaliser), missing_tables(files) {}

TableReadings read_observations(std::span<Table const> tables, int year, RecordKnowledge const& know,
                                TablePatterns const& table_patterns, Normaliser const& normaliser) {
  TableReadings out;
  if (year == 0) { year = latest_year(tables); }
  std::vector<TableType const*> const types = know.types.types(tables);
  for (std::size_t i = 0; i < tables.size(); ++i) {
    TableReading& reading = out.tables.emplace_back();
    if (types[i] != nullptr) { reading.type = types[i]->name; }
    reading.columns = know.columns.read(tables[i], year, table_patterns, normaliser, know.amounts);
    reading.groups = column_groups(reading.columns);
  }
  read_units(tables, know.amounts, out);
  for (std::size_t i = 0; i < tables.size(); ++i) {
    TableReading& reading = out.tables[i];
    if (types[i] == nullptr) { continue; }
    std::size_t const before = out.observations.size();
    bool const form = tables[i].header_rows == 0 && reading.type.starts_with("performance");
    if (form) {
      read_form_amounts(tables[i], i, reading, know.rows, know.amounts, table_patterns, normaliser, out.observations);
    } else {
      TableReader(tables[i], i, reading, types[i]->two_sided, year, know, table_patterns, normaliser)
          .read(out.observations);
    }
    if (reading.unit_assumed && out.observations.size() > before) {
      out.problems.push_back(
          {ProblemCode::unit_assumed,
           fmt::format("table {} prints no unit; that of the document's other tables is taken", tables[i].id),
           tables[i].pages.empty() ? 0 : tables[i].pages.front(),
           {}});
    }
  }
  for (std::size_t i = 0; i < out.observations.size(); ++i) { out.observations[i].id = fmt::format("o{}", i + 1); }
  return out;
}

} // namespace gongkai
