// SPDX-License-Identifier: GPL-3.0-or-later
// pass_only FILE...: opens each PDF and runs the bare pass over every page, for tests/bench/bench.py.
#include "pdf/document.hpp"
#include "support/files.hpp"

#include <cstdio>

int main(int argc, char** argv) {
  std::size_t pages = 0, glyphs = 0, rulings = 0;
  for (int i = 1; i < argc; ++i) {
    auto const document = gongkai::pdf::Document::open(gongkai::bytes_of(argv[i]));
    if (!document) { return 1; }
    for (int number = 1; number <= document->metadata().pages; ++number) {
      gongkai::PageContent const page = document->read_page(number);
      ++pages;
      glyphs += page.glyphs.size();
      rulings += page.rulings.size();
    }
  }
  std::printf("%zu pages, %zu glyphs, %zu rulings\n", pages, glyphs, rulings);
  return 0;
}
