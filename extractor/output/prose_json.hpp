// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/extraction.hpp"

#include <string>

namespace gongkai {

/// The paragraphs of a document with what became of their digits, as JSON (docs/formats/inspect.md): how one finds out
/// which figures were not understood. `page` counts from 1; 0: all pages. Ends with a line feed.
std::string prose_to_json(Extraction const& extraction, int page = 0);

} // namespace gongkai
