// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/command.hpp"

namespace gongkai::cli {

/// Prints the versions of the program and of what it is built on.
Command add_version(CLI::App& program);

} // namespace gongkai::cli
