// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// The wording of statements, from patterns/prose/{figures,clauses,sections}.toml.
#pragma once

#include "prose/statement.hpp"
#include "text/keyed_patterns.hpp"
#include "text/line_patterns.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace gongkai {

enum class UnitKind : unsigned char { none, money, percent, count, area };

/// How the text after a figure names its unit.
struct UnitPattern {
  UnitKind kind = UnitKind::none;
  std::string key; ///< The unit's usual name; empty: as printed.
  int power = 0;   ///< Of ten, that makes yuan of a unit of money.
  Pattern pattern; ///< Matched against the text after the digits; group 1 is the unit.
};

/// Digits that are no figures.
struct SpanPattern {
  FigureUse use = FigureUse::unexplained;
  Pattern pattern;
};

struct StatementPatterns {
  /// \throws PatternError where a file has an error.
  explicit StatementPatterns(PatternFiles const& files);

  std::vector<UnitPattern> units;
  std::vector<SpanPattern> spans;
  std::vector<Pattern> numerals; ///< Numbers in ideographs that count: group 1.
  KeyedPatterns sections, topics, base_kinds;
  LinePatterns unchanged, approximate;
  LinePatterns share, completion, decrease, increase, changed, prior, planned, base;
  LinePatterns front, tail, generic, counted_after, counted_name, bare_count, bare_amount, levels, code;
  LinePatterns not_arranged, no_statement, reason, heading_tail, among, named, inner_year, two_names,
      planned_if_executed, executed_after, whole;
  LinePatterns not_arranged_tail, both_sides, expenditure_word, receipts_name, count_total, long_name, range,
      counted_on, aside, item_heading, reason_goes_on, unchanged_base, counted_term, both_totals;
  std::string both_sides_text, expenditure_text, both_totals_text; ///< What stands for the words matched.
};

} // namespace gongkai
