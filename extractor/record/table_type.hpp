// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// What kind of table it is (patterns/tables.toml). Evidence is added up: the title, the header's texts, the body's
/// texts. So a table whose title is missing, or belongs to its neighbour, is known by its looks, and one without a
/// telling header by its title.
#pragma once

#include "table/table.hpp"
#include "text/keyed_patterns.hpp"
#include "text/normalise.hpp"

#include <span>
#include <string>
#include <vector>

namespace gongkai {

class PatternTable;

struct TableTypeOptions {
  double first_title = 10; ///< The title says so.
  double other_title = 3;  ///< The title could mean this type too: too little to win without the whole look of one.
  double signature = 5;    ///< All of a signature's columns, or all of its body, are there.
  double both = 3;         ///< Columns and body both: in addition.
  double enough = 5;       ///< Less leaves the table without a type.
  double government_share =
      0.3; ///< From this share of tables with titles of government budgets on, the document is one.
};

struct TableType {
  std::string name;
  std::string government; ///< The type in its place in the budget of a whole government; may be empty.
  bool two_sided = false;
};

class TableTyper {
public:
  /// \throws PatternError where patterns/tables.toml has an error or an example fails.
  TableTyper(PatternFiles const& files, Normaliser const& normaliser, TableTypeOptions const& options = {});

  /// The type of each table of one document, null where none fits; pointers live as long as this object. Together,
  /// since a department's and a government's table may bear the same title.
  std::vector<TableType const*> types(std::span<Table const> tables) const;

  /// The type a title alone stands for, or null.
  TableType const* of_title(std::string_view title) const;

  std::vector<TableType> const& all() const noexcept { return m_types; }

private:
  struct Signature {
    std::size_t type = 0;
    std::vector<std::size_t> columns, body, against; ///< Indexes of patterns in m_texts.
  };
  struct Guess {
    TableType const* type = nullptr;
    bool by_government_title = false;
  };

  std::vector<std::size_t> title_matches(Table const& table) const;
  Guess guess(Table const& table) const;
  void add_signatures(Table const& table, std::vector<double>& scores) const;
  TableType const* named(std::string_view name) const;
  void run_examples(PatternTable const& table, TableType const& type) const;

  Normaliser const* m_normaliser;
  TableTypeOptions m_options;
  std::vector<TableType> m_types;
  std::vector<Signature> m_signatures;
  std::vector<std::size_t> m_type_of_title; ///< For each pattern of m_titles.
  PatternSet m_titles, m_texts;
};

} // namespace gongkai
