// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// The patterns of all files, one by one, for people who write them: what there is, where it stands, what it matches.
#pragma once

#include "text/pattern_files.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace gongkai {

struct CatalogueEntry {
  std::string file;    ///< Relative to patterns/.
  std::string kind;    ///< The array of tables it stands in: [[kind]].
  std::string key;     ///< What it stands for, where it says so.
  std::string pattern; ///< RE2
  int line = 0;        ///< Of its table, counted from 1.
};

/// Every pattern of every TOML file, in the order of the files. \throws PatternError where a file is no TOML.
std::vector<CatalogueEntry> pattern_catalogue(PatternFiles const& files);

/// Those that match somewhere in a text. A pattern with an error matches nothing.
std::vector<CatalogueEntry> matching_patterns(PatternFiles const& files, std::string_view squeezed);

} // namespace gongkai
