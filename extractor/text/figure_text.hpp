// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace gongkai {

/// Whether a text is one figure as tables print it: digits with separators, a sign, a percent sign; blanks anywhere. A
/// negative one may stand in brackets, or behind a triangle. A short whole number in brackets is the number of a row.
bool is_figure_text(std::u32string_view text) noexcept;

} // namespace gongkai
