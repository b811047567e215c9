// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/prose_lists.hpp"

#include "check/suspects.hpp"
#include "check/text_sums.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>

namespace gongkai {
namespace {

/// Statements of one item in one passage: [begin, end).
struct Item {
  std::size_t begin = 0, end = 0;
};

bool adds_up(Statement const& s) {
  return !s.not_arranged && (s.measure == Measure::amount || s.measure == Measure::count ||
                             s.measure == Measure::area || s.measure == Measure::change);
}

class ProseLists {
public:
  ProseLists(Extraction const& e, CheckPatterns const& patterns, Equations const& equations, TextSums& sums)
      : m_e(e), m_patterns(patterns), m_equations(equations), m_sums(sums) {
    auto const& all = e.statements;
    for (std::size_t i = 0; i < all.size();) {
      std::size_t end = i + 1;
      while (end < all.size() && all[end].item == all[i].item && all[end].paragraph == all[i].paragraph) { ++end; }
      if (all[i].paragraph != no_paragraph) { m_items.push_back({i, end}); }
      i = end;
    }
    for (std::size_t k = 0; k < m_items.size(); ++k) { read_gap(k); }
  }

  void add() {
    for (std::size_t k = 0; k + 1 < m_items.size(); ++k) {
      if (m_gaps[k].opens) { add_list(k); }
      if (k > 0 && m_gaps[k - 1].total) { add_total_behind(k); }
    }
  }

private:
  /// The words between an item and the next one.
  struct Gap {
    bool opens = false, ends = false, total = false;
    bool paragraph = false; ///< The next item stands in another paragraph.
  };
  static constexpr std::size_t most_parts = 20;

  FigureIndex figure(std::size_t statement) const { return figure_of_statement(m_e, statement); }
  Statement const& first(std::size_t item) const { return m_e.statements[m_items[item].begin]; }
  Quantity const* quantity(std::size_t statement) const { return m_sums.quantity(statement); }

  void read_gap(std::size_t k) {
    Statement const& last = m_e.statements[m_items[k].end - 1];
    std::string_view text = m_e.prose.paragraphs[last.paragraph].text;
    Gap gap;
    if (k + 1 == m_items.size()) {
      gap.ends = true;
    } else if (first(k + 1).paragraph == last.paragraph) {
      std::size_t const begin = first(k + 1).begin;
      text = last.end <= begin ? text.substr(last.end, begin - last.end) : std::string_view();
      gap.opens = m_patterns.list_opens.matches(text);
      gap.ends = m_patterns.list_ends.matches(text);
      gap.total = m_patterns.total_behind.matches(text);
    } else {
      gap.paragraph = true;
      gap.ends = true;
      gap.opens = m_patterns.list_opens.matches(text.substr(std::min(text.size(), last.end)));
    }
    m_gaps.push_back(gap);
  }

  /// The statement of an item that has the measure and unit of another; null where it has none.
  std::optional<std::size_t> like(Item const& item, std::size_t other) const {
    Statement const& o = m_e.statements[other];
    for (std::size_t i = item.begin; i < item.end; ++i) {
      Statement const& s = m_e.statements[i];
      bool const money = m_equations.figures()[figure(i)].money;
      if (s.measure == o.measure && !s.not_arranged && quantity(i) != nullptr &&
          money == m_equations.figures()[figure(other)].money && (money || s.unit == o.unit)) {
        return i;
      }
    }
    return std::nullopt;
  }

  void add_list(std::size_t k) {
    for (std::size_t w = m_items[k].begin; w < m_items[k].end; ++w) {
      // "Of which" speaks of what was said last.
      bool again = false;
      for (std::size_t i = w + 1; i < m_items[k].end; ++i) {
        again = again || m_e.statements[i].measure == m_e.statements[w].measure;
      }
      if (!again && adds_up(m_e.statements[w]) && quantity(w) != nullptr) {
        m_gaps[k].paragraph ? add_vertical(k, w) : add_inline(k, w);
      }
    }
  }

  /// Parts in the sentence of their whole.
  void add_inline(std::size_t k, std::size_t whole) {
    std::vector<std::size_t> parts;
    bool closed = false;
    std::size_t i = k + 1;
    for (; i < m_items.size() && parts.size() < most_parts && !closed; ++i) {
      if (first(i).section != first(k).section) { break; }
      auto const part = like(m_items[i], whole);
      if (part) { parts.push_back(*part); }
      // An item whose change is not said makes the changes of the others no sum.
      if (!part && m_e.statements[whole].measure == Measure::change) { return; }
      closed = m_gaps[i].ends;
      if (part && m_gaps[i].opens && !closed) { i = skip_nested(i, *part, closed); }
    }
    bool const complete = m_patterns.complete_list.matches(m_e.statements[whole].subject);
    if (parts.empty() || (parts.size() == 1 && !complete)) { return; }
    if (closed && m_sums.add(whole, parts)) { return; }
    // Lists may go on behind a full stop.
    for (; i < m_items.size() && parts.size() < most_parts; ++i) {
      if (first(i).section != first(k).section || m_gaps[i - 1].paragraph) { return; }
      if (auto const part = like(m_items[i], whole)) { parts.push_back(*part); }
      if (m_sums.fits(whole, parts)) {
        m_sums.add_open(whole, parts);
        return;
      }
    }
  }

  /// Behind a part whose own parts follow: the last item of those.
  std::size_t skip_nested(std::size_t at, std::size_t part, bool& closed) const {
    std::vector<std::size_t> inner;
    for (std::size_t i = at + 1; i < m_items.size() && inner.size() < most_parts; ++i) {
      if (auto const p = like(m_items[i], part)) { inner.push_back(*p); }
      if (m_sums.fits(part, inner)) {
        closed = m_gaps[i].ends;
        return i;
      }
      if (m_gaps[i].ends) { break; }
    }
    return at;
  }

  /// Each part begins a paragraph of its own.
  void add_vertical(std::size_t k, std::size_t whole) {
    std::vector<std::size_t> parts;
    std::size_t paragraph = first(k).paragraph;
    for (std::size_t i = k + 1; i < m_items.size() && parts.size() < most_parts; ++i) {
      if (first(i).paragraph == paragraph) { continue; }
      bool const next = first(i).paragraph == paragraph + 1 || parts.empty();
      auto const part = like(m_items[i], whole);
      if (!part || !next || first(i).section != first(k).section) { break; }
      paragraph = first(i).paragraph;
      parts.push_back(*part);
    }
    if (parts.size() >= 2) { m_sums.add(whole, parts); }
  }

  void add_total_behind(std::size_t k) {
    std::size_t const whole = m_items[k].begin;
    if (!adds_up(first(k)) || quantity(whole) == nullptr) { return; }
    std::vector<std::size_t> parts;
    for (std::size_t i = k; i-- > 0 && parts.size() < most_parts;) {
      if (first(i).paragraph != first(k).paragraph && first(i).paragraph + 1 != first(i + 1).paragraph) { break; }
      if (auto const part = like(m_items[i], whole)) { parts.push_back(*part); }
      if (parts.size() >= 2 && m_sums.fits(whole, parts)) {
        m_sums.add_open(whole, parts);
        return;
      }
    }
  }

  Extraction const& m_e;
  CheckPatterns const& m_patterns;
  Equations const& m_equations;
  TextSums& m_sums;
  std::vector<Item> m_items;
  std::vector<Gap> m_gaps; ///< Behind each item.
};

/// Figures that the text says twice.
class ProseCopies {
public:
  ProseCopies(Extraction const& e, CheckPatterns const& patterns, FigureNames& names, PrintedValues const& values,
              Equations& equations)
      : m_e(e), m_patterns(patterns), m_names(names), m_values(values), m_equations(equations) {}

  void add() {
    for (std::size_t i = 0; i < m_e.statements.size(); ++i) {
      Statement const& s = m_e.statements[i];
      if (s.not_arranged || s.subject.empty() || !s.yuan || !quantity(i)) { continue; }
      if (s.measure == Measure::amount) { compare(i); }
      bool const money = s.measure == Measure::amount || s.measure == Measure::budget_amount ||
                         s.measure == Measure::prior_amount || s.measure == Measure::change;
      if (money) { remember(i); }
    }
    add_pairs();
    for (auto const& [name, all] : m_by_name) { add_name(all, std::get<2>(name).empty()); }
    add_balances();
  }

private:
  struct Pair {
    std::size_t first = 0, again = 0;
  };

  FigureIndex figure(std::size_t statement) const { return figure_of_statement(m_e, statement); }
  std::optional<Quantity> const& quantity(std::size_t i) const { return m_equations.figures()[figure(i)].quantity; }

  bool same(std::size_t a, std::size_t b) const {
    Term const term{figure(a), false};
    auto const outcome = m_equations.evaluate(EquationForm::copy, figure(b), std::span(&term, 1));
    return outcome && outcome->status != CheckStatus::fail;
  }

  /// The same name in the same section.
  void compare(std::size_t i) {
    Statement const& s = m_e.statements[i];
    auto const [at, added] = m_first.try_emplace({s.section, s.subject}, i);
    if (added) { return; }
    auto const &a = quantity(at->second), &b = quantity(i);
    if (!is_long(*a) && !is_long(*b)) { return; }
    bool const holds = same(at->second, i);
    // One name may stand for two things; then the figures are not by chance alike.
    bool const alike = !holds && are_alike(at->second, i);
    ++(holds ? m_equal : alike ? m_alike : m_other);
    if (holds || alike) { m_pairs.push_back({at->second, i}); }
  }

  /// In a document that means two things by many names, nothing is said twice.
  void add_pairs() {
    constexpr int mostly = 4;
    bool const sure = m_equal + m_alike >= mostly * m_other && m_alike <= m_equal + 1;
    auto const family =
        m_equations.add_family("said twice", CheckKind::prose_arithmetic, sure ? Trust::declared : Trust::adopted);
    for (Pair const& p : m_pairs) { add_copy(family, p.first, p.again); }
  }

  /// By what is left of its name, in its section: in others it is of another fund. A whole has many names.
  void remember(std::size_t i) {
    Statement const& s = m_e.statements[i];
    if (!is_long(*quantity(i))) { return; }
    std::string const name = last_level(s.subject);
    bool const whole = m_names.is_whole(name);
    m_by_name[{s.measure, s.section, whole ? "" : m_names.core(name)}].push_back(i);
  }

  /// Long figures of one name: those that are the same prove each other where they are printed so
  /// often that one more misprint would leave no doubt. One that is another but for one digit, and stands nowhere else,
  /// is misprinted.
  void add_name(std::vector<std::size_t> const& all, bool whole) {
    // Reports of governments give figures of two years the same name, and have short ones.
    int const doubtless = whole || m_e.document.kind.value == "government_budget" ? 2 : 1;
    std::map<Wide, std::vector<std::size_t>> groups;
    for (std::size_t const i : all) { groups[quantity(i)->value].push_back(i); }
    std::optional<std::uint32_t> family;
    auto const add = [&](std::size_t first, std::size_t again) {
      if (!family) { family = m_equations.add_family("said twice", CheckKind::prose_arithmetic, Trust::declared); }
      add_copy(*family, first, again);
    };
    for (auto const& of_value : groups) {
      auto const& value = of_value.first;
      auto const& group = of_value.second;
      if (group.size() > 1 && is_telling(group.front()) && m_values.times(figure(group.front())) > doubtless) {
        for (std::size_t k = 1; k < group.size(); ++k) { add(group.front(), group[k]); }
      }
      if (group.size() > 1) { continue; }
      auto const meant = std::find_if(groups.begin(), groups.end(), [&](auto const& other) {
        std::size_t const its = other.second.front();
        // Of two figures that stand nowhere else, either may be the wrong one.
        return other.first != value && (is_telling(its) || is_telling(group.front())) &&
               m_values.times(figure(its)) >= doubtless &&
               m_values.is_misprint_of(figure(group.front()), figure(its)) &&
               (other.first < value || m_values.times(figure(its)) > 1);
      });
      if (meant != groups.end()) { add(meant->second.front(), group.front()); }
    }
  }

  /// "Receipts in total ..., expenditure in total ...": what comes in goes out.
  void add_balances() {
    constexpr std::size_t near = 20;
    std::size_t const none = m_e.statements.size();
    std::size_t receipts = none;
    std::optional<std::uint32_t> family;
    for (std::size_t i = 0; i < m_e.statements.size(); ++i) {
      Statement const& s = m_e.statements[i];
      if (s.measure != Measure::amount || !s.yuan || !quantity(i)) { continue; }
      auto const* entry = m_patterns.balance.find(s.subject);
      if (entry == nullptr) { continue; }
      if (entry->key == "receipts") {
        receipts = i;
        continue;
      }
      if (receipts != none && i - receipts <= near && m_e.statements[receipts].section == s.section &&
          (same(receipts, i) ? is_very_long(*quantity(i)) : is_misprint(receipts, i))) {
        if (!family) { family = m_equations.add_family("balance", CheckKind::prose_arithmetic, Trust::declared); }
        add_copy(*family, receipts, i);
      }
      receipts = none;
    }
  }

  /// Rather than that something is left over: then the text says how much.
  bool is_misprint(std::size_t receipts, std::size_t expenditure) const {
    Quantity const &in = *quantity(receipts), &out = *quantity(expenditure);
    if (!are_alike(receipts, expenditure) || !(is_very_long(in) || is_very_long(out))) { return false; }
    constexpr std::size_t next = 4;
    for (std::size_t i = expenditure + 1; i < m_e.statements.size() && i < expenditure + next; ++i) {
      if (quantity(i) && quantity(i)->value == in.value - out.value) { return false; }
    }
    return true;
  }

  bool are_alike(std::size_t a, std::size_t b) const {
    return is_alike(quantity(b)->value, quantity(a)->value, quantity(b)->step);
  }

  /// So many digits that figures of one name are not by chance alike.
  bool is_telling(std::size_t i) const { return absolute(quantity(i)->value) >= 10'000 * quantity(i)->step; }

  void add_copy(std::uint32_t family, std::size_t first, std::size_t again) {
    if (!m_known.insert(std::minmax(first, again)).second) { return; }
    Term const term{figure(first), false};
    m_equations.add(EquationForm::copy, family, figure(again), std::span(&term, 1));
  }

  Extraction const& m_e;
  CheckPatterns const& m_patterns;
  FigureNames& m_names;
  PrintedValues const& m_values;
  Equations& m_equations;
  std::map<std::pair<std::string, std::string>, std::size_t> m_first;                          ///< By section and name.
  std::map<std::tuple<Measure, std::string, std::string>, std::vector<std::size_t>> m_by_name; ///< Section, core.
  std::vector<Pair> m_pairs;
  std::set<std::pair<std::size_t, std::size_t>> m_known;
  int m_equal = 0, m_alike = 0, m_other = 0;
};

} // namespace

void add_prose_lists(Extraction const& extraction, CheckPatterns const& patterns, Equations const& equations,
                     TextSums& sums) {
  ProseLists(extraction, patterns, equations, sums).add();
}

void add_prose_copies(Extraction const& extraction, CheckPatterns const& patterns, FigureNames& names,
                      PrintedValues const& values, Equations& equations) {
  ProseCopies(extraction, patterns, names, values, equations).add();
}

} // namespace gongkai
