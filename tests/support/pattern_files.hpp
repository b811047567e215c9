// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "text/pattern_files.hpp"

namespace gongkai {

/// The patterns that are built in, compiled and tried with their examples by whatever reads them.
inline PatternFiles files_with_examples() {
  PatternFiles files;
  files.let_examples_count();
  return files;
}

} // namespace gongkai
