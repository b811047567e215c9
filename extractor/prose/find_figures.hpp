// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prose/statement_patterns.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace gongkai {

/// A figure of a text, or words that stand for one.
struct ProseFigure {
  enum class Kind : unsigned char { number, unchanged, not_arranged };
  Kind kind = Kind::number;
  std::size_t begin = 0, end = 0; ///< Bytes: the digits with their sign and unit, or the words.
  std::size_t digits_end = 0;     ///< Where the digits end.
  Decimal value;
  UnitKind unit_kind = UnitKind::none;
  std::string unit; ///< The usual name, else as printed.
  int power = 0;    ///< Of ten, of a unit of money.
  bool approximate = false;
  std::string name; ///< Of not_arranged: what there is none of, as printed.
};

/// What a text holds in figures, from left to right.
struct ProseFigures {
  std::vector<ProseFigure> figures;
  std::vector<FigureSpan>
      spans; ///< All runs of digits, with the bytes of the text; those of `figures` have the use statement.
};

/// `text` is a paragraph, normalised. Digits of dates, laws, numbering, thresholds and names are no figures.
ProseFigures find_figures(std::string_view text, StatementPatterns const& patterns);

} // namespace gongkai
