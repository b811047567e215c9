// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// The places of a document that say what it is: cover, running titles, captions, headings, forms, the file's own title
/// and name.
#pragma once

#include "page/page.hpp"
#include "prose/prose_page.hpp"
#include "table/table.hpp"
#include "text/line_patterns.hpp"
#include "text/normalise.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai {

enum class WitnessKind : unsigned char {
  cover, ///< A line of the cover, or above the text of the first page.
  running_title,
  table_title,
  entity_line,  ///< "Department: ..." over a table or on the cover.
  year_line,    ///< A line over a table that says nothing but the year.
  table_header, ///< A column's header.
  form,         ///< The value beside a label in a form.
  column,       ///< A column of entities.
  heading,      ///< Of the outline, or its line in the contents.
  signature,    ///< The line over the date at the end.
  date_line,
  prose,
  pdf_title, ///< In the metadata.
  file_name,
};

/// "cover", "running_title", ...
std::string_view name_of(WitnessKind kind) noexcept;

struct Witness {
  WitnessKind kind = WitnessKind::cover;
  int page = 0;     ///< Counted from 1; 0 where it stands on no page.
  Box box;          ///< On the page as seen; of no size where unknown.
  std::string text; ///< Without white space.
};

struct WitnessPatterns {
  explicit WitnessPatterns(PatternFiles const& files);

  LinePatterns contents, date_line, form_label, entity_column;
};

struct Witnesses {
  std::vector<Witness> cover;  ///< From top to bottom, up to the contents.
  std::vector<Witness> others; ///< In reading order for each kind.
};

struct WitnessOptions {
  int cover_pages = 2;  ///< Pages with text that may be a cover.
  int cover_lines = 12; ///< Lines of such a page that count as cover.
  int heading_pages =
      4; ///< Pages with text whose short lines all come into question; on later ones only those with a year do.
  std::size_t heading_bytes = 180; ///< A longer line is no heading.
  int form_rows = 6;               ///< Rows at the top of a form that say whose it is.
};

/// `prose`: the lines of each page outside tables.
Witnesses find_witnesses(std::vector<Page> const& pages, std::span<ProsePage const> prose,
                         std::span<Table const> tables, std::string_view pdf_title, std::string_view file_name,
                         WitnessPatterns const& patterns, Normaliser const& normaliser,
                         WitnessOptions const& options = {});

} // namespace gongkai
