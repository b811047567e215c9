// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.hpp"
#include "prose/glossary.hpp"
#include "prose/organization.hpp"
#include "prose/paragraph.hpp"
#include "prose/statement.hpp"
#include "record/check.hpp"
#include "record/correction.hpp"
#include "record/identity.hpp"
#include "record/indicator.hpp"
#include "record/missing_tables.hpp"
#include "record/observation.hpp"
#include "table/read_tables.hpp"
#include "table/table.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace gongkai {

enum class TextLayer { digital, scanned, mixed };

struct Source {
  std::string file;   ///< As given.
  std::string sha256; ///< Of the file's bytes.
  std::uint64_t bytes = 0;
  int pages = 0;
  std::string producer; ///< Producer and creator, where the file names both: "Producer / Creator".
  bool encrypted = false;
  TextLayer text_layer = TextLayer::digital;
};

/// Everything read from one document.
struct Extraction {
  Source source;
  Identity document;
  std::vector<Table> tables;
  std::vector<TableReading> table_readings; ///< One for each table: its type, its columns.
  std::vector<Observation> observations;
  std::vector<MissingTable> missing_tables;
  Prose prose; ///< Paragraphs and the outline.
  Organization organization;
  std::vector<Indicator> indicators;
  std::vector<GlossaryEntry> glossary;
  std::vector<Statement> statements;    ///< The figures of the prose.
  std::vector<FigureSpan> figure_spans; ///< All digits of the prose, and what they are.
  std::vector<Check> checks;            ///< In the order of the document.
  std::vector<AppliedJudgement> judged; ///< What a person looked at.
  std::vector<Residue> residue;
  Problems warnings;
  std::uint64_t glyphs_on_table_pages = 0; ///< Visible glyphs, for the share of the residue.
};

/// Glyphs of Extraction::residue, blanks not counted.
std::uint64_t residue_glyphs(Extraction const& extraction);

/// The share of figures that are proven, from 0 to 1 with four decimals. Null where the document has none.
std::optional<Decimal> proven_share(Extraction const& extraction);

} // namespace gongkai
