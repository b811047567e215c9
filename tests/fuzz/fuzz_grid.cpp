// SPDX-License-Identifier: GPL-3.0-or-later
// Any rulings and glyphs on two pages: every place of a grid has one owner, tables are sound, no glyph is used twice or
// lost.
#include "fuzz/target.hpp"
#include "support/drawn_page.hpp"
#include "support/reading.hpp"
#include "table/continue_pages.hpp"

#include <algorithm>
#include <array>

namespace gongkai::fuzz {
namespace {

constexpr std::array texts{"项目",     "金额",     "合计",       "1,036.02", "-3.1",     "205",  "20502",
                           "教育支出", "一、收入", "单位：万元", "表1",      "收支总表", "续表", "注：无",
                           "栏次",     "1",        "2",          "，",       "项目名称"};

PageContent page_from(Source& source, int number) {
  PageContent page = drawing::blank_page({.number = number});
  int const columns = source.below(8), rows = source.below(12);
  if (source.flag() && columns > 0 && rows > 0) {
    double const x = source.coordinate(0), y = source.coordinate(0);
    drawing::rule_grid(page, {x, y, x + source.coordinate(20), y + source.coordinate(20)}, rows, columns);
  }
  for (int i = source.below(40); i > 0 && !source.empty(); --i) {
    double const at = source.coordinate(), from = source.coordinate(), length = source.coordinate(0);
    drawing::rule(page, source.flag() ? Direction::horizontal : Direction::vertical, at, from, from + length,
                  source.below(100) / 32.0);
    page.rulings.back().style = static_cast<RulingStyle>(source.below(3));
  }
  for (int i = source.below(10); i > 0 && !source.empty(); --i) {
    double const x = source.coordinate(), y = source.coordinate();
    page.shades.push_back({{x, y, x + source.coordinate(0), y + source.coordinate(0)}, 0xDDDDDD, 0, true});
  }
  for (int i = source.below(60); i > 0 && !source.empty(); --i) {
    constexpr std::array angles{0, 0, 0, 0, 90, 180, 270, 30};
    drawing::Pen pen;
    pen.size = 1 + source.below(30);
    pen.angle = angles[static_cast<std::size_t>(source.below(angles.size()))];
    pen.stretch = 0.5 + source.below(64) / 16.0;
    double const x = source.coordinate(), y = source.coordinate();
    drawing::write(page, {x, y}, texts[static_cast<std::size_t>(source.below(texts.size()))], pen);
  }
  return page;
}

void check_grid(Grid const& grid) {
  promise(grid.rows() >= 1 && grid.cols() >= 1, "a grid has rows and columns");
  promise(std::is_sorted(grid.xs.begin(), grid.xs.end()) && std::is_sorted(grid.ys.begin(), grid.ys.end()),
          "boundaries rise");
  std::vector<int> count(static_cast<std::size_t>(grid.rows()) * static_cast<std::size_t>(grid.cols()), 0);
  for (GridCell const& c : grid.cells) {
    promise(c.row >= 0 && c.col >= 0 && c.rowspan >= 1 && c.colspan >= 1 && c.row + c.rowspan <= grid.rows() &&
                c.col + c.colspan <= grid.cols(),
            "a cell lies within its grid");
    for (int r = c.row; r < c.row + c.rowspan; ++r) {
      for (int k = c.col; k < c.col + c.colspan; ++k) { ++count[static_cast<std::size_t>(r * grid.cols() + k)]; }
    }
  }
  promise(std::all_of(count.begin(), count.end(), [](int n) { return n == 1; }),
          "every place is owned by exactly one cell");
}

void check_table(Table const& table) {
  std::vector<std::pair<int, int>> places;
  for (TableCell const& c : table.cells) {
    promise(!c.text.empty() || c.raw.find_first_not_of(' ') != std::string::npos || c.raw.empty(), "a cell has a text");
    promise(c.row >= 0 && c.col >= 0 && c.rowspan >= 1 && c.colspan >= 1 && c.row + c.rowspan <= table.rows &&
                c.col + c.colspan <= table.cols,
            "a cell lies within its table");
    for (int r = c.row; r < c.row + c.rowspan; ++r) {
      for (int k = c.col; k < c.col + c.colspan; ++k) { places.emplace_back(r, k); }
    }
  }
  std::sort(places.begin(), places.end());
  promise(std::adjacent_find(places.begin(), places.end()) == places.end(), "cells do not overlap");
  promise(table.header_rows >= 0 && table.header_rows <= table.rows, "the header lies within the table");
  promise(table.column_paths.size() == static_cast<std::size_t>(table.cols), "every column has a path");
}

} // namespace

void try_input(std::string_view bytes) {
  Source source(bytes);
  std::vector<PageTable> tables;
  std::optional<Grid> before;
  for (int number = 1; number <= 2; ++number) {
    Page const page = read_page(page_from(source, number));
    promise(page.roles.size() == page.glyphs.size() && page.run_of.size() == page.glyphs.size(),
            "every glyph has a role and a run");
    std::vector<Grid> grids = find_grids(page, wording().alignment, before ? &*before : nullptr);
    for (Grid const& g : grids) { check_grid(g); }
    PageReading reading = read_page_tables(page, std::move(grids), wording().patterns, wording().normaliser);
    for (PageTable const& t : reading.tables) {
      promise(t.cells.size() == t.grid.cells.size(), "a table on a page has a cell for each of its grid's");
      if (t.grid.rows() >= 1 && t.grid.cols() >= 1) { check_grid(t.grid); }
    }
    before = unruled_grid_at_end(reading);
    std::move(reading.tables.begin(), reading.tables.end(), std::back_inserter(tables));
  }
  for (Table const& t : continue_pages(tables, wording().patterns, wording().normaliser)) { check_table(t); }
}

std::vector<std::string> seeds() {
  std::vector<std::string> out{"", std::string(200, '\0')};
  std::uint64_t state = 88172645463325252ULL;
  for (int i = 0; i < 40; ++i) { // any bytes are a page
    std::string bytes;
    for (int k = 0; k < 200 + 40 * i; ++k) {
      state ^= state << 13;
      state ^= state >> 7;
      state ^= state << 17;
      bytes += static_cast<char>(state >> 32);
    }
    out.push_back(std::move(bytes));
  }
  return out;
}

std::vector<std::string> words() {
  return {std::string(2, '\0'), std::string(2, '\xFF'), std::string("\0\x19", 2), std::string("\x40\x19", 2)};
}

} // namespace gongkai::fuzz
