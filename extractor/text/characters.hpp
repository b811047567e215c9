// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Classes of characters, for code that decides by them.
#pragma once

#include <string>
#include <string_view>

namespace gongkai {

/// A CJK ideograph (with the iteration mark and the zero that is written as a circle).
constexpr bool is_ideograph(char32_t c) noexcept {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3005 || c == 0x3007 ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF) || (c >= 0x2E80 && c <= 0x2FDF);
}

/// Punctuation of ideographic text, as wide as an ideograph.
constexpr bool is_wide_punctuation(char32_t c) noexcept {
  return (c >= 0x3001 && c <= 0x3003) || (c >= 0x3008 && c <= 0x301F) || (c >= 0xFF01 && c <= 0xFF0F) ||
         (c >= 0xFF1A && c <= 0xFF20) || (c >= 0xFF3B && c <= 0xFF40) || (c >= 0xFF5B && c <= 0xFF65) || c == 0x2014 ||
         c == 0x2026 || c == 0x2018 || c == 0x2019 || c == 0x201C || c == 0x201D || c == 0x203B || c == 0x25B3;
}

constexpr bool is_digit(char32_t c) noexcept { return (c >= U'0' && c <= U'9') || (c >= 0xFF10 && c <= 0xFF19); }

constexpr bool is_space(char32_t c) noexcept {
  return c <= 0x20 || c == 0x7F || c == 0xA0 || c == 0xAD || c == 0x1680 || (c >= 0x2000 && c <= 0x200F) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x2060 || c == 0x3000 || c == 0xFEFF;
}

/// A dash that may be a minus or stand for "nothing".
constexpr bool is_dash(char32_t c) noexcept {
  return c == U'-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFF0D || c == 0xFE63 || c == 0x2500;
}

/// Characters that occur in a printed amount: digits, separators, signs, percent.
constexpr bool is_amount_character(char32_t c) noexcept {
  return is_digit(c) || c == U'.' || c == U',' || c == U'%' || is_dash(c) || c == 0xFF0C || c == 0xFF0E || c == 0xFF05;
}

/// Whether a byte of UTF-8 goes on with a character that has begun.
constexpr bool continues_character(char byte) noexcept { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// Where the first character begins that begins at a byte or after it.
std::size_t character_from(std::string_view utf8, std::size_t at) noexcept;

/// Where the last character begins that begins before a byte (`at` > 0).
std::size_t character_before(std::string_view utf8, std::size_t at) noexcept;

/// The end of a text: whole characters, of at most so many bytes.
std::string_view last_characters(std::string_view utf8, std::size_t bytes) noexcept;

/// Of a UTF-8 text.
std::size_t count_characters(std::string_view utf8) noexcept;
std::u32string to_utf32(std::string_view utf8);
void append_utf8(std::string& out, char32_t c);
std::string to_utf8(std::u32string_view text);

} // namespace gongkai
