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

#include <filesystem>
#include <memory>

namespace gongkai::cli {
namespace {

struct Settings {
  ExtractOutput output;
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
  gongkai extract --format xlsx -o budget.xlsx budget.pdf
        the tables as they are printed, a sheet each; failing checks coloured
  gongkai extract --format csv --bom -o figures.csv *.pdf
        a row a figure of the tables, for Excel
  gongkai extract --pages 3-9 budget.pdf | jq -r '.tables[] | .id, .title'
        what tables stand on pages 3 to 9
  curl -s https://example.org/budget.pdf | gongkai extract -
        from standard input
  gongkai extract -v budget.pdf >budget.json
        with all warnings on standard error too

Data goes to standard output, one line a problem to standard error. The exit
code is 0 when all is done, 1 when some file could not be read, 2 for wrong
usage, 3 when nothing could be read. See gongkai-extract(1).)";

/// Each document at once, as it is read.
class StreamSink : public ExtractSink {
public:
  explicit StreamSink(ExtractOutput const& s)
      : m_out(s.path, s.files),
        m_stream(m_out, s.format == "json" && s.files.size() > 1, s.format == "markdown" ? "\n---\n\n" : ""),
        m_layout(s.format == "jsonl" ? JsonLayout::line : JsonLayout::pretty), m_markdown(s.format == "markdown") {}

  void add(Extraction const& e) override {
    if (m_markdown) {
      m_stream.write(to_markdown(e));
    } else {
      m_stream.write_in_parts([&](TextSink const& sink) { write_json(e, m_layout, sink); });
    }
  }

  void add_unread(std::string const& file, Problem const& problem) override {
    // In Markdown it leaves nothing: the reason is on standard error.
    if (!m_markdown) { m_stream.write(failure_to_json(file, problem, m_layout)); }
  }

  void finish() override {
    m_stream.finish();
    m_out.finish();
  }

private:
  OutputFile m_out;
  DocumentStream m_stream;
  JsonLayout m_layout;
  bool m_markdown;
};

std::unique_ptr<ExtractSink> sink_of(ExtractOutput const& output, DataSetSink const& data_set_sink) {
  if (output.is_csv() || output.is_workbook()) { return data_set_sink(output); }
  return std::make_unique<StreamSink>(output);
}

class Extractor {
public:
  Extractor(Settings const& settings, ExtractSink& sink)
      : m_settings(settings), m_sink(sink), m_knowledge(settings.reading.patterns),
        m_corrections(read_corrections(settings.reading.corrections)) {}

  /// Writes the file's object, in any case one. Returns whether the file could be read.
  bool extract_file(std::string const& name) {
    Result<Extraction> const result =
        read_document(name, m_knowledge, m_settings.reading, m_settings.pages, &m_corrections);
    if (!result) {
      report(name, result.error());
      m_sink.add_unread(as_utf8(name), result.error());
      return false;
    }
    sum_up(name, *result);
    m_sink.add(*result);
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
  ExtractSink& m_sink;
  Knowledge m_knowledge;
  Corrections m_corrections;
};

void check_settings(Settings const& s) {
  ExtractOutput const& out = s.output;
  if (!s.pages.empty()) { parse_page_range(s.pages); }
  check_inputs(out.files);
  if (out.byte_order_mark && !out.is_csv()) { throw UsageError("--bom goes with --format csv"); }
  if (out.layout != "printed" && !out.is_workbook()) { throw UsageError("--layout goes with --format xlsx"); }
  if (out.is_workbook() && (out.path.empty() || out.path == standard_input)) {
    throw UsageError("-o is missing: a workbook is written to a file, for example -o tables.xlsx");
  }
}

/// Whether an output would take the place of a file that may be a better one.
bool is_there(std::string const& output) {
  std::error_code error;
  return !output.empty() && output != standard_input && std::filesystem::is_regular_file(output, error);
}

ExitCode run(Settings const& settings, DataSetSink const& data_set_sink) {
  check_settings(settings); // before anything is written
  std::unique_ptr<ExtractSink> const sink = sink_of(settings.output, data_set_sink);
  Extractor extractor(settings, *sink);
  std::size_t unread = 0;
  for (std::string const& file : settings.output.files) { unread += extractor.extract_file(file) ? 0 : 1; }
  ExitCode const code = exit_code(unread, settings.output.files.size());
  if (code == ExitCode::none_read && is_there(settings.output.path)) {
    say(as_shown(settings.output.path), "stays as it was, since nothing could be read");
    return code;
  }
  sink->finish();
  return code;
}

} // namespace

Command add_extract(CLI::App& program, DataSetSink const& data_set_sink) {
  auto const s = std::make_shared<Settings>();
  CLI::App* const command =
      program.add_subcommand("extract", "Read PDFs and write what is in them: JSON, Markdown, CSV, XLSX");
  command->add_option("FILE", s->output.files, "PDF files; - is standard input")->required()->option_text(" ");
  command
      ->add_option("--format", s->output.format,
                   "json: one indented object, for several files an array of\nthem (the default); jsonl: one object a "
                   "line; markdown:\nthe text with its headings and tables; csv: a row a\nfigure of the tables; xlsx: "
                   "a workbook")
      ->option_text("FORMAT")
      ->check(one_of({"json", "jsonl", "markdown", "csv", "xlsx"}))
      ->group("Output");
  add_output_option(*command, s->output.path);
  command
      ->add_option("--layout", s->output.layout,
                   "xlsx: printed, a sheet a table as it is printed (the\ndefault); tidy, a sheet a kind of record")
      ->option_text("LAYOUT")
      ->check(one_of({"printed", "tidy"}))
      ->group("Output");
  command
      ->add_flag("--bom", s->output.byte_order_mark,
                 "csv: for Excel: with a byte order mark, and texts that\nExcel would take for formulas marked with '")
      ->group("Output");
  command->add_flag("-v,--verbose", s->verbose, "Print every warning, and a summary of each file")->group("Output");
  command->add_option("--pages", s->pages, "Read these pages only: 5, 3-9 or 3-")
      ->option_text("RANGE")
      ->group("Reading");
  add_reading_options(*command, s->reading);
  add_corrections_option(*command, s->reading);
  set_help(*command, examples);
  return {command, [s, data_set_sink] { return run(*s, data_set_sink); }};
}

} // namespace gongkai::cli
