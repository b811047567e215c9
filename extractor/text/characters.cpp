// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/characters.hpp"

#include <unicode/utf8.h>

#include <algorithm>

namespace gongkai {

std::size_t count_characters(std::string_view utf8) noexcept {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return !continues_character(c); }));
}

std::size_t character_from(std::string_view utf8, std::size_t at) noexcept {
  while (at < utf8.size() && continues_character(utf8[at])) { ++at; }
  return at;
}

std::size_t character_before(std::string_view utf8, std::size_t at) noexcept {
  --at;
  while (at > 0 && continues_character(utf8[at])) { --at; }
  return at;
}

std::string_view last_characters(std::string_view utf8, std::size_t bytes) noexcept {
  return utf8.substr(character_from(utf8, utf8.size() - std::min(utf8.size(), bytes)));
}

std::u32string to_utf32(std::string_view utf8) {
  std::u32string out;
  out.reserve(utf8.size());
  auto const size = static_cast<std::int32_t>(utf8.size());
  for (std::int32_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(utf8.data(), i, size, c);
    out += static_cast<char32_t>(c);
  }
  return out;
}

void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    if (c >= 0xD800 && c < 0xE000) { c = 0xFFFD; }
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x110000) {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    append_utf8(out, 0xFFFD);
  }
}

std::string to_utf8(std::u32string_view text) {
  std::string out;
  out.reserve(text.size() * 3);
  for (char32_t const c : text) { append_utf8(out, c); }
  return out;
}

} // namespace gongkai
