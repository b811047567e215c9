// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/characters.hpp"

#include <unicode/utf8.h>

#include <algorithm>
#include <array>

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
  std::u32string out(utf8.size(), U'\0');
  auto const size = static_cast<std::int32_t>(utf8.size());
  std::size_t count = 0;
  for (std::int32_t i = 0; i < size; ++count) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(utf8.data(), i, size, c);
    out[count] = static_cast<char32_t>(c);
  }
  out.resize(count);
  return out;
}

namespace {

constexpr std::size_t most_bytes = 4; ///< Of a character.

/// Writes a character at `to`, and returns where it ends. What is none becomes U+FFFD.
char* put_utf8(char* to, char32_t c) noexcept {
  if ((c >= 0xD800 && c < 0xE000) || c >= 0x110000) { c = 0xFFFD; }
  auto const more = [&](unsigned int shift) { *to++ = static_cast<char>(0x80 | ((c >> shift) & 0x3F)); };
  if (c < 0x80) {
    *to++ = static_cast<char>(c);
  } else if (c < 0x800) {
    *to++ = static_cast<char>(0xC0 | (c >> 6));
    more(0);
  } else if (c < 0x10000) {
    *to++ = static_cast<char>(0xE0 | (c >> 12));
    more(6);
    more(0);
  } else {
    *to++ = static_cast<char>(0xF0 | (c >> 18));
    more(12);
    more(6);
    more(0);
  }
  return to;
}

} // namespace

void append_utf8(std::string& out, char32_t c) {
  std::array<char, most_bytes> bytes{};
  char const* const end = put_utf8(bytes.data(), c);
  out.append(bytes.data(), static_cast<std::size_t>(end - bytes.data()));
}

std::string to_utf8(std::u32string_view text) {
  std::string out(text.size() * most_bytes, '\0');
  char* to = out.data();
  for (char32_t const c : text) { to = put_utf8(to, c); }
  out.resize(static_cast<std::size_t>(to - out.data()));
  return out;
}

} // namespace gongkai
