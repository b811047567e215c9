// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/proof.hpp"

#include <algorithm>
#include <cmath>

namespace gongkai {
namespace {

/// The share of single misread digits that a tolerance hides may be this small at most, for a figure to be proven.
constexpr double hidden_at_most = 0.08;
/// Percentages are often all there is to prove a change by, so that here none may be hidden.
constexpr double hidden_by_rates_at_most = 0.03;

/// Of all ways to misread one digit of a figure, the share that changes it by no more than `slack`.
double hidden_share(Quantity const& figure, Wide slack) {
  int digits = 0, hidden = 0;
  Wide const value = absolute(figure.value);
  // "0.00" has three digits that can be misread.
  Wide const size = std::max(value, ten_to(quantity_scale + figure.power));
  for (Wide weight = figure.step; weight <= size; weight *= 10) {
    constexpr int nine = 9;
    int const digit = static_cast<int>(value / weight % 10);
    int const reach = static_cast<int>(std::min<Wide>(slack / weight, nine));
    hidden += std::min(reach, digit) + std::min(reach, nine - digit);
    ++digits;
  }
  return static_cast<double>(hidden) / (9.0 * std::max(digits, 1));
}

/// How far a figure that a percentage is computed from may be off, and the percentage still be the printed one. An
/// estimate of how much is hidden, no money.
Wide slack_in_rate(Equations const& equations, Equation const& e, FigureIndex f) {
  auto const terms = equations.terms(e);
  auto const value = [&](FigureIndex i) { return static_cast<double>(equations.figures()[i].quantity->value); };
  double const a = value(terms[0].figure), b = value(terms[1].figure), tolerance = static_cast<double>(e.tolerance);
  // Percents per unit of each of both.
  double per_a = 0, per_b = 0;
  if (e.form == EquationForm::growth) {
    double const whole = a - b;
    per_a = -b / whole / whole;
    per_b = a / whole / whole;
  } else {
    per_a = 1 / b;
    per_b = -a / b / b;
  }
  double const per_unit = 100.0 * static_cast<double>(ten_to(quantity_scale)) *
                          std::abs((terms[0].figure == f ? per_a : 0) + (terms[1].figure == f ? per_b : 0));
  constexpr double most = 1e27; // as largest_factor
  return per_unit * most <= tolerance ? largest_factor : static_cast<Wide>(std::min(most, tolerance / per_unit));
}

} // namespace

std::vector<Proof> prove(Equations const& equations) {
  std::vector<Proof> out(equations.figures().size(), Proof::unproven);
  auto const take_part = [&](Equation const& e, FigureIndex f, Wide slack, bool by_rate = false) {
    if (!e.applied) { return; }
    if (e.status == CheckStatus::fail) {
      out[f] = Proof::conflict;
    } else if (out[f] == Proof::unproven && e.proving) {
      auto const& quantity = equations.figures()[f].quantity;
      double const most = by_rate ? hidden_by_rates_at_most : hidden_at_most;
      if (quantity && hidden_share(*quantity, slack) <= most) { out[f] = Proof::proven; }
    }
  };
  for (Equation const& e : equations.all()) {
    Wide const slack = e.form == EquationForm::sum ? e.tolerance - 1 : e.tolerance;
    take_part(e, e.printed, slack);
    bool const holding_rate = is_rate(e.form) && e.status != CheckStatus::fail;
    for (Term const& t : equations.terms(e)) {
      // Amounts of tables have better witnesses than rates with their few digits.
      bool const said = equations.figures()[t.figure].ref.of == FigureRef::Of::statement;
      if (holding_rate && (!said || !e.proving)) { continue; }
      if (t.blind && e.status != CheckStatus::fail) { continue; }
      take_part(e, t.figure, holding_rate ? slack_in_rate(equations, e, t.figure) : slack, holding_rate);
    }
  }
  return out;
}

} // namespace gongkai
