// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// From tables to observations:
///  1. each table is typed (table_type.hpp);
///  2. its columns get roles and measures (columns.hpp), and stand together in groups (row_groups.hpp);
///  3. its rows get codes, names and parents (row_names.hpp);
///  4. each printed amount under an amount column becomes an observation. Forms (performance tables) are read by the
///     labels left of their amounts instead.
#pragma once

#include "record/identity.hpp"
#include "record/missing_tables.hpp"
#include "record/observation.hpp"
#include "record/table_parts.hpp"
#include "record/table_type.hpp"

#include <span>

namespace gongkai {

/// The wording and the lists this stage knows.
struct RecordKnowledge {
  RecordKnowledge(PatternFiles const& files, Normaliser const& normaliser);

  TableTyper types;
  ColumnReader columns;
  RowPatterns rows;
  AmountReader amounts;
  Classification classification;
  IdentityReader identity;
  TableParts parts;
  MissingTableFinder missing_tables;
};

/// `year` is the document's; 0 where unknown: then the latest one printed in titles and headers is taken.
TableReadings read_observations(std::span<Table const> tables, int year, RecordKnowledge const& know,
                                TablePatterns const& table_patterns, Normaliser const& normaliser);

} // namespace gongkai
