// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// What the text says against what the tables print. A statement names a row or a column; which table and which column
/// a passage speaks of is learnt from the document itself: where most names of a passage have the figures of one
/// column, one that has another figure is a finding.
#pragma once

#include "check/equations.hpp"
#include "check/figure_names.hpp"
#include "check/printed_values.hpp"
#include "check/sheet.hpp"

#include <span>
#include <vector>

namespace gongkai {

/// Statements have their figures behind those of all observations (figures_of()). Returns for each whether its name
/// stands in the table that its section is about, and no figure (or a nought) beside it.
std::vector<bool> add_prose_figures(Extraction const& extraction, std::span<Sheet const> sheets,
                                    CheckPatterns const& patterns, FigureNames& names, PrintedValues const& values,
                                    Equations& equations);

} // namespace gongkai
