// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Performance indicators, from the tables that set them.
#pragma once

#include "table/table.hpp"
#include "text/keyed_patterns.hpp"
#include "text/line_patterns.hpp"
#include "text/normalise.hpp"

#include <span>
#include <string>
#include <vector>

namespace gongkai {

struct TableReading;

/// Empty texts: not printed.
struct Indicator {
  std::string level1, level2, level3;
  std::string operator_sign; ///< One of >, <, =, and the signs for "at least" and "at most".
  std::string target;        ///< A number without thousands separators, or words.
  std::string unit;
  std::string basis;
  std::string weight;
  std::string project;   ///< The project that the table, or the row's part of it, is about.
  std::size_t table = 0; ///< Index into the document's tables.
  int page = 0;          ///< Of the indicator's name.
  Box box;               ///< Of its cell, on the page as seen.
};

/// The wording of performance tables, from patterns/indicators.toml.
struct IndicatorPatterns {
  explicit IndicatorPatterns(PatternFiles const& files);

  KeyedPatterns columns, operators;
  LinePatterns target, operator_first, year_target, joined_levels, indicator_number, level1_name, project_title,
      form_title;
};

/// The indicators of all tables that are performance tables by their type. `readings` has one entry a table.
///
/// A row that heads a level 3 and a target begins indicators; each row below it with both is one. Levels that are left
/// blank, or were merged cells, are those above.
std::vector<Indicator> read_indicators(std::span<Table const> tables, std::span<TableReading const> readings,
                                       IndicatorPatterns const& patterns, Normaliser const& normaliser);

} // namespace gongkai
