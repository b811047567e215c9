// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "check/equations.hpp"
#include "check/sheet.hpp"

#include <span>

namespace gongkai {

/// Rows of the same name in two tables, where no account says that they are the same figure (budgets of governments:
/// general tables repeat the lines of special ones). Whether two tables are about the same money is seen from their
/// figures: all rows that they share are equal, but for one at most.
void add_same_names(std::span<Sheet const> sheets, CheckPatterns const& patterns, Equations& equations);

} // namespace gongkai
