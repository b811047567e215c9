// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/link_statements.hpp"

#include "text/pattern_file.hpp"

#include <algorithm>
#include <cstdint>

namespace gongkai {
namespace {

constexpr auto links_file = "prose/links.toml";

/// An amount in ten-thousandths of a yuan, and half of what its last printed digit stands for.
struct Printed {
  std::int64_t value = 0;
  std::int64_t slack = 0;
};

std::optional<Printed> printed(Decimal const& amount, int power) {
  constexpr int fine = 4;
  auto const shifted = Decimal{amount.mantissa, 0}.times_power_of_ten(std::max(0, fine + power - amount.scale));
  auto const unit = Decimal{1, 0}.times_power_of_ten(std::max(0, fine + power - amount.scale));
  if (!shifted || !unit) { return std::nullopt; }
  return Printed{shifted->mantissa, unit->mantissa / 2};
}

struct Entry {
  Printed printed;
  std::size_t index = 0;
};

} // namespace

StatementLinker::StatementLinker(PatternFiles const& files, AmountReader const& amounts, LinkOptions const& options)
    : m_amounts(amounts), m_options(options), m_core(files, links_file, "core"), m_total_name(files, links_file, "total_name"),
      m_total_label(files, links_file, "total_label") {
  for (PatternTable const& t : PatternFile(files, links_file).tables("link")) { m_tables[t.text("section")] = t.texts("tables"); }
  for (PatternTable const& t : PatternFile(files, links_file).tables("kindred")) { m_kindred.push_back(t.texts("names")); }
}

std::string StatementLinker::core(std::string_view name) const {
  std::string out(name);
  while (auto const m = m_core.match(out)) {
    std::string shorter = std::string(m->groups[1]) + (m->groups.size() > 2 ? std::string(m->groups[2]) : std::string());
    if (shorter.empty() || shorter.size() >= out.size()) { break; }
    out = std::move(shorter);
  }
  return out;
}

int StatementLinker::name_score(std::string const& name, std::string_view other) const {
  if (name.empty() || other.empty()) { return 0; }
  std::string const theirs = core(other);
  if (name == theirs) { return m_options.same_name; }
  constexpr std::size_t telling = 6; // bytes: two ideographs
  bool const holds = name.size() >= telling && theirs.size() >= telling &&
                     (name.find(theirs) != std::string::npos || theirs.find(name) != std::string::npos);
  bool const kindred = std::any_of(m_kindred.begin(), m_kindred.end(), [&](std::vector<std::string> const& names) {
    return std::find(names.begin(), names.end(), name) != names.end() && std::find(names.begin(), names.end(), theirs) != names.end();
  });
  return holds || kindred ? m_options.similar_name : 0;
}

int StatementLinker::score(Statement const& s, Observation const& o) const {
  auto const slash = s.subject.rfind('/');
  std::string const last = slash == std::string::npos ? s.subject : s.subject.substr(slash + 1);
  std::string const name = core(last);
  int score = 0;
  std::string_view const label = o.name.label_path.empty() ? std::string_view(o.name.label) : std::string_view(o.name.label_path.back());
  int by_name = name_score(name, label);
  for (std::string const& header : o.path) { by_name = std::max(by_name, name_score(name, header)); }
  score += by_name;
  if (!s.code.empty() && (s.code == o.name.main.code || s.code == o.name.resolved_code)) { score += m_options.same_code; }
  if (slash != std::string::npos && o.name.label_path.size() >= 2) {
    std::string const above = s.subject.substr(0, slash);
    std::string const& theirs = o.name.label_path[o.name.label_path.size() - 2];
    score += above.ends_with(theirs) ? m_options.same_levels : 0;
  }
  auto const types = m_tables.find(s.section);
  if (types != m_tables.end() && std::find(types->second.begin(), types->second.end(), o.type) != types->second.end()) { score += m_options.table_of_section; }
  bool const total_row = o.name.label.empty() || m_total_label.matches(o.name.label);
  if (total_row && m_total_name.matches(last)) { score += m_options.total; }
  return score;
}

void StatementLinker::link(std::vector<Statement>& statements, std::span<Observation const> observations) const {
  std::vector<Entry> entries;
  std::int64_t widest = 0;
  for (std::size_t i = 0; i < observations.size(); ++i) {
    auto const power = m_amounts.power_of(observations[i].unit);
    auto const p = power ? printed(observations[i].amount, *power) : std::nullopt;
    if (!p) { continue; }
    entries.push_back({*p, i});
    widest = std::max(widest, p->slack);
  }
  std::sort(entries.begin(), entries.end(), [](Entry const& a, Entry const& b) { return a.printed.value < b.printed.value; });
  for (Statement& s : statements) {
    bool const amount = s.measure == Measure::amount || s.measure == Measure::prior_amount || s.measure == Measure::budget_amount;
    auto const power = amount && s.yuan ? m_amounts.power_of(s.unit) : std::nullopt;
    auto const p = power ? printed(s.value, *power) : std::nullopt;
    if (!p) { continue; }
    std::int64_t const reach = std::max(widest, p->slack);
    auto at = std::lower_bound(entries.begin(), entries.end(), p->value - reach, [](Entry const& e, std::int64_t v) { return e.printed.value < v; });
    std::vector<std::size_t> found;
    for (; at != entries.end() && at->printed.value <= p->value + reach; ++at) {
      Observation const& o = observations[at->index];
      std::int64_t const apart = std::abs(at->printed.value - p->value);
      if (apart > std::max(at->printed.slack, p->slack) || o.prior_year != (s.measure == Measure::prior_amount)) { continue; }
      if (score(s, o) >= m_options.enough) { found.push_back(at->index); }
    }
    std::sort(found.begin(), found.end());
    for (std::size_t const i : found) { s.links.push_back(observations[i].id); }
  }
}

} // namespace gongkai
