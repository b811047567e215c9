// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// What tells that two files are one disclosure, however each was made.
#pragma once

#include "record/extraction.hpp"

#include <cstddef>
#include <string>

namespace gongkai {

/// Fewer amounts that are not zero, and their being the same says nothing.
inline constexpr std::size_t fewest_figures = 20;

/// The same for documents whose paragraphs and cells are the same but for white space: a file saved again, or printed
/// by another program. Empty where there is no text.
std::string text_fingerprint(Extraction const& extraction);

/// The same for documents whose amounts are the same, in the same tables and under the same codes, whoever they name:
/// a text published under several names. Empty where there are fewer than fewest_figures.
std::string figures_fingerprint(Extraction const& extraction);

} // namespace gongkai
