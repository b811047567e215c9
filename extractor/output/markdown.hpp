// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/extraction.hpp"

#include <string>

namespace gongkai {

/// The whole document as Markdown (UTF-8, ends with a line feed): headings, paragraphs and tables in reading order.
///
/// A heading of level n gets n + 1 marks; the title over the text gets one. A table is preceded by what is printed over
/// it and followed by its notes. Markdown knows no merged cells: their text stands in the first place, the others are
/// blank.
std::string to_markdown(Extraction const& extraction);

} // namespace gongkai
