// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/keyed_patterns.hpp"

#include "text/toml_file.hpp"

#include <fmt/format.h>
#include <re2/set.h>

#include <algorithm>

namespace gongkai {

struct PatternSet::Members {
  Members() : set(options(), RE2::UNANCHORED) {}

  static RE2::Options options() {
    RE2::Options o;
    o.set_log_errors(false);
    o.set_max_mem(64 << 20); // the automaton of all table titles together; RE2 falls back to slower matching below that
    return o;
  }

  RE2::Set set;
  std::size_t size = 0;
};

PatternSet::PatternSet() : m_members(std::make_unique<Members>()) {}
PatternSet::PatternSet(PatternSet&&) noexcept = default;
PatternSet& PatternSet::operator=(PatternSet&&) noexcept = default;
PatternSet::~PatternSet() = default;

std::size_t PatternSet::add(std::string_view pattern, std::string_view place) {
  std::string error;
  int const index = m_members->set.Add({pattern.data(), pattern.size()}, &error);
  if (index < 0) { throw PatternError(fmt::format("patterns/{}: {}: {}", place, pattern, error)); }
  ++m_members->size;
  return static_cast<std::size_t>(index);
}

void PatternSet::compile() {
  if (!m_members->set.Compile()) { throw PatternError("patterns: too many or too large patterns for one set"); }
}

std::vector<std::size_t> PatternSet::matches(std::string_view text) const {
  std::vector<int> hits;
  std::vector<std::size_t> out;
  if (m_members->size == 0 || !m_members->set.Match({text.data(), text.size()}, &hits)) { return out; }
  out.assign(hits.begin(), hits.end());
  std::sort(out.begin(), out.end());
  return out;
}

bool KeyedPatterns::Entry::has(std::string_view flag) const { return std::find(flags.begin(), flags.end(), flag) != flags.end(); }

KeyedPatterns::KeyedPatterns(PatternFiles const& files, std::string_view file, std::string_view name) {
  TomlFile const toml(files, file);
  std::vector<toml::table const*> const tables = toml.tables(name);
  for (toml::table const* table : tables) {
    Entry entry;
    entry.key = toml.text(*table, "key");
    entry.flags = toml.texts(*table, "flags");
    entry.line = static_cast<int>(table->source().begin.line);
    for (std::string const& pattern : toml.texts(*table, "patterns")) {
      m_set.add(pattern, fmt::format("{}:{}", file, entry.line));
      m_entry_of.push_back(m_entries.size());
    }
    m_entries.push_back(std::move(entry));
  }
  m_set.compile();
  if (!files.examples_count()) { return; }
  for (std::size_t i = 0; i < tables.size(); ++i) {
    for (auto const& [key, expected] : {std::pair{"examples", true}, {"counter_examples", false}}) {
      for (std::string const& example : toml.texts(*tables[i], key)) {
        Entry const* const got = find(example);
        if ((got == &m_entries[i]) == expected) { continue; }
        toml.fail(*tables[i], fmt::format("\"{}\" should {}be {}, but is {}", example, expected ? "" : "not ", m_entries[i].key, got ? got->key : "nothing"));
      }
    }
  }
}

KeyedPatterns::Entry const* KeyedPatterns::find(std::string_view squeezed) const {
  std::vector<std::size_t> const hits = m_set.matches(squeezed);
  return hits.empty() ? nullptr : &m_entries[m_entry_of[hits.front()]];
}

} // namespace gongkai
