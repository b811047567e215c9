// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// poppler-cpp as the witness of the pass: what its words say a page holds, the pass must hold too, at the same place.
///
/// The two differ by design where poppler-cpp
///  - drops white space, glyphs without Unicode, and second drawings of a word (fake bold);
///  - replaces the glyphs of marked content by an empty ActualText (the pass keeps what can be seen);
///  - composes a letter and the accent drawn over it to one character.
#pragma once

#include "pdf/page_content.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace poppler {
class page;
}

namespace gongkai::witness {

/// A character of a word of poppler-cpp.
struct Letter {
  char32_t code = 0;
  Point start;     ///< Where the letter begins, in the middle of its height.
  double size = 0; ///< Height of its box.
};

using Word = std::vector<Letter>;

/// The words of a page. `user_unit` as the pass found it: poppler-cpp doesn't apply it.
std::vector<Word> words_of(poppler::page const& page, double user_unit);

/// What one side has and the other lacks.
struct Comparison {
  std::size_t words = 0;            ///< Of the witness.
  std::size_t glyphs = 0;           ///< Visible ones of the pass that the witness should know.
  std::vector<std::string> missing; ///< Words of which the pass lacks a letter; UTF-8, with their place.
  std::vector<std::string> unknown; ///< Visible glyphs of the pass that no word has.
};

Comparison compare(std::vector<Word> const& words, PageContent const& page);

} // namespace gongkai::witness
