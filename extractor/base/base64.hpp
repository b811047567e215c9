// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace gongkai {

/// In one line, with padding.
std::string base64(std::string_view bytes);

} // namespace gongkai
