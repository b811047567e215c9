// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// What a person said who looked at a check that fails.
#pragma once

#include "record/extraction.hpp"

#include <cstddef>

namespace gongkai {

struct CheckJudgement {
  Judgement const* judgement = nullptr; ///< Null where nobody looked. Lives as long as the extraction.
  std::optional<FigureRef> figure;      ///< What was judged, where that is a figure.

  /// A person has found that what is printed is the publisher's error.
  bool confirmed() const noexcept { return judgement != nullptr && judgement->publisher; }
};

/// Of what was judged, the one that says most about a check: the publisher's error before what was read right, the
/// suspect before the other figures. A check of words is judged at the cell that holds them, or as such.
CheckJudgement judgement_about(Check const& check, Extraction const& extraction);

/// How many of the checks that fail are confirmed as the publisher's error.
std::size_t confirmed_checks(Extraction const& extraction);

/// What a judgement about a check says was read there: what the check found printed, or, where nothing is, expected.
std::string const& judged_text(Check const& check) noexcept;

} // namespace gongkai
