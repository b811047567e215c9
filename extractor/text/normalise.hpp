// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// The one form in which printed text is compared and given out.
#pragma once

#include "text/pattern_files.hpp"

#include <array>
#include <string>
#include <string_view>
#include <unordered_map>

namespace gongkai {

/// Normalises text in these steps:
///  1. radicals (Kangxi and the CJK supplement) become the ideograph they stand for, in its mainland form
///     (patterns/text/radicals.csv; NFKC does not cover the supplement);
///  2. NFKC by ICU, except for the punctuation of ideographic text, which keeps its full width, and of
///     numbers in circles;
///  3. a dash before a digit becomes "-", where it is a minus and not a range;
///  4. white space between ideographs, and inside a number, goes; other white space becomes one blank.
class Normaliser {
public:
  /// \throws PatternError where the table of radicals has an error.
  explicit Normaliser(PatternFiles const& files);

  std::string normalise(std::u32string_view text) const;
  std::string normalise(std::string_view utf8) const;

  /// normalise() without any white space: the form that patterns are matched against.
  std::string squeeze(std::u32string_view text) const;
  std::string squeeze(std::string_view utf8) const;

private:
  std::u32string compose(std::u32string_view text) const;
  std::unordered_map<char32_t, char32_t> m_radicals;
};

} // namespace gongkai
