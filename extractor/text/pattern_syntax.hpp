// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// The syntax of a pattern, read once for all that is done without RE2: what a text must hold to match, and the program
/// that matches short texts.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace gongkai {

/// A class of characters: [...], \d, \s.
class CharacterClass {
public:
  void add(char32_t from, char32_t to);
  void negate() noexcept;
  bool holds(char32_t c) const noexcept;
  bool negated() const noexcept { return m_negated; }

  struct Range {
    char32_t from = 0, to = 0;
  };
  std::vector<Range> const& ranges() const noexcept { return m_ranges; } ///< Without regard to negated().

private:
  std::vector<Range> m_ranges;
  std::array<std::uint64_t, 2> m_ascii{}; ///< Negated where the class is.
  std::uint64_t m_low_bits = 0; ///< Of the other characters of the ranges, by their low six bits: most are ruled out.
  bool m_negated = false;
};

/// A node of the syntax tree; `child` is its first part, `next` the part after it in the same list.
struct PatternPart {
  enum class Kind : std::uint8_t { character, any, of_class, begin, end, sequence, choice, repeat, group };
  static constexpr int none = -1;

  Kind kind = Kind::sequence;
  bool lazy = false;          ///< Of a repeat: as few as possible.
  bool may_be_empty = false;  ///< It may match no character.
  int least = 0, most = none; ///< Of a repeat; no most: any number.
  int number = 0;             ///< Of a group, counted from 1; of a class, its index.
  char32_t character = 0;
  int child = none, next = none;
};

struct PatternTree {
  std::vector<PatternPart> parts;
  std::vector<CharacterClass> classes;
  int root = PatternPart::none;
  int groups = 0; ///< That capture.

  PatternPart const& at(int part) const { return parts[static_cast<std::size_t>(part)]; }
};

/// Nothing where RE2 would have to be asked what the expression means, or whether it is one at all: flags, properties
/// of Unicode, repetitions of what may be empty, and whatever patterns of wording hardly use.
std::optional<PatternTree> parse_pattern(std::string_view expression);

} // namespace gongkai
