// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "check/figure_names.hpp"
#include "check/text_sums.hpp"

namespace gongkai {

/// Sums over paragraphs: a numbered one is the sum of those that are numbered below it, and what a row of items comes
/// to is said elsewhere.
void add_prose_outline(Extraction const& extraction, CheckPatterns const& patterns, FigureNames& names, TextSums& sums);

} // namespace gongkai
