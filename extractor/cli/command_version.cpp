// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command_version.hpp"

#include "base/sha256.hpp"
#include "base/version.hpp"
#include "cli/help.hpp"
#include "text/pattern_files.hpp"

#include <fmt/format.h>

#include <iostream>

namespace gongkai::cli {
namespace {

/// Two programs with the same version may still know different wording.
std::string patterns_fingerprint() {
  std::string all;
  for (EmbeddedFile const& f : embedded_files()) { all.append(f.name).append(1, '\0').append(f.text).append(1, '\0'); }
  return sha256_hex(all).substr(0, 12);
}

ExitCode run() {
  std::cout << fmt::format("gongkai   {}\n"
                           "records   schema version {}\n"
                           "patterns  {}\n"
                           "Poppler   {}\n"
                           "ICU       {}\n"
                           "RE2       {}\n",
                           version(), schema_version, patterns_fingerprint(), GONGKAI_POPPLER_VERSION,
                           GONGKAI_ICU_VERSION, GONGKAI_RE2_VERSION);
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
