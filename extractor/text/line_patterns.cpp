// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/line_patterns.hpp"

#include "text/characters.hpp"
#include "text/pattern_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <limits>

namespace gongkai {

void try_examples(PatternFiles const& files, PatternTable const& table, Pattern const& pattern, std::size_t longest) {
  if (!files.examples_count()) { return; }
  if (std::string const error = pattern.error(); !error.empty()) { table.fail_at("pattern", error); }
  for (PatternExample const& e : examples_of(table)) {
    bool const matches = count_characters(e.text) <= longest && pattern.matches(e.text, TextCharacters(e.text));
    if (matches == e.expected) { continue; }
    table.fail_at(
        e.key, fmt::format("\"{}\" should {}match {}", e.text, e.expected ? "" : "not ", pattern.expression()), e.item);
  }
}

void require_groups(PatternFiles const& files, PatternTable const& table, Pattern const& pattern, std::size_t least) {
  if (!files.examples_count() || pattern.groups() >= least) { return; }
  table.fail_at("pattern", fmt::format("{} has {} groups; what stands in group {} is read", pattern.expression(),
                                       pattern.groups(), least));
}

bool LinePatterns::Entry::admits(std::string_view text) const noexcept {
  return text.size() <= longest || count_characters(text) <= longest;
}

LinePatterns::LinePatterns(PatternFiles const& files, std::string_view file, std::string_view name,
                           std::size_t least_groups) {
  for (PatternTable const& table : PatternFile(files, file).tables(name)) {
    auto const longest = static_cast<std::size_t>(table.number_or("longest", std::numeric_limits<std::int64_t>::max()));
    m_entries.push_back({Pattern(table.text("pattern")), longest});
    require_groups(files, table, m_entries.back().pattern, least_groups);
    try_examples(files, table, m_entries.back().pattern, longest);
  }
}

std::optional<LineMatch> LinePatterns::match(std::string_view squeezed) const {
  TextCharacters const characters(squeezed);
  LineMatch out;
  for (; out.pattern < m_entries.size(); ++out.pattern) {
    Entry const& entry = m_entries[out.pattern];
    if (entry.admits(squeezed) && entry.pattern.match(squeezed, characters, out.groups)) { return out; }
  }
  return std::nullopt;
}

bool LinePatterns::matches(std::string_view squeezed) const {
  TextCharacters const characters(squeezed);
  return std::any_of(m_entries.begin(), m_entries.end(),
                     [&](Entry const& e) { return e.admits(squeezed) && e.pattern.matches(squeezed, characters); });
}

} // namespace gongkai
