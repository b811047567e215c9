// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// The amounts of a table as the arithmetic sees them: one sheet for each list of rows. A table with receipts left and
/// expenditure right is two sheets.
#pragma once

#include "check/check_patterns.hpp"
#include "check/quantity.hpp"
#include "record/extraction.hpp"
#include "text/normalise.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gongkai {

/// One printed figure, by its place in `Figures`.
using FigureIndex = std::uint32_t;

struct Figure {
  FigureRef ref;
  std::optional<Quantity> quantity; ///< Null where it can take part in no check.
  bool money = false;               ///< The quantity is in yuan; else in the (unknown) unit of its table, or no money.
};

/// What stands in a cell of a sheet, where it is no figure.
inline constexpr std::int32_t blank_cell = -1;      ///< Nothing, a dash or "not applicable": counts as zero.
inline constexpr std::int32_t unreadable_cell = -2; ///< Text: no sum with this cell can be tested.

struct SheetRow {
  int row = 0; ///< Of the table.
  RowName const* name = nullptr;
  std::string label;     ///< Without white space, with its numbering.
  std::string bare;      ///< Without numbering and code.
  std::string code;      ///< Of a classification, printed or found by the name; else empty.
  std::string code_name; ///< The name beside a printed code; where a project stands behind it, not that.
  bool code_printed = false;
  bool unit_code = false; ///< Its code is that of an entity.
  int rank = 0;           ///< Of its numbering, 1 (highest) to 4; 0 where it has none.
  bool of_which = false;  ///< It is marked as a part of the row above.
  RowKind kind = RowKind::plain;
  std::string item;                    ///< The measure that its name stands for (patterns/checks/items.toml), or empty.
  int first_label = 0, last_label = 0; ///< Which of the label columns its first and last name stand in, from 0.
};

struct SheetColumn {
  int col = 0; ///< Of the table.
  Column const* column = nullptr;
  std::vector<std::string>
      path; ///< Without white space, and without a leaf that only says which figure of the year it is.
};

struct Sheet {
  std::size_t table = 0; ///< Index into Extraction::tables.
  std::size_t group = 0; ///< Index into TableReading::groups.
  std::string type, part;
  Side side = Side::none;
  bool entities = false; ///< Its rows are entities, by the header over their names.
  std::vector<SheetRow> rows;
  std::vector<SheetColumn> columns;
  std::vector<std::int32_t> cells; ///< rows x columns: a FigureIndex, or blank_cell, or unreadable_cell.

  std::vector<Figure> const* figures = nullptr;

  std::int32_t at(std::size_t row, std::size_t column) const { return cells[row * columns.size() + column]; }
  /// Of a cell that is a figure; 0 for one that takes part in no check.
  Wide value(std::int32_t cell) const {
    auto const& quantity = (*figures)[static_cast<std::size_t>(cell)].quantity;
    return quantity ? quantity->value : 0;
  }
};

/// Finds what a list alone does not say: marks rows that name an entity known from another table as such, joins lists
/// that go on in the columns beside them, and mends codes found by ambiguous names.
void connect(std::vector<Sheet>& sheets, Classification const& classification);

/// All figures of the document, in order: observations, then statements.
std::vector<Figure> figures_of(Extraction const& extraction, AmountReader const& amounts);

/// Where the figure of a statement stands among them: behind those of the observations.
inline FigureIndex figure_of_statement(Extraction const& extraction, std::size_t statement) {
  return static_cast<FigureIndex>(extraction.observations.size() + statement);
}

/// Sheets of all typed tables but forms. They refer to `all`, the figures.
std::vector<Sheet> sheets_of(Extraction const& extraction, std::vector<Figure> const& all,
                             CheckPatterns const& patterns, AmountReader const& amounts, Normaliser const& normaliser);

} // namespace gongkai
