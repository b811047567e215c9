// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "check/equations.hpp"
#include "record/observation.hpp"

#include <vector>

namespace gongkai {

/// The proof of each figure: proven where it takes part in an equation that holds, and would not hold with a misread
/// digit; in conflict where it takes part in one that fails.
std::vector<Proof> prove(Equations const& equations);

} // namespace gongkai
