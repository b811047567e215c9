// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// The stages from a page's content to tables, for tests that draw their pages.
#pragma once

#include "grid/alignment.hpp"
#include "page/furniture.hpp"
#include "support/shown_grid.hpp"
#include "table/read_tables.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace gongkai {

/// All wording the stages need, loaded once a test program.
struct StageWording {
  PatternFiles files;
  Normaliser normaliser{files};
  TablePatterns patterns{files};
  AlignmentReader alignment{files, normaliser};
  FurnitureFinder furniture{files, normaliser};
  LinePatterns caption_lines{files, "page.toml", "caption_line"};
};
StageWording const& wording();

/// The tables and the prose of one page.
PageReading read_drawn(PageContent content);

/// The tables over several pages, furniture taken out first.
std::vector<Table> read_drawn(std::vector<PageContent> contents);

/// A line a row: the texts of the cells that begin there, with their spans; blank cells are left out.
///
///     项目 | 金额{1x2}
///     1:合计 | 3:1.00       "1:" names the column where it is not the one after the cell before
std::string shown(std::vector<TableCell> const& cells, int rows);
inline std::string shown(Table const& table) { return shown(table.cells, table.rows); }
inline std::string shown(PageTable const& table) { return shown(table.cells, table.grid.rows()); }

/// The pages of drawn pictures, numbered from 1.
std::vector<PageContent> drawn_pages(std::vector<std::string_view> const& pictures);

} // namespace gongkai
