// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/command.hpp"

namespace gongkai::cli {

/// Shows what a stage saw on a page, as JSON or as SVG over the picture of the page.
Command add_inspect(CLI::App& program);

} // namespace gongkai::cli
