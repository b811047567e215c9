// SPDX-License-Identifier: GPL-3.0-or-later
// glyph_count PDF-OR-FOLDER...: counts the visible glyphs of every page against the record of the file.
// Ends with 0, with 1 where a character is lost or counted twice, with 77 where there is no file.
#include "corpus/glyph_count.hpp"
#include "corpus/pdf_files.hpp"
#include "support/files.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

using namespace gongkai;

int main(int argc, char** argv) {
  auto const files = pdfs_in({argv + 1, argv + argc});
  if (files.empty()) {
    fmt::print("SKIPPED: no PDF to count; GONGKAI_CORPUS=FOLDER names a folder of them\n");
    return 77;
  }
  Knowledge const knowledge;
  std::uint64_t shown = 0;
  int bad = 0, read = 0;
  for (auto const& path : files) {
    auto const groups = glyph_count::count(bytes_of(path), knowledge);
    if (!groups) { continue; }
    ++read;
    for (glyph_count::PageGroup const& g : *groups) {
      shown += g.shown;
      if (g.lost.empty() && g.gained.empty()) { continue; }
      ++bad;
      fmt::print("FAIL {} page{} {}: lost {} gained {}\n", path.filename().string(), g.pages.size() > 1 ? "s" : "",
                 fmt::join(g.pages, ","), glyph_count::shown(g.lost), glyph_count::shown(g.gained));
    }
  }
  fmt::print("{} glyphs of {} files; {} groups of pages where the record holds others than are shown\n", shown, read,
             bad);
  return bad == 0 && read > 0 ? 0 : 1;
}
