// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// What is said to people: one line each on standard error.
#pragma once

#include "base/problem.hpp"

#include <string_view>

namespace gongkai::cli {

/// "SUBJECT: message"
void say(std::string_view subject, std::string_view message);

/// "FILE: page 3: message", the page where there is one. `file` as on the command line.
void report(std::string_view file, Problem const& problem);

} // namespace gongkai::cli
