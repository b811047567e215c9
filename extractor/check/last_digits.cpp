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
  for (FigureIndex f = 0; f < witnesses.size(); ++f) {
    LastDigits const& w = witnesses[f];
    if (w.off < 2 || w.exact > 0 || !w.one_correction) { continue; }
    std::vector<bool> ours(equations.all().size(), false);
    for (std::size_t i = 0; i < ours.size(); ++i) {
      Equation const& e = equations.all()[i];
      auto const terms = equations.terms(e);
      ours[i] = counts(e) && (e.printed == f ||
                              std::any_of(terms.begin(), terms.end(), [&](Term const& t) { return t.figure == f; }));
    }
    // Copies of a figure are not rounded apart; sums are, unless the document never does it.
    bool const copy_and_sum = w.copies_off > 0 && w.copies_off < w.off;
    if (!copy_and_sum && rounds(equations, ours)) { continue; }
    for (std::size_t i = 0; i < ours.size(); ++i) {
      if (ours[i]) { equations.all()[i].status = CheckStatus::fail; }
    }
  }
}

} // namespace gongkai
