// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/extraction.hpp"

#include "text/characters.hpp"

#include <algorithm>

namespace gongkai {

std::uint64_t residue_glyphs(Extraction const& extraction) {
  std::uint64_t count = 0;
  for (Residue const& r : extraction.residue) {
    std::u32string const text = to_utf32(r.text);
    count += static_cast<std::uint64_t>(std::count_if(text.begin(), text.end(), [](char32_t c) { return !is_space(c); }));
  }
  return count;
}

} // namespace gongkai
