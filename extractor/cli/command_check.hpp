// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/command.hpp"

namespace gongkai::cli {

/// gongkai check
Command add_check(CLI::App& program);

} // namespace gongkai::cli
