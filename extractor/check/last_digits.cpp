// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/last_digits.hpp"

#include <algorithm>
#include <optional>

namespace gongkai {
namespace {

/// What a figure's equations say of its last digits.
struct LastDigits {
  int off = 0, exact = 0;
  int copies_off = 0;             ///< Of those that are off, the ones that print the same figure elsewhere.
  std::optional<Wide> correction; ///< What would make all that are off exact.
  bool one_correction = true;
};

bool counts(Equation const& e) {
  return e.applied && !e.trivial && (e.form == EquationForm::sum || e.form == EquationForm::copy);
}

std::vector<LastDigits> hear(Equations const& equations) {
  std::vector<LastDigits> out(equations.figures().size());
  auto const say = [&](FigureIndex f, Equation const& e, Wide correction) {
    LastDigits& w = out[f];
    if (e.status == CheckStatus::pass) {
      ++w.exact;
      return;
    }
    ++w.off;
    w.copies_off += e.form == EquationForm::copy;
    w.one_correction = w.one_correction && (!w.correction || *w.correction == correction);
    w.correction = correction;
  };
  for (Equation const& e : equations.all()) {
    if (!counts(e)) { continue; }
    say(e.printed, e, -e.difference);
    for (Term const& t : equations.terms(e)) { say(t.figure, e, t.taken_off ? -e.difference : e.difference); }
  }
  return out;
}

std::vector<std::vector<std::uint32_t>> equations_of_figures(Equations const& equations) {
  std::vector<std::vector<std::uint32_t>> out(equations.figures().size());
  for (std::uint32_t i = 0; i < equations.all().size(); ++i) {
    Equation const& e = equations.all()[i];
    if (!counts(e)) { continue; }
    out[e.printed].push_back(i);
    for (Term const& t : equations.terms(e)) { out[t.figure].push_back(i); }
  }
  return out;
}

/// A document whose sums of several figures hold exactly has computed them from the printed figures: it does not round.
bool rounds(Equations const& equations, std::vector<bool> const& ours) {
  constexpr int enough = 20;
  int exact = 0;
  for (std::size_t i = 0; i < equations.all().size(); ++i) {
    Equation const& e = equations.all()[i];
    if (!counts(e) || e.form != EquationForm::sum || ours[i]) { continue; }
    if (e.status == CheckStatus::rounding) { return true; }
    auto const terms = equations.terms(e);
    auto const figures = std::count_if(
        terms.begin(), terms.end(), [&](Term const& t) { return equations.figures()[t.figure].quantity->value != 0; });
    exact += figures > 1 && e.status == CheckStatus::pass;
  }
  return exact < enough;
}

} // namespace

void find_wrong_last_digits(Equations& equations) {
  std::vector<LastDigits> const witnesses = hear(equations);
  std::vector<std::vector<std::uint32_t>> of_figure; // made when the first figure needs them
  for (FigureIndex f = 0; f < witnesses.size(); ++f) {
    LastDigits const& w = witnesses[f];
    if (w.off < 2 || w.exact > 0 || !w.one_correction) { continue; }
    if (of_figure.empty()) { of_figure = equations_of_figures(equations); }
    std::vector<bool> ours(equations.all().size(), false);
    for (std::uint32_t const i : of_figure[f]) { ours[i] = true; }
    // Copies of a figure are not rounded apart; sums are, unless the document never does it.
    bool const copy_and_sum = w.copies_off > 0 && w.copies_off < w.off;
    if (!copy_and_sum && rounds(equations, ours)) { continue; }
    for (std::size_t i = 0; i < ours.size(); ++i) {
      if (ours[i]) { equations.all()[i].status = CheckStatus::fail; }
    }
  }
}

} // namespace gongkai
