// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "check/equations.hpp"
#include "record/extraction.hpp"

namespace gongkai {

/// Some documents are added up from the printed figures, others from finer ones that were rounded for print. Which it
/// is shows in long sums: rounded figures seldom add up exactly. In tables of a document that adds up exactly, sums may
/// be off by one last digit, not by the half of one for each of their parts. To be called before Equations::judge().
void tighten_exact_sums(Equations& equations, Extraction const& extraction);

/// The same for sums of figures of the text.
void tighten_exact_text(Equations& equations, Extraction const& extraction);

} // namespace gongkai
