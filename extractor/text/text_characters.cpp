// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/text_characters.hpp"

#include "text/characters.hpp"
#include "text/first_characters.hpp"

namespace gongkai {

void TextCharacters::read() const noexcept {
  m_read = true;
  m_bits.fill(0);
  auto const add = [this](std::uint32_t s) { m_bits[s >> 6U & 63U] |= std::uint64_t{1} << (s & 63U); };
  char32_t character = 0;
  for (std::size_t i = 0; i < m_text.size(); ++i) {
    // The low twelve bits are those of the last two bytes of a character of three or four.
    if (std::uint32_t const four = four_bytes(m_text, i); (four & 0xC0C0F0U) == 0x8080E0U) {
      add((four >> 8U & 0x3FU) << 6U | (four >> 16U & 0x3FU));
      i += 2;
      continue;
    }
    auto const b = static_cast<unsigned char>(m_text[i]);
    bool const more = continues_character(m_text[i]);
    character = more ? character << 6U | (b & 0x3FU) : b < 0x80U ? b : b & 0x1FU;
    add(slot(character));
  }
}

} // namespace gongkai
