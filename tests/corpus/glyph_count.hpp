// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// No silent loss: what the pages show is what the record holds, counted character by character.
#pragma once

#include "pipeline.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace gongkai::glyph_count {

/// Characters and how often they stand there.
using Characters = std::map<char32_t, long>;

/// Pages whose text the record holds together: those that a table spans.
struct PageGroup {
  std::vector<int> pages;
  std::uint64_t shown = 0; ///< Glyphs.
  Characters lost;         ///< Shown, and nowhere in the record.
  Characters gained;       ///< In the record more often than shown.
};

/// Compares the visible glyphs of a file's pages, as the pass gives them, with everything that extract() gives.
/// Nothing where the file cannot be opened.
std::optional<std::vector<PageGroup>> count(std::string const& bytes, Knowledge const& knowledge);

/// "U+4E00 x 2 ...", as text.
std::string shown(Characters const& characters);

} // namespace gongkai::glyph_count
