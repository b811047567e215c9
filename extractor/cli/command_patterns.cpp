// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command_patterns.hpp"

#include "cli/help.hpp"
#include "cli/options.hpp"
#include "knowledge.hpp"
#include "prose/read_statements.hpp"
#include "text/pattern_catalogue.hpp"
#include "text/pattern_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <memory>

namespace gongkai::cli {
namespace {

struct Settings {
  std::string action;
  std::string text;
  std::string folder;
};

constexpr char const* examples = R"help(What can be done:
  list        every file, the kinds of patterns in it, and how many there are
  check       compile all patterns and run their examples; the first mistake is
              told with file, line and reason
  try TEXT    what a title or the figures of a sentence are taken for, and which
              patterns match, with their place

Examples:
  gongkai patterns list
  gongkai patterns check --patterns my-patterns
        after every change of a pattern
  gongkai patterns try '{}'
        why is this title taken for that table?
  gongkai patterns try "$(cat sentence.txt)"
        what does each figure of this sentence measure, and of what?

How to write patterns: patterns/README.md. See gongkai-patterns(1).)help";

/// With a title from the patterns themselves.
std::string help_of_patterns() {
  PatternFiles files;
  files.let_examples_count(); // those built in have no examples
  for (PatternTable const& type : PatternFile(files, "tables.toml").tables("type")) {
    std::vector<std::string> const titles = type.texts("examples");
    if (!titles.empty()) { return fmt::format(examples, titles.front()); }
  }
  return {};
}

PatternFiles files_of(Settings const& s) {
  return s.folder.empty() ? PatternFiles() : PatternFiles::with_folder(s.folder);
}

ExitCode list(Settings const& s) {
  PatternFiles const files = files_of(s);
  std::map<std::pair<std::string, std::string>, int> counts;
  for (CatalogueEntry const& e : pattern_catalogue(files)) { ++counts[{e.file, e.kind}]; }
  for (std::string const& name : files.names()) {
    std::cout << name << '\n';
    for (auto const& [place, count] : counts) {
      if (place.first == name) { std::cout << fmt::format("  {:24} {:4}\n", place.second, count); }
    }
  }
  return ExitCode::done;
}

ExitCode check(Settings const& s) {
  PatternFiles files = files_of(s);
  files.let_examples_count();
  std::size_t const patterns = pattern_catalogue(files).size();
  Knowledge::Members const know(std::move(files));
  std::cout << fmt::format("{} patterns and {} codes: no mistakes\n", patterns, know.record.classification.size());
  return ExitCode::done;
}

std::string described(Statement const& s) {
  std::string out = s.not_arranged   ? "none"
                    : s.unit.empty() ? s.value.text()
                                     : fmt::format("{} {}", s.value.text(), s.unit);
  out =
      fmt::format("{} = {} of {}", name_of(s.measure), out, s.subject.empty() ? "?" : fmt::format("\"{}\"", s.subject));
  for (auto const& [name, value] :
       {std::pair{"share of", &s.of}, {"against", &s.base}, {"code", &s.code}, {"reason", &s.reason}}) {
    if (!value->empty()) { out += fmt::format("; {} {}", name, *value); }
  }
  if (s.section != "other") { out += fmt::format("; section {}", s.section); }
  return s.approximate ? out + "; approximate" : out;
}

/// What the figures of a sentence are, as if it were a paragraph under no heading.
void try_figures(Knowledge::Members const& know, std::string const& text) {
  Prose prose;
  prose.paragraphs.emplace_back().text = text;
  StatementReading const reading = read_statements(prose, {}, {}, know.statements);
  std::vector<std::pair<std::size_t, std::string>> shown;
  for (Statement const& s : reading.statements) {
    shown.emplace_back(s.begin, fmt::format("{}: {}", text.substr(s.begin, s.end - s.begin), described(s)));
  }
  for (FigureSpan const& d : reading.spans) {
    if (d.use != FigureUse::statement) {
      shown.emplace_back(d.begin, fmt::format("{}: {}", text.substr(d.begin, d.end - d.begin), name_of(d.use)));
    }
  }
  std::stable_sort(shown.begin(), shown.end(), [](auto const& a, auto const& b) { return a.first < b.first; });
  for (auto const& [begin, line] : shown) { std::cout << line << '\n'; }
}

ExitCode try_text(Settings const& s) {
  Knowledge::Members const know(files_of(s));
  std::string const squeezed = know.normaliser.squeeze(s.text);
  if (TableType const* type = know.record.types.of_title(s.text)) {
    std::cout << fmt::format("as a title: {}\n", type->name);
  }
  try_figures(know, squeezed);
  for (CatalogueEntry const& e : matching_patterns(know.files, squeezed)) {
    std::cout << fmt::format("{}:{}: {}{}{}: {}\n", e.file, e.line, e.kind, e.key.empty() ? "" : " ", e.key, e.pattern);
  }
  return ExitCode::done;
}

} // namespace

Command add_patterns(CLI::App& program) {
  auto const s = std::make_shared<Settings>();
  CLI::App* const command = program.add_subcommand("patterns", "Show, check and try the wording the program knows");
  command->add_option("ACTION", s->action, "list, check or try")
      ->required()
      ->check(one_of({"list", "check", "try"}))
      ->option_text(" ");
  CLI::Option* const text = command->add_option("TEXT", s->text, "The line, cell or sentence to try")->option_text(" ");
  command->add_option("--patterns", s->folder, "Files of this folder replace those built in")->option_text("DIR");
  set_help(*command, {});
  command->footer(help_of_patterns);
  return {command, [s, text] {
            if ((s->action == "try") != (text->count() > 0)) {
              throw UsageError(s->action == "try" ? "try needs the text to try"
                                                  : fmt::format("{} takes no text", s->action));
            }
            return s->action == "list" ? list(*s) : s->action == "check" ? check(*s) : try_text(*s);
          }};
}

} // namespace gongkai::cli
