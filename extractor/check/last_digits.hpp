// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "check/equations.hpp"

namespace gongkai {

/// Rounding moves sums here and there. Where one figure alone is off, by the same last digits in every equation it
/// takes part in, and other equations of those figures hold exactly, it is no rounding but a misprint: those equations
/// fail. To be called after Equations::judge().
void find_wrong_last_digits(Equations& equations);

} // namespace gongkai
