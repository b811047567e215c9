// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Matches a pattern against short texts without RE2. RE2 analyses a pattern so that long texts are cheap: that takes
/// as long as matching it a thousand times against a line of a page, and most patterns meet a handful of texts in a
/// document. This goes the alternatives in their order and goes back where one fails, and never tries one twice at
/// one place: so its time is linear in the text too. What it finds is what RE2 finds.
#pragma once

#include "text/pattern_code.hpp"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace gongkai {

class PatternProgram {
public:
  /// Of a code that has a program, and lives as long.
  explicit PatternProgram(PatternCode const& code) : m_code(code) {}

  /// The groups of a match as pairs of places, [0] the whole match; `nowhere` where one took no part.
  using Places = std::vector<std::size_t>;
  static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

  /// Whether it matches somewhere at or after `from`; nothing where the text is too long. `places` may be null,
  /// and so may `barred`: the bytes where no match begins.
  std::optional<bool> match(std::string_view text, std::size_t from, Places* places,
                            std::vector<bool> const* barred = nullptr) const;

private:
  class Run;

  std::string_view plain_text() const noexcept;
  std::size_t find_beginning(std::string_view text, std::size_t at) const noexcept;

  PatternCode const& m_code;
};

} // namespace gongkai
