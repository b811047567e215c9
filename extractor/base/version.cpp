// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/version.hpp"

namespace gongkai {

std::string_view version() noexcept { return GONGKAI_VERSION; }

} // namespace gongkai
