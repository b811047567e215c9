// SPDX-License-Identifier: GPL-3.0-or-later
#include "table/table_patterns.hpp"

namespace gongkai {

namespace {
constexpr auto caption_file = "caption.toml";
constexpr auto table_file = "table.toml";
} // namespace

TablePatterns::TablePatterns(PatternFiles const& files)
    : unit(files, caption_file, "unit", 1), unit_in_text(files, caption_file, "unit_in_text", 1),
      entity(files, caption_file, "entity", 1), number(files, caption_file, "number", 1),
      numbered_title(files, caption_file, "numbered_title", 2), number_in_title(files, caption_file, "number_in_title"),
      title(files, caption_file, "title"), continued(files, caption_file, "continued"),
      chapter(files, caption_file, "chapter"), note(files, caption_file, "note"),
      empty_statement(files, caption_file, "empty_statement"),
      empty_of_figures(files, caption_file, "empty_of_figures"), year_line(files, caption_file, "year_line"),
      title_end(files, caption_file, "title_end"), unfinished(files, caption_file, "unfinished"),
      note_item(files, caption_file, "note_item", 1), column_number(files, table_file, "column_number"),
      column_number_head(files, table_file, "column_number_head"), row_label(files, table_file, "row_label"),
      total_label(files, table_file, "total_label"), code(files, table_file, "code"),
      form_label(files, table_file, "form_label"), form_word(files, table_file, "form_word"),
      indicator_head(files, table_file, "indicator_head"), amount(files, table_file, "amount"),
      certain_amount(files, table_file, "certain_amount"), code_head(files, table_file, "code_head"),
      rank(files, table_file, "rank") {}

} // namespace gongkai
