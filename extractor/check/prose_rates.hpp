// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// What the text says of one item: its amount, last year's, the budget's, the change and its rate, its share of another
/// item. Any one of them follows from the others.
#pragma once

#include "check/equations.hpp"
#include "check/figure_names.hpp"
#include "check/sheet.hpp"
#include "check/text_sums.hpp"

namespace gongkai {

/// Changes, rates of change, rates of completion. Statements have their figures behind those of all observations
/// (figures_of()).
/// Returns the changes whose amounts are said.
std::vector<ChangeOf> add_prose_rates(Extraction const& extraction, FigureNames& names, Equations& equations);

/// Shares of a whole that is named, or of the one of which most shares of a passage are right.
void add_prose_shares(Extraction const& extraction, FigureNames& names, Equations& equations);

} // namespace gongkai
