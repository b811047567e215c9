// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prose/paragraph.hpp"
#include "prose/prose_patterns.hpp"
#include "table/table.hpp"

#include <span>

namespace gongkai {

/// Looks for each entry of the table of contents among the headings and the tables' titles. Where some are missing
/// a problem says so, and how many are worded otherwise: what the text says counts. Nothing is said where the text has
/// less than half of them, since then it was not read as a whole.
void compare_contents(Prose& prose, std::span<Table const> tables, OutlinePatterns const& patterns);

} // namespace gongkai
