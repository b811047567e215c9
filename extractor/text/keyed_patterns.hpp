// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Patterns that tell what a text means: each carries the key it stands for. They are data, such as
///
///     [[measure]]
///     key = "basic_expenditure"
///     patterns = ['^...$', '...']     # RE2; one of them must match
///     flags = ["qualifies"]           # what else the user of the patterns wants to know
///     examples = ["..."]              # each must get this key
///     counter_examples = ["..."]      # none may get it
#pragma once

#include "text/pattern.hpp"
#include "text/pattern_files.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai {

class PatternTable;

/// Many patterns, asked together.
class PatternSet {
public:
  /// Adds the patterns of a list of a table, and returns their indexes. Where PatternFiles::examples_count(), compiles
  /// them at once. \throws PatternError where one has an error.
  std::vector<std::size_t> add(PatternFiles const& files, PatternTable const& table, std::string_view key);

  /// Indexes of all patterns that match somewhere in the text, rising.
  std::vector<std::size_t> matches(std::string_view text) const;

  /// The first of them.
  std::optional<std::size_t> first_match(std::string_view text) const;

private:
  std::vector<Pattern> m_patterns;
};

/// All patterns under one name in one file, in their order: the first that matches counts.
class KeyedPatterns {
public:
  struct Entry {
    std::string key;
    std::vector<std::string> flags;
    int line = 0; ///< In the file, counted from 1.
    bool has(std::string_view flag) const;
  };

  /// Reads them; where PatternFiles::examples_count(), compiles them all and runs their examples. \throws PatternError
  /// with file, line and reason.
  KeyedPatterns(PatternFiles const& files, std::string_view file, std::string_view name);

  /// The entry for a text without white space, or null. Lives as long as this object.
  Entry const* find(std::string_view squeezed) const;

private:
  std::vector<Entry> m_entries;
  std::vector<std::size_t> m_entry_of; ///< For each pattern.
  PatternSet m_set;
};

} // namespace gongkai
