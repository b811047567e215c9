// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prose/statement.hpp"
#include "record/amount.hpp"
#include "record/observation.hpp"
#include "text/line_patterns.hpp"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai {

struct LinkOptions {
  int same_name = 4;    ///< Row or column names the item.
  int similar_name = 2; ///< One name holds the other.
  int same_code = 4;
  int same_levels = 1;      ///< The level above has the same name too.
  int table_of_section = 2; ///< The table is of a type that the section speaks of.
  int total = 2;            ///< The name of a whole, and a total row.
  int enough = 4;           ///< Less is an equal figure of another meaning.
};

/// Finds for each amount of the text the observations that print the same figure: equal within what the coarser of both
/// prints, and of the same meaning by section, code and name (patterns/prose/links.toml).
class StatementLinker {
public:
  /// `amounts` must outlive it. \throws PatternError where the file has an error.
  StatementLinker(PatternFiles const& files, AmountReader const& amounts, LinkOptions const& options = {});

  /// Sets Statement::links.
  void link(std::vector<Statement>& statements, std::span<Observation const> observations) const;

private:
  /// What is asked of every observation that might print a statement's figure.
  struct Asked {
    std::string_view above; ///< The levels above its item; empty where it has none.
    std::string core;       ///< Of its item's name.
    std::string_view code;
    std::vector<std::string> const* tables = nullptr; ///< Types of tables that its section speaks of, or null.
    bool whole = false;                               ///< Its item is the whole of a table.
  };
  Asked ask(Statement const& s) const;
  /// What is left of names without what says nothing, kept: rows of many tables share theirs.
  using Cores = std::map<std::string, std::string, std::less<>>;
  int score(Asked const& asked, Observation const& o, Cores& cores) const;
  int name_score(std::string const& name, std::string const& other, Cores& cores) const;
  std::string core(std::string_view name) const;

  AmountReader const& m_amounts;
  LinkOptions m_options;
  std::map<std::string, std::vector<std::string>, std::less<>> m_tables; ///< Types by section.
  std::vector<std::vector<std::string>> m_kindred;
  LinePatterns m_core, m_total_name, m_total_label;
};

} // namespace gongkai
