// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// What a pattern is made into to be matched without RE2: plain tables without pointers. Those of patterns/ are made
/// when the program is built (embed_patterns.cpp), since making them at each start takes as long as reading a page;
/// others at their first text.
#pragma once

#include "text/first_characters.hpp"
#include "text/pattern_syntax.hpp"
#include "text/required_characters.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai {

struct PatternStep {
  enum class Op : std::uint8_t { text, any, of_class, begin, end, save, choice, jump, found };
  enum class Loop : std::uint8_t { none, greedy, lazy };
  static constexpr int no_table = -1;

  Op op = Op::found;
  std::uint32_t a = 0, b = 0; ///< Text: begin and length. Choice: first branch and count. Else: a target or index.
  std::uint32_t number = 0;   ///< Of a choice: the choices before it.
  int table = no_table;       ///< Of a choice of many branches.
  Loop loop = Loop::none;     ///< Of a choice to go on with one character after the other, or not.

  bool operator==(PatternStep const&) const = default;
};

/// Where an alternative begins, and what must stand there: these bytes, and one of these characters.
struct PatternBranch {
  static constexpr int any_first = -1;

  std::uint32_t target = 0;
  std::uint32_t mask = 0, bytes = 0;
  int first = any_first; ///< Of PatternCode::firsts.

  bool operator==(PatternBranch const&) const = default;
};

/// For each key of a character the branches that may begin with it.
using PatternBranchTable = std::array<std::uint64_t, 64>;

/// What is known of a pattern: views into tables that live longer.
struct PatternCode {
  bool understood = false;  ///< Without RE2: else nothing below means anything.
  bool has_program = false; ///< Not where it would be very long.
  bool from_begin = false;  ///< It matches at the beginning of a text or nowhere.
  int groups = 0;           ///< That capture.
  std::uint32_t choices = 0;
  std::optional<FirstCharacters> first;  ///< Of a match; nothing where it may match no character.
  std::optional<FirstCharacters> second; ///< The character behind it; nothing where there may be none.
  std::optional<FirstCharacters> last;   ///< Of the text; nothing where a match may end before it.
  RequiredCharacters required;
  std::span<PatternStep const> steps;
  std::span<PatternBranch const> branches;
  std::span<CharacterClass const> classes;
  std::span<CharacterRange const> ranges; ///< Of the classes.
  std::span<FirstCharacters const> firsts;
  std::span<PatternBranchTable const> tables;
  std::string_view texts;
};

/// The tables of one pattern that was made at run time, or of many while the program is built.
class PatternTables {
public:
  /// Makes a pattern's code, whose views are into this object: it must not be moved or added to as long as they are
  /// used.
  static PatternTables of(std::string_view expression);

  PatternCode code() const;

  PatternCode head; ///< Without its views.
  std::vector<CharacterSlots> slots;
  std::vector<PatternStep> steps;
  std::vector<PatternBranch> branches;
  std::vector<CharacterClass> classes;
  std::vector<CharacterRange> ranges;
  std::vector<FirstCharacters> firsts;
  std::vector<PatternBranchTable> tables;
  std::string texts;
};

/// A part of a table of all patterns.
struct TableSlice {
  std::uint32_t at = 0, count = 0;
};

/// A pattern of patterns/, as it is built in: its code, with slices instead of views.
struct BuiltInPattern {
  TableSlice expression;
  bool understood = false, has_program = false, from_begin = false;
  int groups = 0;
  std::uint32_t choices = 0;
  std::optional<FirstCharacters> first, second, last;
  CharacterSlots all;
  TableSlice any, steps, branches, classes, ranges, firsts, tables, texts;
};

/// The code of an expression that is built in, or nothing.
std::optional<PatternCode> built_in_code(std::string_view expression);

/// What embed_patterns writes: patterns by their expressions, and the tables of all.
struct BuiltInPatterns {
  std::span<BuiltInPattern const> patterns;
  char const* expressions;
  CharacterSlots const* slots;
  PatternStep const* steps;
  PatternBranch const* branches;
  CharacterClass const* classes;
  CharacterRange const* ranges;
  FirstCharacters const* firsts;
  PatternBranchTable const* tables;
  char const* texts;
};
BuiltInPatterns const& built_in_patterns() noexcept;

} // namespace gongkai
