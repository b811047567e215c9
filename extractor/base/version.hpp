// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace gongkai {

/// The program's version, "MAJOR.MINOR.PATCH".
std::string_view version() noexcept;

/// Version of the output records; raised only when a field changes its meaning.
inline constexpr int schema_version = 1;

} // namespace gongkai
