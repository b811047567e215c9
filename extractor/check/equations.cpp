// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/equations.hpp"

#include <algorithm>

namespace gongkai {
namespace {

using Outcome = Equations::Outcome;

/// Where all figures lie at the very end of their intervals the ends meet in one point. Between two tables, which may have
/// been made from different figures, that is let pass; within a table it is not: a sum of one part is that part.
CheckStatus status_of(Wide difference, Wide tolerance, bool ends_meet) noexcept {
  if (difference == 0) { return CheckStatus::pass; }
  Wide const off = absolute(difference);
  return off < tolerance || (ends_meet && off == tolerance) ? CheckStatus::rounding : CheckStatus::fail;
}

/// printed % of b against a (or a - b). Percents are computed to the decimals of a Quantity.
std::optional<Outcome> rate_outcome(Quantity const& printed, Quantity const& a, Quantity const& b, bool change) {
  if (b.value == 0) { return std::nullopt; }
  Wide const part = change ? a.value - b.value : a.value;
  Wide const part_half = change ? a.half() + b.half() : a.half();
  constexpr Wide percent = 100;
  Wide const one = ten_to(quantity_scale);
  if (absolute(part) > largest_factor / percent || absolute(b.value) <= b.half()) { return std::nullopt; }
  Outcome out;
  out.trivial = false;
  out.expected = rounded_quotient(part * percent * one, b.value);
  out.difference = printed.value - out.expected;
  // How far the quotient moves where both ends move by half a unit: (|part| + dp) / (|b| - db) - |part| / |b|.
  Wide const widest = rounded_quotient((absolute(part) + part_half) * percent * one, absolute(b.value) - b.half());
  out.tolerance = printed.half() + widest - absolute(out.expected) + 1;
  // A percentage as printed is never exact: what its decimals allow is a pass.
  out.status = absolute(out.difference) <= printed.half() ? CheckStatus::pass : status_of(out.difference, out.tolerance, true);
  return out;
}

} // namespace

bool believed(Trust trust, int holding, int failing) noexcept {
  if (trust == Trust::declared) { return failing <= holding + 1; }
  return holding >= 2 * failing + 1 && holding > 0;
}

std::uint32_t Equations::add_family(std::string rule, CheckKind kind, Trust trust) {
  m_families.push_back({std::move(rule), kind, trust});
  return static_cast<std::uint32_t>(m_families.size() - 1);
}

std::optional<Outcome> Equations::evaluate(EquationForm form, FigureIndex printed, std::span<Term const> terms) const {
  auto const& p = m_figures[printed].quantity;
  if (!p) { return std::nullopt; }
  Outcome out;
  out.trivial = p->value == 0;
  out.tolerance = p->half();
  if (form == EquationForm::ratio || form == EquationForm::change) {
    auto const &a = m_figures[terms[0].figure].quantity, &b = m_figures[terms[1].figure].quantity;
    if (!a || !b) { return std::nullopt; }
    return rate_outcome(*p, *a, *b, form == EquationForm::change);
  }
  for (Term const& t : terms) {
    auto const& q = m_figures[t.figure].quantity;
    if (!q) { return std::nullopt; }
    out.expected += t.taken_off ? -q->value : q->value;
    out.tolerance += q->half();
    out.trivial = out.trivial && q->value == 0;
  }
  out.difference = p->value - out.expected;
  bool const enough = form == EquationForm::bound && out.difference >= 0;
  out.status = enough ? CheckStatus::pass : status_of(out.difference, out.tolerance, form == EquationForm::copy);
  return out;
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

void Equations::judge() {
  for (Equation& e : m_equations) {
    Family const& f = m_families[e.family];
    if (f.trust == Trust::adopted) {
      e.applied = e.status != CheckStatus::fail;
      continue;
    }
    e.applied = believed(f.trust, f.holding, f.failing);
    int const counted = e.trivial ? 0 : 1;
    bool const would_fail_alone = believed(f.trust, f.holding - counted, f.failing + 1);
    e.proving = e.applied && e.status != CheckStatus::fail && e.form != EquationForm::bound && would_fail_alone;
  }
}

} // namespace gongkai
