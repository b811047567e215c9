// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/text_sums.hpp"

#include "check/sheet.hpp"
#include "check/suspects.hpp"

#include <algorithm>

namespace gongkai {
namespace {

/// Of more parts than these, one is by chance like what it should be.
constexpr std::size_t few = 20;

} // namespace

bool same_base(std::string_view a, std::string_view b) noexcept {
  constexpr std::string_view any = "prior_year", own = "this_budget";
  if (a == b) { return true; }
  if (a == own || b == own) { return false; }
  return a.empty() || b.empty() || a == any || b == any;
}

TextSums::TextSums(Extraction const& e, CheckPatterns const& patterns, std::span<ChangeOf const> changes,
                   std::vector<bool> const& nothing, Equations& equations)
    : m_e(e), m_patterns(patterns), m_nothing(nothing), m_equations(equations) {
  for (ChangeOf const& c : changes) {
    m_change_of.try_emplace(c.amount, c.change);
    if (auto const key = key_of(c.amount)) { m_change_of_value.try_emplace(*key, c.change); }
  }
  auto const& all = equations.all();
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    if (!is_rate(all[i].form)) { continue; }
    for (Term const& t : equations.terms(all[i])) { m_rates_of[t.figure].push_back(i); }
  }
}

/// Of an amount that no other one equals by chance.
std::optional<std::int64_t> TextSums::key_of(std::size_t amount) const {
  Quantity const* const q = quantity(amount);
  if (q == nullptr || !is_very_long(*q) || !m_e.statements[amount].yuan) { return std::nullopt; }
  return static_cast<std::int64_t>(q->value / ten_to(quantity_scale - 2)); // in hundredths of a yuan
}

/// The statement that says by how much an amount changed: its own, or that of the same amount elsewhere.
std::optional<std::size_t> TextSums::change_of(std::size_t amount) const {
  if (auto const own = m_change_of.find(amount); own != m_change_of.end()) { return own->second; }
  auto const key = key_of(amount);
  if (!key) { return std::nullopt; }
  auto const other = m_change_of_value.find(*key);
  return other == m_change_of_value.end() ? std::nullopt : std::optional(other->second);
}

/// A figure that is not what a rate says was misprinted; one that would no more be what a rate says was not.
bool TextSums::agrees_with_rates(std::size_t statement, Wide value) const {
  auto const rates = m_rates_of.find(figure(statement));
  return rates == m_rates_of.end() || std::all_of(rates->second.begin(), rates->second.end(), [&](std::uint32_t i) {
           return m_equations.holds_with(m_equations.all()[i], figure(statement), value);
         });
}

FigureIndex TextSums::figure(std::size_t statement) const { return figure_of_statement(m_e, statement); }

Quantity const* TextSums::quantity(std::size_t statement) const {
  auto const& q = m_equations.figures()[figure(statement)].quantity;
  return q ? &*q : nullptr;
}

std::optional<Equations::Outcome> TextSums::evaluate(std::size_t whole, std::vector<std::size_t> const& parts) const {
  std::vector<Term> terms;
  terms.reserve(parts.size());
  for (std::size_t const p : parts) { terms.push_back({figure(p), false}); }
  return m_equations.evaluate(EquationForm::sum, figure(whole), terms);
}

bool TextSums::fits(std::size_t whole, std::vector<std::size_t> const& parts) const {
  auto const outcome = evaluate(whole, parts);
  return outcome && outcome->status != CheckStatus::fail;
}

bool TextSums::fails_elsewhere(std::size_t whole, std::vector<std::size_t> const& parts) const {
  auto const is_one = [&](FigureIndex f) {
    return f == figure(whole) || std::any_of(parts.begin(), parts.end(), [&](std::size_t p) { return f == figure(p); });
  };
  auto const& all = m_equations.all();
  return std::any_of(all.begin(), all.end(), [&](Equation const& e) {
    bool const said = m_equations.family(e).trust == Trust::declared;
    if (e.status != CheckStatus::fail || !said) { return false; }
    auto const terms = m_equations.terms(e);
    return is_one(e.printed) ||
           std::any_of(terms.begin(), terms.end(), [&](Term const& t) { return is_one(t.figure); });
  });
}

bool TextSums::lacks_printed(std::size_t whole, std::vector<std::size_t> const& parts) const {
  auto const outcome = evaluate(whole, parts);
  if (!outcome) { return false; }
  Wide const lacking = absolute(outcome->difference);
  for (std::size_t i = 0; i < m_e.statements.size(); ++i) {
    if (m_e.statements[i].yuan && quantity(i) != nullptr && absolute(quantity(i)->value) == lacking) { return true; }
  }
  return false;
}

bool TextSums::complete(std::size_t whole) const {
  return m_patterns.complete_list.matches(m_e.statements[whole].subject);
}

bool TextSums::add(std::size_t whole, std::vector<std::size_t> const& parts, Parts known) {
  auto const outcome = evaluate(whole, parts);
  if (!outcome) { return false; }
  bool const holds = outcome->status != CheckStatus::fail, apart = known != Parts::any;
  bool const misprint = !holds && (is_misprint(whole, parts, *outcome) || (apart && is_too_much(parts, *outcome)));
  if (!holds && !misprint) { return false; }
  if (!m_known.insert({whole, parts}).second) { return true; }
  if (holds && known == Parts::all) { m_all_parts.try_emplace(whole, parts); }
  bool const nothing = apart && quantity(whole)->value == 0;
  add_equation(whole, parts, misprint || nothing || finds_misprints(whole, parts, *outcome), known);
  if (holds && m_e.statements[whole].measure != Measure::change) { add_changes(whole, parts, known); }
  return true;
}

void TextSums::add_open(std::size_t whole, std::vector<std::size_t> const& parts) {
  if (!m_known.insert({whole, parts}).second) { return; }
  add_equation(whole, parts, false);
  add_changes(whole, parts);
}

/// What adds up this year added up last year.
void TextSums::add_changes(std::size_t whole, std::vector<std::size_t> const& parts, Parts known) {
  auto const change = change_of(whole);
  if (!change) { return; }
  std::vector<std::size_t> changes;
  if (!take_changes(parts, *change, known, changes)) { return; }
  bool const all = known == Parts::all && is_change_of_all(whole, *change);
  add(*change, changes, all ? Parts::apart : Parts::any);
}

/// Whether a change is that of the whole itself, or of the same amount that is called a total too: what is left over
/// from last year may have changed as well.
bool TextSums::is_change_of_all(std::size_t whole, std::size_t change) const {
  auto const own = m_change_of.find(whole);
  if (own != m_change_of.end()) { return own->second == change; }
  return m_patterns.grand_total.matches(m_e.statements[change].subject);
}

/// Parts whose change is not said may have parts of which it is.
bool TextSums::take_changes(std::vector<std::size_t> const& parts, std::size_t of_whole, Parts& known,
                            std::vector<std::size_t>& changes) const {
  for (std::size_t const p : parts) {
    auto const own = m_change_of.find(p);
    if (own == m_change_of.end()) {
      auto const inner = m_all_parts.find(p);
      if (known != Parts::all || inner == m_all_parts.end()) { return false; }
      if (!take_changes(inner->second, of_whole, known, changes)) { return false; }
      continue;
    }
    if (own->second == of_whole || !same_base(m_e.statements[own->second].base, m_e.statements[of_whole].base)) {
      return false;
    }
    changes.push_back(own->second);
  }
  return true;
}

/// Whether a misprint of any long figure of the list would be taken for one (see is_misprint()).
bool TextSums::finds_misprints(std::size_t whole, std::vector<std::size_t> const& parts,
                               Equations::Outcome const& outcome) const {
  return complete(whole) || (parts.size() <= few && is_long(*quantity(whole)) && outcome.difference == 0);
}

/// Lists may leave parts out; then the whole is not by chance like the sum.
bool TextSums::is_misprint(std::size_t whole, std::vector<std::size_t> const& parts,
                           Equations::Outcome const& outcome) const {
  if (complete(whole)) { return true; }
  // All others make up the whole: the one that is left over may be one of which, or the counterpart of what ended.
  bool const left_over = std::any_of(parts.begin(), parts.end(), [&](std::size_t p) {
    Wide const value = quantity(p)->value;
    return value != 0 && value + outcome.difference == 0 && !m_nothing[p];
  });
  if (left_over) { return false; }
  bool const of_change = m_e.statements[whole].measure == Measure::change;
  auto const like_other = [&](std::size_t i, Wide other) {
    Quantity const& q = *quantity(i);
    // All others make up the whole, and the table says that there is none of this one.
    if (other == 0 && q.value != 0 && q.value != quantity(whole)->value && m_nothing[i]) { return true; }
    return likeness(q.value, other, q.step) > 0 && (is_long(q) || absolute(other) >= 100 * q.step) &&
           (!of_change || agrees_with_rates(i, other));
  };
  return like_other(whole, outcome.expected) ||
         (parts.size() <= few && std::any_of(parts.begin(), parts.end(), [&](std::size_t p) {
            return like_other(p, quantity(p)->value + outcome.difference);
          }));
}

/// Parts that are never more than the whole, and one of them is left over; or a whole of nothing but noughts.
bool TextSums::is_too_much(std::vector<std::size_t> const& parts, Equations::Outcome const& outcome) const {
  if (outcome.expected == 0) { return true; }
  return std::any_of(parts.begin(), parts.end(), [&](std::size_t p) {
    return quantity(p)->value != 0 && quantity(p)->value + outcome.difference == 0;
  });
}

void TextSums::add_equation(std::size_t whole, std::vector<std::size_t> const& parts, bool proving, Parts known) {
  // One open list says nothing for another: each is a family of its own.
  std::optional<std::uint32_t> own;
  auto& family = proving ? m_family : own;
  if (!family) {
    family = m_equations.add_family("parts of the text", CheckKind::prose_arithmetic,
                                    proving ? Trust::declared : Trust::adopted);
  }
  bool const all = complete(whole);
  std::vector<Term> terms;
  for (std::size_t const p : parts) {
    bool const seen =
        all || is_long(*quantity(p)) || (quantity(p)->value == 0 && (known != Parts::any || m_nothing[p]));
    terms.push_back({figure(p), false, !seen});
  }
  m_equations.add(EquationForm::sum, *family, figure(whole), terms);
}

} // namespace gongkai
