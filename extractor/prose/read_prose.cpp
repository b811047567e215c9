// SPDX-License-Identifier: GPL-3.0-or-later
#include "prose/read_prose.hpp"

#include "prose/build_outline.hpp"
#include "prose/build_paragraphs.hpp"

namespace gongkai {

Prose read_prose(std::span<ProsePage const> pages, std::span<Table const> tables, OutlinePatterns const& patterns) {
  std::vector<ParagraphLook> looks;
  Prose prose = build_paragraphs(pages, tables, patterns, looks);
  build_outline(prose, looks, patterns);
  return prose;
}

} // namespace gongkai
