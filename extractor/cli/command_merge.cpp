// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command_merge.hpp"

#include "cli/help.hpp"
#include "cli/input.hpp"
#include "cli/talk.hpp"
#include "dataset/merge.hpp"

#include <fmt/format.h>

#include <memory>

namespace gongkai::cli {
namespace {

struct Settings {
  std::vector<std::string> parts;
  std::string output;
};

constexpr char const* examples = R"(Example:
  gongkai merge part1.gongkai part2.gongkai -o all.gongkai
        parts built with --shard 1/2 and 2/2, or in two years

A document that several parts have is taken once: as the later version of
gongkai read it. See gongkai-merge(1).)";

ExitCode run(Settings const& s) {
  dataset::MergeSummary const summary = dataset::merge(s.parts, s.output);
  say(as_shown(s.output), fmt::format("{} documents, {} in more than one part", summary.documents, summary.shared));
  return ExitCode::done;
}

} // namespace

Command add_merge(CLI::App& program) {
  auto const s = std::make_shared<Settings>();
  CLI::App* const command = program.add_subcommand("merge", "Join data sets into one");
  command->add_option("DATASET", s->parts, "What gongkai build made")->required()->option_text(" ");
  command->add_option("-o,--output", s->output, "The data set: made where it is not there, else added to")
      ->option_text("PATH")
      ->required()
      ->group("Output");
  set_help(*command, examples);
  return {command, [s] { return run(*s); }};
}

} // namespace gongkai::cli
