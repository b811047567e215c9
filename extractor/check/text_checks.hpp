// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Checks of what is printed in words: codes against their names, year and entity of titles, tables that are announced.
#pragma once

#include "check/check_patterns.hpp"
#include "check/same_figures.hpp"
#include "check/sheet.hpp"
#include "record/extraction.hpp"
#include "record/read_observations.hpp"

#include <span>

namespace gongkai {

/// A code whose printed name is not its name, and either the document itself prints the right one elsewhere, or the
/// name is another code's. Names that a publisher merely shortens, always in the same way, are let pass.
void check_code_names(Extraction& extraction, std::span<Sheet const> sheets, Classification const& classification,
                      Wording const& wording);

/// Years and entities that differ from the document's: last year's number left in a title, another department's name.
void check_identity(Extraction& extraction, CheckPatterns const& patterns, Normaliser const& normaliser);

/// Tables that the contents announce and the document does not hold.
void check_announced_tables(Extraction& extraction, CheckPatterns const& patterns, TableTyper const& types,
                            Normaliser const& normaliser);

/// Tables without figures, where other tables print what should stand in them.
void check_empty_tables(Extraction& extraction, std::span<AccountEntry const> entries, std::span<Figure const> figures,
                        CheckPatterns const& patterns);

} // namespace gongkai
