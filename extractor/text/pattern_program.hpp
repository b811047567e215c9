// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Matches a pattern against short texts without RE2. RE2 analyses a pattern so that long texts are cheap: that takes
/// as long as matching it a thousand times against a line of a page, and most patterns meet a handful of texts in a
/// document. This goes the alternatives in their order and goes back where one fails, and never tries one twice at
/// one place: so its time is linear in the text too. What it finds is what RE2 finds.
#pragma once

#include "text/pattern_syntax.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai {

/// The characters a match may begin with, by the bytes of their UTF-8.
class FirstCharacters {
public:
  void add(char32_t c) noexcept;
  void add(CharacterClass const& characters) noexcept;
  void add_all() noexcept;
  void add(FirstCharacters const& others) noexcept;

  /// Where a match may begin, from `at` on; text.size() where it may nowhere.
  std::size_t find(std::string_view text, std::size_t at) const noexcept;

private:
  std::array<std::uint64_t, 4> m_lead{};
  std::uint64_t m_second = 0, m_third = 0; ///< Of characters of three bytes.
};

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
  struct Step {
    Op op = Op::found;
    std::uint32_t a = 0, b = 0; ///< Text: begin and length. Choice: first branch and count. Else: a target or index.
    std::uint32_t number = 0;   ///< Of a choice: the choices before it.
  };
  /// Where an alternative begins, and with which character it must; 0: with any, or none.
  struct Branch {
    std::uint32_t target = 0;
    char32_t first = 0;
    int first_class = PatternPart::none;
  };
  class Writer;
  class Run;

  std::vector<Step> m_steps;
  std::vector<Branch> m_branches;
  std::vector<CharacterClass> m_classes;
  std::string m_texts;
  FirstCharacters m_first;
  std::uint32_t m_choices = 0;
  int m_groups = 0;
  bool m_may_be_empty = false, m_from_begin = false;
};

} // namespace gongkai
