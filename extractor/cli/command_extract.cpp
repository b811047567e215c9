// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command_extract.hpp"

#include "cli/document_stream.hpp"
#include "cli/help.hpp"
#include "cli/input.hpp"
#include "cli/options.hpp"
#include "cli/output_file.hpp"
#include "cli/read_document.hpp"
#include "cli/talk.hpp"
#include "output/json.hpp"
#include "output/markdown.hpp"
#include "pipeline.hpp"

#include <fmt/format.h>

#include <memory>

namespace gongkai::cli {
namespace {

struct Settings {
  std::vector<std::string> files;
  std::string format = "json";
  std::string output;
  std::string pages;
  ReadingOptions reading;
  bool verbose = false;
};

constexpr char const* examples = R"(Examples:
  gongkai extract budget.pdf
        everything in the file, as one JSON object
  gongkai extract --format jsonl -o 2024.jsonl 2024/*.pdf
        many files: one object a line; 2024.jsonl is there only when all is done
  gongkai extract --format markdown -o budget.md budget.pdf
        the text for reading: headings, paragraphs and tables in their order
  gongkai extract --pages 3-9 budget.pdf | jq -r '.tables[] | .id, .title'
        what tables stand on pages 3 to 9
  curl -s https://example.org/budget.pdf | gongkai extract -
        from standard input
  gongkai extract -v budget.pdf >budget.json
        with all warnings on standard error too

Data goes to standard output, one line a problem to standard error. The exit
code is 0 when all is done, 1 when some file could not be read, 2 for wrong
usage, 3 when nothing could be read. See gongkai-extract(1).)";

class Extractor {
public:
  Extractor(Settings const& settings, DocumentStream& stream)
      : m_settings(settings), m_stream(stream),
        m_layout(settings.format == "jsonl" ? JsonLayout::line : JsonLayout::pretty),
        m_markdown(settings.format == "markdown"), m_knowledge(settings.reading.patterns) {}

  /// Writes the file's object, in any case one. Returns whether the file could be read.
  bool extract_file(std::string const& name) {
    Result<Extraction> const result = read_document(name, m_knowledge, m_settings.reading, m_settings.pages);
    if (!result) {
      report(name, result.error());
      // In Markdown it leaves nothing: the reason is on standard error.
      if (!m_markdown) { m_stream.write(failure_to_json(as_utf8(name), result.error(), m_layout)); }
      return false;
    }
    sum_up(name, *result);
    m_stream.write(m_markdown ? to_markdown(*result) : to_json(*result, m_layout));
    return result->source.text_layer != TextLayer::scanned;
  }

private:
  /// Warnings are in the output too.
  void sum_up(std::string const& name, Extraction const& e) const {
    talk_about(name, e, m_settings.verbose);
    if (!m_settings.verbose) { return; }
    std::size_t cells = 0;
    for (Table const& t : e.tables) { cells += t.cells.size(); }
    say(as_shown(name), fmt::format("{} pages, {} tables, {} cells, {} warnings", e.source.pages, e.tables.size(),
                                    cells, e.warnings.size()));
  }

  Settings const& m_settings;
  DocumentStream& m_stream;
  JsonLayout m_layout;
  bool m_markdown;
  Knowledge m_knowledge;
};

ExitCode run(Settings const& settings) {
  if (!settings.pages.empty()) { parse_page_range(settings.pages); } // before anything is written
  check_inputs(settings.files);
  OutputFile out(settings.output, settings.files);
  DocumentStream stream(out, settings.format == "json" && settings.files.size() > 1,
                        settings.format == "markdown" ? "\n---\n\n" : "");
  Extractor extractor(settings, stream);
  std::size_t unread = 0;
  for (std::string const& file : settings.files) { unread += extractor.extract_file(file) ? 0 : 1; }
  stream.finish();
  out.finish();
  return exit_code(unread, settings.files.size());
}

} // namespace

Command add_extract(CLI::App& program) {
  auto const s = std::make_shared<Settings>();
  CLI::App* const command =
      program.add_subcommand("extract", "Read PDFs and print what is in them as JSON or Markdown");
  command->add_option("FILE", s->files, "PDF files; - is standard input")->required()->option_text(" ");
  command
      ->add_option("--format", s->format,
                   "json: one indented object, for several files an array of\nthem (the default); jsonl: one object a "
                   "line; markdown:\nthe text with its headings and tables")
      ->option_text("FORMAT")
      ->check(one_of({"json", "jsonl", "markdown"}))
      ->group("Output");
  add_output_option(*command, s->output);
  command->add_flag("-v,--verbose", s->verbose, "Print every warning, and a summary of each file")->group("Output");
  command->add_option("--pages", s->pages, "Read these pages only: 5, 3-9 or 3-")
      ->option_text("RANGE")
      ->group("Reading");
  add_reading_options(*command, s->reading);
  set_help(*command, examples);
  return {command, [s] { return run(*s); }};
}

} // namespace gongkai::cli
