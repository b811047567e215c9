// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "check/check_patterns.hpp"
#include "record/extraction.hpp"
#include "text/normalise.hpp"

namespace gongkai {

/// Finds the document's own sentence for sums that don't hold (Check::explained): items left out for secrecy, figures
/// that were rounded one by one. A note of the table itself counts before a sentence elsewhere.
void explain(Extraction& extraction, CheckPatterns const& patterns, Normaliser const& normaliser);

} // namespace gongkai
