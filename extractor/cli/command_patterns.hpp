// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/command.hpp"

namespace gongkai::cli {

/// Shows the wording the program knows, checks it, and tells what a text matches.
Command add_patterns(CLI::App& program);

} // namespace gongkai::cli
