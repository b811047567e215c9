// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Amounts of the text that add up by what they are, wherever in a section they stand: the three public expenses, basic
/// and project expenditure.
#pragma once

#include "check/figure_names.hpp"
#include "check/text_sums.hpp"

namespace gongkai {

void add_prose_kinds(Extraction const& extraction, CheckPatterns const& patterns, FigureNames& names, TextSums& sums);

} // namespace gongkai
