// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// What a printed figure stands for: an interval. A figure printed with d decimals is any number within half a unit of
/// its last digit, so 1036.02 is 1036.015 to 1036.025. All sums and products are whole numbers: no rounding of ours.
#pragma once

#include "record/amount.hpp"

#include <optional>

namespace gongkai {

/// Whole numbers of 128 bits: sums of the largest figures, and products of two.
__extension__ using Wide = __int128;

/// Whole multiples of 10^-9: of a yuan for money, of one for all else (percents, heads, ranks).
struct Quantity {
  Wide value = 0;
  Wide step =
      0; ///< What one unit of the last printed digit is worth; 0 for what is exact, as a blank that means nothing.
  int power = 0;        ///< Of the printed unit: 4 for figures in ten thousand yuan.
  bool counted = false; ///< Heads, vehicles: nobody rounds them.

  /// How far the true number may lie from the printed one. A printed zero says that there is nothing: it is exact.
  Wide half() const noexcept { return value == 0 || counted ? 0 : step / 2; }
};

/// Decimals that a Quantity keeps.
inline constexpr int quantity_scale = 9;

/// Larger values take part in no product (they would not fit), and none so large is money.
inline constexpr Wide largest_factor = static_cast<Wide>(1'000'000'000'000'000'000) * 1'000'000'000;

/// `power` is that of the unit. Null where the figure has more decimals than a Quantity, or is larger than any budget.
std::optional<Quantity> quantity_of(Decimal const& figure, int power) noexcept;

/// A value in the unit 10^power, with at least `decimals`, and more only where it needs them. Null where it does not
/// fit.
std::optional<Decimal> decimal_of(Wide value, int power, int decimals) noexcept;

/// 10^exponent, for 0 to 36.
Wide ten_to(int exponent) noexcept;

/// Whether two values are the same but for the unit: units of money differ by 10^3, 10^4, 10^5 or 10^8.
bool differ_by_a_unit(Wide a, Wide b) noexcept;

inline Wide absolute(Wide value) noexcept { return value < 0 ? -value : value; }

/// The quotient, rounded half away from zero; `divisor` is not 0.
Wide rounded_quotient(Wide dividend, Wide divisor) noexcept;

} // namespace gongkai
