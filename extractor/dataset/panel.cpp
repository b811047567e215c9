// SPDX-License-Identifier: GPL-3.0-or-later
#include "dataset/panel.hpp"

#include "base/sha256.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <set>

namespace gongkai::dataset {
namespace {

/// Of amounts that may be compared: sums of a few, and twice that, stay within 64 bits.
constexpr std::string_view comparable = "fen BETWEEN -100000000000000000 AND 100000000000000000";

/// `value` / 10^scale, with so many decimals, or more where they are no zeros.
std::string shortened(std::int64_t value, int scale, int decimals) {
  Decimal d{value, scale};
  while (d.scale > decimals && d.mantissa % 10 == 0) {
    d.mantissa /= 10;
    --d.scale;
  }
  return d.text();
}

/// Hundredths of a yuan, in a unit of 10^power yuan.
std::string in_unit(std::int64_t fen, int power, int decimals) { return shortened(fen, power + 2, decimals); }

int decimals_of(std::string_view amount) {
  std::size_t const point = amount.find('.');
  return point == std::string_view::npos ? 0 : static_cast<int>(amount.size() - point - 1);
}

/// The last part of a name, for a message.
std::string_view base_name(std::string_view file) {
  std::size_t const slash = file.rfind('/');
  return slash == std::string_view::npos ? file : file.substr(slash + 1);
}

} // namespace

Panel::Panel(Database& database, PatternFiles const& files)
    : m_database(database), m_amounts(files), m_wording(files), m_total(files, "panel.toml", "total"),
      m_insert(database.query("INSERT OR REPLACE INTO panel_checks VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")) {}

/// Half of it either way is what the printed decimals leave open; in fen, null where a fen is more than that.
std::optional<std::int64_t> Panel::last_digit(PanelFigure const& figure) const {
  std::optional<int> const power = m_amounts.power_of(figure.unit);
  if (!power) { return std::nullopt; }
  int const exponent = *power + 2 - decimals_of(figure.amount);
  std::int64_t fen = exponent < 0 ? 0 : 1;
  for (int i = 0; i < exponent; ++i) { fen *= 10; }
  return fen;
}

Panel::Figures Panel::figures(PanelDocument const& document, std::string const& condition) {
  // "total" and "amount" are the same where a table has only one of them, as is what a header says of a year alone
  // ("last year's budget").
  Query q = m_database.query(fmt::format(
      "SELECT observation_id, coalesce(official_label, label, column_path), amount, unit, fen, page, "
      "table_type || '|' || coalesce(part, '') || '|' || coalesce(unit_entity, '') || '|' || coalesce(side, '') || '|' "
      "|| "
      "coalesce(code, label_path, '') || '|' || CASE measure WHEN 'total' THEN 'amount' ELSE coalesce(measure, "
      "'amount') END "
      "FROM observations WHERE document = ? AND {} AND ({})",
      comparable, condition));
  q.bind(0, document.key);
  Figures out;
  std::set<std::string> ambiguous;
  while (q.step()) {
    PanelFigure f{std::string(q.text(0)), std::string(q.text(1)), std::string(q.text(2)),
                  std::string(q.text(3)), q.integer(4),           q.integer(5)};
    std::string key(q.text(6));
    auto const [at, is_new] = out.emplace(key, f);
    if (!is_new && at->second.fen != f.fen) { ambiguous.insert(key); }
  }
  for (std::string const& key : ambiguous) { out.erase(key); }
  return out;
}

void Panel::compare_years(PanelDocument const& now, PanelDocument const& before) {
  if (now.level() != before.level()) { return; }
  std::string const printed_basis = before.is_budget() ? "basis = 'budget'" : "basis IN ('final', 'executed')";
  // Where the header says "last year" only, it is last year's document of the same kind.
  std::string const same_kind = now.is_budget() == before.is_budget() ? " OR basis IS NULL" : "";
  compare("prior_year", now, figures(now, fmt::format("prior_year AND ({}{})", printed_basis, same_kind)), before,
          figures(before, fmt::format("NOT prior_year AND ({} OR basis IS NULL)", printed_basis)));
  compare_changes(now, before);
}

void Panel::compare_with_budget(PanelDocument const& accounts, PanelDocument const& budget) {
  if (accounts.level() != budget.level()) { return; }
  compare("budget_in_final_accounts", accounts, figures(accounts, "NOT prior_year AND basis = 'budget'"), budget,
          figures(budget, "NOT prior_year AND (basis = 'budget' OR basis IS NULL)"));
}

Panel::Figures Panel::totals(PanelDocument const& document, std::string_view unit_name) {
  Query q =
      m_database.query(fmt::format("SELECT observation_id, coalesce(label, ''), amount, unit, fen, page, "
                                   "table_type || '|' || coalesce(side, '') || '|' || coalesce(measure, '') "
                                   "FROM observations WHERE document = ?1 AND {} AND code IS NULL AND NOT prior_year "
                                   "AND measure IS NOT NULL AND (?2 = '' AND unit_entity IS NULL OR unit_entity = ?2)",
                                   comparable));
  q.bind(0, document.key).bind(1, unit_name);
  Figures out;
  std::set<std::string> ambiguous;
  while (q.step()) {
    std::string label(q.text(1));
    std::erase(label, ' ');
    if (unit_name.empty() && !m_total.matches(label)) { continue; }
    auto const [at, is_new] =
        out.emplace(q.text(6), PanelFigure{std::string(q.text(0)), unit_name.empty() ? label : std::string(unit_name),
                                           std::string(q.text(2)), std::string(q.text(3)), q.integer(4), q.integer(5)});
    if (!is_new && at->second.fen != q.integer(4)) { ambiguous.insert(at->first); }
  }
  for (std::string const& key : ambiguous) { out.erase(key); }
  return out;
}

void Panel::compare_with_unit(PanelDocument const& department, std::string_view unit_name, PanelDocument const& unit) {
  compare("unit_of_department", department, totals(department, unit_name), unit, totals(unit, {}));
}

Panel::Figures Panel::statements(PanelDocument const& document) {
  Query q = m_database.query(
      fmt::format("SELECT statement_id, subject, value, unit, fen, page, section || '|' || subject FROM statements "
                  "WHERE document = ? AND measure = 'amount' AND {} AND subject IS NOT NULL",
                  comparable));
  q.bind(0, document.key);
  Figures out;
  std::set<std::string> ambiguous;
  while (q.step()) {
    auto const [at, is_new] =
        out.emplace(q.text(6), PanelFigure{std::string(q.text(0)), std::string(q.text(1)), std::string(q.text(2)),
                                           std::string(q.text(3)), q.integer(4), q.integer(5)});
    if (!is_new && at->second.fen != q.integer(4)) { ambiguous.insert(at->first); }
  }
  for (std::string const& key : ambiguous) { out.erase(key); }
  return out;
}

/// The change that the text says should be this year's amount less that of last year's document.
void Panel::compare_changes(PanelDocument const& now, PanelDocument const& before) {
  Figures const ours = statements(now), theirs = statements(before);
  Query q = m_database.query(fmt::format(
      "SELECT statement_id, subject, value, unit, fen, page, section || '|' || subject "
      "FROM statements WHERE document = ? AND measure = 'change' AND {} AND subject IS NOT NULL AND base = ?",
      comparable));
  q.bind(0, now.key).bind(1, std::string_view(before.is_budget() ? "prior_budget" : "prior_final"));
  while (q.step()) {
    PanelFigure const change{std::string(q.text(0)), std::string(q.text(1)), std::string(q.text(2)),
                             std::string(q.text(3)), q.integer(4),           q.integer(5)};
    auto const mine = ours.find(std::string(q.text(6))), last = theirs.find(std::string(q.text(6)));
    if (mine == ours.end() || last == theirs.end()) { continue; }
    auto const a = last_digit(change), b = last_digit(mine->second), c = last_digit(last->second);
    if (!a || !b || !c) { continue; }
    add("change", now, change, before, last->second, mine->second.fen - last->second.fen, *a + *b + *c);
  }
}

void Panel::compare(std::string_view rule, PanelDocument const& d, Figures const& figures, PanelDocument const& other,
                    Figures const& others) {
  for (auto const& [key, figure] : figures) {
    auto const at = others.find(key);
    if (at == others.end()) { continue; }
    auto const a = last_digit(figure), b = last_digit(at->second);
    if (a && b) { add(rule, d, figure, other, at->second, at->second.fen, *a + *b); }
  }
}

void Panel::add(std::string_view rule, PanelDocument const& d, PanelFigure const& figure, PanelDocument const& other,
                PanelFigure const& from, std::int64_t expected_fen, std::int64_t twice_tolerance) {
  int const power = m_amounts.power_of(figure.unit).value_or(0), decimals = decimals_of(figure.amount);
  std::int64_t const difference = figure.fen - expected_fen;
  bool const pass = difference == 0, rounding = !pass && 2 * std::llabs(difference) <= twice_tolerance;
  std::string const id = fmt::format(
      "p{}", sha256_hex(fmt::format("{} {} {} {} {}", rule, d.key, figure.id, other.key, from.id)).substr(0, 16));
  std::string const expected = in_unit(expected_fen, power, decimals), off = in_unit(difference, power, decimals);
  m_insert.bind(0, id).bind(1, rule).bind(2, std::string_view(pass ? "pass" : rounding ? "rounding" : "fail"));
  m_insert.bind(3, figure.amount).bind(4, expected).bind(5, off);
  m_insert.bind(6, shortened(twice_tolerance * 5, power + 3, decimals)).bind(7, figure.unit);
  m_insert.bind(8, d.key).bind(9, figure.id).bind(10, figure.page);
  m_insert.bind(11, other.key).bind(12, from.id).bind(13, from.page).bind(14, figure.name);
  m_insert.bind_value(15, {}).bind_value(16, {});
  std::string chinese, english;
  if (!pass) {
    auto const say = [&](auto&& in_language) {
      auto const place = [&](PanelDocument const& x, std::int64_t page) {
        return in_language("panel_place", {{"title", std::string(base_name(x.file))}, {"page", std::to_string(page)}});
      };
      return in_language("panel", {{"place", place(d, figure.page)},
                                   {"other", place(other, from.page)},
                                   {"text", figure.name},
                                   {"printed", figure.amount},
                                   {"expected", expected},
                                   {"difference", off},
                                   {"unit", figure.unit}});
    };
    chinese = say([&](char const* key, Wording::Values const& v) { return m_wording.chinese(key, v); });
    english = say([&](char const* key, Wording::Values const& v) { return m_wording.english(key, v); });
    m_insert.bind(15, chinese).bind(16, english);
  }
  m_insert.run();
  ++(pass ? m_summary.passed : rounding ? m_summary.rounding : m_summary.failed);
}

} // namespace gongkai::dataset
