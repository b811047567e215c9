// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "text/line_patterns.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai {

/// The names of a list in running text ("A, B (formerly C) and D"), in their order. Separators in brackets do not
/// count; a word for "and" parts two names only where what stands before it ends like one (`name`), since names hold
/// such words too.
///
/// `count` is how many there should be, 0 where unknown, and `seams` where lines of the print end, in bytes of the
/// list: a program that hangs punctuation into the margin may lose it, and so a name may end at a seam without a
/// separator. Where names are missing, seams are tried.
std::vector<std::string> split_names(std::string_view list, LinePatterns const& name, std::size_t count,
                                     std::vector<std::size_t> const& seams);

} // namespace gongkai
