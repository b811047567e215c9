// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>

namespace gongkai::cli {

/// Part of the interface: documented in gongkai(1).
enum class ExitCode : int {
  done = 0,
  some_unread = 1,   ///< Some input could not be read; the rest is done.
  wrong_usage = 2,   ///< Wrong arguments, patterns with an error, or an output that cannot be written.
  none_read = 3,     ///< Nothing could be read.
  conflict = 4,      ///< A check found a conflict, where that was asked to count.
  interrupted = 130, ///< By Ctrl-C; what was done before stays.
};

/// The command cannot be carried out as given; ends it with ExitCode::wrong_usage. what() is one line that says what to
/// do.
class UsageError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

} // namespace gongkai::cli
