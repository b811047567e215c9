// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Patterns that tell what a line (or a cell) says. They are data: arrays of tables in a TOML file, such as
///
///     [[unit]]
///     pattern = '^...$'            # RE2; matched anywhere unless anchored, against text without white space
///     longest = 60                 # characters; longer texts don't match (may be left out)
///     examples = ["..."]           # each must match
///     counter_examples = ["..."]   # none may match
#pragma once

#include "text/pattern.hpp"
#include "text/pattern_files.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai {

class PatternTable;

/// Where PatternFiles::examples_count(), compiles the pattern of a table and runs the table's examples: what is built
/// in has been through the tests, what a user gives is tried at once. `longest`: characters of a text it may match.
/// \throws PatternError
void try_examples(PatternFiles const& files, PatternTable const& table, Pattern const& pattern,
                  std::size_t longest = static_cast<std::size_t>(-1));

/// Where PatternFiles::examples_count(): \throws PatternError where a pattern has fewer groups than its users read.
void require_groups(PatternFiles const& files, PatternTable const& table, Pattern const& pattern, std::size_t least);

/// The groups of one match; views into the text that was matched.
struct LineMatch {
  std::size_t pattern = 0;              ///< Which of the set.
  std::vector<std::string_view> groups; ///< [0] is the whole match; a group that took no part is empty.
};

/// All patterns under one name in one file, in their order: the first that matches counts.
class LinePatterns {
public:
  /// Reads them; where PatternFiles::examples_count(), compiles them all and runs their examples. Each must have so
  /// many groups at least. \throws PatternError with file, line and reason.
  LinePatterns(PatternFiles const& files, std::string_view file, std::string_view name, std::size_t least_groups = 0);

  std::optional<LineMatch> match(std::string_view squeezed) const;
  bool matches(std::string_view squeezed) const;
  std::size_t size() const noexcept { return m_entries.size(); }

private:
  struct Entry {
    Pattern pattern;
    std::size_t longest; ///< Characters of a text it may match.
    bool admits(std::string_view text) const noexcept;
  };
  std::vector<Entry> m_entries;
};

} // namespace gongkai
