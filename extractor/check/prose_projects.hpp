// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "check/check_patterns.hpp"
#include "check/equations.hpp"
#include "check/figure_names.hpp"
#include "check/printed_values.hpp"
#include "record/extraction.hpp"
#include "text/normalise.hpp"

namespace gongkai {

/// What the text says of all projects with performance targets, against the tables of these: the money of each, and
/// how much of it is of one kind.
void add_prose_projects(Extraction const& extraction, CheckPatterns const& patterns, FigureNames& names,
                        PrintedValues const& values, Normaliser const& normaliser, Equations& equations);

} // namespace gongkai
