// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Figures as they stand in tables.
#pragma once

#include "text/decimal.hpp"
#include "text/line_patterns.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace gongkai {

/// What stands in a cell for an amount.
enum class Mark : unsigned char { amount, zero, dash, not_applicable };

/// "amount", "zero", "dash", "not_applicable".
std::string_view name_of(Mark mark) noexcept;

struct Amount {
  Decimal value;
  Mark mark = Mark::amount;
  std::string unit; ///< Printed with the figure ("%", or a unit of money); mostly empty.
};

/// Reads figures as they are printed in tables.
class AmountReader {
public:
  /// \throws PatternError where patterns/units.csv or rows.toml has an error.
  explicit AmountReader(PatternFiles const& files);

  /// Reads a text without white space: digits of either width with or without separators; a minus, a triangle or
  /// brackets for negatives; a unit after it. Zero for dashes and "not applicable", told apart by the mark. Null for
  /// any other text, and for more than 18 digits.
  std::optional<Amount> read(std::string_view squeezed) const;

  /// The power of ten that makes yuan of a unit of money; null for any other unit.
  std::optional<int> power_of(std::string_view unit) const;

  /// The usual name of a unit of money; the text itself where it is none.
  std::string name_of_unit(std::string_view unit) const;

private:
  struct Unit {
    int power = 0;
    std::string name;
  };
  std::unordered_map<std::string, Unit> m_units;
  LinePatterns m_not_applicable;
};

} // namespace gongkai
