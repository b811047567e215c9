// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Exact figures. No floating point ever holds one.
#pragma once

#include "text/line_patterns.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace gongkai {

/// mantissa / 10^scale, with the decimals as printed: 103602 and 2 are "1036.02".
struct Decimal {
  std::int64_t mantissa = 0;
  int scale = 0; ///< Printed decimals, 0 to 18.

  friend bool operator==(Decimal const&, Decimal const&) = default;

  bool is_zero() const noexcept { return mantissa == 0; }

  /// "1036.02", "-45.87": no thousands separators, every printed decimal.
  std::string text() const;

  /// Multiplied by 10^power (power >= 0), exactly. Null where it does not fit.
  std::optional<Decimal> times_power_of_ten(int power) const noexcept;
};

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

  /// Reads a text without white space: digits of either width with or without separators; a minus, a triangle or brackets for negatives; a unit after it.
  /// Zero for dashes and "not applicable", told apart by the mark. Null for any other text, and for more than 18 digits.
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
