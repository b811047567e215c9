// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/quantity.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace gongkai {

Wide ten_to(int exponent) noexcept {
  Wide out = 1;
  for (int i = 0; i < exponent; ++i) { out *= 10; }
  return out;
}

std::optional<Quantity> quantity_of(Decimal const& figure, int power) noexcept {
  int const shift = quantity_scale - figure.scale + power;
  // The step must be even, so that half of it is whole.
  if (shift < 1 || shift > quantity_scale + 9) { return std::nullopt; }
  Quantity out;
  out.step = ten_to(shift);
  out.value = static_cast<Wide>(figure.mantissa) * out.step;
  out.power = power;
  if (absolute(out.value) > largest_factor) { return std::nullopt; }
  return out;
}

std::optional<Decimal> decimal_of(Wide value, int power, int decimals) noexcept {
  int scale = quantity_scale + power;
  if (scale < 0) { return std::nullopt; }
  while (scale > decimals && value % 10 == 0) {
    value /= 10;
    --scale;
  }
  while (scale < decimals) {
    value *= 10;
    ++scale;
  }
  constexpr Wide largest = std::numeric_limits<std::int64_t>::max();
  if (value > largest || value < -largest || scale > 18) { return std::nullopt; }
  return Decimal{static_cast<std::int64_t>(value), scale};
}

bool differ_by_a_unit(Wide a, Wide b) noexcept {
  constexpr std::array powers{3, 4, 5, 8};
  if (absolute(a) < absolute(b)) { std::swap(a, b); }
  return b != 0 && std::any_of(powers.begin(), powers.end(), [&](int power) { return a == b * ten_to(power); });
}

Wide rounded_quotient(Wide dividend, Wide divisor) noexcept {
  Wide const sign = (dividend < 0) != (divisor < 0) ? -1 : 1;
  dividend = absolute(dividend);
  divisor = absolute(divisor);
  return sign * ((dividend + divisor / 2) / divisor);
}

} // namespace gongkai
