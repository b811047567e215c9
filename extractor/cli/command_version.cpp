// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command_version.hpp"

#include "base/version.hpp"
#include "cli/help.hpp"
#include "cli/output_file.hpp"
#include "text/pattern_files.hpp"

#include <fmt/format.h>

namespace gongkai::cli {
namespace {

ExitCode run() {
  print(fmt::format("gongkai   {}\n"
                    "records   schema version {}\n"
                    "patterns  {}\n"
                    "Poppler   {}\n"
                    "ICU       {}\n"
                    "RE2       {}\n",
                    version(), schema_version, PatternFiles().fingerprint(), GONGKAI_POPPLER_VERSION,
                    GONGKAI_ICU_VERSION, GONGKAI_RE2_VERSION));
  return ExitCode::done;
}

} // namespace

Command add_version(CLI::App& program) {
  CLI::App* const command = program.add_subcommand("version", "Print the versions of the program and its libraries");
  set_help(*command, R"(Example:
  gongkai version
        put this into a report of a mistake)");
  return {command, run};
}

} // namespace gongkai::cli
