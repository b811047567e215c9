// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// What the stages saw on one page, for the eye (SVG) and for programs (JSON): how one finds out why a table went
/// wrong.
#pragma once

#include "pdf/document.hpp"
#include "table/read_tables.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai {

/// Which value of the flow to show.
enum class InspectStage { glyphs, rulings, grid, tables };

std::string_view name_of(InspectStage stage) noexcept;

/// Where a line of text outside the tables' cells went.
enum class TextUse { caption, note, prose, furniture, residue };

std::string_view name_of(TextUse use) noexcept;

struct UsedLine {
  TextUse use{};
  Box box; ///< On the page as seen.
  std::string text;
};

/// One page after every stage. Boxes of the page, the grids and the tables' grids are in the reading frame, as the
/// stages have them; both writers turn them to the page as seen.
struct Inspection {
  std::string file; ///< UTF-8, for the caption.
  int pages = 0;    ///< Of the file.
  Page page;
  std::vector<Grid> grids;            ///< As found, before rows that hold only a caption were taken out.
  std::vector<PageTable> tables;      ///< From top to bottom.
  std::vector<std::string> table_ids; ///< One a table: its id in the output, empty where it was left out there.
  std::vector<UsedLine> lines;
  Problems problems;                   ///< Those of this page.
  std::optional<pdf::Picture> picture; ///< The page as seen.
};

/// docs/formats/inspect.md. Ends with a line feed.
std::string inspection_to_json(Inspection const& inspection, InspectStage stage);

/// The page's picture with the values of the stage drawn over it, `dpi` pixels an inch; a legend and the file's name
/// stand around it. Text of the document is escaped: it cannot leave its place in the SVG.
std::string inspection_to_svg(Inspection const& inspection, InspectStage stage, double dpi);

} // namespace gongkai
