// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "table/page_table.hpp"

namespace gongkai {

/// How many rows at the top of the table are header, the row of column numbers included. 0 for forms (label and value
/// side by side, heads inside) and for the rest of a table that began on another page.
int count_header_rows(PageTable const& table, TablePatterns const& patterns, Normaliser const& normaliser);

/// Whether a table is a form. Asked again once pages are joined: the words that tell may stand on the second page.
bool is_form(std::vector<TableCell> const& cells, int rows, TablePatterns const& patterns,
             Normaliser const& normaliser);

/// The header texts over each column, from the top to the leaf, without the row of column numbers.
std::vector<std::vector<std::string>> header_paths(std::vector<TableCell> const& cells, int header_rows, int cols,
                                                   TablePatterns const& patterns, Normaliser const& normaliser);

/// Whether a row (its cells with text, from left to right) holds column numbers only.
bool is_index_row(std::vector<TableCell const*> const& row, TablePatterns const& patterns,
                  Normaliser const& normaliser);

} // namespace gongkai
