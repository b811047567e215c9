// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace gongkai {

/// The bytes of a file. \throws std::runtime_error where it cannot be read.
inline std::string bytes_of(std::filesystem::path const& path) {
  std::ifstream in(path, std::ios::binary);
  std::string bytes(static_cast<std::size_t>(std::filesystem::file_size(path)), '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!in) { throw std::runtime_error("cannot read " + path.string()); }
  return bytes;
}

/// The bytes of a sample: "traits/clip.pdf".
inline std::string sample(std::string const& name) {
  return bytes_of(std::filesystem::path(GONGKAI_SAMPLES_DIR) / name);
}

} // namespace gongkai
