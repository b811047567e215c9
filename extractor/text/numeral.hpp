// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Whole numbers as they are printed in running text: in digits or in ideographs.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace gongkai {

/// Reads a text that is a number and nothing else: digits with or without thousands separators, or numerals (of either
/// set, with or without places: 23, twenty-three, two-three). Null for any other text, and for numbers of a billion and
/// more. `text` is normalised.
std::optional<std::int64_t> read_numeral(std::string_view text);

} // namespace gongkai
