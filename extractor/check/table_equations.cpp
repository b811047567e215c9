// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/table_equations.hpp"

#include "check/exactness.hpp"
#include "check/same_names.hpp"
#include "check/table_checks.hpp"

namespace gongkai {

std::vector<AccountEntry> add_table_equations(Extraction const& extraction, std::span<Sheet const> sheets,
                                              CheckPatterns const& patterns, Normaliser const& normaliser,
                                              Equations& equations) {
  for (Sheet const& sheet : sheets) {
    add_row_sums(sheet, equations);
    add_row_identities(sheet, patterns, equations);
    add_column_sums(sheet, patterns, equations);
  }
  add_shared_totals(sheets, equations);
  add_balances(sheets, equations);
  add_forms(extraction, patterns, normaliser, equations);
  std::vector<AccountEntry> entries = account_entries(sheets, patterns, equations.figures());
  add_same_figures(entries, equations);
  add_same_names(sheets, patterns, equations);
  tighten_exact_sums(equations, extraction);
  return entries;
}

} // namespace gongkai
