// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/table_checks.hpp"

#include "check/header_sums.hpp"
#include "check/outline.hpp"

#include <algorithm>
#include <array>

namespace gongkai {
namespace {

/// How a reading fares, before it is chosen. A failure says more against a reading than an equation that holds for it.
struct Tally {
  int holding = 0, failing = 0;
  int score(bool sure = false) const noexcept { return holding - (sure ? 1 : 3) * failing; }
};

/// The terms of one sum in one column; null where the column says nothing about it.
std::optional<std::vector<Term>> row_terms(Sheet const& sheet, RowSum const& sum, std::size_t column,
                                           bool parts_needed) {
  if (sheet.at(sum.printed, column) < 0) { return std::nullopt; }
  std::vector<Term> terms;
  for (std::size_t const part : sum.parts) {
    std::int32_t const cell = sheet.at(part, column);
    if (cell == unreadable_cell) { return std::nullopt; }
    if (cell >= 0) { terms.push_back({static_cast<FigureIndex>(cell), false}); }
  }
  if (terms.empty() && parts_needed) { return std::nullopt; }
  return terms;
}

/// The figures among the parts.
std::vector<Term> part_terms(Sheet const& sheet, RowSum const& sum, std::size_t column) {
  std::vector<Term> terms;
  for (std::size_t const part : sum.parts) {
    std::int32_t const cell = sheet.at(part, column);
    if (cell >= 0) { terms.push_back({static_cast<FigureIndex>(cell), false}); }
  }
  return terms;
}

Tally tally(Sheet const& sheet, OutlineReading const& reading, Equations const& equations) {
  Tally out;
  for (RowSum const& sum : reading.sums) {
    if (sum.rule == SumRule::of_which || sum.doubtful) { continue; }
    for (std::size_t c = 0; c < sheet.columns.size(); ++c) {
      if (sheet.columns[c].column->rate) { continue; }
      auto const terms = row_terms(sheet, sum, c, true);
      if (!terms) { continue; }
      auto const outcome =
          equations.evaluate(EquationForm::sum, static_cast<FigureIndex>(sheet.at(sum.printed, c)), *terms);
      if (!outcome || outcome->trivial) { continue; }
      ++(outcome->status == CheckStatus::fail ? out.failing : out.holding);
    }
  }
  return out;
}

/// "of which": all parts where the sum holds, else some, which are no more than the whole.
void add_of_which(Sheet const& sheet, RowSum const& sum, std::size_t column, std::uint32_t sums, std::uint32_t bounds,
                  Equations& equations) {
  auto const terms = row_terms(sheet, sum, column, true);
  if (!terms) { return; }
  auto const printed = static_cast<FigureIndex>(sheet.at(sum.printed, column));
  auto const outcome = equations.evaluate(EquationForm::sum, printed, *terms);
  if (!outcome) { return; }
  if (terms->size() > 1 || outcome->status != CheckStatus::fail) {
    equations.add(EquationForm::sum, sums, printed, *terms);
  }
  if (outcome->status == CheckStatus::fail) { equations.add(EquationForm::bound, bounds, printed, *terms); }
}

/// Nothing is printed where a sum should stand.
void add_blank(std::vector<Term> const& terms, std::uint32_t exceptions, Equations& equations) {
  if (terms.empty()) { return; }
  auto const outcome = equations.evaluate(EquationForm::blank, terms.front().figure, terms);
  if (outcome && outcome->status == CheckStatus::fail) {
    equations.add(EquationForm::blank, exceptions, terms.front().figure, terms);
  }
}

/// Only the sum is printed, or only its parts.
void add_exception(Sheet const& sheet, RowSum const& sum, std::size_t column, std::uint32_t exceptions,
                   Equations& equations) {
  std::int32_t const printed = sheet.at(sum.printed, column);
  std::vector<Term> const terms = part_terms(sheet, sum, column);
  if (printed == blank_cell) {
    add_blank(terms, exceptions, equations);
  } else if (printed >= 0 && terms.empty() && sheet.value(printed) != 0) {
    equations.add(EquationForm::sum, exceptions, static_cast<FigureIndex>(printed), terms);
  }
}

void add_reading(Sheet const& sheet, OutlineReading const& reading, Equations& equations) {
  bool const coded = reading.sure && reading.name.starts_with("codes");
  std::array<std::optional<std::uint32_t>, 7> families;
  auto const family = [&](std::size_t which, std::string_view name, Trust trust) {
    if (!families[which]) {
      families[which] =
          equations.add_family(std::string(name) + " (" + reading.name + ")", CheckKind::sum_mismatch, trust);
    }
    return *families[which];
  };
  for (RowSum const& sum : reading.sums) {
    families[4].reset(); // Doubts about one sum are none about another.
    for (std::size_t c = 0; c < sheet.columns.size(); ++c) {
      if (sheet.columns[c].column->rate) { continue; }
      if (sum.doubtful) {
        auto const terms = row_terms(sheet, sum, c, true);
        if (!terms) { continue; }
        equations.add(EquationForm::sum, family(4, "rows and their sum", Trust::adopted),
                      static_cast<FigureIndex>(sheet.at(sum.printed, c)), *terms);
        continue;
      }
      if (sum.rule == SumRule::of_which) {
        add_of_which(sheet, sum, c, family(2, "of which", Trust::confirmed),
                     family(3, "no more than the whole", Trust::declared), equations);
        continue;
      }
      bool const total = sum.rule == SumRule::total;
      auto const terms = row_terms(sheet, sum, c, !coded || total);
      Trust const trust = total || reading.sure ? Trust::declared : Trust::confirmed;
      std::uint32_t const own = family(total ? 1 : 0, total ? "rows and their total" : "rows and their heading", trust);
      if (terms) {
        equations.add(EquationForm::sum, own, static_cast<FigureIndex>(sheet.at(sum.printed, c)), *terms);
      } else {
        std::size_t const which = total ? 6 : 5;
        if (!families[which]) { families[which] = equations.add_exceptions(own, total); }
        add_exception(sheet, sum, c, *families[which], equations);
      }
    }
  }
}

std::optional<std::vector<Term>> column_terms(Sheet const& sheet, ColumnSum const& sum, std::size_t row) {
  std::vector<Term> terms;
  for (std::size_t i = 0; i < sum.parts.size(); ++i) {
    std::int32_t const cell = sheet.at(row, sum.parts[i]);
    if (cell == unreadable_cell) { return std::nullopt; }
    if (cell >= 0) { terms.push_back({static_cast<FigureIndex>(cell), sum.taken_off[i]}); }
  }
  return terms;
}

void add_column_total(Sheet const& sheet, std::vector<ColumnSum> const& readings, Equations& equations) {
  ColumnSum const* best = nullptr;
  int best_score = 0;
  for (ColumnSum const& sum : readings) {
    Tally t;
    for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
      if (sheet.at(r, sum.printed) < 0) { continue; }
      auto const terms = column_terms(sheet, sum, r);
      if (!terms) { continue; }
      auto const outcome =
          equations.evaluate(EquationForm::sum, static_cast<FigureIndex>(sheet.at(r, sum.printed)), *terms);
      if (!outcome || outcome->trivial) { continue; }
      ++(outcome->status == CheckStatus::fail ? t.failing : t.holding);
    }
    if (best == nullptr || t.score() > best_score) {
      best = &sum;
      best_score = t.score();
    }
  }
  if (best == nullptr || (best->guessed && best_score <= 0)) { return; }
  std::uint32_t const family =
      equations.add_family(best->declared || best->guessed ? best->rule : "columns and their total",
                           CheckKind::sum_mismatch, best->guessed ? Trust::confirmed : Trust::declared);
  std::uint32_t const exceptions = equations.add_exceptions(family);
  for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
    auto const terms = column_terms(sheet, *best, r);
    if (!terms) { continue; }
    if (sheet.at(r, best->printed) >= 0) {
      equations.add(EquationForm::sum, family, static_cast<FigureIndex>(sheet.at(r, best->printed)), *terms);
    } else if (sheet.at(r, best->printed) == blank_cell && !best->guessed) {
      add_blank(*terms, exceptions, equations);
    }
  }
}

/// The only row called total; as many as there are rows where there is none, or several.
std::size_t total_row(Sheet const& sheet) {
  auto const is_total = [](SheetRow const& r) { return r.kind == RowKind::grand; };
  auto const first = std::find_if(sheet.rows.begin(), sheet.rows.end(), is_total);
  bool const several = first != sheet.rows.end() && std::any_of(first + 1, sheet.rows.end(), is_total);
  return several ? sheet.rows.size() : static_cast<std::size_t>(first - sheet.rows.begin());
}

/// A rate's figures in one row. A blank counts as zero where only one of the two is blank.
std::optional<std::pair<EquationForm, std::vector<Term>>> rate_terms(Sheet const& sheet, ColumnRate const& rate,
                                                                     std::size_t row) {
  bool const share = rate.form == RateForm::share;
  std::size_t const total = share ? total_row(sheet) : row;
  if (total == sheet.rows.size() || (share && total == row)) { return std::nullopt; }
  std::int32_t const printed = sheet.at(row, rate.printed), a = sheet.at(row, rate.a), b = sheet.at(total, rate.b);
  if (printed < 0 || a == unreadable_cell || b == unreadable_cell) { return std::nullopt; }
  std::vector<Term> terms;
  if (rate.form == RateForm::difference) {
    if (a >= 0) { terms.push_back({static_cast<FigureIndex>(a), false}); }
    if (b >= 0) { terms.push_back({static_cast<FigureIndex>(b), true}); }
    return std::pair{EquationForm::sum, std::move(terms)};
  }
  if (a < 0 || b < 0) { return std::nullopt; }
  terms = {{static_cast<FigureIndex>(a), false}, {static_cast<FigureIndex>(b), false}};
  return std::pair{rate.form == RateForm::change ? EquationForm::change : EquationForm::ratio, std::move(terms)};
}

/// Which columns a rate is about is found by trying: enough rows must hold, and more than with any other pair.
void add_rate(Sheet const& sheet, std::vector<ColumnRate> const& readings, Equations& equations) {
  constexpr int enough = 3;
  ColumnRate const* best = nullptr;
  int best_score = 0;
  for (ColumnRate const& rate : readings) {
    Tally t;
    for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
      auto const terms = rate_terms(sheet, rate, r);
      if (!terms) { continue; }
      auto const outcome =
          equations.evaluate(terms->first, static_cast<FigureIndex>(sheet.at(r, rate.printed)), terms->second);
      if (!outcome || outcome->trivial) { continue; }
      ++(outcome->status == CheckStatus::fail ? t.failing : t.holding);
    }
    if (t.holding >= enough && t.score() > best_score) {
      best = &rate;
      best_score = t.score();
    }
  }
  if (best == nullptr) { return; }
  std::uint32_t const family =
      equations.add_family(best->form == RateForm::difference ? "change between columns" : "rate between columns",
                           CheckKind::sum_mismatch, Trust::confirmed);
  for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
    if (auto const terms = rate_terms(sheet, *best, r)) {
      equations.add(terms->first, family, static_cast<FigureIndex>(sheet.at(r, best->printed)), terms->second);
    }
  }
}

} // namespace

void add_row_sums(Sheet const& sheet, Equations& equations) {
  OutlineReading const* best = nullptr;
  int best_score = 0;
  std::vector<OutlineReading> const readings = read_outline(sheet);
  for (OutlineReading const& reading : readings) {
    int const score = tally(sheet, reading, equations).score(reading.sure);
    if (best == nullptr || score > best_score) {
      best = &reading;
      best_score = score;
    }
  }
  if (best != nullptr) { add_reading(sheet, *best, equations); }
}

void add_column_sums(Sheet const& sheet, CheckPatterns const& patterns, Equations& equations) {
  for (auto const& readings : read_header_sums(sheet, patterns).totals) {
    add_column_total(sheet, readings, equations);
  }
  for (auto const& readings : read_rates(sheet)) { add_rate(sheet, readings, equations); }
}

void add_shared_totals(std::span<Sheet const> sheets, Equations& equations) {
  for (std::size_t i = 0; i + 1 < sheets.size(); ++i) {
    Sheet const &list = sheets[i], &next = sheets[i + 1];
    if (list.table != next.table || list.side == Side::none || list.side != next.side) { continue; }
    auto const is_total = [](SheetRow const& r) { return r.kind == RowKind::current || r.kind == RowKind::grand; };
    if (std::any_of(list.rows.begin(), list.rows.end(), is_total)) { continue; }
    auto const total = std::find_if(next.rows.begin(), next.rows.end(), is_total);
    if (total == next.rows.end() || total->row <= list.rows.back().row || list.columns.size() != next.columns.size()) {
      continue;
    }
    std::uint32_t const family =
        equations.add_family("rows and the total of the list beside them", CheckKind::sum_mismatch, Trust::declared);
    for (std::size_t c = 0; c < list.columns.size(); ++c) {
      std::int32_t const printed = next.at(static_cast<std::size_t>(total - next.rows.begin()), c);
      std::vector<Term> terms;
      for (std::size_t r = 0; r < list.rows.size(); ++r) {
        std::int32_t const cell = list.at(r, c);
        if (cell >= 0 && list.rows[r].rank == list.rows.front().rank) {
          terms.push_back({static_cast<FigureIndex>(cell), false});
        }
      }
      if (printed >= 0 && !terms.empty()) {
        equations.add(EquationForm::sum, family, static_cast<FigureIndex>(printed), terms);
      }
    }
  }
}

void add_forms(Extraction const& extraction, CheckPatterns const& patterns, Normaliser const& normaliser,
               Equations& equations) {
  std::optional<std::uint32_t> family;
  auto const& all = extraction.observations;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (extraction.tables[all[i].table].header_rows != 0) { continue; }
    if (!patterns.form_total.matches(normaliser.squeeze(all[i].name.label))) { continue; }
    // The parts stand below, in the same column, up to the next total.
    std::vector<Term> terms;
    for (std::size_t k = i + 1; k < all.size() && all[k].table == all[i].table; ++k) {
      if (all[k].col != all[i].col) { continue; }
      std::string const label = normaliser.squeeze(all[k].name.label);
      if (patterns.form_total.matches(label)) { break; }
      if (patterns.form_part.matches(label)) { terms.push_back({static_cast<FigureIndex>(k), false}); }
    }
    if (terms.empty()) { continue; }
    if (!family) { family = equations.add_family("money of a form", CheckKind::sum_mismatch, Trust::declared); }
    equations.add(EquationForm::sum, *family, static_cast<FigureIndex>(i), terms);
  }
}

} // namespace gongkai
