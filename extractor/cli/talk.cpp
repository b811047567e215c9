// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/talk.hpp"

#include "cli/input.hpp"

#include <fmt/format.h>

#include <iostream>

namespace gongkai::cli {

void say(std::string_view subject, std::string_view message) {
  // One call a line, so that lines of several processes do not mix.
  std::cerr << fmt::format("{}: {}\n", subject, message) << std::flush;
}

void report(std::string_view file, Problem const& problem) {
  say(as_shown(file), problem.page > 0 ? fmt::format("page {}: {}", problem.page, problem.message) : problem.message);
}

} // namespace gongkai::cli
