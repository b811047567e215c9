// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/same_figures.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

namespace gongkai {
namespace {

constexpr std::string_view total_place = "total", grand_place = "grand";
constexpr std::string_view all_funds = "all", fiscal_fund = "fiscal", general_fund = "general";

/// Kinds of tables whose rows are names of projects, the same in several tables.
bool names_projects(std::string_view kind) { return kind == "project"; }

class SheetAccounts {
public:
  SheetAccounts(Sheet const& sheet, std::size_t index, Account const& account, CheckPatterns const& patterns,
                std::span<Figure const> figures, std::vector<AccountEntry>& out)
      : m_sheet(sheet), m_index(index), m_account(account), m_patterns(patterns), m_figures(figures), m_out(out) {
    std::set<std::string_view> bases;
    for (SheetColumn const& c : sheet.columns) {
      if (!c.column->rate) { bases.insert(c.column->basis); }
    }
    m_several_bases = bases.size() > 1;
    for (SheetRow const& r : sheet.rows) { m_has_current = m_has_current || r.kind == RowKind::current; }
    m_carries = carries();
  }

  void add() {
    for (std::size_t r = 0; r < m_sheet.rows.size(); ++r) {
      for (std::size_t c = 0; c < m_sheet.columns.size(); ++c) {
        std::int32_t const cell = m_sheet.at(r, c);
        if (cell >= 0) { add_figure(m_sheet.rows[r], m_sheet.columns[c], static_cast<FigureIndex>(cell)); }
      }
    }
  }

private:
  static bool is_carried(std::string_view measure) {
    return measure.starts_with("carryover") || measure == "closing_balance" || measure == "non_fiscal_carryover";
  }

  /// Whether money is carried over from or to another year.
  bool carries() const {
    for (std::size_t r = 0; r < m_sheet.rows.size(); ++r) {
      for (std::size_t c = 0; c < m_sheet.columns.size(); ++c) {
        std::int32_t const cell = m_sheet.at(r, c);
        bool const carried = is_carried(m_sheet.rows[r].item) || is_carried(m_sheet.columns[c].column->measure);
        if (!carried || cell < 0) { continue; }
        auto const& quantity = m_figures[static_cast<std::size_t>(cell)].quantity;
        if (quantity && quantity->value != 0) { return true; }
      }
    }
    return false;
  }

  /// Applies what a measure changes. False where it is not known to be a part of the account.
  bool apply(std::string_view measure, AccountEntry& entry) const {
    // "carryover/general_public_budget" changes the flow first, then the fund.
    while (true) {
      std::size_t const slash = measure.find('/');
      auto const found = m_patterns.measures.find(measure.substr(0, slash));
      if (found == m_patterns.measures.end()) { return false; }
      if (!found->second.flow.empty()) { entry.flow = found->second.flow; }
      // "Appropriations" in a table of one budget's money are that money.
      bool const wider = found->second.fund == fiscal_fund && entry.fund != all_funds;
      if (!found->second.fund.empty() && !wider) { entry.fund = found->second.fund; }
      if (!found->second.kind.empty()) { entry.kind = found->second.kind; }
      if (slash == std::string_view::npos) { return true; }
      measure.remove_prefix(slash + 1);
    }
  }

  bool under_current(SheetColumn const& column) const {
    return std::any_of(column.path.begin(), column.path.end(), [&](std::string const& text) {
      auto const* kind = m_patterns.rows.find(text);
      return kind != nullptr && kind->key == "current";
    });
  }

  void add_figure(SheetRow const& row, SheetColumn const& column, FigureIndex figure) {
    AccountEntry entry{m_account.flow, m_account.fund, m_account.kind, {}, {}, figure, m_index};
    if (column.column->rate || !apply(column.column->measure, entry)) { return; }
    if (m_several_bases) { entry.basis = column.column->basis; }
    if (column.column->prior_year) { entry.basis = "prior " + entry.basis; }
    if (!row.code.empty()) {
      entry.place = row.code;
    } else if (row.kind == RowKind::current) {
      entry.place = total_place;
    } else if (row.kind == RowKind::grand || (row.bare.empty() && row.code.empty())) {
      if (!row.item.empty() && !apply(row.item, entry)) { return; }
      add_total(std::move(entry), column);
      return;
    } else if (!row.item.empty()) {
      // A row says which money; its figure is the total of that.
      if (row.rank == 0 && row.of_which) { return; }
      if (!apply(row.item, entry)) { return; }
      entry.place = total_place;
    } else if (row.kind == RowKind::unit) {
      entry.place = "unit:" + row.bare;
    } else if (names_projects(entry.kind)) {
      entry.place = "name:" + row.bare;
    } else {
      return;
    }
    m_out.push_back(std::move(entry));
  }

  /// With what is carried over from or to another year a total is another figure than without.
  void add_total(AccountEntry entry, SheetColumn const& column) {
    bool const all = entry.flow == m_account.flow && entry.fund == m_account.fund && entry.kind == m_account.kind;
    bool const grand = (all && m_carries && !under_current(column)) || m_has_current;
    entry.place = grand ? grand_place : total_place;
    m_out.push_back(std::move(entry));
  }

  Sheet const& m_sheet;
  std::size_t m_index;
  Account const& m_account;
  CheckPatterns const& m_patterns;
  std::span<Figure const> m_figures;
  std::vector<AccountEntry>& m_out;
  bool m_several_bases = false, m_carries = false, m_has_current = false;
};

/// Numbers for texts, in the order of the texts.
class TextRanks {
public:
  void see(std::string_view text) { m_ranks.try_emplace(text, 0); }
  void rank() {
    std::vector<std::string_view> texts;
    for (auto const& [text, rank] : m_ranks) { texts.push_back(text); }
    std::sort(texts.begin(), texts.end());
    for (std::size_t i = 0; i < texts.size(); ++i) { m_ranks[texts[i]] = static_cast<std::uint32_t>(i); }
  }
  std::uint32_t of(std::string_view text) const { return m_ranks.at(text); }

private:
  std::unordered_map<std::string_view, std::uint32_t> m_ranks;
};

class SameFigures {
public:
  SameFigures(std::vector<AccountEntry> entries, Equations& equations)
      : m_entries(std::move(entries)), m_equations(equations) {}

  void add() {
    rank();
    sort();
    merge_funds();
    sort();
    for (std::size_t i = 0; i < m_order.size();) {
      std::size_t end = i + 1;
      while (end < m_order.size() && m_order[end].key == m_order[i].key) { ++end; }
      add_key(i, end);
      i = end;
    }
  }

private:
  /// What an entry is a figure of, in numbers: flow, fund, kind, basis, place.
  struct Ranked {
    std::array<std::uint32_t, 5> key{};
    std::size_t sheet = 0;
    FigureIndex figure = 0;
    AccountEntry* entry = nullptr;
    auto operator<=>(Ranked const&) const = default;
  };
  static constexpr std::size_t fund_of_key = 1;

  void rank() {
    for (std::string_view const fund : {all_funds, fiscal_fund}) { m_ranks.see(fund); }
    for (AccountEntry const& e : m_entries) {
      for (std::string const* text : {&e.flow, &e.fund, &e.kind, &e.basis, &e.place}) { m_ranks.see(*text); }
    }
    m_ranks.rank();
    for (AccountEntry& e : m_entries) {
      m_order.push_back(
          {{m_ranks.of(e.flow), m_ranks.of(e.fund), m_ranks.of(e.kind), m_ranks.of(e.basis), m_ranks.of(e.place)},
           e.sheet,
           e.figure,
           &e});
    }
  }

  void sort() { std::sort(m_order.begin(), m_order.end()); }

  Wide value(AccountEntry const& e) const { return m_equations.figures()[e.figure].quantity->value; }
  bool usable(AccountEntry const& e) const {
    Figure const& f = m_equations.figures()[e.figure];
    return f.money && f.quantity.has_value();
  }

  /// Where two funds have the same total, one holds no more than the other, and so each of their rows is the same.
  void merge_funds() {
    using Total = std::tuple<std::string_view, std::string_view, std::string_view, std::string_view>;
    std::map<Total, Wide> totals; // the entries live longer
    for (Ranked const& r : m_order) {
      AccountEntry const& e = *r.entry;
      if (e.place == total_place && usable(e)) { totals.try_emplace(Total{e.flow, e.kind, e.basis, e.fund}, value(e)); }
    }
    auto const same = [&](AccountEntry const& e, std::string_view fund, std::string_view wider) {
      for (std::string_view const kind : {std::string_view(e.kind), std::string_view("all")}) {
        auto const own = totals.find(Total{e.flow, kind, e.basis, fund}),
                   other = totals.find(Total{e.flow, kind, e.basis, wider});
        if (own == totals.end() || other == totals.end() || own->second == 0) { continue; }
        // Also where one of them is printed in a wrong unit.
        if (own->second == other->second || differ_by_a_unit(own->second, other->second)) { return true; }
      }
      return false;
    };
    std::uint32_t const all = m_ranks.of(all_funds), fiscal = m_ranks.of(fiscal_fund);
    for (Ranked& r : m_order) {
      AccountEntry const& e = *r.entry;
      if (e.flow != "expenditure") { continue; }
      std::uint32_t& fund = r.key[fund_of_key];
      if (e.fund == general_fund && same(e, e.fund, all_funds)) {
        fund = all;
      } else if (e.fund == general_fund && same(e, e.fund, fiscal_fund)) {
        fund = fiscal;
      }
      if (fund == fiscal && same(e, fiscal_fund, all_funds)) { fund = all; }
    }
  }

  void add_key(std::size_t begin, std::size_t end) {
    std::vector<AccountEntry const*> once;
    for (std::size_t i = begin; i < end; ++i) {
      AccountEntry const& e = *m_order[i].entry;
      if (!usable(e)) { continue; }
      bool const twice =
          (i > begin && m_order[i - 1].sheet == e.sheet) || (i + 1 < end && m_order[i + 1].sheet == e.sheet);
      // Twice in one list: parts of a figure, not the figure.
      if (!twice) { once.push_back(&e); }
    }
    if (once.size() < 2) { return; }
    // The value most of them have is compared with the others.
    auto const* reference = most_voted(once);
    for (auto const* e : once) {
      if (e == reference) { continue; }
      Term const term{reference->figure, false};
      m_equations.add(EquationForm::copy, family(e->sheet, reference->sheet), e->figure, std::span(&term, 1));
    }
  }

  /// Of those whose value most others have, the first.
  AccountEntry const* most_voted(std::vector<AccountEntry const*> const& all) const {
    std::map<Wide, std::size_t> votes;
    for (auto const* e : all) { ++votes[value(*e)]; }
    return *std::max_element(all.begin(), all.end(),
                             [&](auto const* a, auto const* b) { return votes[value(*a)] < votes[value(*b)]; });
  }

  std::uint32_t family(std::size_t a, std::size_t b) {
    auto const [at, added] = m_families.try_emplace(std::minmax(a, b), 0);
    if (added) {
      at->second = m_equations.add_family("same figure in two tables", CheckKind::cross_table, Trust::declared);
    }
    return at->second;
  }

  std::vector<AccountEntry> m_entries;
  TextRanks m_ranks;
  std::vector<Ranked> m_order; ///< By what they are figures of.
  Equations& m_equations;
  std::map<std::pair<std::size_t, std::size_t>, std::uint32_t> m_families;
};

} // namespace

std::vector<AccountEntry> account_entries(std::span<Sheet const> sheets, CheckPatterns const& patterns,
                                          std::span<Figure const> figures) {
  std::vector<AccountEntry> out;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    for (Account const& account : patterns.accounts) {
      if (!account.is_of(sheets[i].type, sheets[i].part) ||
          (!account.side.empty() && account.side != name_of(sheets[i].side))) {
        continue;
      }
      SheetAccounts(sheets[i], i, account, patterns, figures, out).add();
      break;
    }
  }
  return out;
}

void add_same_figures(std::vector<AccountEntry> entries, Equations& equations) {
  SameFigures(std::move(entries), equations).add();
}

} // namespace gongkai
