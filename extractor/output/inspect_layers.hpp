// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// What is drawn over the picture of a page, a function a stage.
#pragma once

#include "output/inspect.hpp"
#include "output/inspect_canvas.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace gongkai {

/// A swatch beneath the page: what a mark means, and how many there are.
struct LegendItem {
  std::string label;
  std::size_t count = 0;
  std::string attributes; ///< Of the swatch, the same as of the marks.
};

using Legend = std::vector<LegendItem>;

/// Draws the stage's values, with the page as seen at the origin. Returns the legend; kinds that do not occur are left
/// out.
Legend draw_stage(Canvas& canvas, Inspection const& inspection, InspectStage stage);

} // namespace gongkai
