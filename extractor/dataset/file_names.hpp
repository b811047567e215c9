// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace gongkai::dataset {

/// A file's name as UTF-8. Names are bytes: those that are no UTF-8 are read as GB18030, the encoding of Chinese
/// systems and of ZIP archives made on them; where they are none of that either, bytes beyond ASCII are written as
/// \xB9.
std::string utf8_name(std::string_view name);

} // namespace gongkai::dataset
