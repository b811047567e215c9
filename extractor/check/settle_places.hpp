// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "check/check_patterns.hpp"
#include "record/extraction.hpp"
#include "record/read_observations.hpp"
#include "text/normalise.hpp"

#include <cstddef>

namespace gongkai {

struct SettleOptions {
  int most_trials = 12;             ///< Of one document: each costs as much as all its equations.
  std::size_t most_doubts = 10'000; ///< Looked at in one document. Real ones have hundreds.
};

/// Reading by arithmetic. A figure that may belong into either of two columns (TableCell::other_col) was given to one
/// of them by its place. Where the document's equations say that it is the other (more of them hold, none fails that
/// held), it is moved there, before anything is made of the observations. A warning tells both readings; one also where
/// the equations can't tell them apart and the figure is printed across the border between them.
///
/// Sets the readings, observations and warnings of `extraction`; to be called when its tables, document and prose are
/// read.
void settle_places(Extraction& extraction, CheckPatterns const& patterns, RecordKnowledge const& know,
                   TablePatterns const& table_patterns, Normaliser const& normaliser,
                   SettleOptions const& options = {});

} // namespace gongkai
