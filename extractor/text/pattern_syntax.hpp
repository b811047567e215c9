// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// The syntax of a pattern, read once for all that is done without RE2: what a text must hold to match, and the program
/// that matches short texts.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace gongkai {

struct CharacterRange {
  char32_t from = 0, to = 0;

  bool operator==(CharacterRange const&) const = default;
};

/// A class of characters: [...], \d, \s. Plain data; its ranges stand in a table with those of others.
class CharacterClass {
public:
  constexpr CharacterClass() = default;
  constexpr CharacterClass(std::array<std::uint64_t, 2> ascii, std::uint64_t low_bits, std::uint32_t first,
                           std::uint32_t count, bool negated) noexcept
      : m_ascii(ascii), m_low_bits(low_bits), m_first(first), m_count(count), m_negated(negated) {}

  /// Adds a range to a class, the last one of the table.
  void add(char32_t from, char32_t to, std::vector<CharacterRange>& table);
  void negate() noexcept;
  bool holds(char32_t c, std::span<CharacterRange const> table) const noexcept;
  std::span<CharacterRange const> ranges(std::span<CharacterRange const> table) const noexcept {
    return table.subspan(m_first, m_count); // without regard to negated()
  }

  bool operator==(CharacterClass const&) const = default;
  bool negated() const noexcept { return m_negated; }
  std::array<std::uint64_t, 2> const& ascii() const noexcept { return m_ascii; }
  std::uint64_t low_bits() const noexcept { return m_low_bits; }
  std::uint32_t first() const noexcept { return m_first; } ///< Of its ranges, in the table.
  std::uint32_t count() const noexcept { return m_count; }

private:
  std::array<std::uint64_t, 2> m_ascii{}; ///< Negated where the class is.
  std::uint64_t m_low_bits = 0; ///< Of the other characters of the ranges, by their low six bits: most are ruled out.
  std::uint32_t m_first = 0, m_count = 0;
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
  std::vector<CharacterRange> ranges; ///< Of the classes.
  int root = PatternPart::none;
  int groups = 0; ///< That capture.

  PatternPart const& at(int part) const { return parts[static_cast<std::size_t>(part)]; }
};

/// Nothing where RE2 would have to be asked what the expression means, or whether it is one at all: flags, properties
/// of Unicode, repetitions of what may be empty, and whatever patterns of wording hardly use.
std::optional<PatternTree> parse_pattern(std::string_view expression);

} // namespace gongkai
