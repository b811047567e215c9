// SPDX-License-Identifier: GPL-3.0-or-later
// Normalisation of any bytes: the form is stable, valid UTF-8, without blanks at its ends, and no digit is lost.
#include "fuzz/target.hpp"
#include "text/characters.hpp"
#include "text/normalise.hpp"

#include <algorithm>

namespace gongkai::fuzz {
namespace {

Normaliser const& normaliser() {
  static PatternFiles const files;
  static Normaliser const loaded(files);
  return loaded;
}

std::string ascii_digits(std::u32string_view text) {
  std::string out;
  for (char32_t const c : text) {
    if (c >= U'0' && c <= U'9') { out += static_cast<char>(c); }
    if (c >= 0xFF10 && c <= 0xFF19) { out += static_cast<char>('0' + (c - 0xFF10)); }
  }
  return out;
}

/// Whether the text has nothing that NFKC may turn into digits or marks: what is left is what figures are made of.
bool is_simple(std::u32string_view text) {
  return std::all_of(text.begin(), text.end(), [](char32_t c) {
    return (c >= 0x20 && c < 0x7F) || is_amount_character(c) || c == 0x3000 || (c >= 0x4E00 && c < 0x9FFF);
  });
}

} // namespace

void try_input(std::string_view bytes) {
  std::u32string const text = to_utf32(bytes);
  std::string const normal = normaliser().normalise(text);
  std::u32string const codes = to_utf32(normal);
  promise(to_utf8(codes) == normal, "the normal form is UTF-8");
  promise(codes.empty() || (!is_space(codes.front()) && !is_space(codes.back())), "no white space at the ends");
  promise(std::adjacent_find(codes.begin(), codes.end(),
                             [](char32_t a, char32_t b) { return a == U' ' && b == U' '; }) == codes.end(),
          "no two blanks in a row");
  if (is_simple(text)) {
    promise(ascii_digits(text) == ascii_digits(codes), "digits stay, in their order");
    promise(normaliser().normalise(codes) == normal, "normalising twice changes nothing");
  }
  std::string const squeezed = normaliser().squeeze(text);
  promise(squeezed.find(' ') == std::string::npos, "squeezed text has no blank");
}

std::vector<std::string> seeds() {
  return {"１， ０３６．０２", "⼾⻋⼈⽤",         "—45.87",   "2020—2024年",
          "1, 036. 02 万元",   "（一） 工资 福利", "㎡ ﬁ ① ½", "A 级 2 3",
          "e\xCC\x81",         "\xFF\xFE",         ""};
}

std::vector<std::string> words() {
  return {" ",
          "\xE3\x80\x80",
          "\xE2\x80\x94",
          "-",
          "1",
          "９",
          ",",
          "，",
          ".",
          "预",
          "\xEF\xBB\xBF",
          "\xC2\xAD",
          "\xE2\x80\x8B",
          "⼾",
          "́",
          "가",
          "\xED\xA0\x80",
          "\xF4\x8F\xBF\xBF"};
}

} // namespace gongkai::fuzz
