// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/command.hpp"

namespace gongkai::cli {

/// Writes a data set in another form.
Command add_export(CLI::App& program);

} // namespace gongkai::cli
