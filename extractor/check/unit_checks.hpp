// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "check/equations.hpp"
#include "check/wording.hpp"
#include "record/extraction.hpp"

namespace gongkai {

/// Tables whose figures stand in other tables with the same digits, but a thousand, ten thousand or more times larger
/// or smaller: one of the two units is printed wrong. One check for each such pair of tables.
void check_units(Extraction& extraction, Equations const& equations, Wording const& wording);

} // namespace gongkai
