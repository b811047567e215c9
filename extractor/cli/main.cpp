// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// `gongkai`: see cli/program.hpp.
#include "cli/command_check.hpp"
#include "cli/command_extract.hpp"
#include "cli/command_inspect.hpp"
#include "cli/command_patterns.hpp"
#include "cli/hand_over.hpp"
#include "cli/program.hpp"
#include "cli/talk.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace gongkai::cli {
namespace {

bool is_own(std::string_view command) {
  constexpr std::array<std::string_view, 4> own{"extract", "check", "inspect", "patterns"};
  return std::find(own.begin(), own.end(), command) != own.end();
}

int run(int argc, char** argv) {
  if (argc > 1 && is_own(argv[1])) {
    AddCommand const extract = [argv](CLI::App& program) {
      return add_extract(program, [argv](auto const&) -> std::unique_ptr<ExtractSink> { hand_over(argv); });
    };
    return run_program({extract, add_check, add_inspect, add_patterns}, argc, argv);
  }
  try {
    hand_over(argv);
  } catch (UsageError const& e) {
    say("gongkai", e.what());
    return static_cast<int>(ExitCode::wrong_usage);
  }
}

} // namespace
} // namespace gongkai::cli

int main(int argc, char** argv) { return gongkai::cli::run(argc, argv); }
