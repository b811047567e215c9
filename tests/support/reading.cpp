// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/reading.hpp"

#include "support/drawn_page.hpp"
#include "table/continue_pages.hpp"

#include <iterator>

namespace gongkai {

StageWording const& wording() {
  static StageWording const loaded;
  return loaded;
}

PageReading read_drawn(PageContent content) {
  Page const page = read_page(std::move(content));
  return read_page_tables(page, find_grids(page, wording().alignment, nullptr), wording().patterns,
                          wording().normaliser);
}

std::vector<Table> read_drawn(std::vector<PageContent> contents) {
  std::vector<Page> pages;
  for (PageContent& c : contents) { pages.push_back(read_page(std::move(c))); }
  wording().furniture.mark(pages, wording().caption_lines);
  std::vector<PageTable> tables;
  for (PageReading& reading : read_tables(pages, wording().alignment, wording().patterns, wording().normaliser)) {
    std::move(reading.tables.begin(), reading.tables.end(), std::back_inserter(tables));
  }
  return continue_pages(tables, wording().patterns, wording().normaliser);
}

std::string shown(std::vector<TableCell> const& cells, int count) {
  std::vector<std::string> rows(static_cast<std::size_t>(count));
  std::vector<int> next(rows.size(), 0);
  for (TableCell const& c : cells) {
    if (c.text.empty()) { continue; }
    auto const r = static_cast<std::size_t>(c.row);
    std::string const place = c.col == next[r] ? "" : std::to_string(c.col) + ":";
    rows[r] += (rows[r].empty() ? "" : " | ") + place + c.text + shown_span(c.rowspan, c.colspan);
    next[r] = c.col + c.colspan;
  }
  std::string out;
  for (std::string const& row : rows) { out += row + "\n"; }
  return out;
}

std::vector<PageContent> drawn_pages(std::vector<std::string_view> const& pictures) {
  std::vector<PageContent> out;
  for (std::string_view const picture : pictures) {
    drawing::Layout layout;
    layout.number = static_cast<int>(out.size()) + 1;
    out.push_back(drawing::draw(picture, layout));
  }
  return out;
}

} // namespace gongkai
