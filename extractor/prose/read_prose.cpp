// SPDX-License-Identifier: GPL-3.0-or-later
#include "prose/read_prose.hpp"

#include "prose/build_outline.hpp"
#include "prose/build_paragraphs.hpp"
#include "prose/compare_contents.hpp"

namespace gongkai {

Prose read_prose(std::span<ProsePage const> pages, std::span<Table const> tables, OutlinePatterns const& patterns) {
  std::vector<ParagraphLook> looks;
  Prose prose = build_paragraphs(pages, tables, patterns, looks);
  build_outline(prose, looks, patterns);
  compare_contents(prose, tables, patterns);
  return prose;
}

} // namespace gongkai
