// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// The rows of a header: which of them each cell covers.
#pragma once

#include "grid/aligned_header.hpp"

namespace gongkai::aligned {

/// By the rulings above and below each cell. Sets rows, borders and each cell's row0 and row1.
void levels_from_rulings(Header& header, std::vector<Ruling> const& rulings);

/// By the heights of the cells' middles: few rows by which all heights are middles of a row or of consecutive rows.
/// Several readings can be possible: the likeliest come first. Rulings, where there are some, are never crossed.
std::vector<Header> levels_from_heights(Header const& cells, std::vector<Ruling> const& rulings,
                                        HeaderOptions const& options);

} // namespace gongkai::aligned
