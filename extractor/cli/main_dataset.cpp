// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// `gongkai-dataset`: every command; see cli/program.hpp.
#include "cli/command_build.hpp"
#include "cli/command_check.hpp"
#include "cli/command_completion.hpp"
#include "cli/command_export.hpp"
#include "cli/command_extract.hpp"
#include "cli/command_inspect.hpp"
#include "cli/command_merge.hpp"
#include "cli/command_patterns.hpp"
#include "cli/command_reconcile.hpp"
#include "cli/command_review.hpp"
#include "cli/command_version.hpp"
#include "cli/extract_data_set.hpp"
#include "cli/input.hpp"
#include "cli/program.hpp"
#include "dataset/database.hpp"

namespace gongkai::cli {
namespace {

/// A command that opens data sets: one that cannot be opened is the caller's to mend.
AddCommand on_data_sets(AddCommand const& add) {
  return [add](CLI::App& program) -> Command {
    Command const command = add(program);
    return {command.parser, [run = command.run] {
              try {
                return run();
              } catch (dataset::DatabaseError const& e) { throw UsageError(as_shown(e.what())); }
            }};
  };
}

} // namespace
} // namespace gongkai::cli

int main(int argc, char** argv) {
  using namespace gongkai::cli;
  AddCommand const extract = [](CLI::App& program) { return add_extract(program, extract_to_data_set); };
  return run_program({on_data_sets(extract), add_check, on_data_sets(add_review), on_data_sets(add_build),
                      on_data_sets(add_export), on_data_sets(add_merge), on_data_sets(add_reconcile), add_inspect,
                      add_patterns, add_version, add_completion},
                     argc, argv);
}
