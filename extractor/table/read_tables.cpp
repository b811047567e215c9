// SPDX-License-Identifier: GPL-3.0-or-later
#include "table/read_tables.hpp"

#include "table/header_rows.hpp"
#include "table/page_table_edit.hpp"
#include "text/characters.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace gongkai {
namespace {

/// Prose, a heading or a list item has words; a lone figure or sign beside a table has none.
bool has_words(Line const& line) {
  int letters = 0;
  for (Segment const& s : line.segments) {
    letters +=
        static_cast<int>(std::count_if(s.text.begin(), s.text.end(), [](char32_t c) { return is_ideograph(c); }));
  }
  return letters >= 2;
}

/// The last line of a paragraph may be a word or a figure and a full stop (U+3002), right below the line before.
bool ends_paragraph(Line const& line, Line const* before) {
  bool const stops = !line.segments.empty() && line.segments.back().text.ends_with(char32_t{0x3002});
  if (before == nullptr) { return stops; }
  double const down = line.baseline - before->baseline;
  bool const below = down > 0 && down < 2.6 * before->size && line.box.x0 <= before->box.x0 + 0.5 * before->size &&
                     line.box.x1 <= before->box.x1;
  return stops || (below && line.size > 0.85 * before->size);
}

/// The most frequent size of the text in a box.
double text_size(Page const& page, Box const& box) {
  std::map<long, int> count; // in quarter points
  for (std::size_t i = 0; i < page.glyphs.size(); ++i) {
    if (page.roles[i] == Role::text && box.contains(page.glyphs[i].box.centre())) {
      ++count[std::lround(page.glyphs[i].size * 4)];
    }
  }
  auto const best =
      std::max_element(count.begin(), count.end(), [](auto const& a, auto const& b) { return a.second < b.second; });
  return best == count.end() ? 0 : static_cast<double>(best->first) / 4;
}

std::vector<GlyphIndex> unused_text(Page const& page, std::vector<bool> const& used) {
  std::vector<GlyphIndex> out;
  for (GlyphIndex i = 0; i < page.glyphs.size(); ++i) {
    if (page.roles[i] == Role::text && !used[i]) { out.push_back(i); }
  }
  return out;
}

} // namespace

PageReading read_page_tables(Page const& page, std::vector<Grid> grids, TablePatterns const& patterns,
                             Normaliser const& normaliser) {
  PageReading out;
  std::vector<bool> used(page.glyphs.size(), false);
  for (Grid& grid : grids) { out.tables.push_back(fill_cells(page, std::move(grid), normaliser, used)); }
  for (PageTable& t : out.tables) {
    remove_low_rows(t, text_size(page, t.grid.box));
    caption_rows_to_caption(t, patterns, normaliser);
    t.header_rows = count_header_rows(t, patterns, normaliser);
  }
  std::vector<Line> lines = out.tables.empty() ? page.lines : build_lines(page, unused_text(page, used));
  std::vector<LineUse> const use = find_captions(page, lines, out.tables, patterns, normaliser);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (use[i] != LineUse::prose) { continue; }
    Line const* const before =
        i > 0 && use[i - 1] == LineUse::prose && !out.prose.empty() ? &out.prose.back() : nullptr;
    if (out.tables.empty() || has_words(lines[i]) || ends_paragraph(lines[i], before)) {
      out.prose.push_back(std::move(lines[i]));
    } else {
      out.residue.push_back({page.number, page.to_seen(lines[i].box), normaliser.normalise(lines[i].text())});
    }
  }
  return out;
}

void carry_captions(std::span<PageReading> readings, TablePatterns const& patterns, Normaliser const& normaliser) {
  std::string last_number; // of the tables before
  for (std::size_t i = 1; i < readings.size(); ++i) {
    PageReading& before = readings[i - 1];
    for (PageTable const& t : before.tables) {
      if (!t.caption.number.empty()) { last_number = t.caption.number; }
    }
    if (readings[i].tables.empty() || before.prose.empty()) { continue; }
    PageTable& table = readings[i].tables.front();
    Caption const& own = table.caption;
    if (!table.first_on_page || !own.number.empty() || own.continued) { continue; }
    double below = 0;
    for (PageTable const& t : before.tables) { below = std::max(below, t.grid.box.y1); }
    std::size_t lines = 0;
    if (own.title.empty()) {
      lines = caption_on_page_before(before.prose, below, table, patterns, normaliser);
    } else if (!before.tables.empty() && !last_number.empty()) {
      number_on_page_before(before.prose, below, last_number, table, patterns, normaliser);
    }
    before.prose.resize(before.prose.size() - lines);
  }
}

std::optional<Grid> unruled_grid_at_end(PageReading const& reading) {
  if (reading.tables.empty() || !reading.tables.back().last_on_page) { return std::nullopt; }
  Grid const& grid = reading.tables.back().grid;
  return grid.method >= GridMethod::horizontal ? std::make_optional(grid) : std::nullopt;
}

std::vector<PageReading> read_tables(std::span<Page const> pages, AlignmentReader const& alignment,
                                     TablePatterns const& patterns, Normaliser const& normaliser) {
  std::vector<PageReading> readings;
  std::optional<Grid> before; // an unruled table that runs to the end of the page before
  for (Page const& page : pages) {
    readings.push_back(
        read_page_tables(page, find_grids(page, alignment, before ? &*before : nullptr), patterns, normaliser));
    before = unruled_grid_at_end(readings.back());
  }
  carry_captions(readings, patterns, normaliser);
  for (std::size_t i = 1; i < readings.size(); ++i) {
    if (readings[i].tables.empty()) { continue; }
    Caption& c = readings[i].tables.front().caption;
    if (c.begins_page_before) { c.title_box = pages[i - 1].to_seen(c.title_box); }
  }
  return readings;
}

} // namespace gongkai
