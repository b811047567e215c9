// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prose/paragraph.hpp"
#include "record/observation.hpp"
#include "record/table_type.hpp"
#include "table/table_patterns.hpp"

#include <span>
#include <string>
#include <vector>

namespace gongkai {

/// A table that the contents or a heading name, and that is not in the document.
struct MissingTable {
  std::string type;  ///< By its title.
  std::string title; ///< Without its number.
  PagePlace place;   ///< Of the line that names it.
};

class MissingTableFinder {
public:
  /// \throws PatternError where patterns/tables.toml has an error.
  explicit MissingTableFinder(PatternFiles const& files);

  /// Those of a document that has tables; where it has none, the tables are another file's. A table that a sentence in
  /// its place says to be empty is not missing, nor is one whose type another table has.
  std::vector<MissingTable> find(Prose const& prose, std::span<Table const> tables,
                                 std::span<TableReading const> readings, TableTyper const& typer,
                                 TablePatterns const& table_patterns) const;

private:
  LinePatterns m_announced;
};

/// A warning for each.
Problems missing_table_problems(std::span<MissingTable const> missing);

} // namespace gongkai
