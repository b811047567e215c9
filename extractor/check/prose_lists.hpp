// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Figures of the text that add up: a whole and the parts named behind it ("of which"), parts and the total named
/// behind them; and the same figure said twice.
#pragma once

#include "check/equations.hpp"
#include "check/figure_names.hpp"
#include "check/sheet.hpp"
#include "check/text_sums.hpp"

namespace gongkai {

/// Statements have their figures behind those of all observations (figures_of()).
void add_prose_lists(Extraction const& extraction, CheckPatterns const& patterns, Equations const& equations,
                     TextSums& sums);

void add_prose_copies(Extraction const& extraction, CheckPatterns const& patterns, FigureNames& names,
                      PrintedValues const& values, Equations& equations);

} // namespace gongkai
