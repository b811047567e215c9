// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command_extract.hpp"

#include "cli/document_stream.hpp"
#include "cli/extract_data_set.hpp"
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
  std::string layout = "printed";
  ReadingOptions reading;
  bool verbose = false, byte_order_mark = false;
  bool is_csv() const { return format == "csv"; }
  bool is_workbook() const { return format == "xlsx"; }
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

/// Where the records of each file go.
class Sink {
public:
  virtual ~Sink() = default;
  virtual void add(Extraction const& extraction) = 0;
  virtual void add_unread(std::string const& file, Problem const& problem) = 0;
  virtual void finish() = 0;
};

/// Each document at once, as it is read.
class StreamSink : public Sink {
public:
  explicit StreamSink(Settings const& s)
      : m_out(s.output, s.files),
        m_stream(m_out, s.format == "json" && s.files.size() > 1, s.format == "markdown" ? "\n---\n\n" : ""),
        m_layout(s.format == "jsonl" ? JsonLayout::line : JsonLayout::pretty), m_markdown(s.format == "markdown") {}

  void add(Extraction const& e) override { m_stream.write(m_markdown ? to_markdown(e) : to_json(e, m_layout)); }

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

/// All documents together, at the end.
class DataSetSink : public Sink {
public:
  explicit DataSetSink(Settings const& s) : m_settings(s) {}
  void add(Extraction const& e) override { m_data_set.add(e); }
  void add_unread(std::string const& file, Problem const& problem) override { m_data_set.add_unread(file, problem); }
  void finish() override {
    if (m_settings.is_csv()) {
      m_data_set.write_csv(m_settings.output, m_settings.files, m_settings.byte_order_mark);
    } else {
      m_data_set.write_workbook(m_settings.output, m_settings.files, m_settings.layout == "tidy");
    }
  }

private:
  Settings const& m_settings;
  ExtractedDataSet m_data_set;
};

std::unique_ptr<Sink> sink_of(Settings const& s) {
  if (s.is_csv() || s.is_workbook()) { return std::make_unique<DataSetSink>(s); }
  return std::make_unique<StreamSink>(s);
}

class Extractor {
public:
  Extractor(Settings const& settings, Sink& sink)
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
  Sink& m_sink;
  Knowledge m_knowledge;
  Corrections m_corrections;
};

void check_settings(Settings const& s) {
  if (!s.pages.empty()) { parse_page_range(s.pages); }
  check_inputs(s.files);
  if (s.byte_order_mark && !s.is_csv()) { throw UsageError("--bom goes with --format csv"); }
  if (s.layout != "printed" && !s.is_workbook()) { throw UsageError("--layout goes with --format xlsx"); }
  if (s.is_workbook() && (s.output.empty() || s.output == standard_input)) {
    throw UsageError("-o is missing: a workbook is written to a file, for example -o tables.xlsx");
  }
}

ExitCode run(Settings const& settings) {
  check_settings(settings); // before anything is written
  std::unique_ptr<Sink> const sink = sink_of(settings);
  Extractor extractor(settings, *sink);
  std::size_t unread = 0;
  for (std::string const& file : settings.files) { unread += extractor.extract_file(file) ? 0 : 1; }
  sink->finish();
  return exit_code(unread, settings.files.size());
}

} // namespace

Command add_extract(CLI::App& program) {
  auto const s = std::make_shared<Settings>();
  CLI::App* const command =
      program.add_subcommand("extract", "Read PDFs and write what is in them: JSON, Markdown, CSV, XLSX");
  command->add_option("FILE", s->files, "PDF files; - is standard input")->required()->option_text(" ");
  command
      ->add_option("--format", s->format,
                   "json: one indented object, for several files an array of\nthem (the default); jsonl: one object a "
                   "line; markdown:\nthe text with its headings and tables; csv: a row a\nfigure of the tables; xlsx: "
                   "a workbook")
      ->option_text("FORMAT")
      ->check(one_of({"json", "jsonl", "markdown", "csv", "xlsx"}))
      ->group("Output");
  add_output_option(*command, s->output);
  command
      ->add_option("--layout", s->layout,
                   "xlsx: printed, a sheet a table as it is printed (the\ndefault); tidy, a sheet a kind of record")
      ->option_text("LAYOUT")
      ->check(one_of({"printed", "tidy"}))
      ->group("Output");
  command
      ->add_flag("--bom", s->byte_order_mark,
                 "csv: for Excel: with a byte order mark, and texts that\nExcel would take for formulas marked with '")
      ->group("Output");
  command->add_flag("-v,--verbose", s->verbose, "Print every warning, and a summary of each file")->group("Output");
  command->add_option("--pages", s->pages, "Read these pages only: 5, 3-9 or 3-")
      ->option_text("RANGE")
      ->group("Reading");
  add_reading_options(*command, s->reading);
  add_corrections_option(*command, s->reading);
  set_help(*command, examples);
  return {command, [s] { return run(*s); }};
}

} // namespace gongkai::cli
