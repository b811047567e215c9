// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Grids and lines as text, so that a test can compare them with one string and a failure shows both.
#pragma once

#include "grid/grid.hpp"
#include "page/page.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace gongkai {

/// A line a row: for each cell that begins there its column, and its span where that is not 1x1.
///
///     0 1{1x2}        the second cell of row 0 covers two columns
///     0 1 2
std::string shown(Grid const& grid);

/// The lines of a page: segments apart by " | ".
std::string shown(std::vector<Line> const& lines);

/// "" for 1x1, else "{rows x columns}".
std::string shown_span(int rowspan, int colspan);

/// Without the first line feed and the indentation of the first line: a raw string as it is meant.
std::string unindented(std::string_view raw);

} // namespace gongkai
