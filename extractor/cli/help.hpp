// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/App.hpp>
#include <CLI/Formatter.hpp>

#include <string>

namespace gongkai::cli {

/// Help in the order in which it is read: what the command does, how it is called, its options, then examples (the
/// footer).
class HelpFormatter : public CLI::Formatter {
public:
  HelpFormatter();
  std::string make_help(CLI::App const* app, std::string name, CLI::AppFormatMode mode) const override;
  std::string make_option_name(CLI::Option const* option, bool is_positional) const override;
};

/// Gives a command its form of help.
void set_help(CLI::App& command, std::string const& examples);

} // namespace gongkai::cli
