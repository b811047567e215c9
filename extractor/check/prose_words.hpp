// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "check/check_patterns.hpp"
#include "record/extraction.hpp"

namespace gongkai {

/// Words against figures: "more than planned" where it was less, a rate of completion of a plan of zero, a number of
/// names against their list. To be called when the proof of statements is known: it is set for those that take part.
void check_prose_words(Extraction& extraction, CheckPatterns const& patterns);

} // namespace gongkai
