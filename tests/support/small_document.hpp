// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Documents of a few tables for tests of checks, written as texts: the first row is the header, and a column is of
/// codes, names or amounts by what its header says ("code", "name", else an amount).
#pragma once

#include "check/check_document.hpp"
#include "record/extraction.hpp"
#include "record/read_observations.hpp"
#include "table/table_patterns.hpp"

#include <string>
#include <vector>

namespace gongkai {

class SmallDocument {
public:
  using Rows = std::vector<std::vector<std::string>>;

  SmallDocument(std::string const& type, Rows const& rows) { add(type, rows); }

  void add(std::string const& type, Rows const& rows);
  void check();

  /// The figure of the first table at a row and column, counted as in the texts.
  Observation& at(int row, int col) { return extraction.observations[index(row, col)]; }
  std::uint32_t index(int row, int col) const;
  TableCell& cell(int row, int col);

  Extraction extraction;
};

} // namespace gongkai
