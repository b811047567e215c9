// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command_check.hpp"

#include "cli/document_stream.hpp"
#include "cli/help.hpp"
#include "cli/input.hpp"
#include "cli/options.hpp"
#include "cli/output_file.hpp"
#include "cli/read_document.hpp"
#include "cli/talk.hpp"
#include "knowledge.hpp"
#include "output/json.hpp"
#include "output/report.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace gongkai::cli {
namespace {

struct Settings {
  std::vector<std::string> files;
  std::string format = "text";
  std::string language; ///< Empty: by the locale.
  std::string fail_on = "nothing";
  std::string output;
  ReadingOptions reading;
};

constexpr char const* examples = R"(Examples:
  gongkai check budget.pdf
        does the document agree with itself? What does not, where it stands,
        what it should be, and whose error it most likely is
  gongkai check --lang zh 2024/*.pdf
        many files, in Chinese, with a line that sums up at the end
  gongkai check --fail-on conflict budget.pdf || echo "look at it"
        for scripts: exit code 4 where a conflict is found that the document
        itself does not explain
  gongkai check --format json budget.pdf | jq '.checks[].message_en'
        the checks that fail, with the figures that take part in them

Checked are sums in rows and columns, receipts against expenditure, the same
figure in several tables, shares and rates, codes against their names, the year
and the entity of every title, and tables that the contents announce. A document
that agrees with itself can still be wrong; a figure that is proven was at least
read right. See gongkai-check(1).)";

/// Chinese where the locale is.
ReportLanguage language_of(std::string const& asked) {
  if (!asked.empty()) { return asked == "zh" ? ReportLanguage::chinese : ReportLanguage::english; }
  for (char const* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    char const* const value = std::getenv(name);
    if (value != nullptr && *value != '\0') {
      return std::string_view(value).starts_with("zh") ? ReportLanguage::chinese : ReportLanguage::english;
    }
  }
  return ReportLanguage::english;
}

bool wants_colours(std::string const& output) {
  char const* const terminal = std::getenv("TERM");
  bool const dumb = terminal == nullptr || std::string_view(terminal) == "dumb";
  return output.empty() && isatty(STDOUT_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr && !dumb;
}

class Checker {
public:
  Checker(Settings const& settings, DocumentStream& stream)
      : m_settings(settings), m_stream(stream), m_json(settings.format != "text"),
        m_layout(settings.format == "jsonl" ? JsonLayout::line : JsonLayout::pretty),
        m_knowledge(settings.reading.patterns),
        m_corrections(read_corrections(settings.reading.corrections)), m_style{language_of(settings.language),
                                                                               wants_colours(settings.output)} {}

  /// Returns whether the file could be read.
  bool check_file(std::string const& name) {
    Result<Extraction> const result = read_document(name, m_knowledge, m_settings.reading, {}, &m_corrections);
    if (!result) {
      report(name, result.error());
      if (m_json) { m_stream.write(failure_to_json(as_utf8(name), result.error(), m_layout)); }
      return false;
    }
    talk_about(name, *result, false);
    m_totals.add(*result);
    m_stream.write(m_json ? findings_to_json(*result, m_layout)
                          : to_report(*result, as_shown(name), wording(), m_style));
    return result->source.text_layer != TextLayer::scanned;
  }

  /// The line that sums up.
  std::string totals() const { return to_report(m_totals, wording(), m_style); }

  bool conflict() const { return m_totals.conflicts > 0; }

private:
  Wording const& wording() const { return m_knowledge.members().checks.wording; }

  Settings const& m_settings;
  DocumentStream& m_stream;
  bool m_json;
  JsonLayout m_layout;
  Knowledge m_knowledge;
  Corrections m_corrections;
  ReportStyle m_style;
  ReportTotals m_totals;
};

ExitCode run(Settings const& settings) {
  check_inputs(settings.files);
  OutputFile out(settings.output, settings.files);
  bool const several = settings.files.size() > 1, text = settings.format == "text";
  DocumentStream stream(out, several && settings.format == "json", text ? "\n" : "");
  Checker checker(settings, stream);
  auto const unread =
      static_cast<std::size_t>(std::count_if(settings.files.begin(), settings.files.end(),
                                             [&](std::string const& file) { return !checker.check_file(file); }));
  stream.finish();
  if (several && text) { out.write("\n" + checker.totals()); }
  out.finish();
  if (unread > 0) { return exit_code(unread, settings.files.size()); }
  return settings.fail_on == "conflict" && checker.conflict() ? ExitCode::conflict : ExitCode::done;
}

} // namespace

Command add_check(CLI::App& program) {
  auto const s = std::make_shared<Settings>();
  CLI::App* const command = program.add_subcommand("check", "Test documents against their own arithmetic");
  command->add_option("FILE", s->files, "PDF files; - is standard input")->required()->option_text(" ");
  command
      ->add_option("--format", s->format,
                   "text: a report (the default); json: the checks that\nfail, an object a file, for several files an "
                   "array;\njsonl: one object "
                   "a line")
      ->option_text("FORMAT")
      ->check(one_of({"text", "json", "jsonl"}))
      ->group("Output");
  command->add_option("--lang", s->language, "zh or en: language of the report; by the locale where\nit is left out")
      ->option_text("LANGUAGE")
      ->check(one_of({"zh", "en"}))
      ->group("Output");
  command
      ->add_option("--fail-on", s->fail_on,
                   "conflict: end with exit code 4 where a conflict is\nfound that the document does not explain; "
                   "nothing (the\ndefault)")
      ->option_text("WHAT")
      ->check(one_of({"conflict", "nothing"}))
      ->group("Output");
  add_output_option(*command, s->output);
  add_reading_options(*command, s->reading);
  add_corrections_option(*command, s->reading);
  set_help(*command, examples);
  return {command, [s] { return run(*s); }};
}

} // namespace gongkai::cli
