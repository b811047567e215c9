// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/command.hpp"
#include "cli/extract_sink.hpp"

namespace gongkai::cli {

/// Reads files and writes one object a file; a file that cannot be read does not stop the others.
Command add_extract(CLI::App& program, DataSetSink const& data_set_sink);

} // namespace gongkai::cli
