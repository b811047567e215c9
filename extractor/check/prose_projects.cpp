// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/prose_projects.hpp"

#include "check/figure_names.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai {
namespace {

class ProseProjects {
public:
  ProseProjects(Extraction const& e, CheckPatterns const& patterns, FigureNames& names, PrintedValues const& values,
                Normaliser const& normaliser, Equations& equations)
      : m_e(e), m_patterns(patterns), m_values(values), m_normaliser(normaliser), m_equations(equations),
        m_names(names) {}

  void add() {
    auto const& all = m_e.statements;
    // All projects are spoken of first, then some of them.
    auto const at = std::find_if(all.begin(), all.end(), [&](Statement const& s) {
      return is_amount(s) && m_patterns.all_projects.matches(s.subject);
    });
    if (at == all.end()) { return; }
    std::vector<Term> const totals = read_tables();
    if (totals.size() < 2) { return; }
    auto const i = static_cast<std::size_t>(at - all.begin());
    compare(i, totals);
    bool const kind = i + 1 < all.size() && all[i + 1].text == at->text && is_amount(all[i + 1]);
    if (kind) { compare(i + 1, parts_named(last_level(all[i + 1].subject))); }
    for (std::size_t k = i + 1; k < all.size(); ++k) {
      if (is_amount(all[k]) && all[k].text != at->text) { compare_named(k); }
    }
  }

private:
  struct Project {
    std::string name;
    std::size_t total = 0; ///< An observation.
  };

  bool is_amount(Statement const& s) const {
    return s.section == "performance" && s.measure == Measure::amount && s.yuan && !s.not_arranged && !s.approximate;
  }

  /// The money of each project: in forms their last total, else all amounts of a list with one column of them.
  std::vector<Term> read_tables() {
    std::vector<Term> out;
    auto const& all = m_e.observations;
    for (std::size_t begin = 0; begin < all.size();) {
      std::size_t end = begin + 1;
      while (end < all.size() && all[end].table == all[begin].table) { ++end; }
      if (all[begin].type == "performance_project") { read_table(begin, end, out); }
      begin = end;
    }
    return out;
  }

  void read_table(std::size_t begin, std::size_t end, std::vector<Term>& out) {
    auto const& all = m_e.observations;
    if (m_e.tables[all[begin].table].header_rows != 0) {
      for (std::size_t i = begin; i < end; ++i) {
        if (all[i].col == all[begin].col) { out.push_back({static_cast<FigureIndex>(i), false, true}); }
      }
      return;
    }
    std::optional<std::size_t> total;
    for (std::size_t i = begin; i < end; ++i) {
      if (m_patterns.form_total.matches(m_normaliser.squeeze(all[i].name.label))) { total = i; }
    }
    if (!total) { return; }
    out.push_back({static_cast<FigureIndex>(*total), false, true});
    std::string name = name_in(all[begin].table);
    constexpr std::size_t shortest = 12; // bytes: four ideographs
    if (name.size() >= shortest) { m_projects.push_back({std::move(name), *total}); }
    for (std::size_t i = *total + 1; i < end; ++i) { m_parts.push_back(i); }
  }

  /// The money of one project that the sentence names.
  void compare_named(std::size_t statement) {
    Statement const& s = m_e.statements[statement];
    std::string const text = m_normaliser.squeeze(s.text);
    // The longest name: others may be the beginning of it.
    Project const* meant = nullptr;
    bool twice = false;
    for (Project const& p : m_projects) {
      if (text.find(p.name) == std::string::npos || (meant != nullptr && p.name.size() < meant->name.size())) {
        continue;
      }
      twice = meant != nullptr && p.name.size() == meant->name.size();
      meant = &p;
    }
    if (meant == nullptr || twice || m_patterns.several_projects.matches(text)) { return; }
    std::size_t cell = meant->total;
    // How much of it is of one kind.
    if (statement > 0 && m_e.statements[statement - 1].text == s.text && is_amount(m_e.statements[statement - 1])) {
      auto const kind = std::find_if(m_parts.begin(), m_parts.end(), [&](std::size_t i) {
        return m_e.observations[i].table == m_e.observations[meant->total].table &&
               m_normaliser.squeeze(m_e.observations[i].name.label).ends_with(last_level(s.subject));
      });
      if (kind == m_parts.end()) { return; }
      cell = *kind;
    }
    FigureIndex const figure = figure_of_statement(m_e, statement), other = static_cast<FigureIndex>(cell);
    Term const term{other, false, true};
    auto const outcome = m_equations.evaluate(EquationForm::copy, figure, std::span(&term, 1));
    if (!outcome || !is_long(*m_equations.figures()[other].quantity)) { return; }
    if (outcome->status == CheckStatus::fail && !m_values.is_misprint_of(figure, other)) { return; }
    auto const family = m_equations.add_family("projects of the text", CheckKind::table_vs_prose, Trust::declared);
    m_equations.add(EquationForm::copy, family, figure, std::span(&term, 1));
  }

  /// What is left of the name of a form's project, as the text may call it; empty where it has none.
  std::string name_in(std::size_t table) {
    auto const& cells = m_e.tables[table].cells;
    for (std::size_t i = 0; i + 1 < cells.size(); ++i) {
      if (cells[i + 1].row == cells[i].row && m_patterns.project_name.matches(m_normaliser.squeeze(cells[i].text))) {
        return m_names.core(m_normaliser.squeeze(cells[i + 1].text));
      }
    }
    return {};
  }

  std::vector<Term> parts_named(std::string const& name) const {
    std::vector<Term> out;
    for (std::size_t const i : m_parts) {
      if (m_normaliser.squeeze(m_e.observations[i].name.label).ends_with(name)) {
        out.push_back({static_cast<FigureIndex>(i), false, true});
      }
    }
    return out;
  }

  /// Tables may leave out projects that are secret: what does not fit is an error only where it is like what it should
  /// be, and stands nowhere else.
  void compare(std::size_t statement, std::vector<Term> const& terms) {
    FigureIndex const figure = figure_of_statement(m_e, statement);
    auto const& quantity = m_equations.figures()[figure].quantity;
    auto const outcome = m_equations.evaluate(EquationForm::sum, figure, terms);
    if (terms.size() < 2 || !outcome || !quantity || quantity->step == 0) { return; }
    Wide const tolerance = tolerance_of(figure, terms);
    bool const holds = absolute(outcome->difference) < tolerance;
    Wide const expected = rounded_quotient(outcome->expected, quantity->step) * quantity->step;
    if (!is_long(*quantity) && absolute(expected) < 100 * quantity->step) { return; }
    bool const misprint = is_alike(quantity->value, expected, quantity->step) && m_values.times(figure) < 2;
    if (!holds && !misprint) { return; }
    auto const family = m_equations.add_family("projects of the text", CheckKind::table_vs_prose, Trust::declared);
    m_equations.add(EquationForm::sum, family, figure, terms);
    m_equations.tighten(static_cast<std::uint32_t>(m_equations.all().size() - 1), tolerance);
  }

  /// Projects get round sums of money: what ends in a nought is not rounded.
  Wide tolerance_of(FigureIndex figure, std::vector<Term> const& terms) const {
    Wide out = m_equations.figures()[figure].quantity->half() + 1;
    for (Term const& t : terms) {
      Quantity const& q = *m_equations.figures()[t.figure].quantity;
      if (q.value % (10 * q.step) != 0) { out += q.half(); }
    }
    return out;
  }

  Extraction const& m_e;
  CheckPatterns const& m_patterns;
  PrintedValues const& m_values;
  Normaliser const& m_normaliser;
  Equations& m_equations;
  FigureNames& m_names;
  std::vector<Project> m_projects;
  std::vector<std::size_t> m_parts; ///< Observations below the totals of forms.
};

} // namespace

void add_prose_projects(Extraction const& extraction, CheckPatterns const& patterns, FigureNames& names,
                        PrintedValues const& values, Normaliser const& normaliser, Equations& equations) {
  ProseProjects(extraction, patterns, names, values, normaliser, equations).add();
}

} // namespace gongkai
