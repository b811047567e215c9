// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/sha256.hpp"
#include "base/version.hpp"

#include <iostream>

int main() {
  // The digest pulls in a library behind the library: linking proves that the package names it.
  if (gongkai::sha256_hex("").size() != 64) { return 1; }
  std::cout << "gongkai " << gongkai::version() << '\n';
}
