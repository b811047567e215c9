// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// One RE2 pattern of patterns/, and what lets most of them be passed over without being compiled or run: the
/// characters that each text it matches must hold. A document needs a part of all patterns, and compiling them all
/// would take as long as reading ten pages.
#pragma once

#include "text/text_characters.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai {

/// Thread-safe. It is compiled once, at the first text that may match. Equal expressions share what they compile to.
class Pattern {
public:
  explicit Pattern(std::string expression);
  std::string const& expression() const noexcept;

  /// Compiles it; why it is no RE2 pattern, or empty. One with an error matches nothing.
  std::string error() const;

  /// How many groups capture; 0 where it has an error.
  std::size_t groups() const;

  /// Whether it matches somewhere in `text`, whose characters are `characters`.
  bool matches(std::string_view text, TextCharacters const& characters) const;

  /// As matches(), at or after the byte `from`, and sets `groups` to its groups, [0] the whole match; one that took no
  /// part is empty, and stands at the match's end. Where `barred` says so, by byte, no match begins.
  bool match(std::string_view text, TextCharacters const& characters, std::vector<std::string_view>& groups,
             std::size_t from = 0, std::vector<bool> const* barred = nullptr) const;

private:
  struct Members;
  std::shared_ptr<Members const> m_members;
};

} // namespace gongkai
