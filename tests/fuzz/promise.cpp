// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/target.hpp"

#include <cstdio>

namespace gongkai::fuzz {

void promise(bool kept, char const* what) {
  if (kept) { return; }
  std::fprintf(stderr, "fuzz: broken promise: %s\n", what);
  std::abort();
}

} // namespace gongkai::fuzz
