// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// A TOML file of patterns/, with errors that name file and line. For sources only: it needs toml++, which the room's
/// public headers do not.
#pragma once

#include "text/pattern_files.hpp"

#include <toml++/toml.h>

#include <string>
#include <string_view>
#include <vector>

namespace gongkai {

class TomlFile {
public:
  /// \throws PatternError where the file is missing or no TOML.
  TomlFile(PatternFiles const& files, std::string_view file);

  /// The tables of [[name]], in their order. \throws PatternError where there are none.
  std::vector<toml::table const*> tables(std::string_view name) const;

  /// A text that must be there. \throws PatternError
  std::string text(toml::table const& table, std::string_view key) const;

  /// A list of texts; empty where the key is missing. \throws PatternError where it is something else.
  std::vector<std::string> texts(toml::table const& table, std::string_view key) const;

  /// \throws PatternError, always: "patterns/FILE:LINE: reason".
  [[noreturn]] void fail(toml::node const& node, std::string_view reason) const;

private:
  std::string m_file;
  toml::table m_root;
};

} // namespace gongkai
