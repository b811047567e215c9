// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/problem.hpp"

namespace gongkai {

std::string_view name_of(ProblemCode code) noexcept {
  switch (code) {
  case ProblemCode::cannot_open_file: return "cannot_open_file";
  case ProblemCode::not_a_pdf: return "not_a_pdf";
  case ProblemCode::damaged_file: return "damaged_file";
  case ProblemCode::password_needed: return "password_needed";
  case ProblemCode::no_pages: return "no_pages";
  case ProblemCode::no_text_layer: return "no_text_layer";
  case ProblemCode::page_without_text: return "page_without_text";
  case ProblemCode::grid_too_large: return "grid_too_large";
  case ProblemCode::page_not_readable: return "page_not_readable";
  case ProblemCode::hidden_text_layer: return "hidden_text_layer";
  case ProblemCode::glyphs_without_unicode: return "glyphs_without_unicode";
  case ProblemCode::too_many_objects: return "too_many_objects";
  case ProblemCode::uncertain_table: return "uncertain_table";
  case ProblemCode::text_outside_cells: return "text_outside_cells";
  case ProblemCode::cells_overlap: return "cells_overlap";
  case ProblemCode::unit_assumed: return "unit_assumed";
  case ProblemCode::contents_differ: return "contents_differ";
  case ProblemCode::unit_contradicted: return "unit_contradicted";
  case ProblemCode::table_without_grid: return "table_without_grid";
  case ProblemCode::place_by_arithmetic: return "place_by_arithmetic";
  case ProblemCode::uncertain_place: return "uncertain_place";
  case ProblemCode::correction_not_applied: return "correction_not_applied";
  }
  return "unknown";
}

} // namespace gongkai
