// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "output/json_stream.hpp"
#include "record/extraction.hpp"

#include <string>

namespace gongkai {

enum class JsonLayout {
  pretty, ///< Indented, for people.
  line,   ///< One line, for streams of documents.
};

/// The records of one document as JSON (docs/formats/json.md): UTF-8, keys in a fixed order, missing values null or
/// left out. Ends with a line feed.
std::string to_json(Extraction const& extraction, JsonLayout layout);

/// The same in parts, without the line feed.
void write_json(Extraction const& extraction, JsonLayout layout, TextSink const& sink);

/// The checks that fail, with the figures that take part in them: `gongkai check --format json`.
std::string findings_to_json(Extraction const& extraction, JsonLayout layout);

/// The object that stands for a file that could not be read: `source.file` and its one warning.
std::string failure_to_json(std::string const& file, Problem const& problem, JsonLayout layout);

} // namespace gongkai
