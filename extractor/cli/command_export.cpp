// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command_export.hpp"

#include "cli/help.hpp"
#include "cli/input.hpp"
#include "cli/options.hpp"
#include "cli/output_file.hpp"
#include "dataset/export.hpp"
#include "dataset/schema.hpp"
#include "dataset/workbook.hpp"

#include <fmt/format.h>

#include <memory>

namespace gongkai::cli {
namespace {

using namespace dataset;

struct Settings {
  std::string data_set, format, output, table, layout = "tidy";
  bool byte_order_mark = false;
};

constexpr char const* examples = R"(Examples:
  gongkai export county.gongkai --format csv -o csv/
        a CSV file for every table and view
  gongkai export county.gongkai --format csv --table staff --bom -o staff.csv
        one of them, for Excel
  gongkai export county.gongkai --format datapackage -o package/
        a Frictionless Data Package, with schemas, keys and fiscal meaning
  gongkai export county.gongkai --format xlsx -o county.xlsx
        a workbook with a sheet for every table and view
  gongkai export county.gongkai --format xlsx --layout printed -o books/
        a workbook for each document: its tables as they are printed

The bytes written depend on what is in the data set only. See gongkai-export(1)
and docs/formats/dataset.md.)";

void write_one(Database& database, Settings const& s) {
  Listing const listing = listing_named(database, s.table);
  OutputFile out(s.output, {s.data_set});
  auto const write = [&out](std::string_view text) { out.write(text); };
  if (s.format == "csv") {
    write_csv(database, listing, {s.byte_order_mark}, write);
  } else {
    write_jsonl(database, listing, write);
  }
  out.finish();
}

void check_settings(Settings const& s) {
  bool const text = s.format == "csv" || s.format == "jsonl";
  if (!s.table.empty() && !text) { throw UsageError("--table goes with --format csv or jsonl"); }
  if (s.byte_order_mark && s.format != "csv") { throw UsageError("--bom goes with --format csv"); }
  if (s.layout == "printed" && s.format != "xlsx") { throw UsageError("--layout goes with --format xlsx"); }
  if (s.output.empty() && s.table.empty()) {
    throw UsageError(fmt::format("-o is missing: the {} to write",
                                 s.format == "xlsx" && s.layout == "tidy" ? "workbook" : "folder"));
  }
}

ExitCode run(Settings const& s) {
  check_settings(s);
  Database database(s.data_set, Database::Mode::read);
  expect_current_data_set(database, s.data_set);
  if (!s.table.empty()) {
    write_one(database, s);
  } else if (s.format == "csv") {
    export_csv(database, s.output, {s.byte_order_mark});
  } else if (s.format == "jsonl") {
    export_jsonl(database, s.output);
  } else if (s.format == "datapackage") {
    export_data_package(database, s.output);
  } else if (s.layout == "printed") {
    export_printed_workbooks(database, s.output);
  } else {
    write_by_name(s.output, {s.data_set}, [&](std::string const& place) { export_tidy_workbook(database, place); });
  }
  return ExitCode::done;
}

} // namespace

Command add_export(CLI::App& program) {
  auto const s = std::make_shared<Settings>();
  CLI::App* const command =
      program.add_subcommand("export", "Write a data set as CSV, XLSX, JSON Lines or Data Package");
  command->add_option("DATASET", s->data_set, "What gongkai build made")->required()->option_text(" ");
  command
      ->add_option("--format", s->format,
                   "csv, jsonl: a file a table; datapackage: CSV with its\nschemas; xlsx: a workbook")
      ->option_text("FORMAT")
      ->required()
      ->check(one_of({"csv", "xlsx", "jsonl", "datapackage"}))
      ->group("Output");
  command
      ->add_option("-o,--output", s->output, "The folder, made where it is not there; with --table or\nxlsx the file")
      ->option_text("PATH")
      ->group("Output");
  command
      ->add_option("--table", s->table,
                   "This table or view only (csv, jsonl), to standard output\nwhere -o is left out")
      ->option_text("NAME")
      ->group("Output");
  command
      ->add_option("--layout", s->layout,
                   "xlsx: tidy, one sheet a table of the data set (the\ndefault); printed, the tables as they are "
                   "printed, a\nworkbook a document")
      ->option_text("LAYOUT")
      ->check(one_of({"tidy", "printed"}))
      ->group("Output");
  command
      ->add_flag("--bom", s->byte_order_mark,
                 "csv: for Excel: with a byte order mark, and texts that\nExcel would take for formulas marked with '")
      ->group("Output");
  set_help(*command, examples);
  return {command, [s] { return run(*s); }};
}

} // namespace gongkai::cli
