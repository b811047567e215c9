// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// A document against its own arithmetic:
///  1. its tables become sheets of figures (sheet.hpp);
///  2. rules become equations over the figures (table_checks.hpp, same_figures.hpp, ...);
///  3. families of equations that hold are applied (equations.hpp), and become checks;
///  4. each figure is proven, in conflict, or unproven.
#pragma once

#include "check/check_patterns.hpp"
#include "record/extraction.hpp"
#include "record/read_observations.hpp"
#include "text/normalise.hpp"

namespace gongkai {

/// Fills Extraction::checks, and the proof of its observations. May be called again after figures have changed.
void check_document(Extraction& extraction, CheckPatterns const& patterns, RecordKnowledge const& know,
                    Normaliser const& normaliser);

} // namespace gongkai
