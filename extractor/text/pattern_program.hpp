// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Matches a pattern against short texts without RE2. RE2 analyses a pattern so that long texts are cheap: that takes
/// as long as matching it a thousand times against a line of a page, and most patterns meet a handful of texts in a
/// document. This goes the alternatives in their order and goes back where one fails, and never tries one twice at
/// one place: so its time is linear in the text too. What it finds is what RE2 finds.
#pragma once

#include "text/first_characters.hpp"
#include "text/pattern_syntax.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai {

class PatternProgram {
public:
  /// Nothing where it would become very long.
  static std::optional<PatternProgram> of(PatternTree const& tree);

  /// The groups of a match as pairs of places, [0] the whole match; `nowhere` where one took no part.
  using Places = std::vector<std::size_t>;
  static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

  /// Whether it matches somewhere at or after `from`; nothing where the text is too long. `places` may be null.
  std::optional<bool> match(std::string_view text, std::size_t from, Places* places) const;

  int groups() const noexcept { return m_groups; }

private:
  enum class Op : std::uint8_t { text, any, of_class, begin, end, save, choice, jump, found };
  enum class Loop : std::uint8_t { none, greedy, lazy };
  static constexpr int no_table = -1;
  struct Step {
    Op op = Op::found;
    std::uint32_t a = 0, b = 0; ///< Text: begin and length. Choice: first branch and count. Else: a target or index.
    std::uint32_t number = 0;   ///< Of a choice: the choices before it.
    int table = no_table;       ///< Of a choice of many branches.
    Loop loop = Loop::none;     ///< Of a choice to go on with one character after the other, or not.
  };
  /// Where an alternative begins, and what must stand there: these bytes, and one of these characters.
  struct Branch {
    std::uint32_t target = 0;
    std::uint32_t mask = 0, bytes = 0;
    int first = any_first; ///< Of m_firsts.
  };
  static constexpr int any_first = -1;
  /// For each key of a character the branches that may begin with it.
  using BranchTable = std::array<std::uint64_t, 64>;
  class Writer;
  class Run;

  std::size_t find_beginning(std::string_view text, std::size_t at) const noexcept;

  std::vector<Step> m_steps;
  std::vector<Branch> m_branches;
  std::vector<CharacterClass> m_classes;
  std::vector<FirstCharacters> m_firsts;
  std::vector<BranchTable> m_tables;
  std::string m_texts;
  std::optional<FirstCharacters> m_first;  ///< Of a match; nothing where it may match no character.
  std::optional<FirstCharacters> m_second; ///< The character behind it; nothing where there may be none.
  std::uint32_t m_choices = 0;
  int m_groups = 0;
  bool m_from_begin = false;
};

} // namespace gongkai
