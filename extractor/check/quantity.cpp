// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/quantity.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace gongkai {

Wide ten_to(int exponent) noexcept {
  constexpr int most = 18; // of 64 bits
  std::int64_t out = 1;
  for (int i = 0; i < std::min(exponent, most); ++i) { out *= 10; }
  Wide wide = out;
  for (int i = most; i < exponent; ++i) { wide *= 10; }
  return wide;
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
  auto const take_zeros = [&](auto number) {
    while (scale > decimals && number % 10 == 0) {
      number /= 10;
      --scale;
    }
    value = number;
  };
  // Most fit into 64 bits, whose divisions cost a tenth.
  if (value == static_cast<std::int64_t>(value)) {
    take_zeros(static_cast<std::int64_t>(value));
  } else {
    take_zeros(value);
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
