// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// The characters a match of a pattern may begin or end with: most places of a text hold another, and need not be
/// tried.
#pragma once

#include "text/pattern_syntax.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

namespace gongkai {

/// The four bytes at a place of a text, the first in the lowest; zeros beyond its end.
inline std::uint32_t four_bytes(std::string_view text, std::size_t at) noexcept {
  std::uint32_t out = 0;
  if (std::endian::native == std::endian::little && text.size() - at >= sizeof out) {
    std::memcpy(&out, text.data() + at, sizeof out);
    return out;
  }
  for (std::size_t i = std::min(text.size() - at, sizeof out); i-- > 0;) {
    out = out << 8U | static_cast<unsigned char>(text[at + i]);
  }
  return out;
}

/// The characters that something may begin with, by the bytes of their UTF-8: a "no" is certain, a "yes" is not.
class FirstCharacters {
public:
  constexpr FirstCharacters() = default;
  constexpr FirstCharacters(std::array<std::uint64_t, 4> lead, std::uint64_t second, std::uint64_t third) noexcept
      : m_lead(lead), m_second(second), m_third(third) {}

  void add(char32_t c) noexcept;
  void add(CharacterClass const& characters, std::span<CharacterRange const> ranges) noexcept;
  void add_all() noexcept;
  void add(FirstCharacters const& others) noexcept;

  bool may_hold(std::uint32_t four) const noexcept {
    std::uint32_t const lead = four & 0xFFU;
    if ((m_lead[lead / 64U] >> (lead % 64U) & 1U) == 0) { return false; }
    return (lead & 0xF0U) != 0xE0U || ((m_second >> (four >> 8U & 63U)) & (m_third >> (four >> 16U & 63U)) & 1U) != 0;
  }

  /// Where they may stand from `at` on, a place where a character begins; text.size() where nowhere.
  std::size_t find(std::string_view text, std::size_t at) const noexcept;

  /// Which of the 64 keys of characters there may be.
  std::uint64_t keys() const noexcept;
  static unsigned int key(std::uint32_t four) noexcept { return ((four & 0x80U) != 0 ? four >> 16U : four) & 63U; }

  bool operator==(FirstCharacters const&) const = default;
  std::array<std::uint64_t, 4> const& lead() const noexcept { return m_lead; }
  std::uint64_t second() const noexcept { return m_second; }
  std::uint64_t third() const noexcept { return m_third; }

private:
  std::array<std::uint64_t, 4> m_lead{};
  std::uint64_t m_second = 0, m_third = 0; ///< Of characters of three bytes.
};

/// Of a match of a pattern; nothing where it may match no character.
std::optional<FirstCharacters> first_characters(PatternTree const& tree);

/// Whether it matches at the beginning of a text or nowhere.
bool begins_at_begin(PatternTree const& tree);

/// The characters that a text may end with; nothing where a match may end before it, or be empty.
std::optional<FirstCharacters> last_characters_of_text(PatternTree const& tree);

} // namespace gongkai
