// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// The checks that are declared in patterns/checks.
#pragma once

#include "check/wording.hpp"
#include "text/keyed_patterns.hpp"
#include "text/line_patterns.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai {

enum class RowKind : unsigned char {
  plain,
  grand,    ///< Sum of the whole list, or of all since the last such row.
  current,  ///< Sum of the year's own receipts or expenditure; others may follow before the grand total.
  subtotal, ///< Sum of a part of the list.
  unit,     ///< An entity, which stands above the rows that follow.
};

/// Which tables a rule is for.
struct TableFilter {
  std::vector<std::string> types; ///< Empty: all. "gov_*" takes all that begin so.
  bool accepts(std::string_view type) const;
};

/// total = sum of parts, for columns (by measure) and rows (by item).
struct ItemSum {
  std::string name;
  TableFilter tables;
  std::vector<std::string> totals; ///< The first that is there is the total.
  std::vector<std::string>
      parts; ///< A part that is missing and is itself the total of an identity stands for its parts.
};

/// Items of the text that add up to a whole that is said before them.
struct ItemKinds {
  std::vector<std::string> parts; ///< In their order.
  std::vector<std::string> more;  ///< Those that are not always there stand behind the others.
};

/// Where a table's figures stand among all figures of a document: which money, and what for.
struct Account {
  TableFilter tables;
  std::string side; ///< "receipts", "expenditure", or empty for both.
  std::string part; ///< Of tables printed in parts, the one meant (tables.toml); empty for all.
  std::string flow, fund, kind;

  bool is_of(std::string const& type, std::string_view part_of_table) const {
    return tables.accepts(type) && (part.empty() || part == part_of_table);
  }
};

/// What a measure changes of its table's account; empty fields change nothing.
struct MeasureAccount {
  std::string measure, flow, fund, kind;
};

struct CheckPatterns {
  /// \throws PatternError where a file of patterns/checks has an error.
  explicit CheckPatterns(PatternFiles const& files);

  KeyedPatterns rows;    ///< RowKind of a row, by its bare label.
  KeyedPatterns columns; ///< "total", "of_which", "apart", "basis", by one text of a header path.
  KeyedPatterns items;   ///< Measure that a row's bare label stands for.
  KeyedPatterns numbering;
  LinePatterns mark;
  LinePatterns form_total, form_part; ///< Labels of money in forms.
  KeyedPatterns explained;            ///< Sentences that say why sums don't hold.
  Wording wording;
  LinePatterns stock_day, contents_end, announced_table, none_of_whole;
  std::vector<ItemSum> identities;
  std::vector<ItemKinds> kinds;
  std::vector<Account> accounts;
  std::map<std::string, MeasureAccount, std::less<>> measures;
  TableFilter item_tables;                     ///< Whose rows have items.
  LinePatterns grand_total;                    ///< Names of totals that hold what is left over from last year.
  LinePatterns not_counted;                    ///< As in the organization.
  LinePatterns all_projects;                   ///< Names of the money of all projects with performance targets.
  LinePatterns several_projects, project_name; ///< Sentences on several of them; the label of a form's name.
  LinePatterns list_opens, list_ends, total_behind, complete_list, list_follows, list_range, list_stops, list_and,
      name_end;                                    ///< Words between figures of the text (patterns/checks/prose.toml).
  LinePatterns unchanged_behind;                   ///< Words behind a change that there is none.
  KeyedPatterns compared;                          ///< "more", "less", "same", by the words behind two figures.
  KeyedPatterns balance;                           ///< "receipts", "expenditure": names of what is equal.
  KeyedPatterns plans;                             ///< "original", "adjusted".
  std::vector<std::vector<std::string>> kindred;   ///< Names of figures that are the same by the rules of the field.
  std::vector<std::vector<std::string>> apart;     ///< Items of which none is a part of another.
  LinePatterns name_core, whole_name, name_prefix; ///< As in links of the text to tables.
  std::map<std::string, std::vector<std::string>, std::less<>>
      prose_tables;         ///< Types of tables, by section of the text.
  TableFilter named_tables; ///< Whose rows are the same figure where they have the same name.
};

} // namespace gongkai
