// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace gongkai {

/// The scripts and style sheets of output/review/web, joined and built in. ASCII.
std::string_view review_script() noexcept;
std::string_view review_style() noexcept;
std::string_view index_script() noexcept;
std::string_view index_style() noexcept;

} // namespace gongkai
