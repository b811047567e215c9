// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/numeral.hpp"

#include "text/characters.hpp"

namespace gongkai {
namespace {

constexpr std::int64_t largest = 1000000000;

/// The value of an ideograph that is a digit, in common or in banking use; -1 for others.
int digit_value(char32_t c) {
  switch (c) {
  case 0x3007:
  case 0x96F6: return 0;
  case 0x4E00:
  case 0x58F9: return 1;
  case 0x4E8C:
  case 0x8D30:
  case 0x4E24: return 2;
  case 0x4E09:
  case 0x53C1: return 3;
  case 0x56DB:
  case 0x8086: return 4;
  case 0x4E94:
  case 0x4F0D: return 5;
  case 0x516D:
  case 0x9646: return 6;
  case 0x4E03:
  case 0x67D2: return 7;
  case 0x516B:
  case 0x634C: return 8;
  case 0x4E5D:
  case 0x7396: return 9;
  default: return -1;
  }
}

/// The value of an ideograph that multiplies what stands before it; 0 for others.
int place_value(char32_t c) {
  switch (c) {
  case 0x5341:
  case 0x62FE: return 10;
  case 0x767E:
  case 0x4F70: return 100;
  case 0x5343:
  case 0x4EDF: return 1000;
  case 0x4E07:
  case 0x842C: return 10000;
  default: return 0;
  }
}

std::optional<std::int64_t> read_digits(std::u32string_view text) {
  std::int64_t value = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == U',') {
      bool const three =
          i > 0 && i + 3 < text.size() && is_digit(text[i + 1]) && is_digit(text[i + 2]) && is_digit(text[i + 3]);
      if (!three) { return std::nullopt; }
      continue;
    }
    if (text[i] < U'0' || text[i] > U'9' || value >= largest / 10) { return std::nullopt; }
    value = value * 10 + (text[i] - U'0');
  }
  return value;
}

std::optional<std::int64_t> read_ideographs(std::u32string_view text) {
  std::int64_t total = 0, below_ten_thousand = 0, digit = -1;
  bool places = false, digits_in_row = false;
  for (char32_t const c : text) {
    int const d = digit_value(c), p = place_value(c);
    if (d >= 0) {
      if (digit >= 0) { digits_in_row = true; }
      digit = digits_in_row ? (digit < 0 ? 0 : digit) * 10 + d : d;
      if (digit >= largest) { return std::nullopt; }
    } else if (p == 10000) {
      total = (total + below_ten_thousand + (digit < 0 ? 0 : digit)) * p;
      below_ten_thousand = 0;
      digit = -1;
      places = true;
    } else if (p > 0) {
      // "Ten" alone is one ten; a zero in between has no place.
      below_ten_thousand += (digit < 0 ? 1 : digit) * p;
      digit = -1;
      places = true;
    } else {
      return std::nullopt;
    }
    if (p > 0) { digits_in_row = false; }
    // After a zero between places, a digit begins anew.
    if (d == 0 && places) { digit = -1; }
    if (total >= largest) { return std::nullopt; }
  }
  return total + below_ten_thousand + (digit < 0 ? 0 : digit);
}

} // namespace

std::optional<std::int64_t> read_numeral(std::string_view text) {
  std::u32string const characters = to_utf32(text);
  if (characters.empty() || characters.size() > 16) { return std::nullopt; }
  return characters[0] < 0x80 ? read_digits(characters) : read_ideographs(characters);
}

} // namespace gongkai
