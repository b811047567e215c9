// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/command.hpp"

namespace gongkai::cli {

/// Turns many PDFs into one data set.
Command add_build(CLI::App& program);

} // namespace gongkai::cli
