// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Amounts in forms: tables whose rows are label and value, as those of performance targets. A block of such a form
/// tells the money:
///
///     | project funds | total of the year      | 6.67 |
///     | (10,000 yuan) |   appropriations       | 6.67 |
///     |               |   other funds          | 0.00 |
#pragma once

#include "record/observation.hpp"
#include "table/table_patterns.hpp"

#include <vector>

namespace gongkai {

/// Appends an observation for each amount whose labels speak of money. `table` must have a type; `index` is its place
/// in the document.
void read_form_amounts(Table const& table, std::size_t index, TableReading const& reading, RowPatterns const& rows,
                       AmountReader const& amounts, TablePatterns const& table_patterns, Normaliser const& normaliser,
                       std::vector<Observation>& out);

} // namespace gongkai
