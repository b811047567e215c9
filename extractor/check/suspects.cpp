// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/suspects.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <string>

namespace gongkai {
namespace {

std::string digits_of(Wide value) {
  value = absolute(value);
  if (value <= std::numeric_limits<std::int64_t>::max()) { return std::to_string(static_cast<std::int64_t>(value)); }
  std::string out;
  do {
    out.push_back(static_cast<char>('0' + static_cast<int>(value % 10)));
    value /= 10;
  } while (value > 0);
  std::reverse(out.begin(), out.end());
  return out;
}

/// One digit more in `longer`, at any place.
bool one_more(std::string const& longer, std::string const& shorter) {
  if (longer.size() != shorter.size() + 1) { return false; }
  std::size_t i = 0;
  while (i < shorter.size() && longer[i] == shorter[i]) { ++i; }
  return longer.compare(i + 1, std::string::npos, shorter, i) == 0;
}

/// The first digit left out, and with it the zeros behind it: "13.37" of "1013.37".
bool lacks_first(std::string const& longer, std::string const& shorter) {
  auto const rest = longer.find_first_not_of('0', 1);
  return rest != std::string::npos && longer.compare(rest, std::string::npos, shorter) == 0;
}

bool one_other(std::string const& a, std::string const& b) {
  if (a.size() != b.size()) { return false; }
  std::vector<std::size_t> different;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] != b[i]) { different.push_back(i); }
  }
  if (different.size() == 1) { return true; }
  return different.size() == 2 && different[1] == different[0] + 1 && a[different[0]] == b[different[1]] &&
         a[different[1]] == b[different[0]];
}

bool is_power_of_ten(Wide a, Wide b) {
  if (a == 0 || b == 0) { return false; }
  if (absolute(a) < absolute(b)) { std::swap(a, b); }
  for (Wide power = 10; power <= ten_to(8); power *= 10) {
    if (a == b * power) { return true; }
  }
  return false;
}

class SuspectFinder {
public:
  SuspectFinder(Equations const& equations, Neighbours const& neighbours)
      : m_equations(equations), m_neighbours(neighbours), m_of_figure(equations.figures().size()) {
    auto const& all = equations.all();
    for (std::uint32_t i = 0; i < all.size(); ++i) {
      if (!all[i].applied || all[i].form == EquationForm::bound) { continue; }
      if (all[i].form != EquationForm::blank) { m_of_figure[all[i].printed].push_back(i); }
      for (Term const& t : equations.terms(all[i])) { m_of_figure[t.figure].push_back(i); }
    }
  }

  std::vector<std::optional<Suspicion>> find() {
    auto const& all = m_equations.all();
    std::vector<std::optional<Suspicion>> out(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i].applied && all[i].status == CheckStatus::fail) { out[i] = suspect_of(all[i]); }
    }
    return out;
  }

private:
  struct Candidate {
    Suspicion suspicion;
    int score = 0;
  };

  /// What must be added to a figure so that an equation holds exactly; null where that cannot be said.
  std::optional<Wide> correction(Equation const& e, FigureIndex f) const {
    if (e.form != EquationForm::blank && e.printed == f) { return -e.difference; }
    if (is_rate(e.form)) { return std::nullopt; }
    for (Term const& t : m_equations.terms(e)) {
      if (t.figure == f) { return t.taken_off ? -e.difference : e.difference; }
    }
    return std::nullopt;
  }

  /// What another failing equation says of a figure that a percentage is computed from.
  std::optional<Wide> correction_elsewhere(FigureIndex f) const {
    for (std::uint32_t const i : m_of_figure[f]) {
      Equation const& e = m_equations.all()[i];
      if (e.status != CheckStatus::fail) { continue; }
      if (auto const delta = correction(e, f)) { return delta; }
    }
    return std::nullopt;
  }

  std::optional<Candidate> candidate(FigureIndex f, Wide delta) {
    auto const key = std::pair{f, static_cast<std::int64_t>(delta % 1'000'000'007)};
    if (auto const known = m_known.find(key); known != m_known.end()) { return known->second; }
    Candidate out;
    int fixed = 0, broken = 0;
    for (std::uint32_t const i : m_of_figure[f]) {
      Equation const& e = m_equations.all()[i];
      auto const wanted = correction(e, f);
      if (!wanted && !is_rate(e.form)) { continue; }
      bool const fits = wanted ? absolute(*wanted - delta) <= e.tolerance
                               : m_equations.holds_with(e, f, m_equations.figures()[f].quantity->value + delta);
      if (e.status == CheckStatus::fail) {
        fixed += fits;
      } else if (!e.trivial) {
        broken += !fits;
      }
      // Nothing is printed where its sum should stand: the figure belongs elsewhere.
      out.suspicion.misplaced = out.suspicion.misplaced || (e.form == EquationForm::blank && fits);
    }
    Quantity const& q = *m_equations.figures()[f].quantity;
    out.suspicion.figure = f;
    out.suspicion.value = q.value + delta;
    out.suspicion.misplaced = out.suspicion.misplaced || (out.suspicion.value == 0 && lacks_elsewhere(f));
    out.score = 4 * (fixed - broken) + resemblance(f, out.suspicion.value) + (out.suspicion.misplaced ? 1 : 0);
    std::optional<Candidate> result;
    if (broken < fixed) { result = out; }
    m_known[key] = result;
    return result;
  }

  /// How well a misreading explains that a figure should be another: its digits (likeness()), or a neighbour that was
  /// read in its place or together with it.
  int resemblance(FigureIndex f, Wide value) const {
    Quantity const& printed = *m_equations.figures()[f].quantity;
    int out = likeness(printed.value, value, printed.step);
    for (FigureIndex const n : m_neighbours.of(f)) {
      auto const& beside = m_equations.figures()[n].quantity;
      if (!beside || beside->value == 0) { continue; }
      // Neighbours are often alike for good: digits say more.
      if (beside->value == printed.value) { out = std::max(out, 1); }
      if (glued(printed.value, value, beside->value, printed.step)) { out = std::max(out, 3); }
    }
    return out;
  }

  /// Whether another equation lacks just this figure.
  bool lacks_elsewhere(FigureIndex f) const {
    Wide const value = m_equations.figures()[f].quantity->value;
    return std::any_of(m_equations.all().begin(), m_equations.all().end(), [&](Equation const& e) {
      if (!e.applied || e.status != CheckStatus::fail || correction(e, f)) { return false; }
      return absolute(absolute(e.difference) - absolute(value)) <= e.tolerance;
    });
  }

  std::optional<Suspicion> suspect_of(Equation const& e) {
    std::vector<FigureIndex> figures;
    if (e.form != EquationForm::blank) { figures.push_back(e.printed); }
    for (Term const& t : m_equations.terms(e)) { figures.push_back(t.figure); }
    std::optional<Candidate> best;
    bool alone = true;
    for (FigureIndex const f : figures) {
      auto const delta = is_rate(e.form) && f != e.printed ? correction_elsewhere(f) : correction(e, f);
      if (!delta || *delta == 0) { continue; }
      auto const c = candidate(f, *delta);
      if (!c) { continue; }
      if (!best || c->score > best->score) {
        best = c;
        alone = true;
      } else if (c->score == best->score) {
        alone = false;
      }
    }
    if (!best || !alone) { return std::nullopt; }
    return best->suspicion;
  }

  Equations const& m_equations;
  Neighbours const& m_neighbours;
  std::vector<std::vector<std::uint32_t>> m_of_figure; ///< Equations it takes part in.
  std::map<std::pair<FigureIndex, std::int64_t>, std::optional<Candidate>> m_known;
};

} // namespace

int likeness(Wide printed, Wide other, Wide step) {
  if (printed == other || step == 0 || printed % step != 0 || other % step != 0) { return 0; }
  if (printed == -other || is_power_of_ten(printed, other)) { return 1; }
  if ((printed < 0) != (other < 0)) { return 0; }
  std::string const a = digits_of(printed / step), b = digits_of(other / step);
  return one_other(a, b) || one_more(a, b) || one_more(b, a) || lacks_first(a, b) || lacks_first(b, a) ? 2 : 0;
}

bool glued(Wide printed, Wide other, Wide third, Wide step) {
  if (step == 0 || (printed < 0) != (other < 0) || other == 0) { return false; }
  std::string const whole = digits_of(printed / step), a = digits_of(other / step), b = digits_of(third / step);
  return whole == a + b || whole == b + a;
}

std::vector<std::optional<Suspicion>> find_suspects(Equations const& equations, Neighbours const& neighbours) {
  return SuspectFinder(equations, neighbours).find();
}

} // namespace gongkai
