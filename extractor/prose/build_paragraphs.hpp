// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prose/paragraph.hpp"
#include "prose/prose_page.hpp"
#include "prose/prose_patterns.hpp"
#include "table/table.hpp"

#include <span>

namespace gongkai {

/// How a paragraph is set: what tells headings from text.
struct ParagraphLook {
  double size = 0; ///< Points.
  int font = -1;
  bool bold = false;
  bool bold_start = false;
  bool centred = false;    ///< All its lines; the last one is narrower than the text.
  bool short_line = false; ///< It has one line, which ends well before the margin.
};

/// Paragraphs and the places of the tables among them; `looks` gets one entry a paragraph.
Prose build_paragraphs(std::span<ProsePage const> pages, std::span<Table const> tables, OutlinePatterns const& patterns,
                       std::vector<ParagraphLook>& looks);

} // namespace gongkai
