// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace gongkai::pdf {

/// What kind of file the bytes are, by their first ones.
struct Identity {
  bool pdf = false;
  std::string_view name; ///< In English, for a message: "an HTML page", "a Word document (.doc)".
};

/// Looks for "%PDF-" within the first 1,024 bytes, as PDF readers do, else for the marks of other formats.
Identity identify(std::string_view bytes);

} // namespace gongkai::pdf
