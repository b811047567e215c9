// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace gongkai {

/// The title in a file's metadata as its author meant it. Old printer drivers write the bytes of the system's own code
/// page in hexadecimal,
/// "<BDADCBD5>", and put the program's name before it. Empty where it is no text.
std::string readable_title(std::string_view title);

} // namespace gongkai
