// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "table/page_table.hpp"

#include <span>

namespace gongkai {

/// Joins the tables of all pages, in their order, to tables over pages.
///
/// A table goes on where it is the last thing on a page, the next page begins with a grid, and nothing says that a
/// new table begins there: no other title, number or entity, no other header, a like set of columns. What a page
/// repeats (header, and the total row where the file repeats that too) is left out. A row or a merged cell that the
/// page break has cut is joined again. Columns that stand on pages of their own come first (join_side_pages).
std::vector<Table> continue_pages(std::span<PageTable> page_tables, TablePatterns const& patterns,
                                  Normaliser const& normaliser);

} // namespace gongkai
