// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "check/wording.hpp"
#include "record/extraction.hpp"

namespace gongkai {

/// Writes the messages of a check that is no pass. `sentence` is a key of messages.toml.
void describe(Check& check, std::string_view sentence, Extraction const& extraction, Wording const& wording);

/// Where a figure stands, in a phrase of either language.
std::string place_of(FigureRef const& figure, Extraction const& extraction, Wording const& wording, bool chinese);

} // namespace gongkai
