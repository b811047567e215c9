// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline.hpp"

#include "base/sha256.hpp"
#include "check/check_document.hpp"
#include "check/settle_places.hpp"
#include "knowledge.hpp"
#include "page/furniture.hpp"
#include "pdf/document.hpp"
#include "prose/read_prose.hpp"
#include "prose/read_statements.hpp"
#include "record/apply_corrections.hpp"
#include "record/unit_conflicts.hpp"
#include "table/continue_pages.hpp"
#include "text/document_title.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace gongkai {
namespace {

Source describe(pdf::Document const& document, std::string const& name) {
  pdf::Metadata const& m = document.metadata();
  Source s;
  s.file = name;
  s.sha256 = sha256_hex(document.bytes());
  s.bytes = document.bytes().size();
  s.pages = m.pages;
  s.producer = m.producer + (m.creator.empty() || m.creator == m.producer ? "" : " / " + m.creator);
  s.encrypted = m.encrypted;
  return s;
}

std::vector<Page> read_pages(pdf::Document const& document, ExtractOptions const& options) {
  std::vector<Page> pages;
  int const last =
      options.last_page > 0 ? std::min(options.last_page, document.metadata().pages) : document.metadata().pages;
  for (int number = std::max(options.first_page, 1); number <= last; ++number) {
    if (options.at_page) { options.at_page(number); }
    pages.push_back(read_page(document.read_page(number)));
  }
  if (options.at_page) { options.at_page(0); }
  return pages;
}

/// A page that is a picture has no text; a blank page has no picture either.
void judge_text_layer(std::vector<Page> const& pages, Extraction& out) {
  int with_text = 0, pictures = 0;
  for (Page const& page : pages) {
    bool const text = page.has_text();
    bool const hidden = std::any_of(page.problems.begin(), page.problems.end(),
                                    [](Problem const& p) { return p.code == ProblemCode::hidden_text_layer; });
    bool const drawn = !page.images.empty() || page.shades.size() + page.rulings.size() > 50;
    with_text += text && !hidden;
    pictures += hidden || (!text && drawn);
    if (!text && drawn && !hidden) {
      out.warnings.push_back(
          {ProblemCode::page_without_text, "the page is a picture without text; it was not read", page.number, {}});
    }
  }
  out.source.text_layer = pictures == 0 ? TextLayer::digital : with_text > 0 ? TextLayer::mixed : TextLayer::scanned;
  if (with_text == 0 && pictures > 0) {
    std::erase_if(out.warnings, [](Problem const& p) { return p.code == ProblemCode::page_without_text; });
    out.warnings.push_back(
        {ProblemCode::no_text_layer,
         "the file has no text layer, only pictures of pages (a scan); nothing can be read from it yet",
         0,
         {}});
  }
}

/// What the pages gave before anything is joined over pages.
struct PageReadings {
  std::vector<PageTable> tables;
  std::vector<ProsePage> prose; ///< One a page, or one a column.
};

PageReadings read_pages_to_tables(std::vector<Page> const& pages, Knowledge::Members const& know, Extraction& out) {
  std::vector<PageReading> readings = read_tables(pages, know.alignment, know.table_patterns, know.normaliser);
  PageReadings all;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    PageReading& reading = readings[i];
    Problems const oversized = oversized_grids(pages[i]);
    out.warnings.insert(out.warnings.end(), oversized.begin(), oversized.end());
    if (!reading.tables.empty()) {
      out.glyphs_on_table_pages +=
          static_cast<std::uint64_t>(std::count_if(pages[i].roles.begin(), pages[i].roles.end(),
                                                   [](Role r) { return r == Role::text || r == Role::furniture; }));
    }
    add_prose_pages(pages[i], reading.prose, reading.tables, know.normaliser, all.prose);
    std::move(reading.tables.begin(), reading.tables.end(), std::back_inserter(all.tables));
    std::move(reading.residue.begin(), reading.residue.end(), std::back_inserter(out.residue));
  }
  return all;
}

/// What is left of pages that are used up: their memory serves the records.
Problems problems_of(std::vector<Page>&& pages) {
  std::vector<Page> const used = std::move(pages);
  Problems out;
  for (Page const& page : used) { out.insert(out.end(), page.problems.begin(), page.problems.end()); }
  return out;
}

} // namespace

Result<Extraction> extract(std::string bytes, std::string const& name, Knowledge const& knowledge,
                           ExtractOptions const& options) {
  Knowledge::Members const& know = knowledge.members();
  auto document = pdf::Document::open(std::move(bytes), options.password);
  if (!document) { return tl::make_unexpected(document.error()); }

  Extraction out;
  out.source = describe(*document, name);
  out.warnings = document->problems();

  std::vector<Page> pages = read_pages(*document, options); // PDF -> pages of glyphs, rulings, images
  std::string const title = readable_title(document->metadata().title);
  document = tl::make_unexpected(Problem());      // closed: its memory serves what follows
  know.furniture.mark(pages, know.caption_lines); // page
  judge_text_layer(pages, out);
  PageReadings page_readings = read_pages_to_tables(pages, know, out); // page -> grid -> table on a page
  out.tables = continue_pages(page_readings.tables, know.table_patterns, know.normaliser); // -> tables over pages
  std::vector<Judgement> const judgements =
      options.corrections == nullptr ? std::vector<Judgement>() : options.corrections->of(out.source.sha256);
  CorrectionRun corrections(judgements, know.record.amounts, know.normaliser); // what a person read takes its place
  corrections.correct_tables(out);
  out.prose =
      read_prose(page_readings.prose, out.tables, know.outline); // the lines between them -> paragraphs, outline
  out.organization = read_organization(out.prose, out.tables, know.organization, know.normaliser);
  out.glossary = read_glossary(out.prose, know.outline, know.glossary);
  out.document = know.record.identity.read({pages, page_readings.prose, out.tables, title, name});
  bool const whole = static_cast<int>(pages.size()) == out.source.pages;
  Problems const page_problems = problems_of(std::move(pages));
  page_readings = {};
  bool const final_accounts = out.document.kind.value.ends_with("final_accounts");
  StatementReading prose = read_statements(
      out.prose, out.tables, {out.document.entity.value, out.document.year_number(), final_accounts}, know.statements);
  out.statements = std::move(prose.statements);
  out.figure_spans = std::move(prose.spans);
  corrections.correct_statements(out);
  TableReadings readings =
      read_observations(out.tables, out.document.year_number(), know.record, know.table_patterns, know.normaliser);
  know.record.parts.set(out.tables, out.prose, out.document.entity.value, readings);
  // Where not every page was read, what is not found may well be there.
  if (out.source.text_layer == TextLayer::digital && whole) {
    out.missing_tables =
        know.record.missing_tables.find(out.prose, out.tables, readings.tables, know.record.types, know.table_patterns);
  }
  out.table_readings = std::move(readings.tables);
  out.observations = std::move(readings.observations);
  settle_places(out, know.checks, know.record, know.table_patterns, know.normaliser);
  corrections.finish(out);
  know.linker.link(out.statements, out.observations);
  out.indicators = read_indicators(out.tables, out.table_readings, know.indicators, know.normaliser);
  std::move(readings.problems.begin(), readings.problems.end(), std::back_inserter(out.warnings));
  for (Problems& problems :
       std::array{unit_conflicts(out.tables, out.observations), missing_table_problems(out.missing_tables)}) {
    std::move(problems.begin(), problems.end(), std::back_inserter(out.warnings));
  }

  check_document(out, know.checks, know.record, know.normaliser); // -> record, proven

  out.warnings.insert(out.warnings.end(), page_problems.begin(), page_problems.end());
  out.warnings.insert(out.warnings.end(), out.prose.problems.begin(), out.prose.problems.end());
  for (Table const& t : out.tables) { out.warnings.insert(out.warnings.end(), t.problems.begin(), t.problems.end()); }
  return out;
}

} // namespace gongkai
