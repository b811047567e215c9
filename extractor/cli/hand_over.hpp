// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace gongkai::cli {

/// Becomes `gongkai-dataset`, with the same arguments, as if that had been called. It stands beside this program, as it
/// is built, or where it is installed. \throws UsageError where it cannot be run.
[[noreturn]] void hand_over(char** argv);

} // namespace gongkai::cli
