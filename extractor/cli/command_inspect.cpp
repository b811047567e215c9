// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command_inspect.hpp"

#include "cli/help.hpp"
#include "cli/input.hpp"
#include "cli/options.hpp"
#include "cli/output_file.hpp"
#include "cli/talk.hpp"
#include "inspect.hpp"
#include "output/prose_json.hpp"

#include <filesystem>
#include <memory>

namespace gongkai::cli {
namespace {

struct Settings {
  std::string file;
  int page = 0;
  std::string show = "tables";
  std::string format; ///< Empty: by the ending of `output`.
  std::string output;
  double dpi = 110;
  ReadingOptions reading;
};

constexpr char const* examples = R"(What can be shown:
  glyphs    every character the file draws: text, hidden, drawn twice,
            watermark, stamp, running header or footer
  rulings   lines, shades and images
  grid      cells before any text is in them
  tables    cells with their text, header rows, captions, notes, prose, and
            the residue: text that ended nowhere
  prose     paragraphs and what their digits are, as JSON; all pages where
            --page is not given

Examples:
  gongkai inspect budget.pdf --page 7 --show grid -o grid.svg
        a picture of page 7 with the cells over it; open it in a browser and
        rest the pointer on a cell, a line or a word to read about it
  gongkai inspect budget.pdf --page 7 --show rulings | jq '.rulings | length'
        the same values as JSON

A table is wrong? Look at tables first, then go back stage by stage (grid,
rulings, glyphs) to the first one that is wrong. See gongkai-inspect(1).)";

InspectStage stage_of(std::string const& show) {
  for (InspectStage const stage : {InspectStage::glyphs, InspectStage::rulings, InspectStage::grid}) {
    if (show == name_of(stage)) { return stage; }
  }
  return InspectStage::tables;
}

bool wants_svg(Settings const& s) {
  return s.format.empty() ? std::filesystem::path(s.output).extension() == ".svg" : s.format == "svg";
}

/// Digits of the prose are understood in the whole document, after all stages.
ExitCode show_prose(Settings const& s) {
  OutputFile out(s.output, {s.file});
  Knowledge const knowledge(s.reading.patterns);
  Result<std::string> bytes = read_input(s.file);
  auto const extraction = bytes.and_then([&](std::string& b) {
    return extract(std::move(b), as_utf8(std::filesystem::path(s.file).filename().string()), knowledge,
                   {s.reading.password});
  });
  if (!extraction) {
    report(s.file, extraction.error());
    return ExitCode::none_read;
  }
  out.write(prose_to_json(*extraction, s.page));
  out.finish();
  return ExitCode::done;
}

ExitCode run(Settings const& s) {
  bool const svg = wants_svg(s);
  bool const prose = s.show == "prose";
  if (s.page == 0 && !prose) { throw UsageError("--page is required"); }
  if (svg && prose) { throw UsageError("there is no picture of the prose: --show prose gives JSON only"); }
  if (prose) { return show_prose(s); }
  OutputFile out(s.output, {s.file});
  Knowledge const knowledge(s.reading.patterns);
  Result<std::string> bytes = read_input(s.file);
  if (!bytes) {
    report(s.file, bytes.error());
    return ExitCode::none_read;
  }
  std::string const name = as_utf8(std::filesystem::path(s.file).filename().string());
  auto const inspection = inspect(std::move(*bytes), name, knowledge, {s.reading.password, s.page, svg ? s.dpi : 0});
  if (!inspection) {
    report(s.file, inspection.error());
    return ExitCode::none_read;
  }
  // Warnings of the page stand in the output; a picture that is missing there is the command's own failure.
  for (Problem const& p : inspection->problems) {
    if (p.code == ProblemCode::page_not_readable) { report(s.file, p); }
  }
  out.write(svg ? inspection_to_svg(*inspection, stage_of(s.show), s.dpi)
                : inspection_to_json(*inspection, stage_of(s.show)));
  out.finish();
  return ExitCode::done;
}

} // namespace

Command add_inspect(CLI::App& program) {
  auto const s = std::make_shared<Settings>();
  CLI::App* const command = program.add_subcommand("inspect", "Show what a stage saw on a page");
  command->add_option("FILE", s->file, "A PDF file; - is standard input")->required()->option_text(" ");
  command->add_option("--page", s->page, "The page, counted from 1 (required but for prose)")
      ->option_text("N")
      ->check(CLI::Range(1, 1'000'000))
      ->group("Reading");
  add_reading_options(*command, s->reading);
  command->add_option("--show", s->show, "glyphs, rulings, grid, tables (the default) or prose")
      ->option_text("STAGE")
      ->check(one_of({"glyphs", "rulings", "grid", "tables", "prose"}))
      ->group("Output");
  command
      ->add_option("--format", s->format,
                   "json (the default), or svg: over the picture of the page\n(the default where PATH ends in .svg)")
      ->option_text("FORMAT")
      ->check(one_of({"json", "svg"}))
      ->group("Output");
  command->add_option("-o,--output", s->output, "Write to a file instead of standard output")
      ->option_text("PATH")
      ->group("Output");
  command->add_option("--dpi", s->dpi, "Pixels an inch of the picture, 20 to 600 (110)")
      ->option_text("N")
      ->check(number_between(20, 600))
      ->group("Output");
  set_help(*command, examples);
  return {command, [s] { return run(*s); }};
}

} // namespace gongkai::cli
