// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/link_statements.hpp"

#include "text/pattern_file.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace gongkai {
namespace {

constexpr auto links_file = "prose/links.toml";

/// An amount in ten-thousandths of a yuan, and half of what its last printed digit stands for.
struct Printed {
  std::int64_t value = 0;
  std::int64_t slack = 0;
};

/// Nothing for an amount that is printed finer, or is larger than whole numbers of that size tell apart.
std::optional<Printed> printed(Decimal const& amount, int power) {
  constexpr int fine = 4;
  constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max() / 4; // differences and reaches fit, too
  int const steps = fine + power - amount.scale;
  if (steps < 0) { return std::nullopt; }
  auto const shifted = Decimal{amount.mantissa, 0}.times_power_of_ten(steps);
  auto const unit = Decimal{1, 0}.times_power_of_ten(steps);
  if (!shifted || !unit || unit->mantissa > largest || shifted->mantissa > largest || shifted->mantissa < -largest) {
    return std::nullopt;
  }
  return Printed{shifted->mantissa, unit->mantissa / 2};
}

struct Entry {
  Printed printed;
  std::size_t index = 0;
};

} // namespace

StatementLinker::StatementLinker(PatternFiles const& files, AmountReader const& amounts, LinkOptions const& options)
    : m_amounts(amounts), m_options(options), m_core(files, links_file, "core", 1),
      m_total_name(files, links_file, "total_name"), m_total_label(files, links_file, "total_label") {
  for (PatternTable const& t : PatternFile(files, links_file).tables("link")) {
    m_tables[t.text("section")] = t.texts("tables");
  }
  for (PatternTable const& t : PatternFile(files, links_file).tables("kindred")) {
    m_kindred.push_back(t.texts("names"));
  }
}

std::string StatementLinker::core(std::string_view name) const {
  std::string out(name);
  while (auto const m = m_core.match(out)) {
    std::string shorter =
        std::string(m->groups[1]) + (m->groups.size() > 2 ? std::string(m->groups[2]) : std::string());
    if (shorter.empty() || shorter.size() >= out.size()) { break; }
    out = std::move(shorter);
  }
  return out;
}

int StatementLinker::name_score(std::string const& name, std::string const& other, Cores& cores) const {
  if (name.empty() || other.empty()) { return 0; }
  auto const [kept, is_new] = cores.try_emplace(other);
  if (is_new) { kept->second = core(other); }
  std::string const& theirs = kept->second;
  if (name == theirs) { return m_options.same_name; }
  constexpr std::size_t telling = 6; // bytes: two ideographs
  bool const holds = name.size() >= telling && theirs.size() >= telling &&
                     (name.find(theirs) != std::string::npos || theirs.find(name) != std::string::npos);
  bool const kindred = std::any_of(m_kindred.begin(), m_kindred.end(), [&](std::vector<std::string> const& names) {
    return std::find(names.begin(), names.end(), name) != names.end() &&
           std::find(names.begin(), names.end(), theirs) != names.end();
  });
  return holds || kindred ? m_options.similar_name : 0;
}

StatementLinker::Asked StatementLinker::ask(Statement const& s) const {
  Asked out;
  std::string_view last = s.subject;
  if (auto const slash = last.rfind('/'); slash != std::string_view::npos) {
    out.above = last.substr(0, slash);
    last.remove_prefix(slash + 1);
  }
  out.core = core(last);
  out.code = s.code;
  auto const tables = m_tables.find(s.section);
  out.tables = tables == m_tables.end() ? nullptr : &tables->second;
  out.whole = m_total_name.matches(last);
  return out;
}

int StatementLinker::score(Asked const& asked, Observation const& o, Cores& cores) const {
  std::vector<std::string> const& path = o.name.label_path;
  int score = name_score(asked.core, path.empty() ? o.name.label : path.back(), cores);
  for (std::string const& header : o.path) { score = std::max(score, name_score(asked.core, header, cores)); }
  if (!asked.code.empty() && (asked.code == o.name.main.code || asked.code == o.name.resolved_code)) {
    score += m_options.same_code;
  }
  if (!asked.above.empty() && path.size() >= 2 && asked.above.ends_with(path[path.size() - 2])) {
    score += m_options.same_levels;
  }
  bool const of_section =
      asked.tables != nullptr && std::find(asked.tables->begin(), asked.tables->end(), o.type) != asked.tables->end();
  if (of_section) { score += m_options.table_of_section; }
  if (asked.whole && (o.name.label.empty() || m_total_label.matches(o.name.label))) { score += m_options.total; }
  return score;
}

void StatementLinker::link(std::vector<Statement>& statements, std::span<Observation const> observations) const {
  std::vector<Entry> entries;
  Cores cores;
  std::int64_t widest = 0;
  for (std::size_t i = 0; i < observations.size(); ++i) {
    auto const power = m_amounts.power_of(observations[i].unit);
    auto const p = power ? printed(observations[i].amount, *power) : std::nullopt;
    if (!p) { continue; }
    entries.push_back({*p, i});
    widest = std::max(widest, p->slack);
  }
  std::sort(entries.begin(), entries.end(),
            [](Entry const& a, Entry const& b) { return a.printed.value < b.printed.value; });
  for (Statement& s : statements) {
    bool const amount =
        s.measure == Measure::amount || s.measure == Measure::prior_amount || s.measure == Measure::budget_amount;
    auto const power = amount && s.yuan ? m_amounts.power_of(s.unit) : std::nullopt;
    auto const p = power ? printed(s.value, *power) : std::nullopt;
    if (!p) { continue; }
    Asked const asked = ask(s);
    std::int64_t const reach = std::max(widest, p->slack);
    auto at = std::lower_bound(entries.begin(), entries.end(), p->value - reach,
                               [](Entry const& e, std::int64_t v) { return e.printed.value < v; });
    std::vector<std::size_t> found;
    for (; at != entries.end() && at->printed.value <= p->value + reach; ++at) {
      Observation const& o = observations[at->index];
      std::int64_t const apart = std::abs(at->printed.value - p->value);
      if (apart > std::max(at->printed.slack, p->slack) || o.prior_year != (s.measure == Measure::prior_amount)) {
        continue;
      }
      if (score(asked, o, cores) >= m_options.enough) { found.push_back(at->index); }
    }
    std::sort(found.begin(), found.end());
    for (std::size_t const i : found) { s.links.push_back(observations[i].id); }
  }
}

} // namespace gongkai
