// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Forms without rulings: tables whose upper rows are labels and values, whose lower rows have heads of their own, and
/// whose labels at the left stand for several rows.
///
///     | label            | value                       |
///     | label            | name   | value | name | val  |    values begin at the left borders of their columns
///     | level 1 | level 2 | level 3 | target | ... |         the heads tell the columns of the whole form
///     |         |    a    |   ...   |  ...   |     |
///     |    x    |    b    |   ...   |  ...   |     |         "x" is centred on its rows, and so tells them
#pragma once

#include "grid/aligned_regions.hpp"
#include "grid/aligned_rows.hpp"

namespace gongkai::aligned {

/// Whether lines are a form: heads of forms on one line, or a first line that begins with a label of forms.
bool is_form(std::vector<PieceLine> const& lines, Words const& words, Normaliser const& normaliser);

/// Fails where the text has no columns.
std::optional<Grid> read_form(std::vector<PieceLine> const& lines, AlignedRegion const& region, Words const& words,
                              Normaliser const& normaliser, RowBuilder const& row_builder);

} // namespace gongkai::aligned
