// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/command.hpp"

namespace gongkai::cli {

/// Compares the documents of a data set with each other.
Command add_reconcile(CLI::App& program);

} // namespace gongkai::cli
