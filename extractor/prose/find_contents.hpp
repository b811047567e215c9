// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prose/paragraph.hpp"
#include "prose/prose_page.hpp"
#include "prose/prose_patterns.hpp"

#include <span>
#include <vector>

namespace gongkai {

/// What each line of each page is: text, or part of a table of contents.
///
/// Contents begin at their heading, or at lines with leaders where they have none, and end where the text begins: at a
/// table, at a sentence, or at the first heading that was an entry before.
std::vector<std::vector<ParagraphKind>> find_contents(std::span<ProsePage const> pages,
                                                      OutlinePatterns const& patterns);

} // namespace gongkai
