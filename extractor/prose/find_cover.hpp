// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prose/join_lines.hpp"
#include "prose/paragraph.hpp"

#include <span>
#include <vector>

namespace gongkai {

/// Marks the lines of a title page, and of a title over the text of the first page, as ParagraphKind::cover.
/// `kinds` as find_contents() gives them; lines of contents stay what they are.
void find_cover(std::span<ProsePage const> pages, std::vector<TextMargins> const& margins,
                OutlinePatterns const& patterns, std::vector<std::vector<ParagraphKind>>& kinds,
                ParagraphOptions const& options = {});

} // namespace gongkai
