// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// The command line of the program, which is two executables: `gongkai` does what needs Poppler and the patterns alone;
/// all else (data sets, workbooks, archives, the review server) is done by `gongkai-dataset`, which has every
/// command, and which `gongkai` becomes when one of these is asked for. The libraries behind it cost 2 ms at each
/// start, which is much beside the 40 that a document takes.
#pragma once

#include "cli/command.hpp"

#include <vector>

namespace gongkai::cli {

/// Puts a command into the command line.
using AddCommand = std::function<Command(CLI::App& program)>;

/// Parses the arguments and runs the command that they name. Says what goes wrong on standard error; throws nothing.
int run_program(std::vector<AddCommand> const& commands, int argc, char** argv);

} // namespace gongkai::cli
