// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/check_document.hpp"

#include "check/equations.hpp"
#include "check/last_digits.hpp"
#include "check/proof.hpp"
#include "check/same_figures.hpp"
#include "check/sheet.hpp"
#include "check/table_checks.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace gongkai {
namespace {

class Checker {
public:
  Checker(Extraction& extraction, CheckPatterns const& patterns, RecordKnowledge const& know, Normaliser const& normaliser)
      : m_e(extraction), m_patterns(patterns), m_know(know), m_normaliser(normaliser),
        m_figures(figures_of(extraction, know.amounts)), m_equations(m_figures) {}

  void run() {
    std::vector<Sheet> sheets = sheets_of(m_e, m_figures, m_patterns, m_know.amounts, m_normaliser);
    connect(sheets, m_know.classification);
    for (Sheet const& sheet : sheets) {
      add_row_sums(sheet, m_equations);
      add_column_sums(sheet, m_patterns, m_equations);
    }
    add_shared_totals(sheets, m_equations);
    add_balances(sheets, m_equations);
    add_forms(m_e, m_patterns, m_normaliser, m_equations);
    add_same_figures(account_entries(sheets, m_patterns, m_figures), m_equations);
    m_equations.judge();
    find_wrong_last_digits(m_equations);
    std::vector<Proof> const proof = prove(m_equations);
    for (std::size_t i = 0; i < m_e.observations.size(); ++i) { m_e.observations[i].proof = proof[i]; }
    m_e.checks.clear();
    for (Equation const& e : m_equations.all()) {
      if (e.applied) { m_e.checks.push_back(check_of(e)); }
    }
    for (std::size_t i = 0; i < m_e.checks.size(); ++i) { m_e.checks[i].id = fmt::format("c{}", i + 1); }
  }

private:
  Check check_of(Equation const& e) const {
    Observation const& o = m_e.observations[m_figures[e.printed].ref.index];
    Family const& family = m_equations.family(e);
    Check c;
    c.kind = family.kind;
    c.rule = family.rule;
    c.status = e.status;
    bool const blank = e.form == EquationForm::blank;
    if (!blank) { c.printed = o.amount.text(); }
    int const power = m_figures[e.printed].quantity->power;
    auto const text = [&](Wide v) { return decimal_of(v, power, o.amount.scale); };
    if (auto const expected = text(e.expected)) { c.expected = expected->text(); }
    c.difference = text(e.difference);
    c.tolerance = text(e.tolerance);
    c.unit = o.unit;
    if (!blank) { c.operands.push_back(m_figures[e.printed].ref); }
    for (Term const& t : m_equations.terms(e)) { c.operands.push_back(m_figures[t.figure].ref); }
    c.table = o.table;
    c.page = o.page;
    c.box = o.box;
    return c;
  }

  Extraction& m_e;
  CheckPatterns const& m_patterns;
  RecordKnowledge const& m_know;
  Normaliser const& m_normaliser;
  std::vector<Figure> m_figures;
  Equations m_equations;
};

} // namespace

void check_document(Extraction& extraction, CheckPatterns const& patterns, RecordKnowledge const& know, Normaliser const& normaliser) {
  Checker(extraction, patterns, know, normaliser).run();
}

} // namespace gongkai
