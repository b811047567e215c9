// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "check/check_patterns.hpp"
#include "check/figure_names.hpp"
#include "check/text_sums.hpp"

#include <span>

namespace gongkai {

/// Changes against last year's column of a table, against each other by what their amounts are sums of, and against
/// others of the same amount.
void add_prose_changes(Extraction const& extraction, std::span<ChangeOf const> changes, CheckPatterns const& patterns,
                       FigureNames& names, Equations& equations);

} // namespace gongkai
