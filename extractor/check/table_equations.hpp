// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "check/equations.hpp"
#include "check/same_figures.hpp"
#include "check/sheet.hpp"

#include <span>
#include <vector>

namespace gongkai {

/// Adds every equation between figures of tables. Returns what each figure is a figure of.
std::vector<AccountEntry> add_table_equations(Extraction const& extraction, std::span<Sheet const> sheets,
                                              CheckPatterns const& patterns, Normaliser const& normaliser,
                                              Equations& equations);

} // namespace gongkai
