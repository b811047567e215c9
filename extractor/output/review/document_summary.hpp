// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// What an index says of what was read of a document: a line of its list, a cell of its map, its share of the charts.
#pragma once

#include "output/to_rows.hpp"
#include "record/extraction.hpp"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace gongkai {

/// A name and an amount in yuan.
using NamedAmount = std::pair<std::string, Decimal>;

struct DocumentSummary {
  std::string entity, region, kind;
  int year = 0; ///< 0 where unknown.
  int pages = 0;
  std::size_t tables = 0, proven = 0, unproven = 0, conflict = 0; ///< Figures by their proof.
  std::size_t conflicts = 0;                                      ///< Findings that the document does not explain.
  std::size_t warnings = 0, residue = 0;
  std::optional<Decimal> total;          ///< Of the year's expenditure, in yuan.
  std::vector<NamedAmount> functions;    ///< Expenditure by function (class), in the order of the document.
  std::vector<NamedAmount> three_public; ///< By the keys of their measures: "reception".
};

DocumentSummary summarise(Extraction const& extraction, RowNames const& names);

} // namespace gongkai
