// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace gongkai {

/// Which characters a text holds, by their low twelve bits: an answer "no" is certain, a "yes" is not. They are looked
/// at when they are first asked for; the text must live as long.
class TextCharacters {
public:
  explicit TextCharacters(std::string_view utf8) noexcept : m_text(utf8) {}
  static std::uint16_t slot(char32_t character) noexcept { return static_cast<std::uint16_t>(character & 0xFFFU); }
  bool may_hold(std::uint16_t slot) const noexcept {
    if (!m_read) { read(); }
    return (m_bits[slot >> 6U] >> (slot & 63U) & 1U) != 0;
  }

private:
  void read() const noexcept;

  std::string_view m_text;
  mutable bool m_read = false;
  mutable std::array<std::uint64_t, 64> m_bits; ///< Set once they are read.
};

} // namespace gongkai
