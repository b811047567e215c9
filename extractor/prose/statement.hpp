// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// What the running text says in figures.
#pragma once

#include "base/proof.hpp"
#include "geometry/box.hpp"
#include "text/decimal.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai {

enum class Measure : unsigned char {
  amount,
  share,           ///< Percents of what Statement::of names.
  change,          ///< Of the amount or count against Statement::base; negative for a decrease.
  change_rate,     ///< The same in percents.
  prior_amount,    ///< Of the year before.
  budget_amount,   ///< In final accounts: what the budget had planned.
  completion_rate, ///< Percents of the budget.
  count,
  area,
};

/// "amount", "share", ...: the names of the JSON.
std::string_view name_of(Measure measure) noexcept;

/// Stands for a paragraph where the words stand under a table.
inline constexpr std::size_t no_paragraph = static_cast<std::size_t>(-1);

/// One figure of the prose.
struct Statement {
  std::string id;      ///< "s1", "s2", ... in reading order.
  std::string section; ///< "receipts", "three_public", ...; "other" where nothing tells.
  std::string
      subject; ///< The printed name without number, level mark, code and year; levels joined with "/". May be empty.
  Measure measure = Measure::amount;
  Decimal value;    ///< Signed; decimals as printed. 0 where not_arranged.
  std::string unit; ///< The usual name of a unit of money; "%"; what is counted. Empty where nothing is printed.
  std::optional<Decimal> yuan; ///< Null where the unit is no unit of money.
  std::string of;              ///< What a share is of. May be empty.
  std::string base;          ///< What a change or a completion is against: "prior_budget", "prior_final", "prior_year",
                             ///< "this_budget". May be empty.
  std::string reason;        ///< As printed. May be empty.
  std::string code;          ///< Digits of a classification code printed with the subject. May be empty.
  bool not_arranged = false; ///< The text says that there is none, and prints no figure.
  bool approximate = false;  ///< "More than", "about".
  std::vector<std::string> links; ///< Ids of the observations that print the same figure.
  Proof proof = Proof::unproven;

  /// Statements with the same number speak of the same item in the same passage: its amount, its share, its change.
  std::size_t item = 0;

  std::string text;          ///< The sentence.
  int page = 0;              ///< Of the figure, or of the words that stand for one; counted from 1.
  Box box;                   ///< Of the same, on the page as seen.
  std::size_t paragraph = 0; ///< Index into Prose::paragraphs, or no_paragraph.
  std::size_t begin = 0,
              end = 0; ///< Bytes of its text that hold the figure and its unit, or the words that stand for one.
};

/// What digits of the prose are that stand in no statement.
enum class FigureUse : unsigned char {
  statement,
  date,            ///< Years, dates, periods, times of day.
  document_number, ///< Numbers of laws, notices and standards.
  heading_number,  ///< Numbers of headings, items, tables, parts.
  code,            ///< Codes of classifications and projects.
  threshold,       ///< Limits that a rule sets: no figures of the entity.
  name,            ///< Part of a name: of an institution, a program, a product.
  contact,         ///< Telephone numbers, addresses.
  reference,       ///< Repeats of another place: page numbers, contents.
  unexplained,
};

/// "statement", "date", ...
std::string_view name_of(FigureUse use) noexcept;

/// Digits of a paragraph, and what they are.
struct FigureSpan {
  std::size_t paragraph = 0;      ///< Index into Prose::paragraphs, or no_paragraph.
  std::size_t begin = 0, end = 0; ///< Bytes of its text.
  FigureUse use = FigureUse::unexplained;
};

} // namespace gongkai
