// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// What each column of a table holds: codes, names or amounts, and of which measure (patterns/columns.toml).
#pragma once

#include "record/amount.hpp"
#include "table/table.hpp"
#include "table/table_patterns.hpp"
#include "text/keyed_patterns.hpp"
#include "text/normalise.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace gongkai {

enum class ColumnRole : unsigned char {
  amount,
  code, ///< A whole code, or its class, division or item:
  code_class,
  code_division,
  code_item,
  unit_code, ///< An entity's number.
  label,     ///< Names of rows.
  ignored,   ///< Ranks, quantities, remarks.
};

/// "amount", "code", "label", "other".
std::string_view name_of(ColumnRole role) noexcept;

enum class Side : unsigned char { none, receipts, expenditure };

/// "receipts", "expenditure"; empty for none.
std::string_view name_of(Side side) noexcept;

struct Column {
  ColumnRole role = ColumnRole::ignored;
  int strength = 0;       ///< Of a label column: the strongest names the row.
  bool entity = false;    ///< Of a label column: its names are those of entities.
  bool coded = false;     ///< Of a label column: its names begin with codes.
  Side side = Side::none; ///< By the header text at the top.
  // Of amount columns:
  std::string measure; ///< Canonical key; empty where the header says nothing known.
  std::string basis;   ///< "budget", "final", "executed", "adjusted_budget", or empty.
  std::string unit;    ///< Printed in the header; mostly empty.
  bool rate = false;   ///< Percents, not money.
  bool prior_year = false;
};

class ColumnReader {
public:
  /// \throws PatternError where patterns/columns.toml has an error.
  explicit ColumnReader(PatternFiles const& files);

  /// One for each column of the table. `year` is the document's, 0 where unknown.
  std::vector<Column> read(Table const& table, int year, TablePatterns const& table_patterns,
                           Normaliser const& normaliser, AmountReader const& amounts) const;

private:
  ColumnRole role_of(std::string_view leaf, Column& column) const;
  void read_measure(std::vector<std::string> const& path, int year, TablePatterns const& table_patterns,
                    Column& column) const;

  KeyedPatterns m_roles, m_measures, m_bases, m_prior_year, m_sides;
};

/// The first year (1990 to 2099) printed in a text, as digits; 0 where there is none.
int year_in(std::string_view text) noexcept;

} // namespace gongkai
