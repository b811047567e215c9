// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace gongkai {

/// The PDFs among and below the places named, sorted.
inline std::vector<std::filesystem::path> pdfs_in(std::vector<std::string> const& places) {
  namespace fs = std::filesystem;
  std::vector<fs::path> out;
  for (std::string const& place : places) {
    if (fs::is_regular_file(place)) { out.emplace_back(place); }
    if (!fs::is_directory(place)) { continue; }
    for (auto const& entry : fs::recursive_directory_iterator(place)) {
      if (entry.is_regular_file() && entry.path().extension() == ".pdf") { out.push_back(entry.path()); }
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

} // namespace gongkai
