// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/hand_over.hpp"

#include "cli/exit_code.hpp"
#include "cli/input.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace gongkai::cli {

void hand_over(char** argv) {
  std::error_code unknown; // then the path is empty, and nothing is run
  std::filesystem::path const self = std::filesystem::read_symlink("/proc/self/exe", unknown);
  std::filesystem::path const folder = self.parent_path();
  errno = ENOENT;
  if (!folder.empty()) {
    for (std::filesystem::path const& place :
         {folder / "gongkai-dataset", folder / GONGKAI_LIBEXEC_FROM_BIN / "gongkai-dataset"}) {
      execv(place.c_str(), argv);
      if (errno != ENOENT && errno != ENOTDIR) { break; }
    }
  }
  throw UsageError(fmt::format("this needs gongkai-dataset, a part of the program, which cannot be run from {} ({}); "
                               "install all of gongkai",
                               as_shown(folder.string()), std::strerror(errno)));
}

} // namespace gongkai::cli
