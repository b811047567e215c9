// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/figure_text.hpp"

#include "text/characters.hpp"

#include <algorithm>

namespace gongkai {
namespace {

bool is_opening(char32_t c) noexcept { return c == U'(' || c == 0xFF08; }
bool is_closing(char32_t c) noexcept { return c == U')' || c == 0xFF09; }
bool is_triangle(char32_t c) noexcept { return c == 0x25B3 || c == 0x25B2; }

} // namespace

bool is_figure_text(std::u32string_view text) noexcept {
  constexpr int longest_row_number = 3; // digits
  while (!text.empty() && is_space(text.front())) { text.remove_prefix(1); }
  while (!text.empty() && is_space(text.back())) { text.remove_suffix(1); }
  bool const bracketed = text.size() > 2 && is_opening(text.front()) && is_closing(text.back());
  if (bracketed) {
    text.remove_prefix(1);
    text.remove_suffix(1);
  } else if (!text.empty() && is_triangle(text.front())) {
    text.remove_prefix(1);
  }
  if (!std::all_of(text.begin(), text.end(), [](char32_t c) { return is_amount_character(c) || is_space(c); })) {
    return false;
  }
  auto const digits = std::count_if(text.begin(), text.end(), [](char32_t c) { return is_digit(c); });
  bool const separated = std::any_of(text.begin(), text.end(),
                                     [](char32_t c) { return c == U'.' || c == U',' || c == 0xFF0C || c == 0xFF0E; });
  return digits > 0 && (!bracketed || separated || digits > longest_row_number);
}

} // namespace gongkai
