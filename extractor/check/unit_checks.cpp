// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/unit_checks.hpp"

#include "check/describe.hpp"

#include <map>

namespace gongkai {
namespace {

/// Shorter figures have the same digits by chance.
constexpr int fewest_digits = 4;
constexpr int fewest_figures = 2;

bool has_enough_digits(Wide value, Wide step) { return absolute(value) / step >= ten_to(fewest_digits - 1); }

/// What the figures that two tables share say of their units.
struct Shared {
  int same = 0, by_a_unit = 0;
  Equation const* example = nullptr;
};

} // namespace

void check_units(Extraction& extraction, Equations const& equations, Wording const& wording) {
  auto const& figures = equations.figures();
  std::map<std::uint32_t, Shared> pairs;
  for (Equation const& e : equations.all()) {
    bool const between_tables = e.form == EquationForm::copy && equations.family(e).kind == CheckKind::cross_table;
    if (!between_tables || e.trivial) { continue; }
    Quantity const& printed = *figures[e.printed].quantity;
    if (!has_enough_digits(printed.value, printed.step)) { continue; }
    Shared& pair = pairs[e.family];
    if (e.status != CheckStatus::fail) {
      ++pair.same;
    } else if (differ_by_a_unit(printed.value, e.expected)) {
      ++pair.by_a_unit;
      if (pair.example == nullptr) { pair.example = &e; }
    }
  }
  for (auto const& [family, pair] : pairs) {
    if (pair.by_a_unit < fewest_figures || pair.by_a_unit <= pair.same) { continue; }
    FigureRef const &wrong = figures[pair.example->printed].ref,
                    &other = figures[equations.terms(*pair.example).front().figure].ref;
    Observation const &o = extraction.observations[wrong.index], &right = extraction.observations[other.index];
    Check c;
    c.kind = CheckKind::unit;
    c.status = CheckStatus::fail;
    c.rule = "units of two tables";
    c.printed = o.amount.text() + o.unit;
    c.expected = right.amount.text() + right.unit;
    c.operands = {wrong, other};
    c.table = o.table;
    c.page = o.page;
    c.box = o.box;
    describe(c, "unit", extraction, wording);
    extraction.checks.push_back(std::move(c));
  }
}

} // namespace gongkai
