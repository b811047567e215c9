// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/proof.hpp"

#include <algorithm>

namespace gongkai {
namespace {

/// The share of single misread digits that a tolerance hides may be this small at most, for a figure to be proven.
constexpr double hidden_at_most = 0.15;

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

} // namespace

std::vector<Proof> prove(Equations const& equations) {
  std::vector<Proof> out(equations.figures().size(), Proof::unproven);
  auto const take_part = [&](Equation const& e, FigureIndex f, Wide slack) {
    if (!e.applied) { return; }
    if (e.status == CheckStatus::fail) {
      out[f] = Proof::conflict;
    } else if (out[f] == Proof::unproven && e.proving) {
      auto const& quantity = equations.figures()[f].quantity;
      if (quantity && hidden_share(*quantity, slack) <= hidden_at_most) { out[f] = Proof::proven; }
    }
  };
  for (Equation const& e : equations.all()) {
    Wide const slack = e.form == EquationForm::sum ? e.tolerance - 1 : e.tolerance;
    bool const rate = e.form == EquationForm::ratio || e.form == EquationForm::change;
    take_part(e, e.printed, slack);
    for (Term const& t : equations.terms(e)) {
      // A rate with its few digits hides much of a large figure.
      if (rate && e.status != CheckStatus::fail) { continue; }
      take_part(e, t.figure, slack);
    }
  }
  return out;
}

} // namespace gongkai
