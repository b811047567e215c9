// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/line_patterns.hpp"

#include "text/characters.hpp"
#include "text/pattern.hpp"
#include "text/pattern_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <limits>

namespace gongkai {
namespace {

struct Entry {
  Pattern pattern;
  std::size_t longest; ///< Characters of a text it may match.
};

/// A text to match, and what is asked of it for every pattern.
struct Asked {
  explicit Asked(std::string_view squeezed)
      : text(squeezed), characters(squeezed), length(count_characters(squeezed)) {}
  std::string_view text;
  TextCharacters characters;
  std::size_t length;
};

bool matches(Entry const& entry, Asked const& asked) {
  return asked.length <= entry.longest && entry.pattern.matches(asked.text, asked.characters);
}

void run_examples(PatternTable const& table, Entry const& entry) {
  for (auto const& [key, expected] : {std::pair{"examples", true}, {"counter_examples", false}}) {
    std::vector<std::string> const texts = table.texts(key);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (matches(entry, Asked(texts[i])) != expected) {
        table.fail_at(
            key, fmt::format("\"{}\" should {}match {}", texts[i], expected ? "" : "not ", entry.pattern.expression()),
            i);
      }
    }
  }
}

} // namespace

struct LinePatterns::Members {
  std::vector<Entry> entries;
};

LinePatterns::LinePatterns(PatternFiles const& files, std::string_view file, std::string_view name)
    : m_members(std::make_unique<Members>()) {
  for (PatternTable const& table : PatternFile(files, file).tables(name)) {
    auto const longest = static_cast<std::size_t>(table.number_or("longest", std::numeric_limits<std::int64_t>::max()));
    Entry const& entry = m_members->entries.emplace_back(Entry{Pattern(table.text("pattern")), longest});
    // What is built in has been through the tests; what a user gives is compiled and tried at once.
    if (!files.examples_count()) { continue; }
    if (std::string const error = entry.pattern.error(); !error.empty()) { table.fail_at("pattern", error); }
    run_examples(table, entry);
  }
}

LinePatterns::LinePatterns(LinePatterns&&) noexcept = default;
LinePatterns& LinePatterns::operator=(LinePatterns&&) noexcept = default;
LinePatterns::~LinePatterns() = default;

std::optional<LineMatch> LinePatterns::match(std::string_view squeezed) const {
  Asked const asked(squeezed);
  LineMatch out;
  for (; out.pattern < m_members->entries.size(); ++out.pattern) {
    Entry const& entry = m_members->entries[out.pattern];
    if (asked.length <= entry.longest && entry.pattern.match(squeezed, asked.characters, out.groups)) { return out; }
  }
  return std::nullopt;
}

bool LinePatterns::matches(std::string_view squeezed) const {
  Asked const asked(squeezed);
  return std::any_of(m_members->entries.begin(), m_members->entries.end(),
                     [&](Entry const& e) { return gongkai::matches(e, asked); });
}

std::size_t LinePatterns::size() const noexcept { return m_members->entries.size(); }

} // namespace gongkai
