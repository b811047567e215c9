// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Options that several commands have, and the values that options take.
#pragma once

#include "cli/exit_code.hpp"

#include <CLI/App.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace gongkai::cli {

/// Pages first to last, counted from 1; last is 0 for "to the end".
struct PageRange {
  int first = 1;
  int last = 0;
};

/// Reads "5", "3-9" or "3-". \throws UsageError that says what is wrong with it.
PageRange parse_page_range(std::string_view text);

/// A validator that takes these words only and names them where another is given.
CLI::Validator one_of(std::vector<std::string> words);

/// A validator that takes numbers from low to high only.
CLI::Validator number_between(double low, double high);

/// --password and --patterns, which every command that reads a PDF has.
struct ReadingOptions {
  std::string password;
  std::string patterns;
  std::vector<std::string> corrections; ///< Files; of commands that have --corrections.
};

/// -o, for commands that write documents.
void add_output_option(CLI::App& command, std::string& path);

void add_reading_options(CLI::App& command, ReadingOptions& options);

/// --corrections.
void add_corrections_option(CLI::App& command, ReadingOptions& options);

} // namespace gongkai::cli
