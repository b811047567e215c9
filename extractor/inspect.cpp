// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspect.hpp"

#include "knowledge.hpp"
#include "table/continue_pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace gongkai {
namespace {

constexpr double max_pixels = 40e6;

double dpi_that_fits(Page const& page, double dpi) {
  double const pixels = page.width * page.height * (dpi / 72) * (dpi / 72);
  return pixels > max_pixels ? std::max(dpi * std::sqrt(max_pixels / pixels), 1.0) : dpi;
}

/// The lines outside the cells once more, as read_page_tables() finds them: it gives captions as text, without their
/// place.
class LineFinder {
public:
  LineFinder(Inspection& in, Knowledge::Members const& know) : m_in(in), m_know(know) {}

  void find(PageReading const& reading) {
    for (Line const& l : reading.prose) { add(TextUse::prose, l); }
    for (Residue const& r : reading.residue) { m_in.lines.push_back({TextUse::residue, r.box, r.text}); }
    add_all(TextUse::furniture, glyphs_where([&](GlyphIndex i) { return m_in.page.roles[i] == Role::furniture; }));
    if (!reading.tables.empty()) { find_captions_and_notes(); }
    std::stable_sort(m_in.lines.begin(), m_in.lines.end(),
                     [](UsedLine const& a, UsedLine const& b) { return a.box.y0 < b.box.y0; });
  }

private:
  template <class F>
  std::vector<GlyphIndex> glyphs_where(F&& wanted) const {
    std::vector<GlyphIndex> out;
    for (GlyphIndex i = 0; i < m_in.page.glyphs.size(); ++i) {
      if (wanted(i)) { out.push_back(i); }
    }
    return out;
  }

  void add(TextUse use, Line const& line) {
    m_in.lines.push_back({use, m_in.page.to_seen(line.box), m_know.normaliser.normalise(line.text())});
  }

  void add_all(TextUse use, std::vector<GlyphIndex> const& glyphs) {
    for (Line const& line : build_lines(m_in.page, glyphs)) { add(use, line); }
  }

  bool in_a_table(GlyphIndex i) const {
    return std::any_of(m_in.tables.begin(), m_in.tables.end(),
                       [&](PageTable const& t) { return t.grid.box.contains(m_in.page.glyphs[i].box.centre()); });
  }

  void find_captions_and_notes() {
    Page const& page = m_in.page;
    std::vector<bool> used(page.glyphs.size(), false);
    for (Grid const& grid : m_in.grids) { fill_cells(page, grid, m_know.normaliser, used); }
    // Text that was in a grid and is in no table any more stood in rows that became caption or note.
    auto const in_grid = [&](GlyphIndex i) {
      return std::any_of(m_in.grids.begin(), m_in.grids.end(),
                         [&](Grid const& g) { return g.box.contains(page.glyphs[i].box.centre()); });
    };
    add_all(TextUse::caption, glyphs_where([&](GlyphIndex i) { return used[i] && in_grid(i) && !in_a_table(i); }));

    std::vector<Line> const lines =
        build_lines(page, glyphs_where([&](GlyphIndex i) { return page.roles[i] == Role::text && !used[i]; }));
    std::vector<PageTable> tables = m_in.tables;
    for (PageTable& t : tables) { t.caption = {}; } // what has a caption already looks for no other
    std::vector<LineUse> const use = find_captions(page, lines, tables, m_know.table_patterns, m_know.normaliser);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (use[i] != LineUse::prose) { add(use[i] == LineUse::caption ? TextUse::caption : TextUse::note, lines[i]); }
    }
  }

  Inspection& m_in;
  Knowledge::Members const& m_know;
};

/// The id in the output of a table on a page: that of the table with a cell at its place.
std::string id_of(PageTable const& t, Page const& page, std::vector<Table> const& tables) {
  Box const place = page.to_seen(t.grid.box);
  for (Table const& table : tables) {
    for (TableCell const& c : table.cells) {
      if (c.page == page.number && place.contains(c.box.centre())) { return table.id; }
    }
  }
  return {};
}

} // namespace

Result<Inspection> inspect(std::string bytes, std::string const& name, Knowledge const& knowledge,
                           InspectOptions const& options) {
  Knowledge::Members const& know = knowledge.members();
  auto document = pdf::Document::open(std::move(bytes), options.password);
  if (!document) { return tl::make_unexpected(document.error()); }
  Inspection out;
  out.file = name;
  out.pages = document->metadata().pages;
  if (options.page < 1 || options.page > out.pages) {
    return failure(ProblemCode::page_not_readable,
                   fmt::format("there is no page {}: the file has {}", options.page,
                               out.pages == 1 ? "one page" : fmt::format("{} pages", out.pages)));
  }

  std::vector<Page> pages;
  for (int number = 1; number <= out.pages; ++number) { pages.push_back(read_page(document->read_page(number))); }
  know.furniture.mark(pages, know.caption_lines);
  std::vector<PageReading> const readings = read_tables(pages, know.alignment, know.table_patterns, know.normaliser);
  auto const index = static_cast<std::size_t>(options.page - 1);
  // The grids once more, as they were before texts came into them.
  std::optional<Grid> const before = index > 0 ? unruled_grid_at_end(readings[index - 1]) : std::nullopt;
  out.grids = find_grids(pages[index], know.alignment, before ? &*before : nullptr);
  std::vector<PageTable> page_tables;
  for (PageReading const& r : readings) { page_tables.insert(page_tables.end(), r.tables.begin(), r.tables.end()); }
  PageReading const& kept = readings[index];

  out.page = std::move(pages[index]);
  out.problems = out.page.problems;
  out.tables = kept.tables;
  LineFinder(out, know).find(kept);
  std::vector<Table> const tables = continue_pages(page_tables, know.table_patterns, know.normaliser);
  for (PageTable const& t : out.tables) { out.table_ids.push_back(id_of(t, out.page, tables)); }
  if (options.dpi > 0) {
    auto picture = document->render(options.page, dpi_that_fits(out.page, options.dpi));
    if (picture) {
      out.picture = std::move(*picture);
    } else {
      out.problems.push_back(picture.error());
    }
  }
  return out;
}

} // namespace gongkai
