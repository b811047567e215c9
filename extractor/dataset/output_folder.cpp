// SPDX-License-Identifier: GPL-3.0-or-later
#include "dataset/output_folder.hpp"

#include "dataset/database.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace gongkai::dataset {

OutputFolder::OutputFolder(std::string const& path) : m_path(path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error || !std::filesystem::is_directory(path)) {
    throw DatabaseError(fmt::format("{}: the folder cannot be made{}", path, error ? ": " + error.message() : ""));
  }
}

void OutputFolder::write(std::string const& name, std::function<void(Write const&)> const& fill) const {
  std::string const path = path_of(name), temporary = path + unfinished;
  std::ofstream file(temporary, std::ios::binary | std::ios::trunc);
  auto const check = [&] {
    if (file) { return; }
    std::string const reason = std::strerror(errno);
    file.close();
    std::error_code ignored;
    std::filesystem::remove(temporary, ignored);
    throw DatabaseError(fmt::format("{} cannot be written: {}", path, reason));
  };
  check();
  fill([&](std::string_view text) {
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    check();
  });
  file.close();
  check();
  std::error_code error;
  std::filesystem::rename(temporary, path, error);
  if (error) {
    std::error_code ignored;
    std::filesystem::remove(temporary, ignored);
    throw DatabaseError(fmt::format("{} cannot be written: {}", path, error.message()));
  }
}

} // namespace gongkai::dataset
