// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/input.hpp"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <limits>
#include <memory>

namespace gongkai::cli {
namespace {

namespace fs = std::filesystem;

/// Poppler counts the bytes of a file in memory with an int.
constexpr std::size_t max_bytes = std::numeric_limits<int>::max();

Result<std::string> cannot_open(std::string message) {
  return failure(ProblemCode::cannot_open_file, std::move(message));
}

Result<std::string> too_large() {
  return cannot_open(
      "the file is larger than 2 GB, more than gongkai reads; split it, for example with qpdf --split-pages");
}

Result<std::string> read_all(std::FILE* file) {
  std::string bytes;
  std::array<char, 1 << 16> block; // NOLINT(cppcoreguidelines-pro-type-member-init): filled by fread
  while (std::size_t const count = std::fread(block.data(), 1, block.size(), file)) {
    if (bytes.size() + count > max_bytes) { return too_large(); }
    bytes.append(block.data(), count);
  }
  if (std::ferror(file) != 0) { return cannot_open(fmt::format("cannot be read: {}", std::strerror(errno))); }
  return bytes;
}

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

Result<std::string> read_input(std::string const& name) {
  if (name == standard_input) { return read_all(stdin); }
  std::error_code error;
  fs::file_status const status = fs::status(name, error);
  if (fs::is_directory(status)) {
    return cannot_open(fmt::format("is a folder; give the files in it, for example {}/*.pdf", as_shown(name)));
  }
  if (status.type() == fs::file_type::not_found) { return cannot_open("there is no such file"); }
  if (fs::is_regular_file(status) && fs::file_size(name, error) > max_bytes && !error) { return too_large(); }
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> const file(std::fopen(name.c_str(), "rb"), std::fclose);
  if (!file) { return cannot_open(fmt::format("cannot be opened: {}", std::strerror(errno))); }
  return read_all(file.get());
}

std::string as_utf8(std::string_view name) { return written_out(name, false); }

std::string as_shown(std::string_view name) {
  return name == standard_input ? "standard input" : written_out(name, true);
}

} // namespace gongkai::cli
