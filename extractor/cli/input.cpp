// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/input.hpp"

#include "text/foreign_bytes.hpp"

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

/// `size` is how much there seems to be.
Result<std::string> read_all(std::FILE* file, std::size_t size = 0) {
  std::string bytes;
  bytes.reserve(size);
  std::array<char, 1 << 16> block; // NOLINT(cppcoreguidelines-pro-type-member-init): filled by fread
  while (std::size_t const count = std::fread(block.data(), 1, block.size(), file)) {
    if (bytes.size() + count > max_bytes) { return too_large(); }
    bytes.append(block.data(), count);
  }
  if (std::ferror(file) != 0) { return cannot_open(fmt::format("cannot be read: {}", std::strerror(errno))); }
  return bytes;
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
  std::uintmax_t const size = fs::is_regular_file(status) ? fs::file_size(name, error) : 0;
  if (!error && size > max_bytes) { return too_large(); }
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> const file(std::fopen(name.c_str(), "rb"), std::fclose);
  if (!file) { return cannot_open(fmt::format("cannot be opened: {}", std::strerror(errno))); }
  return read_all(file.get(), error ? 0 : static_cast<std::size_t>(size));
}

std::string as_shown(std::string_view name) {
  return name == standard_input ? "standard input" : without_controls(name);
}

} // namespace gongkai::cli
