// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "table/page_table.hpp"

namespace gongkai {

/// Takes rows out of a table; columns and rows that no cell begins at any more go too.
void remove_rows(PageTable& table, int first, int count);

/// Merges neighbouring columns (rows) where no cell begins at the boundary between them.
void drop_unused_boundaries(PageTable& table);

/// Takes out single rows without text that are too low to hold any, `least_height` in points: what a page break left of
/// a row that was printed on the page before, or the gap of a double line.
void remove_low_rows(PageTable& table, double least_height);

/// The cells with text that begin in each row, from left to right. Pointers into `cells`.
std::vector<std::vector<TableCell const*>> rows_of(std::vector<TableCell> const& cells, int rows);

} // namespace gongkai
