// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prose/build_paragraphs.hpp"

namespace gongkai {

/// Finds the headings among the paragraphs; fills Prose::sections and Paragraph::section, heading.
void build_outline(Prose& prose, std::vector<ParagraphLook> const& looks, OutlinePatterns const& patterns);

} // namespace gongkai
