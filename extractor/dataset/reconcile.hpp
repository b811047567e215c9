// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// The documents of a data set against each other. Each comparison is a check of kind "panel" with both places:
///
///   prior_year                 last year's figure as this year's document prints it, against last year's document
///   budget_in_final_accounts   the budget that final accounts print, against the budget of that year
///   change                     what the text says of a change, against last year's document
///   unit_of_department         a unit's line in its department's document, against the unit's own
///
/// Only figures that both documents print once, in the same table type, under the same code or name and of the same
/// measure, are compared: what cannot be told apart says nothing.
#pragma once

#include "text/pattern_files.hpp"

#include <cstdint>
#include <string>

namespace gongkai::dataset {

struct ReconcileSummary {
  std::int64_t passed = 0, rounding = 0, failed = 0;
  std::int64_t names = 0;    ///< Of entities.
  std::int64_t entities = 0; ///< That bear them: fewer where one has several names.
};

/// Puts what it finds in place of what the last run found, in one transaction. \throws DatabaseError, PatternError
ReconcileSummary reconcile(std::string const& path, PatternFiles const& files);

} // namespace gongkai::dataset
