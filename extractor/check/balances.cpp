// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/table_checks.hpp"

#include <array>
#include <utility>
#include <vector>

namespace gongkai {
namespace {

/// The last total of a list; as many as there are rows where there is none.
std::size_t last_total(Sheet const& sheet) {
  std::size_t row = sheet.rows.size();
  while (row > 0 && sheet.rows[row - 1].kind != RowKind::grand) { --row; }
  return row > 0 ? row - 1 : sheet.rows.size();
}

/// receipts = expenditure, or expenditure and what is left at the end of the year, which stands below: what holds in
/// more columns.
struct Balance {
  std::size_t receipts = 0, expenditure = 0, left_over = 0; ///< Rows; left_over 0 where none stands below.
  std::vector<std::pair<std::size_t, std::size_t>> columns;
};

/// How it fares with what is left over, or without.
struct Tally {
  int holding = 0, failing = 0;
  int score() const noexcept { return holding - 3 * failing; }
};

std::vector<Term> balance_terms(Sheet const& sheet, Balance const& b, std::size_t column, bool with_rest) {
  std::vector<Term> out;
  for (std::size_t const row : {b.expenditure, b.left_over}) {
    std::int32_t const cell = row == b.left_over && !with_rest ? blank_cell : sheet.at(row, column);
    if (cell >= 0) { out.push_back({static_cast<FigureIndex>(cell), false}); }
  }
  return out;
}

void add_balance(Sheet const& receipts, Sheet const& expenditure, Balance const& b, Equations& equations) {
  std::array<Tally, 2> tallies;
  auto const printed = [&](std::size_t c) { return receipts.at(b.receipts, c); };
  for (bool const with_rest : {false, true}) {
    for (auto const& [c, d] : b.columns) {
      if (printed(c) < 0 || expenditure.at(b.expenditure, d) < 0) { continue; }
      auto const outcome = equations.evaluate(EquationForm::sum, static_cast<FigureIndex>(printed(c)),
                                              balance_terms(expenditure, b, d, with_rest));
      if (!outcome || outcome->trivial) { continue; }
      Tally& t = tallies[with_rest ? 1 : 0];
      ++(outcome->status == CheckStatus::fail ? t.failing : t.holding);
    }
  }
  bool const with_rest = b.left_over > 0 && tallies[1].score() > tallies[0].score();
  // Totals at the very end are made to balance; where more stands below, columns may be filled in part.
  bool const at_end = b.receipts + 1 == receipts.rows.size() && b.expenditure + 1 == expenditure.rows.size();
  std::uint32_t const family = equations.add_family("receipts and expenditure", CheckKind::sum_mismatch,
                                                    at_end ? Trust::declared : Trust::confirmed);
  for (auto const& [c, d] : b.columns) {
    auto const terms = balance_terms(expenditure, b, d, with_rest);
    if (printed(c) < 0 || expenditure.at(b.expenditure, d) < 0) { continue; }
    equations.add(EquationForm::sum, family, static_cast<FigureIndex>(printed(c)), terms);
  }
}

/// Columns of receipts and of expenditure that hold the same figure of the year, in their order.
std::vector<std::pair<std::size_t, std::size_t>> paired_columns(Sheet const& receipts, Sheet const& expenditure) {
  std::vector<std::pair<std::size_t, std::size_t>> out;
  std::size_t from = 0;
  for (std::size_t c = 0; c < receipts.columns.size(); ++c) {
    Column const& column = *receipts.columns[c].column;
    if (column.rate) { continue; }
    for (std::size_t d = from; d < expenditure.columns.size(); ++d) {
      Column const& other = *expenditure.columns[d].column;
      if (other.basis != column.basis || other.prior_year != column.prior_year || other.rate) { continue; }
      out.emplace_back(c, d);
      from = d + 1;
      break;
    }
  }
  return out;
}

} // namespace

void add_balances(std::span<Sheet const> sheets, Equations& equations) {
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    Sheet const& receipts = sheets[i];
    std::size_t const total = last_total(receipts);
    if (receipts.side != Side::receipts || total == receipts.rows.size()) { continue; }
    for (std::size_t k = i + 1; k < sheets.size() && sheets[k].table == receipts.table; ++k) {
      Sheet const& expenditure = sheets[k];
      std::size_t const other = last_total(expenditure);
      if (expenditure.side != Side::expenditure || other == expenditure.rows.size()) { continue; }
      if (expenditure.rows[other].row != receipts.rows[total].row) { continue; }
      Balance b{total, other, 0, paired_columns(receipts, expenditure)};
      bool const more = other + 1 < expenditure.rows.size() && !expenditure.rows[other + 1].of_which;
      if (more) { b.left_over = other + 1; }
      add_balance(receipts, expenditure, b, equations);
    }
  }
}

} // namespace gongkai
