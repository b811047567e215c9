// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/proof.hpp"
#include "record/amount.hpp"
#include "record/columns.hpp"
#include "record/row_names.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace gongkai {

/// One printed amount of a table whose type is known.
struct Observation {
  std::string id;          ///< "o1", "o2", ... in reading order.
  std::string type;        ///< Of the table.
  std::string unit_entity; ///< Whose amount it is, where the row or the table says so and it is not the document's own
                           ///< entity's.
  std::size_t table = 0;   ///< Index into Extraction::tables.
  int row = 0, col = 0;    ///< Of the amount's cell.
  Side side = Side::none;
  RowName name;
  std::vector<std::string> path; ///< Header texts over the column.
  std::string measure, basis;    ///< As in Column.
  bool prior_year = false;
  Decimal amount;              ///< As printed.
  std::string unit;            ///< The usual name ("yuan" in Chinese), "%" for rates, or empty where none is printed.
  std::optional<Decimal> yuan; ///< Null for rates and where the unit is unknown.
  Mark mark = Mark::amount;
  Proof proof = Proof::unproven;
  int page = 0;
  Box box; ///< Of the cell, on the page as seen.
};

/// What is known of a table beyond its cells; one for each table, in their order.
struct TableReading {
  std::string type;        ///< Empty where none fits.
  std::string unit_entity; ///< Of a table printed once for each entity: whose it is; empty where it is the document's
                           ///< own entity's.
  std::string part;        ///< Of a table printed in parts: which ("functional", "economic", ...); else empty.
  std::vector<Column> columns; ///< One for each column.
  std::vector<ColumnGroup> groups;
  std::string unit; ///< The usual name; where the table prints none, what its columns print, else what all other tables
                    ///< of the document agree on.
  bool unit_assumed = false; ///< The unit is that of the other tables.
};

struct TableReadings {
  std::vector<TableReading> tables;
  std::vector<Observation> observations;
  Problems problems;
};

} // namespace gongkai
