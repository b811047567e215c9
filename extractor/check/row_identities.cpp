// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/table_checks.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai {
namespace {

/// The row by its item; null where there is none, or several.
std::optional<std::size_t> row_of(Sheet const& sheet, std::string_view item) {
  std::optional<std::size_t> out;
  for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
    if (sheet.rows[r].item != item) { continue; }
    if (out) { return std::nullopt; }
    out = r;
  }
  return out;
}

struct SignedRow {
  std::size_t row = 0;
  bool taken_off = false;
};

/// The rows that a part of an identity stands for: its own, or those of its own parts. False where one is missing.
bool add_part_rows(Sheet const& sheet, CheckPatterns const& patterns, std::string_view part, bool taken_off, int depth,
                   std::vector<SignedRow>& out) {
  if (part.starts_with('-')) {
    taken_off = !taken_off;
    part.remove_prefix(1);
  }
  if (auto const row = row_of(sheet, part)) {
    out.push_back({*row, taken_off});
    return true;
  }
  constexpr int deepest = 3;
  for (ItemSum const& identity : patterns.identities) {
    bool const is_sum =
        std::find(identity.totals.begin(), identity.totals.end(), part) != identity.totals.end() && depth < deepest;
    if (!is_sum) { continue; }
    return std::all_of(identity.parts.begin(), identity.parts.end(), [&](std::string const& p) {
      return add_part_rows(sheet, patterns, p, taken_off, depth + 1, out);
    });
  }
  return false;
}

/// Adds printed = sum of rows, in every column.
void add_rows(Sheet const& sheet, std::string const& rule, std::size_t printed, std::vector<SignedRow> const& parts,
              Equations& equations) {
  std::uint32_t const family = equations.add_family(rule, CheckKind::sum_mismatch, Trust::declared);
  for (std::size_t c = 0; c < sheet.columns.size(); ++c) {
    if (sheet.columns[c].column->rate || sheet.at(printed, c) < 0) { continue; }
    std::vector<Term> terms;
    bool readable = true;
    for (SignedRow const& part : parts) {
      std::int32_t const cell = sheet.at(part.row, c);
      readable = readable && cell != unreadable_cell;
      if (cell >= 0) { terms.push_back({static_cast<FigureIndex>(cell), part.taken_off}); }
    }
    if (!readable || terms.empty()) { continue; }
    equations.add(EquationForm::sum, family, static_cast<FigureIndex>(sheet.at(printed, c)), terms);
  }
}

} // namespace

void add_row_identities(Sheet const& sheet, CheckPatterns const& patterns, Equations& equations) {
  constexpr std::size_t fewest_parts = 2;
  for (ItemSum const& identity : patterns.identities) {
    if (!identity.tables.accepts(sheet.type)) { continue; }
    for (std::string const& total : identity.totals) {
      auto const printed = row_of(sheet, total);
      if (!printed) { continue; }
      std::vector<SignedRow> parts;
      bool const all = std::all_of(identity.parts.begin(), identity.parts.end(), [&](std::string const& part) {
        return add_part_rows(sheet, patterns, part, false, 0, parts);
      });
      if (all && parts.size() >= fewest_parts) { add_rows(sheet, identity.name, *printed, parts, equations); }
      break;
    }
  }
}

} // namespace gongkai
