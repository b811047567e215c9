// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/extraction.hpp"

#include "text/characters.hpp"

#include <algorithm>

namespace gongkai {

std::uint64_t residue_glyphs(Extraction const& extraction) {
  std::uint64_t count = 0;
  for (Residue const& r : extraction.residue) {
    std::u32string const text = to_utf32(r.text);
    count +=
        static_cast<std::uint64_t>(std::count_if(text.begin(), text.end(), [](char32_t c) { return !is_space(c); }));
  }
  return count;
}

std::optional<Decimal> proven_share(Extraction const& extraction) {
  auto const all = static_cast<std::int64_t>(extraction.observations.size() + extraction.statements.size());
  if (all == 0) { return std::nullopt; }
  auto const is_proven = [](auto const& figure) { return figure.proof == Proof::proven; };
  auto const proven = std::count_if(extraction.observations.begin(), extraction.observations.end(), is_proven) +
                      std::count_if(extraction.statements.begin(), extraction.statements.end(), is_proven);
  constexpr int decimals = 4, one = 10'000;
  return Decimal{static_cast<std::int64_t>(proven) * one / all, decimals}; // never rounded up to 1
}

} // namespace gongkai
