// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Exact figures. No floating point ever holds one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

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

} // namespace gongkai
