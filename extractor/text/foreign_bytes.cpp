// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/foreign_bytes.hpp"

#include <fmt/format.h>

namespace gongkai {
namespace {

/// Length of the UTF-8 sequence at the beginning of a text, 0 where it is not valid.
std::size_t valid_sequence(std::string_view s) {
  auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(s[i]); };
  unsigned const first = byte(0);
  std::size_t const length = first < 0x80                    ? 1
                             : first >= 0xC2 && first < 0xE0 ? 2
                             : first >= 0xE0 && first < 0xF0 ? 3
                             : first >= 0xF0 && first < 0xF5 ? 4
                                                             : 0;
  if (length == 0 || s.size() < length) { return 0; }
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80) { return 0; }
  }
  bool const overlong = (first == 0xE0 && byte(1) < 0xA0) || (first == 0xF0 && byte(1) < 0x90);
  bool const no_character = (first == 0xED && byte(1) >= 0xA0) || (first == 0xF4 && byte(1) >= 0x90);
  return overlong || no_character ? 0 : length;
}

/// C0 and C1 controls: a name must neither break a line nor speak to the terminal.
bool is_control(std::string_view sequence) {
  auto const first = static_cast<unsigned char>(sequence[0]);
  return first < 0x20 || first == 0x7F ||
         (first == 0xC2 && sequence.size() > 1 && static_cast<unsigned char>(sequence[1]) < 0xA0);
}

bool is_utf8(std::string_view s) {
  while (!s.empty()) {
    std::size_t const length = valid_sequence(s);
    if (length == 0) { return false; }
    s.remove_prefix(length);
  }
  return true;
}

/// Of a name that is no UTF-8 as a whole, all bytes beyond ASCII: some pairs in GBK happen to be valid UTF-8.
std::string written_out(std::string_view name, bool controls_too) {
  bool const utf8 = is_utf8(name);
  std::string out;
  while (!name.empty()) {
    std::string_view const sequence = name.substr(0, utf8 ? valid_sequence(name) : 1);
    bool const foreign = !utf8 && static_cast<unsigned char>(sequence[0]) >= 0x80;
    if (foreign || (controls_too && is_control(sequence))) {
      for (char const c : sequence) { out += fmt::format("\\x{:02X}", static_cast<unsigned char>(c)); }
    } else {
      out += sequence;
    }
    name.remove_prefix(sequence.size());
  }
  return out;
}

} // namespace

std::string as_utf8(std::string_view name) { return written_out(name, false); }

std::string without_controls(std::string_view name) { return written_out(name, true); }

} // namespace gongkai
