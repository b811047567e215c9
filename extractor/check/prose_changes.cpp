// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/prose_changes.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>

namespace gongkai {
namespace {

class ProseChanges {
public:
  ProseChanges(Extraction const& e, std::span<ChangeOf const> changes, CheckPatterns const& patterns,
               FigureNames& names, Equations& equations)
      : m_e(e), m_changes(changes), m_patterns(patterns), m_names(names), m_equations(equations) {}

  void add() {
    add_by_table();
    add_identities();
    add_copies();
  }

private:
  FigureIndex figure(std::size_t statement) const { return figure_of_statement(m_e, statement); }
  Quantity const* quantity(std::size_t statement) const {
    auto const& q = m_equations.figures()[figure(statement)].quantity;
    return q ? &*q : nullptr;
  }

  // ---- this year's amount - last year's in the table
  // ------------------------------------------------------------------

  using Row = std::tuple<std::size_t, int, std::string_view>; ///< Table, row, measure: years may stand side by side.

  struct AgainstTable {
    ChangeOf said;
    std::size_t prior = 0; ///< An observation.
    bool holds = false;
  };

  void add_by_table() {
    std::map<Row, std::vector<std::size_t>> prior; // A row may print last year's figure in several ways.
    for (std::size_t i = 0; i < m_e.observations.size(); ++i) {
      Observation const& o = m_e.observations[i];
      if (o.prior_year) { prior[{o.table, o.row, o.measure}].push_back(i); }
    }
    if (prior.empty()) { return; }
    std::map<std::string_view, std::size_t> by_id;
    for (std::size_t i = 0; i < m_e.observations.size(); ++i) { by_id[m_e.observations[i].id] = i; }
    std::map<std::size_t, std::vector<AgainstTable>> tables;
    for (ChangeOf const& c : m_changes) {
      std::optional<AgainstTable> best;
      for (std::string const& id : m_e.statements[c.amount].links) {
        Observation const& o = m_e.observations[by_id.at(id)];
        auto const cells = prior.find({o.table, o.row, o.measure});
        if (o.prior_year || cells == prior.end()) { continue; }
        for (std::size_t const cell : cells->second) {
          if (same_base(m_e.statements[c.change].base, base_of(m_e.observations[cell]))) { consider(best, c, cell); }
        }
      }
      if (best) { tables[m_e.observations[best->prior].table].push_back(*best); }
    }
    for (auto const& [table, all] : tables) { add_table(table, all); }
  }

  /// What a change against a column of last year is a change against.
  static std::string_view base_of(Observation const& o) noexcept {
    if (o.basis == "final" || o.basis == "executed") { return "prior_final"; }
    return o.basis.empty() ? "" : "prior_budget";
  }

  void consider(std::optional<AgainstTable>& best, ChangeOf const& c, std::size_t cell) const {
    auto const outcome = m_equations.evaluate(EquationForm::sum, figure(c.change), terms_of(c, cell));
    if (!outcome || (best && best->holds)) { return; }
    best = AgainstTable{c, cell, outcome->status != CheckStatus::fail};
  }

  std::array<Term, 2> terms_of(ChangeOf const& c, std::size_t prior) const {
    // Which row it is in is known by its figure: misread, it would be in none.
    return {Term{figure(c.amount), false, true}, Term{static_cast<FigureIndex>(prior), true}};
  }

  /// What does not hold is an error where the table is the one that is spoken of.
  void add_table(std::size_t table, std::vector<AgainstTable> const& all) {
    auto const holding =
        static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [](AgainstTable const& a) { return a.holds; }));
    std::size_t const failing = all.size() - holding;
    // Enough must hold where one is misread.
    auto const enough = [](std::size_t holds, std::size_t fails) { return holds >= 2 * fails + 1; };
    bool const sure = failing > 0 ? enough(holding, failing) : holding > 0 && enough(holding - 1, 1);
    auto const family = m_equations.add_family("change against the table", CheckKind::table_vs_prose,
                                               sure ? Trust::declared : Trust::adopted);
    m_equations.set_table(family, table);
    for (AgainstTable const& a : all) {
      if (a.holds || sure) {
        m_equations.add(EquationForm::sum, family, figure(a.said.change), terms_of(a.said, a.prior));
      }
    }
  }

  // ---- what is a sum by what it is ----------------------------------------------------------------------------------

  /// By their item, the statements of one section; those that are said first.
  using Said = std::map<std::string_view, ChangeOf>;

  void add_identities() {
    for (std::size_t k = 0; k < m_changes.size();) {
      Said said;
      std::string const& section = m_e.statements[m_changes[k].change].section;
      for (; k < m_changes.size() && m_e.statements[m_changes[k].change].section == section; ++k) {
        std::string const& item = item_of(m_e.statements[m_changes[k].amount]);
        if (!item.empty()) { said.try_emplace(item, m_changes[k]); }
      }
      for (ItemSum const& identity : m_patterns.identities) {
        if (identity.tables.accepts(section)) { add_identity(identity, said); }
      }
    }
  }

  std::string const& item_of(Statement const& s) {
    std::string const name = last_level(s.subject);
    std::string const& item = m_names.item(name);
    return item.empty() ? m_names.item(m_names.core(name)) : item;
  }

  void add_identity(ItemSum const& identity, Said const& said) {
    auto const whole = std::find_if(identity.totals.begin(), identity.totals.end(),
                                    [&](std::string const& t) { return said.contains(t); });
    if (whole == identity.totals.end()) { return; }
    ChangeOf const& total = said.at(*whole);
    std::vector<ChangeOf> parts;
    for (std::string const& part : identity.parts) {
      if (!take_part(part, said, parts)) { return; }
    }
    std::vector<Term> amounts, changes;
    for (ChangeOf const& part : parts) {
      if (!same_base(m_e.statements[part.change].base, m_e.statements[total.change].base)) { return; }
      amounts.push_back({figure(part.amount), false});
      changes.push_back({figure(part.change), false});
    }
    // Only where the amounts are those of the identity are the changes.
    auto const outcome = m_equations.evaluate(EquationForm::sum, figure(total.amount), amounts);
    if (!outcome || outcome->status == CheckStatus::fail) { return; }
    if (fails_already(figure(total.change), changes)) { return; }
    auto const family = m_equations.add_family("changes of the parts", CheckKind::prose_arithmetic, Trust::declared);
    m_equations.add(EquationForm::sum, family, figure(total.change), changes);
  }

  /// As a list: one finding is enough.
  bool fails_already(FigureIndex printed, std::vector<Term> const& terms) const {
    std::set<FigureIndex> const parts = figures_of(terms);
    return std::any_of(m_equations.all().begin(), m_equations.all().end(), [&](Equation const& e) {
      return e.printed == printed && e.form == EquationForm::sum && e.status == CheckStatus::fail &&
             figures_of(m_equations.terms(e)) == parts;
    });
  }

  static std::set<FigureIndex> figures_of(std::span<Term const> terms) {
    std::set<FigureIndex> out;
    for (Term const& t : terms) { out.insert(t.figure); }
    return out;
  }

  /// A part that is not said stands for its own.
  bool take_part(std::string const& part, Said const& said, std::vector<ChangeOf>& parts) const {
    if (auto const at = said.find(part); at != said.end()) {
      parts.push_back(at->second);
      return true;
    }
    for (ItemSum const& identity : m_patterns.identities) {
      if (std::find(identity.totals.begin(), identity.totals.end(), part) == identity.totals.end()) { continue; }
      return std::all_of(identity.parts.begin(), identity.parts.end(), [&](std::string const& p) {
        auto const at = said.find(p);
        if (at != said.end()) { parts.push_back(at->second); }
        return at != said.end();
      });
    }
    return false;
  }

  // ---- the same amount, so the same change
  // -----------------------------------------------------------------------------

  void add_copies() {
    // Changes, by the amount in last digits; those of nothing by their name too.
    std::map<std::pair<std::int64_t, std::string>, std::vector<std::size_t>> groups;
    for (ChangeOf const& c : m_changes) {
      Quantity const *amount = quantity(c.amount), *change = quantity(c.change);
      if (amount == nullptr || change == nullptr || change->value == 0) { continue; }
      bool const nothing = amount->value == 0;
      if (!nothing && !is_very_long(*amount)) { continue; }
      if (m_e.statements[c.change].unit.empty() || !m_e.statements[c.amount].yuan) { continue; }
      auto& group = groups[{static_cast<std::int64_t>(amount->value / amount->step),
                            nothing ? m_names.core(last_level(m_e.statements[c.amount].subject)) : std::string()}];
      if (std::find(group.begin(), group.end(), c.change) == group.end()) { group.push_back(c.change); }
    }
    auto const family = m_equations.add_family("said twice", CheckKind::prose_arithmetic, Trust::declared);
    for (auto const& [amount, group] : groups) { add_group(group, family); }
  }

  bool are_same(std::size_t a, std::size_t b) const {
    return quantity(a)->value == quantity(b)->value && same_base(m_e.statements[a].base, m_e.statements[b].base);
  }

  bool mean_the_same(std::size_t a, std::size_t b) {
    std::string const one = last_level(m_e.statements[a].subject), other = last_level(m_e.statements[b].subject);
    return m_names.core(one) == m_names.core(other) || (m_names.is_whole(one) && m_names.is_whole(other));
  }

  /// What a change is held against: the one among those that agree whose item is the same. Where this year a part is
  /// all of the whole, last year it need not have been; but what so many agree in is no chance.
  std::optional<std::size_t> counterpart(std::size_t change, std::vector<std::size_t> const& agreeing) {
    constexpr std::size_t many = 3;
    std::optional<std::size_t> first;
    std::size_t others = 0;
    for (std::size_t const a : agreeing) {
      if (a == change) { continue; }
      if (mean_the_same(change, a)) { return a; }
      if (!first) { first = a; }
      ++others;
    }
    return others >= many ? first : std::nullopt;
  }

  /// Changes that most others of the same amount agree with. One that does not, but is like them, is a misprint.
  void add_group(std::vector<std::size_t> const& group, std::uint32_t family) {
    std::vector<std::size_t> best;
    for (std::size_t const a : group) {
      std::vector<std::size_t> same;
      std::copy_if(group.begin(), group.end(), std::back_inserter(same), [&](std::size_t b) { return are_same(a, b); });
      if (same.size() > best.size()) { best = std::move(same); }
    }
    constexpr std::size_t majority = 3;
    bool const longer = is_long(*quantity(best.front()));
    auto const add = [&](std::size_t other) {
      auto const against = counterpart(other, best);
      if (!against) { return; }
      Term const term{figure(*against), false};
      m_equations.add(EquationForm::copy, family, figure(other), std::span(&term, 1));
    };
    if (best.size() >= majority || (best.size() == 2 && longer)) { std::for_each(best.begin() + 1, best.end(), add); }
    if (best.size() < 2 && !longer) { return; }
    for (std::size_t const other : group) {
      Quantity const &a = *quantity(other), &b = *quantity(best.front());
      bool const alike = is_alike(a.value, b.value, std::min(a.step, b.step));
      if (!are_same(other, best.front()) && alike &&
          same_base(m_e.statements[other].base, m_e.statements[best.front()].base)) {
        add(other);
      }
    }
  }

  Extraction const& m_e;
  std::span<ChangeOf const> m_changes;
  CheckPatterns const& m_patterns;
  FigureNames& m_names;
  Equations& m_equations;
};

} // namespace

void add_prose_changes(Extraction const& extraction, std::span<ChangeOf const> changes, CheckPatterns const& patterns,
                       FigureNames& names, Equations& equations) {
  ProseChanges(extraction, changes, patterns, names, equations).add();
}

} // namespace gongkai
