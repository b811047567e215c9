// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "check/suspects.hpp"
#include "record/extraction.hpp"

#include <string>

namespace gongkai {

struct Verdict {
  Blame blame = Blame::unknown;
  std::string reason; ///< "overflow", "split_cell", "uncertain_table", "misplaced", "repeated",
                      ///< "whole", "all_whole"; empty where unknown.
};

/// Whose error a suspect most likely is. Ours where the page gives a reason: text that reaches over its cell, a figure
/// put together from pieces, a table whose cells are uncertain. The publisher's where the same wrong figure stands at
/// another place too, or stands whole in a cell of its own.
Verdict judge(Extraction const& extraction, Equations const& equations, Suspicion const& suspicion);

/// Whose error a failing equation most likely is where none of its figures is more likely wrong than the others: ours
/// where the page gives a reason for any of them, the publisher's where all of them stand whole in cells of their own.
Verdict judge_all(Extraction const& extraction, Equations const& equations, Equation const& equation);

} // namespace gongkai
