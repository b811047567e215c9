// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/check_document.hpp"

#include "check/blame.hpp"
#include "check/describe.hpp"
#include "check/equations.hpp"
#include "check/exactness.hpp"
#include "check/explain.hpp"
#include "check/figure_names.hpp"
#include "check/last_digits.hpp"
#include "check/proof.hpp"
#include "check/prose_changes.hpp"
#include "check/prose_figures.hpp"
#include "check/prose_kinds.hpp"
#include "check/prose_lists.hpp"
#include "check/prose_outline.hpp"
#include "check/prose_projects.hpp"
#include "check/prose_rates.hpp"
#include "check/prose_words.hpp"
#include "check/sheet.hpp"
#include "check/suspects.hpp"
#include "check/table_equations.hpp"
#include "check/text_checks.hpp"
#include "check/unit_checks.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace gongkai {
namespace {

class Checker {
public:
  Checker(Extraction& extraction, CheckPatterns const& patterns, RecordKnowledge const& know,
          Normaliser const& normaliser)
      : m_e(extraction), m_patterns(patterns), m_know(know), m_normaliser(normaliser),
        m_figures(figures_of(extraction, know.amounts)), m_equations(m_figures) {}

  void run() {
    m_e.checks.clear();
    std::vector<Sheet> sheets = sheets_of(m_e, m_figures, m_patterns, m_know.amounts, m_normaliser);
    connect(sheets, m_know.classification);
    m_entries = add_table_equations(m_e, sheets, m_patterns, m_normaliser, m_equations);
    add_prose_equations(sheets);
    tighten_exact_text(m_equations, m_e);
    m_equations.judge();
    find_wrong_last_digits(m_equations);
    set_proof();
    make_checks();
    check_units(m_e, m_equations, m_patterns.wording);
    check_prose_words(m_e, m_patterns);
    check_code_names(m_e, sheets, m_know.classification, m_patterns.wording);
    check_identity(m_e, m_patterns, m_normaliser);
    check_announced_tables(m_e, m_patterns, m_know.types, m_normaliser);
    check_empty_tables(m_e, m_entries, m_figures, m_patterns);
    finish();
  }

private:
  void add_prose_equations(std::vector<Sheet> const& sheets) {
    FigureNames names(m_patterns);
    PrintedValues const values(m_figures);
    std::vector<bool> const nothing = add_prose_figures(m_e, sheets, m_patterns, names, values, m_equations);
    std::vector<ChangeOf> const changes = add_prose_rates(m_e, names, m_equations);
    add_prose_shares(m_e, names, m_equations);
    add_prose_projects(m_e, m_patterns, names, values, m_normaliser, m_equations);
    TextSums sums(m_e, m_patterns, changes, nothing, m_equations);
    // What knows more of its sums comes first.
    add_prose_kinds(m_e, m_patterns, names, sums);
    add_prose_outline(m_e, m_patterns, names, sums);
    add_prose_lists(m_e, m_patterns, m_equations, sums);
    add_prose_changes(m_e, changes, m_patterns, names, m_equations);
    add_prose_copies(m_e, m_patterns, names, values, m_equations);
  }

  void set_proof() {
    std::vector<Proof> const proof = prove(m_equations);
    for (std::size_t i = 0; i < m_figures.size(); ++i) {
      FigureRef const& ref = m_figures[i].ref;
      (ref.of == FigureRef::Of::observation ? m_e.observations[ref.index].proof : m_e.statements[ref.index].proof) =
          proof[i];
    }
  }

  void make_checks() {
    std::vector<std::optional<Suspicion>> const suspects = find_suspects(m_equations, Neighbours(m_e, m_figures));
    m_e.checks.reserve(m_equations.all().size());
    for (std::size_t i = 0; i < m_equations.all().size(); ++i) {
      Equation const& e = m_equations.all()[i];
      if (!e.applied || (e.form == EquationForm::bound && e.status != CheckStatus::fail)) { continue; }
      m_e.checks.push_back(check_of(e));
      Check& c = m_e.checks.back();
      if (c.status == CheckStatus::fail && suspects[i]) { accuse(c, e, *suspects[i]); }
      if (c.status == CheckStatus::fail && !c.suspect) {
        Verdict const verdict = judge_all(m_e, m_equations, e);
        c.blame = verdict.blame;
        c.reason = verdict.reason;
      }
      if (c.status != CheckStatus::pass) { describe(c, sentence_for(e), m_e, m_patterns.wording); }
    }
  }

  std::string_view sentence_for(Equation const& e) const {
    CheckKind const kind = m_equations.family(e).kind;
    bool const of_text = kind == CheckKind::table_vs_prose || kind == CheckKind::prose_arithmetic;
    if (of_text && e.form == EquationForm::copy) { return e.count > 0 ? "prose" : "prose_blank"; }
    switch (e.form) {
    case EquationForm::sum: return "sum";
    case EquationForm::copy: return "copy";
    case EquationForm::bound: return "bound";
    case EquationForm::blank: return "blank";
    case EquationForm::ratio:
    case EquationForm::change:
    case EquationForm::growth: return "rate";
    }
    return "sum";
  }

  Check check_of(Equation const& e) const {
    FigureRef const& ref = m_figures[e.printed].ref;
    Family const& family = m_equations.family(e);
    Check c;
    c.kind = family.kind;
    c.form = name_of(e.form);
    c.rule = family.rule;
    c.status = e.status;
    bool const blank = e.form == EquationForm::blank;
    Decimal const& printed = decimal(ref);
    if (!blank) { c.printed = printed.text(); }
    int const power = m_figures[e.printed].quantity->power;
    auto const text = [&](Wide v) { return decimal_of(v, power, printed.scale); };
    if (auto const expected = text(shown_expected(e, printed, power))) { c.expected = expected->text(); }
    c.difference = text(e.difference);
    c.tolerance = text(e.tolerance);
    if (!blank) { c.operands.push_back(ref); }
    bool any_taken_off = false;
    for (Term const& t : m_equations.terms(e)) {
      c.operands.push_back(m_figures[t.figure].ref);
      any_taken_off = any_taken_off || t.taken_off;
    }
    if (any_taken_off) {
      c.taken_off.assign(blank ? 0 : 1, false);
      for (Term const& t : m_equations.terms(e)) { c.taken_off.push_back(t.taken_off); }
    }
    place(c, ref);
    if (!c.table) { c.table = family.table; }
    return c;
  }

  /// A percentage is shown with the decimals of the printed one.
  static Wide shown_expected(Equation const& e, Decimal const& printed, int power) {
    if (!is_rate(e.form)) { return e.expected; }
    Wide const step = ten_to(quantity_scale - printed.scale + power);
    return rounded_quotient(e.expected, step) * step;
  }

  Decimal const& decimal(FigureRef const& ref) const {
    return ref.of == FigureRef::Of::observation ? m_e.observations[ref.index].amount : m_e.statements[ref.index].value;
  }

  void place(Check& c, FigureRef const& ref) const {
    if (ref.of == FigureRef::Of::statement) {
      Statement const& s = m_e.statements[ref.index];
      c.unit = s.unit;
      c.page = s.page;
      c.box = s.box;
      c.text = s.text;
      return;
    }
    Observation const& o = m_e.observations[ref.index];
    c.unit = o.unit;
    c.table = o.table;
    c.page = o.page;
    c.box = o.box;
  }

  void accuse(Check& c, Equation const& e, Suspicion const& suspicion) const {
    FigureRef const& ref = m_figures[suspicion.figure].ref;
    auto const at = std::find(c.operands.begin(), c.operands.end(), ref);
    if (at == c.operands.end()) { return; }
    c.suspect = static_cast<std::size_t>(at - c.operands.begin());
    if (is_rate(e.form) && suspicion.figure == e.printed) {
      c.suggested = c.expected; // with as many decimals as are printed
    } else if (!suspicion.misplaced) {
      auto const value = decimal_of(suspicion.value, m_figures[suspicion.figure].quantity->power, decimal(ref).scale);
      if (value) { c.suggested = value->text(); }
    }
    Verdict const verdict = judge(m_e, m_equations, suspicion);
    c.blame = verdict.blame;
    c.reason = verdict.reason;
  }

  void finish() {
    explain(m_e, m_patterns, m_normaliser);
    for (std::size_t i = 0; i < m_e.checks.size(); ++i) { m_e.checks[i].id = fmt::format("c{}", i + 1); }
  }

  Extraction& m_e;
  CheckPatterns const& m_patterns;
  RecordKnowledge const& m_know;
  Normaliser const& m_normaliser;
  std::vector<Figure> m_figures;
  Equations m_equations;
  std::vector<AccountEntry> m_entries;
};

} // namespace

void check_document(Extraction& extraction, CheckPatterns const& patterns, RecordKnowledge const& know,
                    Normaliser const& normaliser) {
  Checker(extraction, patterns, know, normaliser).run();
}

} // namespace gongkai
