// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace gongkai {

/// A name as UTF-8. Names of files and fonts are bytes: of those that are no UTF-8 (names in GBK), what is beyond ASCII
/// is written as \xB9.
std::string as_utf8(std::string_view name);

/// The same for a message of one line: control characters are written out too.
std::string without_controls(std::string_view name);

} // namespace gongkai
