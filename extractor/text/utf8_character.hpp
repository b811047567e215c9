// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "text/characters.hpp"

#include <cstddef>
#include <string_view>

namespace gongkai {

inline constexpr char32_t no_character = 0xFFFFFFFF; ///< At the end of a text, or where no UTF-8 stands.

/// The character at `at`; `length` its bytes.
inline char32_t character_at(std::string_view text, std::size_t at, std::size_t& length) noexcept {
  if (at >= text.size()) { return no_character; }
  auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  char32_t const lead = byte(0);
  length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
  if (length == 1) { return lead; }
  if (length == 0 || text.size() - at < length) { return no_character; }
  char32_t out = lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if (!continues_character(text[at + i])) { return no_character; }
    out = out << 6U | (byte(i) & 0x3FU);
  }
  return out;
}

} // namespace gongkai
