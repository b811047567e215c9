// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/version.hpp"
#include "pipeline.hpp"

#include <iostream>

int main() {
  gongkai::Knowledge const knowledge;
  auto const result = gongkai::extract("<html>", "page.pdf", knowledge);
  if (result) { return 1; }
  std::cout << "gongkai " << gongkai::version() << ": " << gongkai::name_of(result.error().code) << '\n';
}
