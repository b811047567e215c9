// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/prose_lists.hpp"

#include "check/suspects.hpp"
#include "check/text_sums.hpp"

#include <algorithm>
#include <map>
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

  FigureIndex figure(std::size_t statement) const {
    return static_cast<FigureIndex>(m_e.observations.size() + statement);
  }
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

class ProseCopies {
public:
  ProseCopies(Extraction const& e, FigureNames& names, Equations& equations)
      : m_e(e), m_names(names), m_equations(equations) {}

  void add() {
    std::map<std::size_t, std::size_t> amounts; // By item.
    for (std::size_t i = 0; i < m_e.statements.size(); ++i) {
      Statement const& s = m_e.statements[i];
      if (s.not_arranged || s.subject.empty() || !s.yuan) { continue; }
      if (s.measure == Measure::amount) {
        amounts[s.item] = i;
        compare(i, {s.section, s.subject, s.measure, "", ""});
      } else if (s.measure == Measure::change && amounts.contains(s.item)) {
        // The same amount of the same name changed by the same.
        compare(i, {"", m_names.core(s.subject), s.measure, s.base, m_e.statements[amounts[s.item]].yuan->text()});
      }
    }
    add_pairs();
  }

private:
  using Key = std::tuple<std::string, std::string, Measure, std::string, std::string>;

  struct Pair {
    std::size_t first = 0, again = 0;
  };

  FigureIndex figure(std::size_t statement) const {
    return static_cast<FigureIndex>(m_e.observations.size() + statement);
  }

  void compare(std::size_t i, Key const& key) {
    auto const [at, added] = m_first.try_emplace(key, i);
    if (added) { return; }
    auto const &a = m_equations.figures()[figure(at->second)].quantity, &b = m_equations.figures()[figure(i)].quantity;
    if (!a || !b || (!is_long(*a) && !is_long(*b))) { return; }
    Term const term{figure(at->second), false};
    auto const outcome = m_equations.evaluate(EquationForm::copy, figure(i), std::span(&term, 1));
    bool const holds = outcome && outcome->status != CheckStatus::fail;
    // One name may stand for two things; then the figures are not by chance alike.
    bool const alike = !holds && likeness(b->value, a->value, b->step) == 2;
    ++(holds ? m_equal : alike ? m_alike : m_other);
    if (holds || alike) { m_pairs.push_back({at->second, i}); }
  }

  /// In a document that means two things by many names, nothing is said twice.
  void add_pairs() {
    constexpr int mostly = 4;
    bool const sure = m_equal + m_alike >= mostly * m_other && m_alike <= m_equal + 1;
    auto const family =
        m_equations.add_family("said twice", CheckKind::prose_arithmetic, sure ? Trust::declared : Trust::adopted);
    for (Pair const& p : m_pairs) {
      Term const term{figure(p.first), false};
      m_equations.add(EquationForm::copy, family, figure(p.again), std::span(&term, 1));
    }
  }

  Extraction const& m_e;
  FigureNames& m_names;
  Equations& m_equations;
  std::map<Key, std::size_t> m_first;
  std::vector<Pair> m_pairs;
  int m_equal = 0, m_alike = 0, m_other = 0;
};

} // namespace

void add_prose_lists(Extraction const& extraction, CheckPatterns const& patterns, Equations const& equations,
                     TextSums& sums) {
  ProseLists(extraction, patterns, equations, sums).add();
}

void add_prose_copies(Extraction const& extraction, FigureNames& names, Equations& equations) {
  ProseCopies(extraction, names, equations).add();
}

} // namespace gongkai
