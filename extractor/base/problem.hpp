// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Problems in a document are data: a stage that meets one appends it and goes on.
#pragma once

#include "geometry/box.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai {

/// One code for each cause a user can act on.
enum class ProblemCode {
  // The file could not be read at all.
  cannot_open_file,
  not_a_pdf,
  damaged_file,
  password_needed,
  no_pages,
  // The file was read, with something missing.
  no_text_layer,
  page_without_text,
  grid_too_large,
  page_not_readable,
  hidden_text_layer,
  glyphs_without_unicode,
  too_many_objects,
  uncertain_table,
  text_outside_cells,
  cells_overlap,
  unit_assumed,
  contents_differ,
  unit_contradicted,
  table_without_grid,
  place_by_arithmetic,
  uncertain_place,
  correction_not_applied,
};

/// The code as it stands in the output ("not_a_pdf").
std::string_view name_of(ProblemCode code) noexcept;

struct Problem {
  ProblemCode code{};
  std::string message;    ///< What, where, and what to do, in one line of English.
  int page = 0;           ///< Counted from 1; 0 where the whole file is meant.
  std::optional<Box> box; ///< Place on the page as a reader sees it.
};

using Problems = std::vector<Problem>;

} // namespace gongkai
