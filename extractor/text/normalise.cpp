// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/normalise.hpp"

#include "text/characters.hpp"

#include <fmt/format.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace gongkai {
namespace {

/// Full-width punctuation that stays, though NFKC would make it ASCII.
bool keeps_width(char32_t c) {
  switch (c) {
  case 0xFF01: // exclamation mark
  case 0xFF08: // parentheses
  case 0xFF09:
  case 0xFF0C: // comma
  case 0xFF1A: // colon
  case 0xFF1B: // semicolon
  case 0xFF1F: // question mark
    return true;
  // A number in a circle is no figure: as a plain digit it would become one, and join the figure after it.
  default: return c >= 0x2460 && c <= 0x2473;
  }
}

/// What needs no normalisation, wherever it stands; most texts hold nothing else.
bool is_plain(char32_t c) {
  return (c > 0x20 && c < 0x7F) || (c >= 0x4E00 && c <= 0x9FFF) || c == 0x3001 || c == 0x3002 || keeps_width(c) ||
         (c >= 0x201C && c <= 0x201D);
}

bool is_plain(std::u32string_view text) {
  return std::all_of(text.begin(), text.end(), [](char32_t c) { return is_plain(c); });
}

/// Without decoding it twice; all that is plain has one byte or three.
bool is_plain(std::string_view utf8) {
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    char32_t c = static_cast<unsigned char>(utf8[i]);
    if (c >= 0x80) {
      if ((c & 0xF0U) != 0xE0U || utf8.size() - i < 3) { return false; }
      if (!continues_character(utf8[i + 1]) || !continues_character(utf8[i + 2])) { return false; }
      auto const six = [&](std::size_t k) { return static_cast<unsigned char>(utf8[k]) & 0x3FU; };
      c = (c & 0xFU) << 12U | six(i + 1) << 6U | six(i + 2);
      i += 2;
    }
    if (!is_plain(c)) { return false; }
  }
  return true;
}

bool number_goes_on(char32_t c) { return (c >= U'0' && c <= U'9') || c == U',' || c == U'.'; }

/// Wide characters have no blank around them; numbers none within.
bool blank_is_layout(char32_t before, char32_t after) {
  bool const wide_before = is_ideograph(before) || is_wide_punctuation(before);
  bool const wide_after = is_ideograph(after) || is_wide_punctuation(after);
  if (wide_before && wide_after) { return true; }
  if (wide_before != wide_after) { return (wide_before ? is_wide_punctuation(before) : is_wide_punctuation(after)); }
  return false;
}

/// A dash right before a digit is a minus, unless it stands between digits or words (a range, a date).
bool is_minus(std::u32string_view text, std::size_t i) {
  if (!is_dash(text[i]) || i + 1 >= text.size() || !is_digit(text[i + 1])) { return false; }
  return i == 0 || !(is_digit(text[i - 1]) || is_dash(text[i - 1]) || is_ideograph(text[i - 1]));
}

/// A wide comma between a digit and exactly three digits separates thousands.
bool is_separator(std::u32string_view text, std::size_t i) {
  if (text[i] != 0xFF0C || i == 0 || !is_digit(text[i - 1]) || i + 3 >= text.size()) { return false; }
  bool const three = is_digit(text[i + 1]) && is_digit(text[i + 2]) && is_digit(text[i + 3]);
  return three && (i + 4 == text.size() || !is_digit(text[i + 4]));
}

std::u32string mark_minuses(std::u32string text) {
  std::u32string out = text;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_minus(text, i)) { out[i] = U'-'; }
  }
  return out;
}

std::u32string drop_layout_blanks(std::u32string_view text) {
  std::u32string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_space(text[i])) {
      out += text[i];
      continue;
    }
    std::size_t k = i;
    while (k < text.size() && is_space(text[k])) { ++k; }
    i = k - 1;
    if (out.empty() || k == text.size()) { continue; }
    char32_t const before = out.back(), after = text[k];
    // "1, 036. 02" is one number; "2 3" are two.
    bool const in_number = number_goes_on(before) && number_goes_on(after) && !(is_digit(before) && is_digit(after));
    if (!in_number && !blank_is_layout(before, after)) { out += U' '; }
  }
  return out;
}

std::u32string join_thousands(std::u32string text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_separator(text, i)) { text[i] = U','; }
  }
  return text;
}

} // namespace

Normaliser::Normaliser(PatternFiles const& files) {
  std::string_view const text = files.text("text/radicals.csv");
  int line_number = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t const end = std::min(text.find('\n', at), text.size());
    std::u32string const line = to_utf32(text.substr(at, end - at));
    at = end + 1;
    ++line_number;
    if (line.empty() || line[0] == U'#' || line_number == 0 || line.starts_with(U"radical")) { continue; }
    if (line.size() < 3 || line[1] != U',') {
      throw PatternError(
          fmt::format("patterns/text/radicals.csv:{}: expected one character, a comma, one character", line_number));
    }
    m_radicals.emplace(line[0], line[2]);
  }
}

std::u32string Normaliser::compose(std::u32string_view text) const {
  static icu::Normalizer2 const& nfkc = []() -> icu::Normalizer2 const& {
    UErrorCode status = U_ZERO_ERROR;
    icu::Normalizer2 const* n = icu::Normalizer2::getNFKCInstance(status);
    if (U_FAILURE(status) || n == nullptr) { throw std::runtime_error("ICU has no NFKC data"); }
    return *n;
  }();

  std::u32string out;
  out.reserve(text.size());
  icu::UnicodeString piece;
  auto const flush = [&] {
    if (piece.isEmpty()) { return; }
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString const done = nfkc.normalize(piece, status);
    icu::UnicodeString const& from = U_SUCCESS(status) ? done : piece;
    for (std::int32_t i = 0; i < from.length(); i = from.moveIndex32(i, 1)) {
      out += static_cast<char32_t>(from.char32At(i));
    }
    piece.remove();
  };
  for (char32_t c : text) {
    if (c >= 0x2E80 && c <= 0x2FDF) {
      if (auto const r = m_radicals.find(c); r != m_radicals.end()) { c = r->second; }
    }
    if (c < 0x20 || c == 0xAD || (c >= 0x200B && c <= 0x200F) || c == 0xFEFF) { c = U' '; }
    if (keeps_width(c)) {
      flush();
      out += c;
    } else {
      piece.append(static_cast<UChar32>(c));
    }
  }
  flush();
  return out;
}

std::string Normaliser::normalise(std::u32string_view text) const {
  if (is_plain(text)) { return to_utf8(text); }
  // Minuses are looked for before and after blanks go, so that normalising again changes nothing.
  std::u32string const joined = drop_layout_blanks(mark_minuses(compose(text)));
  return to_utf8(join_thousands(mark_minuses(joined)));
}

std::string Normaliser::normalise(std::string_view utf8) const {
  return is_plain(utf8) ? std::string(utf8) : normalise(to_utf32(utf8));
}

std::string Normaliser::squeeze(std::u32string_view text) const {
  std::string const normal = normalise(text);
  std::string out;
  out.reserve(normal.size());
  for (char const c : normal) {
    if (c != ' ') { out += c; }
  }
  return out;
}

std::string Normaliser::squeeze(std::string_view utf8) const {
  return is_plain(utf8) ? std::string(utf8) : squeeze(to_utf32(utf8));
}

} // namespace gongkai
