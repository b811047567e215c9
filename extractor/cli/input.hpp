// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.hpp"
#include "text/foreign_bytes.hpp"

#include <string>
#include <string_view>

namespace gongkai::cli {

/// The name that stands for standard input.
inline constexpr std::string_view standard_input = "-";

/// All bytes of a file, or of standard input. Fails with cannot_open_file and a message that says why and what to do.
Result<std::string> read_input(std::string const& name);

/// A file's name for a message of one line: as_utf8(), with control characters written out too.
std::string as_shown(std::string_view name);

} // namespace gongkai::cli
