// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/keyed_patterns.hpp"

#include "text/pattern_file.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace gongkai {

std::size_t PatternSet::add(std::string expression) {
  m_patterns.emplace_back(std::move(expression));
  return m_patterns.size() - 1;
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
    for (std::string& expression : table.texts("patterns")) {
      std::size_t const added = m_set.add(std::move(expression));
      m_entry_of.push_back(m_entries.size());
      if (!files.examples_count()) { continue; }
      if (std::string const error = m_set[added].error(); !error.empty()) {
        table.fail(fmt::format("{}: {}", m_set[added].expression(), error));
      }
    }
    m_entries.push_back({table.text("key"), table.texts("flags"), table.line()});
  }
  if (!files.examples_count()) { return; }
  for (std::size_t i = 0; i < tables.size(); ++i) {
    for (auto const& [key, expected] : {std::pair{"examples", true}, {"counter_examples", false}}) {
      for (std::string const& example : tables[i].texts(key)) {
        Entry const* const got = find(example);
        if ((got == &m_entries[i]) == expected) { continue; }
        tables[i].fail(fmt::format("\"{}\" should {}be {}, but is {}", example, expected ? "" : "not ",
                                   m_entries[i].key, got ? got->key : "nothing"));
      }
    }
  }
}

KeyedPatterns::Entry const* KeyedPatterns::find(std::string_view squeezed) const {
  std::optional<std::size_t> const hit = m_set.first_match(squeezed);
  return hit ? &m_entries[m_entry_of[*hit]] : nullptr;
}

} // namespace gongkai
