// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/prose_rates.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace gongkai {
namespace {

bool is_figure(Statement const& s) {
  return !s.not_arranged && (s.measure == Measure::amount || s.measure == Measure::count || s.measure == Measure::area);
}

/// Statements of one item in one passage, in their order.
class ProseRates {
public:
  ProseRates(Extraction const& e, FigureNames& names, Equations& equations)
      : m_e(e), m_names(names), m_equations(equations) {}

  void add() {
    auto const& all = m_e.statements;
    for (std::size_t i = 0; i < all.size();) {
      std::size_t end = i + 1;
      while (end < all.size() && all[end].item == all[i].item && all[end].paragraph == all[i].paragraph) { ++end; }
      add_item(i, end);
      for (std::size_t k = i; k < end; ++k) {
        if (is_figure(all[k])) { remember(k); }
      }
      i = end;
    }
  }

  std::vector<ChangeOf> take_changes() { return std::move(m_changes); }

private:
  FigureIndex figure(std::size_t statement) const { return figure_of_statement(m_e, statement); }

  bool same_unit(std::size_t a, std::size_t b) const {
    Statement const &x = m_e.statements[a], &y = m_e.statements[b];
    bool const money = m_equations.figures()[figure(a)].money;
    return money == m_equations.figures()[figure(b)].money && (money || x.unit == y.unit);
  }

  std::uint32_t family(std::string_view rule) {
    auto const [at, added] = m_families.try_emplace(std::string(rule), 0);
    if (added) { at->second = m_equations.add_family(std::string(rule), CheckKind::prose_arithmetic, Trust::declared); }
    return at->second;
  }

  bool add(EquationForm form, std::string_view rule, std::size_t printed, std::array<Term, 2> const& terms) {
    return m_equations.add(form, family(rule), figure(printed), terms);
  }

  /// The statement of a measure that stands nearest before `at`, in its item; else the nearest behind it.
  template <class Is>
  std::optional<std::size_t> nearest(std::size_t begin, std::size_t end, std::size_t at, Is is) {
    for (std::size_t k = at; k > begin; --k) {
      if (is(m_e.statements[k - 1])) { return k - 1; }
    }
    for (std::size_t k = at + 1; k < end; ++k) {
      if (is(m_e.statements[k])) { return k; }
    }
    return std::nullopt;
  }

  /// The item's amount: said with the change, or before it in the same section.
  std::optional<std::size_t> amount_of(std::size_t begin, std::size_t end, std::size_t at) {
    if (auto const here = nearest(begin, end, at, is_figure)) { return here; }
    // The full name first, then what is left of it without the usual words, then the whole that the section is about.
    for (std::string const& key : keys_of(m_e.statements[at])) {
      auto const before = m_last.find(key);
      if (before != m_last.end() && same_unit_kind(before->second, at)) { return before->second; }
    }
    return std::nullopt;
  }

  std::vector<std::string> keys_of(Statement const& s) {
    std::vector<std::string> out{s.section + '\n' + s.subject};
    if (s.subject.empty()) { return out; }
    out.push_back(s.section + "\ncore\n" + m_names.core(s.subject));
    if (m_names.is_whole(s.subject)) { out.push_back(s.section + "\nwhole"); }
    return out;
  }

  void remember(std::size_t k) {
    for (std::string const& key : keys_of(m_e.statements[k])) { m_last[key] = k; }
  }

  /// A rate itself has another unit.
  bool same_unit_kind(std::size_t amount, std::size_t at) const {
    Statement const& s = m_e.statements[at];
    return s.measure == Measure::change_rate || same_unit(amount, at);
  }

  void add_item(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      Statement const& s = m_e.statements[i];
      switch (s.measure) {
      case Measure::change: add_change(begin, end, i); break;
      case Measure::change_rate: add_change_rate(begin, end, i); break;
      case Measure::completion_rate: add_completion(begin, end, i); break;
      default: break;
      }
    }
  }

  static bool is_prior(Statement const& s) { return s.measure == Measure::prior_amount; }

  /// change = amount - last year's amount
  void add_change(std::size_t begin, std::size_t end, std::size_t i) {
    if (auto const said = amount_of(begin, end, i); said && same_unit(*said, i)) { m_changes.push_back({i, *said}); }
    auto const amount = nearest(begin, end, i, is_figure), prior = nearest(begin, end, i, is_prior);
    bool const other_base = prior && !same_base(m_e.statements[*prior].base, m_e.statements[i].base);
    if (!amount || !prior || other_base || !same_unit(*amount, i) || !same_unit(*prior, i)) { return; }
    m_families.erase("change"); // each stands for itself: there are few
    add(EquationForm::sum, "change", i, {Term{figure(*amount), false}, Term{figure(*prior), true}});
  }

  void add_change_rate(std::size_t begin, std::size_t end, std::size_t i) {
    auto const amount = amount_of(begin, end, i);
    if (!amount) { return; }
    // A rate follows its change.
    bool const after_change = i > begin && m_e.statements[i - 1].measure == Measure::change;
    if (after_change && same_unit(*amount, i - 1)) {
      add_growth(i, *amount, i - 1);
      return;
    }
    auto const prior = nearest(begin, end, i, is_prior);
    if (prior && same_unit(*amount, *prior)) {
      add(EquationForm::change, "rate of change", i, {Term{figure(*amount), false}, Term{figure(*prior), false}});
    }
  }

  void add_growth(std::size_t rate, std::size_t amount, std::size_t change) {
    std::array const terms{Term{figure(amount), false}, Term{figure(change), false}};
    if (add(EquationForm::growth, "rate of change", rate, terms)) { return; }
    // From nothing: "grew by 5.13, or 100 %".
    Statement const& r = m_e.statements[rate];
    constexpr std::int64_t whole = 100;
    if (r.value.mantissa != whole * static_cast<std::int64_t>(ten_to(r.value.scale))) { return; }
    m_equations.add(EquationForm::copy, family("change from nothing"), figure(change), std::span(terms).first(1));
  }

  void add_completion(std::size_t begin, std::size_t end, std::size_t i) {
    auto const is_budget = [](Statement const& s) { return s.measure == Measure::budget_amount; };
    auto const amount = nearest(begin, end, i, is_figure), budget = nearest(begin, end, i, is_budget);
    if (!amount || !budget || !same_unit(*amount, *budget)) { return; }
    add(EquationForm::ratio, "rate of completion", i, {Term{figure(*amount), false}, Term{figure(*budget), false}});
  }

  Extraction const& m_e;
  FigureNames& m_names;
  Equations& m_equations;
  std::unordered_map<std::string, std::uint32_t> m_families;
  std::vector<ChangeOf> m_changes;
  std::unordered_map<std::string, std::size_t> m_last; ///< The last amount of a name in a section, see keys_of().
};

/// A share with the figure it is the share of.
struct Share {
  std::size_t statement = 0, part = 0;
};

class ProseShares {
public:
  ProseShares(Extraction const& e, FigureNames& names, Equations& equations)
      : m_e(e), m_names(names), m_equations(equations) {}

  void add() {
    std::optional<std::size_t> part;
    for (std::size_t i = 0; i < m_e.statements.size(); ++i) {
      Statement const& s = m_e.statements[i];
      if (is_figure(s)) { part = i; }
      if (s.measure != Measure::share || !part || m_e.statements[*part].item != s.item) { continue; }
      if (!m_run.empty() && !goes_on(i)) { add_run(); }
      m_run.push_back({i, *part});
    }
    add_run();
  }

private:
  /// How far before the first part of a list its whole may stand, and how far its shares may stand apart.
  static constexpr std::size_t reach = 8, gap = 12;

  FigureIndex figure(std::size_t statement) const { return figure_of_statement(m_e, statement); }

  bool goes_on(std::size_t i) const {
    Statement const &last = m_e.statements[m_run.back().statement], &s = m_e.statements[i];
    return last.of == s.of && (!s.of.empty() || last.section == s.section) && i - m_run.back().statement <= gap;
  }

  bool fits(Share const& share, std::size_t whole) const {
    std::array const terms{Term{figure(share.part), false}, Term{figure(whole), false}};
    auto const outcome = m_equations.evaluate(EquationForm::ratio, figure(share.statement), terms);
    return outcome && outcome->status != CheckStatus::fail;
  }

  bool may_be_whole(std::size_t i, std::size_t part) const {
    Statement const &s = m_e.statements[i], &p = m_e.statements[part];
    auto const &whole = m_equations.figures()[figure(i)].quantity, &own = m_equations.figures()[figure(part)].quantity;
    bool const unit = m_equations.figures()[figure(i)].money == m_equations.figures()[figure(part)].money &&
                      (m_equations.figures()[figure(i)].money || s.unit == p.unit);
    return is_figure(s) && unit && whole && own && absolute(whole->value) > whole->half();
  }

  std::vector<std::size_t> wholes() {
    std::vector<std::size_t> out;
    std::size_t const first = m_run.front().part;
    std::string const& of = m_e.statements[m_run.front().statement].of;
    std::string const core = of.empty() ? std::string() : m_names.core(of);
    for (std::size_t i = first; i-- > 0;) {
      Statement const& s = m_e.statements[i];
      if (!may_be_whole(i, first)) { continue; }
      bool const named = !of.empty() && m_names.core(s.subject) == core;
      bool const near = first - i <= reach || m_names.is_whole(s.subject);
      if (of.empty() ? near && s.section == m_e.statements[first].section : named) { out.push_back(i); }
    }
    return out;
  }

  /// The parts are all there are: they sum up to the whole.
  bool is_sum(std::size_t whole) const {
    std::vector<Term> terms;
    for (Share const& s : m_run) { terms.push_back({figure(s.part), false}); }
    auto const outcome = m_equations.evaluate(EquationForm::sum, figure(whole), terms);
    return outcome && outcome->status != CheckStatus::fail;
  }

  void add_run() {
    if (m_run.empty()) { return; }
    std::optional<std::size_t> best;
    std::size_t most = 0;
    std::vector<std::size_t> const all = wholes();
    for (std::size_t const whole : all) {
      std::size_t const holding = holding_with(whole) + (m_run.size() > 1 && is_sum(whole) ? m_run.size() : 0);
      if (holding > most) {
        best = whole;
        most = holding;
      }
    }
    if (add_of_sum(most)) {
      m_run.clear();
      return;
    }
    bool const named = is_named() && have_one_value(all);
    // A name that was shortened may mean another whole: then a share that does not fit is no share of it.
    bool const full_name = named && m_e.statements[all.front()].subject == m_e.statements[m_run.front().statement].of;
    // Where none fits, their whole is another one, unless it is named for this share alone.
    if (!best && is_one_of_named()) { best = full_name ? all.front() : misprinted(all); }
    if (best && (is_one_of_named() || 2 * holding_with(*best) >= m_run.size())) { add_shares(*best, full_name); }
    m_run.clear();
  }

  /// Shares of what all parts come to, where that is printed nowhere. `most`: how many are of another whole.
  bool add_of_sum(std::size_t most) {
    std::size_t holding = 0;
    std::vector<Share const*> wrong;
    for (Share const& s : m_run) {
      auto const outcome = evaluate_of_sum(s);
      if (!outcome) { return false; }
      bool const fits = outcome->status != CheckStatus::fail;
      holding += fits && is_long(*m_equations.figures()[figure(s.statement)].quantity);
      if (fits || absolute(outcome->difference) < m_equations.figures()[figure(s.statement)].quantity->step) {
        continue;
      }
      if (!is_misprint_by(s, *outcome)) { return false; }
      wrong.push_back(&s);
    }
    bool const better = wrong.empty() ? holding > most : holding >= std::max<std::size_t>(most, 1);
    if (m_run.size() < 2 || wrong.size() > 1 || !better) { return false; }
    auto const family = m_equations.add_family("share", CheckKind::prose_arithmetic, Trust::declared);
    for (Share const& s : m_run) {
      bool const told = is_long(*m_equations.figures()[figure(s.statement)].quantity) || !wrong.empty();
      auto const outcome = evaluate_of_sum(s);
      bool const forced = outcome->status == CheckStatus::fail && (wrong.empty() || wrong.front() != &s);
      if (told && !forced) { m_equations.add(EquationForm::ratio, family, figure(s.statement), terms_of_sum(s)); }
    }
    return true;
  }

  std::vector<Term> terms_of_sum(Share const& share) const {
    std::vector<Term> out{Term{figure(share.part), false, true}};
    for (Share const& s : m_run) { out.push_back({figure(s.part), false, true}); }
    return out;
  }

  std::optional<Equations::Outcome> evaluate_of_sum(Share const& share) const {
    return m_equations.evaluate(EquationForm::ratio, figure(share.statement), terms_of_sum(share));
  }

  /// The whole by which one share is what it should be but for one digit.
  std::optional<std::size_t> misprinted(std::vector<std::size_t> const& all) const {
    for (std::size_t const whole : all) {
      if (std::any_of(m_run.begin(), m_run.end(), [&](Share const& s) { return is_misprint(s, whole); })) {
        return whole;
      }
    }
    return std::nullopt;
  }

  bool is_misprint(Share const& share, std::size_t whole) const {
    std::array const terms{Term{figure(share.part), false}, Term{figure(whole), false}};
    auto const outcome = m_equations.evaluate(EquationForm::ratio, figure(share.statement), terms);
    return outcome && outcome->status == CheckStatus::fail && is_misprint_by(share, *outcome);
  }

  bool is_misprint_by(Share const& share, Equations::Outcome const& outcome) const {
    auto const& printed = m_equations.figures()[figure(share.statement)].quantity;
    if (printed->step == 0) { return false; }
    Wide const expected = rounded_quotient(outcome.expected, printed->step) * printed->step;
    return absolute(expected) >= 100 * printed->step && is_alike(printed->value, expected, printed->step);
  }

  bool is_named() const { return !m_e.statements[m_run.front().statement].of.empty(); }

  bool is_one_of_named() const { return m_run.size() == 1 && is_named(); }

  bool have_one_value(std::vector<std::size_t> const& all) const {
    return !all.empty() && std::all_of(all.begin(), all.end(), [&](std::size_t i) {
      return m_equations.figures()[figure(i)].quantity->value ==
             m_equations.figures()[figure(all.front())].quantity->value;
    });
  }

  std::size_t holding_with(std::size_t whole) const {
    return static_cast<std::size_t>(
        std::count_if(m_run.begin(), m_run.end(), [&](Share const& s) { return fits(s, whole); }));
  }

  /// Then one of them may have been made to fit.
  bool sum_up_to_hundred() const {
    Wide sum = 0, step = 0;
    for (Share const& s : m_run) {
      auto const& share = m_equations.figures()[figure(s.statement)].quantity;
      if (!share) { return false; }
      sum += share->value;
      step = std::max(step, share->step);
    }
    return m_run.size() > 1 && absolute(sum - 100 * ten_to(quantity_scale)) < step;
  }

  bool is_forced(Share const& share, std::size_t whole) const {
    std::array const terms{Term{figure(share.part), false}, Term{figure(whole), false}};
    auto const outcome = m_equations.evaluate(EquationForm::ratio, figure(share.statement), terms);
    return outcome && absolute(outcome->difference) < m_equations.figures()[figure(share.statement)].quantity->step;
  }

  /// Whether the whole is known so well that a share that does not fit is wrong. `misread`: how many shares are
  /// already supposed to be.
  bool is_sure(std::size_t whole, bool named, std::size_t misread) const {
    std::size_t const holding = holding_with(whole);
    return named || (m_run.size() > 1 && is_sum(whole)) ||
           holding >= misread + std::max<std::size_t>(2, m_run.size() / 2 + 1);
  }

  void add_shares(std::size_t whole, bool named) {
    bool const holds = holding_with(whole) == m_run.size(), sure = is_sure(whole, named, holds ? 1 : 0);
    auto const family =
        m_equations.add_family("share", CheckKind::prose_arithmetic, sure ? Trust::declared : Trust::adopted);
    // Of shares of a likely whole: a misprint would be like what it should be. As many must fit where one is misread.
    std::optional<std::uint32_t> likely;
    bool const telling = is_one_of_named() || 2 * (holding_with(whole) - 1) >= m_run.size();
    bool const forced = sum_up_to_hundred();
    for (Share const& s : m_run) {
      if (forced && !fits(s, whole) && is_forced(s, whole)) { continue; }
      if (!sure && (fits(s, whole) ? telling && is_long(*m_equations.figures()[figure(s.statement)].quantity)
                                   : is_misprint(s, whole))) {
        if (!likely) { likely = m_equations.add_family("share", CheckKind::prose_arithmetic, Trust::declared); }
        std::array const terms{Term{figure(s.part), false, true}, Term{figure(whole), false, true}};
        m_equations.add(EquationForm::ratio, *likely, figure(s.statement), terms);
        continue;
      }
      std::array const terms{Term{figure(s.part), false}, Term{figure(whole), false}};
      m_equations.add(EquationForm::ratio, family, figure(s.statement), terms);
    }
  }

  Extraction const& m_e;
  FigureNames& m_names;
  Equations& m_equations;
  std::vector<Share> m_run;
};

} // namespace

std::vector<ChangeOf> add_prose_rates(Extraction const& extraction, FigureNames& names, Equations& equations) {
  ProseRates rates(extraction, names, equations);
  rates.add();
  return rates.take_changes();
}

void add_prose_shares(Extraction const& extraction, FigureNames& names, Equations& equations) {
  ProseShares(extraction, names, equations).add();
}

} // namespace gongkai
