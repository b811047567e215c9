// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "table/page_table.hpp"

#include <span>
#include <vector>

namespace gongkai {

/// Spreadsheets print a sheet that is wider than the paper on pages side by side: first all rows of the left columns,
/// then all rows of the ones right of them. Gives the columns of such pages to the tables of the pages that have their
/// rows, and says of each table whether it was given away.
///
/// A page holds more columns where it has no caption but perhaps a unit, its rows lie at the heights of the other
/// page's rows, and beside that page's labels it has none.
std::vector<bool> join_side_pages(std::span<PageTable> tables);

} // namespace gongkai
