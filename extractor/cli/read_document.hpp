// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/options.hpp"
#include "pipeline.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace gongkai::cli {

/// Reads one file of the command line: a document that trips the program up must not take the others along, so this
/// throws nothing. `pages` is empty for all of them; `corrections` may be null.
Result<Extraction> read_document(std::string const& name, Knowledge const& knowledge, ReadingOptions const& options,
                                 std::string const& pages, Corrections const* corrections = nullptr);

/// The same for a file whose bytes are there.
Result<Extraction> read_bytes(std::string const& name, std::string bytes, Knowledge const& knowledge,
                              ExtractOptions const& options);

/// Reads the files of --corrections. \throws UsageError where one cannot be read or is something else.
Corrections read_corrections(std::vector<std::string> const& files);

/// Reads one that nobody named, and so the message names it alone.
Corrections read_own_corrections(std::string const& file);

/// Tells on standard error what concerns the file as a whole; all warnings where `verbose`.
void talk_about(std::string const& name, Extraction const& extraction, bool verbose);

/// Standard input can be read once. \throws UsageError where the files name it more often.
void check_inputs(std::vector<std::string> const& files);

/// What a command ends with where so many of its files could not be read.
ExitCode exit_code(std::size_t unread, std::size_t files);

} // namespace gongkai::cli
