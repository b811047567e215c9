// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/command.hpp"

namespace gongkai::cli {

/// Joins data sets into one.
Command add_merge(CLI::App& program);

} // namespace gongkai::cli
