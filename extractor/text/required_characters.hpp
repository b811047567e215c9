// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// The characters that each text a pattern matches must hold: most texts lack one, and need not be matched.
#pragma once

#include "text/pattern_syntax.hpp"
#include "text/text_characters.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace gongkai {

/// Slots of characters that a text must all hold; at most so many, which tell enough.
class CharacterSlots {
public:
  static constexpr std::size_t most = 7;
  constexpr CharacterSlots() = default;
  constexpr CharacterSlots(std::array<std::uint16_t, most> slots, std::uint16_t size) noexcept
      : m_slots(slots), m_size(size) {}

  void add(std::uint16_t slot) noexcept;
  bool held_by(TextCharacters const& text) const noexcept {
    // NOLINTNEXTLINE(readability-use-anyofallof): unrolled for long lists, which these are not, it takes a third more
    for (std::uint16_t const slot : *this) {
      if (!text.may_hold(slot)) { return false; }
    }
    return true;
  }
  bool operator==(CharacterSlots const&) const = default;
  std::size_t size() const noexcept { return m_size; }
  std::uint16_t const* begin() const noexcept { return m_slots.data(); }
  std::uint16_t const* end() const noexcept { return m_slots.data() + m_size; }

private:
  std::array<std::uint16_t, most> m_slots{};
  std::uint16_t m_size = 0;
};

/// Never more than is required: all of the first, and those of one alternative, where there are alternatives.
struct RequiredCharacters {
  CharacterSlots all;
  std::span<CharacterSlots const> any;

  bool held_by(TextCharacters const& text) const noexcept;
};

/// `any` stands in `alternatives`.
RequiredCharacters required_characters(PatternTree const& tree, std::vector<CharacterSlots>& alternatives);

} // namespace gongkai
