// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// A command is a source pair command_NAME: a function add_NAME() that puts it into the command line and returns what
/// runs it; a page docs/man/gongkai-NAME.1; its words in docs/completions; its tests in tests/cli. The tests find a
/// missing one.
#pragma once

#include "cli/exit_code.hpp"

#include <CLI/App.hpp>

#include <functional>

namespace gongkai::cli {

struct Command {
  CLI::App* parser = nullptr;    ///< Owned by the program's parser.
  std::function<ExitCode()> run; ///< With the options that were parsed.
};

} // namespace gongkai::cli
