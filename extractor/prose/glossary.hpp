// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prose/paragraph.hpp"
#include "prose/prose_patterns.hpp"

#include <string>
#include <vector>

namespace gongkai {

struct GlossaryEntry {
  std::string term;
  std::string definition; ///< Empty where none is printed.
  PagePlace place;        ///< Of the term.
};

/// The wording of glossaries, from patterns/prose/glossary.toml.
struct GlossaryPatterns {
  explicit GlossaryPatterns(PatternFiles const& files);

  LinePatterns term, term_without_colon, no_term;
};

/// The terms under the headings that OutlinePatterns::terms_heading knows, in their order.
///
/// A paragraph begins a term where it has a number of the style that the first one has; where terms have no numbers,
/// where it says "term: definition" or "term means". Other paragraphs go on with the definition before them.
std::vector<GlossaryEntry> read_glossary(Prose const& prose, OutlinePatterns const& outline,
                                         GlossaryPatterns const& patterns);

} // namespace gongkai
