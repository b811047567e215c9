// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// The equations of a document. Equations of one rule and one place form a family: a family that mostly fails is a rule
/// that does not apply there, and is dropped; in one that mostly holds, the equations that fail are findings.
#pragma once

#include "check/sheet.hpp"
#include "record/check.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai {

enum class EquationForm : unsigned char {
  sum,    ///< printed = sum of the terms
  copy,   ///< printed = the term, the same figure at another place; without a term: nothing is printed there, so zero
  ratio,  ///< printed % = 100 a / b; the terms are a, b, where b may be several that add up
  change, ///< printed % = 100 (a - b) / b
  growth, ///< printed % = 100 b / (a - b): the terms are what a figure is now, and by how much it grew
  bound,  ///< printed >= sum of the terms: proves nothing
  blank,  ///< Nothing is printed where the sum of the terms should stand: holds where that is zero
};

/// "sum", "copy", ...
std::string_view name_of(EquationForm form) noexcept;

struct Term {
  FigureIndex figure = 0;
  bool taken_off = false;
  bool blind = false; ///< Nothing would be said if this figure were wrong: the equation does not prove it.
};

/// A percentage of two other figures: what is printed says little about their last digits.
constexpr bool is_rate(EquationForm form) noexcept {
  return form == EquationForm::ratio || form == EquationForm::change || form == EquationForm::growth;
}

/// How sure a rule is that it applies.
enum class Trust : unsigned char {
  declared,  ///< It applies even where its only equation fails.
  confirmed, ///< It applies where it holds at several other places.
  likely,    ///< It applies where it holds at several places, and fails at one at most.
  adopted,   ///< Each equation applies where it holds; it proves, and may fail, where others of the rule are strong.
  exception, ///< A few failures beside a family that holds at most places.
};

struct Equation {
  EquationForm form = EquationForm::sum;
  CheckStatus status = CheckStatus::pass;
  bool trivial = false; ///< All figures are zero.
  bool applied = false; ///< Its family holds.
  bool proving = false; ///< Had it failed, it would still be applied.
  std::uint32_t family = 0;
  FigureIndex printed = 0;            ///< Of a blank: the first term.
  std::uint32_t first = 0, count = 0; ///< Its terms in Equations::terms.
  Wide expected = 0, difference = 0, tolerance = 0;
};

struct Family {
  std::string rule;
  CheckKind kind = CheckKind::sum_mismatch;
  Trust trust = Trust::declared;
  int holding = 0, failing = 0;     ///< Equations that are not trivial.
  int off = 0;                      ///< Of those that hold, the ones off by rounding.
  std::optional<std::size_t> table; ///< Index into Extraction::tables: where the other figure of all equations stands.
  std::uint32_t beside = 0;         ///< Of an exception: the family it is one of.
  bool shifts_only = false;         ///< Of an exception: see add_exceptions().
  int strength = 0;                 ///< Of those that hold, how sure they make the rule: see strength_of().
  bool believed = false;            ///< By judge().
};

class Equations {
public:
  explicit Equations(std::vector<Figure> const& figures) : m_figures(figures) {}

  std::uint32_t add_family(std::string rule, CheckKind kind, Trust trust);

  /// Places of a family where a sum should stand, and nothing does.
  /// `shifts_only`: they count only where another sum lacks just that figure, since such blanks are usual.
  std::uint32_t add_exceptions(std::uint32_t beside, bool shifts_only = false);

  /// Says in which table the other figures of a family's equations stand.
  void set_table(std::uint32_t family, std::size_t table) { m_families[family].table = table; }

  /// Evaluates and adds an equation. Returns false where a figure can take part in no check, or nothing is to be
  /// tested.
  bool add(EquationForm form, std::uint32_t family, FigureIndex printed, std::span<Term const> terms);

  /// What an equation would come to; nothing is added.
  struct Outcome {
    CheckStatus status = CheckStatus::pass;
    bool trivial = true;
    Wide expected = 0, difference = 0, tolerance = 0;
  };
  std::optional<Outcome> evaluate(EquationForm form, FigureIndex printed, std::span<Term const> terms) const;

  /// Whether an equation would hold if one of its figures had another value.
  bool holds_with(Equation const& e, FigureIndex figure, Wide value) const;
  /// Lets a sum be off by less than `tolerance` only, where that is less than its figures allow.
  void tighten(std::uint32_t equation, Wide tolerance);

  /// Decides which families hold; to be called once, after the last add().
  void judge();

  std::vector<Equation> const& all() const noexcept { return m_equations; }
  std::vector<Equation>& all() noexcept { return m_equations; }
  std::span<Term const> terms(Equation const& e) const { return std::span(m_terms).subspan(e.first, e.count); }
  Family const& family(Equation const& e) const { return m_families[e.family]; }
  std::vector<Family> const& families() const noexcept { return m_families; }
  std::vector<Figure> const& figures() const noexcept { return m_figures; }

private:
  Quantity const* quantity(FigureIndex figure) const;
  template <class Lookup>
  std::optional<Outcome> outcome(EquationForm form, FigureIndex printed, std::span<Term const> terms,
                                 Lookup const& lookup) const;
  int strength_of(Equation const& e) const;
  int strength_apart_from(Equation const& e, std::vector<std::vector<std::uint32_t>> const& of_figure) const;
  bool share_a_figure(std::uint32_t family) const;
  bool has_counterpart(Equation const& exception) const;

  std::vector<Figure> const& m_figures;
  std::vector<Equation> m_equations;
  std::vector<Term> m_terms;
  std::vector<Family> m_families;
};

/// Whether a family with so many equations that hold and fail is to be believed.
bool believed(Trust trust, int holding, int failing) noexcept;

} // namespace gongkai
