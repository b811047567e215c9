// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// What a row is: its code, its name, and what stands above it in the hierarchy (patterns/rows.toml).
#pragma once

#include "record/classification.hpp"
#include "record/row_groups.hpp"
#include "table/table.hpp"
#include "text/keyed_patterns.hpp"
#include "text/line_patterns.hpp"
#include "text/normalise.hpp"

#include <array>
#include <map>
#include <string>
#include <vector>

namespace gongkai {

struct RowPatterns {
  explicit RowPatterns(PatternFiles const& files);

  KeyedPatterns numbering;
  LinePatterns mark, total, code_in_label, code_alone, money_label, money_block, money_head;
};

/// Which cell covers a place of the table's body, spans included.
class CellMap {
public:
  explicit CellMap(Table const& table);
  TableCell const* at(int row, int col) const;

private:
  int m_rows, m_cols;
  std::vector<TableCell const*> m_cells;
};

/// A code of a row, with its name as printed.
struct RowCode {
  CodeSystem system = CodeSystem::none;
  std::string code; ///< Digits only: class, division and item joined.
  std::string label;
};

struct RowName {
  std::string label; ///< As printed, without its code; empty where the row has none.
  RowCode main;      ///< Where the row has several codes: the functional one, else the department's.
  std::vector<RowCode> others;
  std::vector<std::string> label_path; ///< From the top down to the label, without numbering.
  std::string resolved_code;  ///< Where no code is printed: the one whose name this is, if only one can be meant.
  std::string official_label; ///< Of the code, by the classification of the year; empty where it is in no list.
};

/// Names the rows of one group of columns, from top to bottom: codes and levels are inherited from the rows above.
class RowNamer {
public:
  /// All arguments must outlive it. `year` is the document's, 0 where unknown.
  RowNamer(ColumnGroup const& group, std::vector<Column> const& columns, CellMap const& cells,
           RowPatterns const& patterns, Classification const& classification, Normaliser const& normaliser, int year);

  /// To be called for each body row, in order.
  RowName next(int row);

private:
  struct Level {
    int rank = 0;
    std::string label;
  };
  struct KeyText {
    RowCode code;
    std::string label; ///< The strongest.
    int strength = 0;
    std::vector<std::string> context; ///< All labels of the key, from left to right.
  };
  struct Inherited {
    std::string code_class, division;
  };

  KeyText read_key(std::size_t key, int row);
  std::string join_code(std::size_t key, std::array<std::string, 3> const& parts);
  std::string complete(std::size_t key, std::string const& code, std::string_view label);
  bool split_code(std::string const& squeezed, std::string& code, std::string& rest) const;
  std::string bare(std::string_view label) const;
  void set_path_by_code(RowName& name);
  void set_path_by_level(RowName& name);
  void resolve(RowName& name);

  ColumnGroup const& m_group;
  std::vector<Column> const& m_columns;
  CellMap const& m_cells;
  RowPatterns const& m_patterns;
  Classification const& m_classification;
  Normaliser const& m_normaliser;
  int m_year;
  std::vector<Inherited> m_inherited;            ///< For each key.
  std::map<std::string, std::string> m_label_of; ///< Of the codes printed so far.
  std::vector<Level> m_levels;
  std::string m_last_resolved;
};

} // namespace gongkai
