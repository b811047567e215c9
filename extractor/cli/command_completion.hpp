// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/command.hpp"

namespace gongkai::cli {

/// Prints a script that makes a shell complete commands, options and their values.
Command add_completion(CLI::App& program);

} // namespace gongkai::cli
