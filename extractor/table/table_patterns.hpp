// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "text/line_patterns.hpp"
#include "text/normalise.hpp"

namespace gongkai {

/// The wording that the table stage knows, from patterns/caption.toml and patterns/table.toml.
struct TablePatterns {
  explicit TablePatterns(PatternFiles const& files);

  LinePatterns unit, unit_in_text, entity, number, numbered_title, number_in_title, title, continued, chapter, note,
      empty_statement, empty_of_figures, year_line, title_end, unfinished, note_item;
  LinePatterns column_number, column_number_head, row_label, total_label, code, form_label, form_word, indicator_head,
      amount, certain_amount, code_head, rank;
};

} // namespace gongkai
