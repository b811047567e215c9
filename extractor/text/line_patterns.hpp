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

#include "text/pattern_files.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai {

/// The groups of one match; views into the text that was matched.
struct LineMatch {
  std::size_t pattern = 0;              ///< Which of the set.
  std::vector<std::string_view> groups; ///< [0] is the whole match; a group that took no part is empty.
};

/// All patterns under one name in one file, in their order: the first that matches counts.
class LinePatterns {
public:
  /// Reads them; where PatternFiles::examples_count(), compiles them all and runs their examples. \throws PatternError
  /// with file, line and reason.
  LinePatterns(PatternFiles const& files, std::string_view file, std::string_view name);
  LinePatterns(LinePatterns&&) noexcept;
  LinePatterns& operator=(LinePatterns&&) noexcept;
  ~LinePatterns();

  std::optional<LineMatch> match(std::string_view squeezed) const;
  bool matches(std::string_view squeezed) const;
  std::size_t size() const noexcept;

private:
  struct Members;
  std::unique_ptr<Members> m_members;
};

} // namespace gongkai
