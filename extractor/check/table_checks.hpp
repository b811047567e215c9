// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Equations within one table: rows against their sum, columns against theirs, changes and rates, both sides of a
/// balance, and the money of forms.
#pragma once

#include "check/equations.hpp"
#include "check/sheet.hpp"

#include <span>

namespace gongkai {

/// Rows that add up, by the reading of the outline that holds best.
void add_row_sums(Sheet const& sheet, Equations& equations);

/// Rows that add up by what they are (patterns/checks/identities.toml), wherever they stand.
void add_row_identities(Sheet const& sheet, CheckPatterns const& patterns, Equations& equations);

/// Columns that add up, and columns of changes and rates.
void add_column_sums(Sheet const& sheet, CheckPatterns const& patterns, Equations& equations);

/// Lists without a total of their own, beside one that has it: expenditure by function and by use.
void add_shared_totals(std::span<Sheet const> sheets, Equations& equations);

/// The totals of receipts and expenditure that stand side by side: they are equal, or what is left at the end of the
/// year stands below.
void add_balances(std::span<Sheet const> sheets, Equations& equations);

/// Blocks of money in forms: the total and its parts below it.
void add_forms(Extraction const& extraction, CheckPatterns const& patterns, Normaliser const& normaliser,
               Equations& equations);

} // namespace gongkai
