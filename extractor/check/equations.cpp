// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/equations.hpp"

#include <algorithm>

namespace gongkai {
namespace {

using Outcome = Equations::Outcome;

/// Where all figures lie at the very end of their intervals the ends meet in one point. Between two tables, which may
/// have been made from different figures, that is let pass; within a table it is not: a sum of one part is that part.
CheckStatus status_of(Wide difference, Wide tolerance, bool ends_meet) noexcept {
  if (difference == 0) { return CheckStatus::pass; }
  Wide const off = absolute(difference);
  return off < tolerance || (ends_meet && off == tolerance) ? CheckStatus::rounding : CheckStatus::fail;
}

/// What a percentage is computed from: 100 part / whole.
struct Rate {
  Wide part = 0, part_half = 0, whole = 0, whole_half = 0;
};

std::optional<Rate> rate_of(EquationForm form, Quantity const& a, Quantity const& b) {
  switch (form) {
  case EquationForm::ratio: return Rate{a.value, a.half(), b.value, b.half()};
  case EquationForm::change: return Rate{a.value - b.value, a.half() + b.half(), b.value, b.half()};
  case EquationForm::growth: return Rate{b.value, b.half(), a.value - b.value, a.half() + b.half()};
  default: return std::nullopt;
  }
}

/// Percents are computed to the decimals of a Quantity.
std::optional<Outcome> rate_outcome(EquationForm form, Quantity const& printed, Quantity const& a, Quantity const& b) {
  auto const rate = rate_of(form, a, b);
  if (!rate || rate->whole == 0) { return std::nullopt; }
  constexpr Wide percent = 100;
  Wide const one = ten_to(quantity_scale);
  if (absolute(rate->part) > largest_factor / percent || absolute(rate->whole) <= rate->whole_half) {
    return std::nullopt;
  }
  Outcome out;
  out.trivial = false;
  out.expected = rounded_quotient(rate->part * percent * one, rate->whole);
  out.difference = printed.value - out.expected;
  // How far the quotient moves where both ends move by half a unit: (|part| + dp) / (|b| - db) - |part| / |b|.
  Wide const widest = rounded_quotient((absolute(rate->part) + rate->part_half) * percent * one,
                                       absolute(rate->whole) - rate->whole_half);
  // A percentage of zero is rounded as others are.
  Wide const half = printed.step / 2;
  out.tolerance = half + widest - absolute(out.expected) + 1;
  // A percentage as printed is never exact: what its decimals allow is a pass.
  out.status = absolute(out.difference) <= half ? CheckStatus::pass : status_of(out.difference, out.tolerance, true);
  return out;
}

/// Several figures as one, off by as much as all of them together.
template <class Lookup>
std::optional<Quantity> sum_of(std::span<Term const> terms, Lookup const& lookup) {
  std::optional<Quantity> out;
  for (Term const& t : terms) {
    Quantity const* const q = lookup(t.figure);
    if (q == nullptr) { return std::nullopt; }
    if (!out) {
      out = *q;
      continue;
    }
    Wide const step = 2 * (out->half() + q->half());
    out->value += q->value;
    out->step = step;
  }
  return out;
}

} // namespace

std::string_view name_of(EquationForm form) noexcept {
  switch (form) {
  case EquationForm::sum: return "sum";
  case EquationForm::copy: return "copy";
  case EquationForm::ratio: return "ratio";
  case EquationForm::change: return "change";
  case EquationForm::growth: return "growth";
  case EquationForm::bound: return "bound";
  case EquationForm::blank: return "blank";
  }
  return "sum";
}

bool believed(Trust trust, int holding, int failing) noexcept {
  if (trust == Trust::declared) { return failing <= holding + 1; }
  if (trust == Trust::likely) { return holding >= 3 && failing <= std::min(1, holding / 6); }
  if (trust == Trust::exception) { return holding >= 3 && failing <= std::max(2, holding / 8); }
  return holding >= 2 * failing + 1 && holding > 0;
}

std::uint32_t Equations::add_family(std::string rule, CheckKind kind, Trust trust) {
  Family family;
  family.rule = std::move(rule);
  family.kind = kind;
  family.trust = trust;
  m_families.push_back(std::move(family));
  return static_cast<std::uint32_t>(m_families.size() - 1);
}

std::uint32_t Equations::add_exceptions(std::uint32_t beside, bool shifts_only) {
  Family family;
  family.rule = m_families[beside].rule;
  family.kind = m_families[beside].kind;
  family.trust = Trust::exception;
  family.beside = beside;
  family.shifts_only = shifts_only;
  m_families.push_back(std::move(family));
  return static_cast<std::uint32_t>(m_families.size() - 1);
}

Quantity const* Equations::quantity(FigureIndex figure) const {
  auto const& q = m_figures[figure].quantity;
  return q ? &*q : nullptr;
}

template <class Lookup>
std::optional<Outcome> Equations::outcome(EquationForm form, FigureIndex printed, std::span<Term const> terms,
                                          Lookup const& lookup) const {
  static Quantity const nothing;
  Quantity const* const p = form == EquationForm::blank ? &nothing : lookup(printed);
  if (p == nullptr) { return std::nullopt; }
  Outcome out;
  out.trivial = p->value == 0;
  out.tolerance = p->half();
  if (is_rate(form)) {
    Quantity const* const a = lookup(terms[0].figure);
    std::optional<Quantity> const b = sum_of(terms.subspan(1), lookup);
    return a == nullptr || !b ? std::nullopt : rate_outcome(form, *p, *a, *b);
  }
  for (Term const& t : terms) {
    Quantity const* const q = lookup(t.figure);
    if (q == nullptr) { return std::nullopt; }
    out.expected += t.taken_off ? -q->value : q->value;
    out.tolerance += q->half();
    out.trivial = out.trivial && q->value == 0;
  }
  out.difference = p->value - out.expected;
  bool const enough = form == EquationForm::bound && out.difference >= 0;
  out.status = enough ? CheckStatus::pass : status_of(out.difference, out.tolerance, form == EquationForm::copy);
  return out;
}

std::optional<Outcome> Equations::evaluate(EquationForm form, FigureIndex printed, std::span<Term const> terms) const {
  return outcome(form, printed, terms, [&](FigureIndex f) { return quantity(f); });
}

bool Equations::holds_with(Equation const& e, FigureIndex figure, Wide value) const {
  Quantity const* const own = quantity(figure);
  if (own == nullptr) { return false; }
  Quantity other = *own;
  other.value = value;
  auto const result =
      outcome(e.form, e.printed, terms(e), [&](FigureIndex f) { return f == figure ? &other : quantity(f); });
  return result && result->status != CheckStatus::fail;
}

bool Equations::add(EquationForm form, std::uint32_t family, FigureIndex printed, std::span<Term const> terms) {
  auto const outcome = evaluate(form, printed, terms);
  if (!outcome) { return false; }
  Equation e;
  e.form = form;
  e.status = outcome->status;
  e.trivial = outcome->trivial;
  e.family = family;
  e.printed = printed;
  e.first = static_cast<std::uint32_t>(m_terms.size());
  e.count = static_cast<std::uint32_t>(terms.size());
  e.expected = outcome->expected;
  e.difference = outcome->difference;
  e.tolerance = outcome->tolerance;
  m_terms.insert(m_terms.end(), terms.begin(), terms.end());
  Family& f = m_families[family];
  if (!e.trivial) {
    ++(e.status == CheckStatus::fail ? f.failing : f.holding);
    f.off += e.status == CheckStatus::rounding;
  }
  m_equations.push_back(e);
  return true;
}

void Equations::tighten(std::uint32_t equation, Wide tolerance) {
  Equation& e = m_equations[equation];
  if (tolerance >= e.tolerance) { return; }
  e.tolerance = tolerance;
  if (e.status != CheckStatus::rounding || status_of(e.difference, tolerance, false) != CheckStatus::fail) { return; }
  e.status = CheckStatus::fail;
  Family& f = m_families[e.family];
  if (!e.trivial) {
    --f.holding;
    --f.off;
    ++f.failing;
  }
}

/// Whether one wrong figure can be the reason of all failures of a family.
bool Equations::share_a_figure(std::uint32_t family) const {
  std::vector<FigureIndex> common;
  bool first = true;
  for (Equation const& e : m_equations) {
    if (e.family != family || e.status != CheckStatus::fail) { continue; }
    std::vector<FigureIndex> own{e.printed};
    for (Term const& t : terms(e)) { own.push_back(t.figure); }
    if (first) {
      common = std::move(own);
      first = false;
    } else {
      std::erase_if(common, [&](FigureIndex f) { return std::find(own.begin(), own.end(), f) == own.end(); });
    }
  }
  return !common.empty();
}

/// Whether what one sum of a family lacks is what another has too much: a figure in the wrong row or column.
bool Equations::has_counterpart(Equation const& exception) const {
  std::uint32_t const beside = m_families[exception.family].beside;
  return std::any_of(m_equations.begin(), m_equations.end(), [&](Equation const& e) {
    return (e.family == beside || e.family == exception.family) && e.status == CheckStatus::fail &&
           absolute(e.difference + exception.difference) <= e.tolerance + exception.tolerance;
  });
}

/// How sure a sum that holds makes its rule: 0 where it may hold by chance, 1 where that is unlikely (several figures,
/// a total far larger than the tolerance), 2 where it is out of the question (many figures, to the last digit).
int Equations::strength_of(Equation const& e) const {
  constexpr Wide far = 1000;
  constexpr int several = 2, many = 4;
  if (e.form != EquationForm::sum || e.status == CheckStatus::fail || e.trivial) { return 0; }
  Quantity const& printed = *m_figures[e.printed].quantity;
  if (absolute(printed.value) < far * std::max(e.tolerance, printed.step)) { return 0; }
  auto const all = terms(e);
  auto const parts =
      std::count_if(all.begin(), all.end(), [&](Term const& t) { return m_figures[t.figure].quantity->value != 0; });
  return parts >= many && e.difference == 0 ? 2 : parts >= several ? 1 : 0;
}

/// The strength of a family's equations that have no figure in common with one of them.
int Equations::strength_apart_from(Equation const& e, std::vector<std::vector<std::uint32_t>> const& of_figure) const {
  std::vector<std::uint32_t> touched;
  auto const touch = [&](FigureIndex f) { touched.insert(touched.end(), of_figure[f].begin(), of_figure[f].end()); };
  touch(e.printed);
  for (Term const& t : terms(e)) { touch(t.figure); }
  std::sort(touched.begin(), touched.end());
  touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
  int out = m_families[e.family].strength;
  for (std::uint32_t const i : touched) {
    if (m_equations[i].family == e.family) { out -= strength_of(m_equations[i]); }
  }
  return out;
}

void Equations::judge() {
  constexpr int sure = 2;
  std::vector<std::vector<std::uint32_t>> of_figure(m_figures.size());
  for (std::uint32_t i = 0; i < m_equations.size(); ++i) {
    Equation const& e = m_equations[i];
    m_families[e.family].strength += strength_of(e);
    if (e.form != EquationForm::blank) { of_figure[e.printed].push_back(i); }
    for (Term const& t : terms(e)) { of_figure[t.figure].push_back(i); }
  }
  for (std::uint32_t i = 0; i < m_families.size(); ++i) {
    Family& f = m_families[i];
    if (f.trust == Trust::exception) {
      Family const& main = m_families[f.beside]; // stands before it
      f.believed = main.believed && believed(f.trust, main.holding, f.failing);
      continue;
    }
    bool const one_wrong_figure = f.trust == Trust::declared || (f.trust != Trust::likely && f.strength >= sure);
    bool const by_count = f.trust != Trust::adopted && believed(f.trust, f.holding, f.failing);
    f.believed = by_count || (f.failing > 0 && one_wrong_figure && share_a_figure(i)) ||
                 (f.trust == Trust::adopted && f.failing == 0);
  }
  for (Equation& e : m_equations) {
    Family const& f = m_families[e.family];
    if (f.trust == Trust::exception) {
      bool const usual = f.believed && !f.shifts_only && e.form == EquationForm::blank;
      e.applied = usual || (m_families[f.beside].believed && has_counterpart(e));
      continue;
    }
    e.applied = f.believed || (f.trust == Trust::adopted && e.status != CheckStatus::fail);
    bool const proves = e.form != EquationForm::bound && e.form != EquationForm::blank;
    if (!e.applied || !proves || e.status == CheckStatus::fail) { continue; }
    int const counted = e.trivial ? 0 : 1;
    // One wrong figure is the reason of all failures of a declared rule; others need enough that still holds.
    e.proving = f.trust == Trust::declared ||
                (f.trust == Trust::confirmed && believed(f.trust, f.holding - 2 * counted, f.failing + 2)) ||
                (f.trust == Trust::likely && believed(f.trust, f.holding - counted, f.failing + 1)) ||
                (f.failing == 0 && strength_apart_from(e, of_figure) >= sure);
  }
}

} // namespace gongkai
