// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "text/pattern_file.hpp"

#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai {

/// A TOML text as values. Owns what its nodes point to.
class ParsedPatterns {
public:
  /// `file` is its name, for errors. \throws PatternError where the text is no TOML.
  ParsedPatterns(std::string_view file, std::string_view text);
  ParsedPatterns(ParsedPatterns const&) = delete;
  ParsedPatterns& operator=(ParsedPatterns const&) = delete;

  PatternNode const& root() const noexcept { return m_root; }

private:
  struct Builder;
  std::deque<std::string> m_texts;
  std::deque<std::vector<PatternNode>> m_lists;
  PatternNode m_root;
};

} // namespace gongkai
