// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/command.hpp"

namespace gongkai::cli {

/// Writes a page for each file and an index over them, or serves them on this machine.
Command add_review(CLI::App& program);

} // namespace gongkai::cli
