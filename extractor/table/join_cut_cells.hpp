// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "table/page_table.hpp"

#include <vector>

namespace gongkai {

/// Appends the rows of a further page to a table, joining the row and the merged cells that the page break has cut.
/// The cells of `fresh` are at their places in the table (blank ones included), `added` is how many rows they are, and
/// `last_row_low` says that the table's last row is lower than the others of its page, as if part of it stood on the
/// next.
void append_rows(Table& table, std::vector<TableCell> fresh, int added, bool last_row_low,
                 TablePatterns const& patterns, Normaliser const& normaliser);

} // namespace gongkai
