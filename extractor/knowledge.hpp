// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "check/check_patterns.hpp"
#include "grid/alignment.hpp"
#include "page/furniture.hpp"
#include "pipeline.hpp"
#include "prose/glossary.hpp"
#include "prose/organization.hpp"
#include "prose/prose_patterns.hpp"
#include "prose/statement_patterns.hpp"
#include "record/indicator.hpp"
#include "record/link_statements.hpp"
#include "record/read_observations.hpp"
#include "table/table_patterns.hpp"
#include "text/normalise.hpp"
#include "text/pattern_files.hpp"

namespace gongkai {

/// The parts of what the program knows, each made from its pattern files.
struct Knowledge::Members {
  explicit Members(PatternFiles pattern_files);

  PatternFiles files;
  Normaliser normaliser;
  FurnitureFinder furniture;
  LinePatterns caption_lines; ///< Lines over tables, which repeat from page to page and yet are no running headers.
  AlignmentReader alignment;
  TablePatterns table_patterns;
  OutlinePatterns outline;
  OrganizationPatterns organization;
  StatementPatterns statements;
  GlossaryPatterns glossary;
  RecordKnowledge record;
  StatementLinker linker;
  IndicatorPatterns indicators;
  CheckPatterns checks;
};

} // namespace gongkai
