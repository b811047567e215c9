// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/decimal.hpp"

#include <algorithm>
#include <limits>

namespace gongkai {

std::string Decimal::text() const {
  std::string digits = std::to_string(mantissa < 0 ? -mantissa : mantissa);
  if (scale > 0) {
    auto const wanted = static_cast<std::size_t>(scale) + 1;
    if (digits.size() < wanted) { digits.insert(0, wanted - digits.size(), '0'); }
    digits.insert(digits.size() - static_cast<std::size_t>(scale), 1, '.');
  }
  return mantissa < 0 ? "-" + digits : digits;
}

std::optional<Decimal> Decimal::times_power_of_ten(int power) const noexcept {
  Decimal out = *this;
  int const from_scale = std::min(power, out.scale);
  out.scale -= from_scale;
  constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max() / 10;
  for (int i = from_scale; i < power; ++i) {
    if (out.mantissa > largest || out.mantissa < -largest) { return std::nullopt; }
    out.mantissa *= 10;
  }
  return out;
}

} // namespace gongkai
