// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command_reconcile.hpp"

#include "cli/help.hpp"
#include "cli/input.hpp"
#include "cli/options.hpp"
#include "cli/output_file.hpp"
#include "dataset/reconcile.hpp"
#include "dataset/schema.hpp"

#include <fmt/format.h>

#include <memory>

namespace gongkai::cli {
namespace {

struct Settings {
  std::string data_set, patterns, language = "zh";
};

constexpr char const* examples = R"(Examples:
  gongkai reconcile county.gongkai
        each contradiction between documents, a line each
  sqlite3 county.gongkai "SELECT message_en FROM panel_checks
                          WHERE status = 'fail'"
        the same, from the data set

Compared are last year's figures as this year prints them with last year's
document, final accounts with the budget of their year, changes told in words
with both documents, and a department's lines for its units with theirs. Names
of one entity are joined. See gongkai-reconcile(1).)";

ExitCode run(Settings const& s) {
  PatternFiles const files = s.patterns.empty() ? PatternFiles() : PatternFiles::with_folder(s.patterns);
  dataset::ReconcileSummary const summary = dataset::reconcile(s.data_set, files);
  dataset::Database database(s.data_set, dataset::Database::Mode::read);
  dataset::Query q = database.query(
      s.language == "zh"
          ? "SELECT message FROM panel_checks WHERE status = 'fail' ORDER BY document, page, panel_id"
          : "SELECT message_en FROM panel_checks WHERE status = 'fail' ORDER BY document, page, panel_id");
  while (q.step()) { print(fmt::format("{}\n", as_shown(q.text(0)))); }
  print(fmt::format("{} agree, {} within rounding, {} do not; {} names of {} entities\n", summary.passed,
                    summary.rounding, summary.failed, summary.names, summary.entities));
  return ExitCode::done;
}

} // namespace

Command add_reconcile(CLI::App& program) {
  auto const s = std::make_shared<Settings>();
  CLI::App* const command = program.add_subcommand("reconcile", "Compare the documents of a data set with each other");
  command->add_option("DATASET", s->data_set, "What gongkai build made; what is found is put into it")
      ->required()
      ->option_text(" ");
  command->add_option("--lang", s->language, "zh (the default) or en: language of the lines")
      ->option_text("LANGUAGE")
      ->check(one_of({"zh", "en"}))
      ->group("Output");
  command
      ->add_option("--patterns", s->patterns, "Folder of patterns that take the place of those built\nin, file by file")
      ->option_text("DIR")
      ->group("Reading");
  set_help(*command, examples);
  return {command, [s] { return run(*s); }};
}

} // namespace gongkai::cli
