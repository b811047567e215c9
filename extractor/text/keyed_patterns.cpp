// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/keyed_patterns.hpp"

#include "text/pattern_file.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace gongkai {

std::vector<std::size_t> PatternSet::add(PatternFiles const& files, PatternTable const& table, std::string_view key) {
  std::vector<std::size_t> added;
  for (std::string& expression : table.texts(key)) {
    added.push_back(m_patterns.size());
    Pattern const& pattern = m_patterns.emplace_back(std::move(expression));
    if (!files.examples_count()) { continue; }
    if (std::string const error = pattern.error(); !error.empty()) {
      table.fail(fmt::format("{}: {}", pattern.expression(), error));
    }
  }
  return added;
}

std::vector<std::size_t> PatternSet::matches(std::string_view text) const {
  TextCharacters const characters(text);
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < m_patterns.size(); ++i) {
    if (m_patterns[i].matches(text, characters)) { out.push_back(i); }
  }
  return out;
}

std::optional<std::size_t> PatternSet::first_match(std::string_view text) const {
  TextCharacters const characters(text);
  auto const found =
      std::find_if(m_patterns.begin(), m_patterns.end(), [&](Pattern const& p) { return p.matches(text, characters); });
  if (found == m_patterns.end()) { return std::nullopt; }
  return static_cast<std::size_t>(found - m_patterns.begin());
}

bool KeyedPatterns::Entry::has(std::string_view flag) const {
  return std::find(flags.begin(), flags.end(), flag) != flags.end();
}

KeyedPatterns::KeyedPatterns(PatternFiles const& files, std::string_view file, std::string_view name) {
  PatternFile const parsed(files, file);
  std::vector<PatternTable> const tables = parsed.tables(name);
  for (PatternTable const& table : tables) {
    m_entry_of.resize(m_entry_of.size() + m_set.add(files, table, "patterns").size(), m_entries.size());
    m_entries.push_back({table.text("key"), table.texts("flags"), table.line()});
  }
  if (!files.examples_count()) { return; }
  for (std::size_t i = 0; i < tables.size(); ++i) {
    for (PatternExample const& example : examples_of(tables[i])) {
      Entry const* const got = find(example.text);
      if ((got == &m_entries[i]) == example.expected) { continue; }
      tables[i].fail(fmt::format("\"{}\" should {}be {}, but is {}", example.text, example.expected ? "" : "not ",
                                 m_entries[i].key, got ? got->key : "nothing"));
    }
  }
}

KeyedPatterns::Entry const* KeyedPatterns::find(std::string_view squeezed) const {
  std::optional<std::size_t> const hit = m_set.first_match(squeezed);
  return hit ? &m_entries[m_entry_of[*hit]] : nullptr;
}

} // namespace gongkai
