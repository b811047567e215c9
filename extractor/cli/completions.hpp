// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace gongkai::cli {

/// The files of docs/completions, built in.
extern std::string_view const bash_completion;
extern std::string_view const zsh_completion;
extern std::string_view const fish_completion;

} // namespace gongkai::cli
