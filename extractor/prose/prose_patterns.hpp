// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "text/line_patterns.hpp"

#include <array>
#include <string>
#include <string_view>

namespace gongkai {

/// The styles of numbering, from the highest level down.
enum class Numbering : signed char {
  none = -1,
  part,
  chapter,
  subchapter,
  ideograph,
  bracketed_ideograph,
  arabic,
  bracketed_arabic,
  circled
};

/// The number at the beginning of a paragraph.
struct Numbered {
  Numbering style = Numbering::none;
  std::string number;    ///< As printed, without the separator after it.
  std::size_t title = 0; ///< Where the text after the number begins, in bytes.
};

/// The wording of the outline, from patterns/prose/outline.toml.
struct OutlinePatterns {
  explicit OutlinePatterns(PatternFiles const& files);

  /// Style none where the text begins with no number.
  Numbered numbered(std::string_view text) const;

  /// Whether a line begins an item of a list that has no number of the outline.
  bool begins_item(std::string_view text) const;

  LinePatterns contents_heading, contents_leader, contents_number, figure, terms_heading, run_in, item, no_title;

private:
  std::array<LinePatterns, 8> m_levels; ///< In the order of Numbering.
};

} // namespace gongkai
