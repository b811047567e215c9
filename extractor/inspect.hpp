// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// The stages of extract() once more, with what they saw on one page kept.
#pragma once

#include "output/inspect.hpp"
#include "pipeline.hpp"

namespace gongkai {

struct InspectOptions {
  std::string password; ///< Tried where an empty one does not open the file.
  int page = 1;         ///< Counted from 1.
  double dpi =
      0; ///< Of Inspection::picture; 0: no picture. Lowered where the page is so large that it would not fit in memory.
};

/// Reads the whole document, as what a page's lines are (running headers, continued tables) depends on the others, and
/// keeps one page. `name` is for the caption only. Fails where the file cannot be read or has no such page.
Result<Inspection> inspect(std::string bytes, std::string const& name, Knowledge const& knowledge,
                           InspectOptions const& options);

} // namespace gongkai
