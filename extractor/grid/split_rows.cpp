// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/split_rows.hpp"

#include "grid/find_grids.hpp"
#include "text/characters.hpp"
#include "text/figure_text.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace gongkai {
namespace {

/// A line of text in one cell of the row.
struct CellLine {
  int col = 0;
  double baseline = 0;
  double size = 0;
  Box box;
  bool figure = false; ///< Or the sign that stands for none.
  bool whole = false;  ///< A figure that cannot be a piece of a broken one.
};

/// What stands on one height of the row, over all its cells.
struct Level {
  double baseline = 0;
  double size = 0;
  Box box;
  bool figure = false; ///< A figure stands here.
  bool label = false;  ///< Something else does.
};

/// Signs that stand for no figure: hyphen, dashes, minus, slash, in either width.
bool is_none_sign(char32_t c) {
  return c == U'-' || c == 0x2013 || c == 0x2014 || c == 0x2015 || c == 0x2212 || c == 0xFF0D || c == U'/' ||
         c == 0xFF0F;
}

bool is_none_mark(std::u32string_view text) {
  return !text.empty() && text.size() <= 3 && std::all_of(text.begin(), text.end(), is_none_sign);
}

/// A figure with a decimal point inside it, or with a separator before each three digits to its end.
bool is_whole_figure(std::u32string_view text) {
  if (!is_figure_text(text)) { return false; }
  std::size_t const point = text.find(U'.');
  if (point != std::u32string_view::npos) {
    return point > 0 && point + 1 < text.size() && text.find(U'.', point + 1) == std::u32string_view::npos;
  }
  std::size_t const comma = text.rfind(U',');
  return comma != std::u32string_view::npos && comma > 0 && text.size() - comma == 4;
}

/// Whether the glyphs stand on more than one line: a quick look before lines are built.
bool has_several_lines(Page const& page, std::vector<GlyphIndex> const& glyphs) {
  Glyph const& first = page.glyphs[glyphs.front()];
  return std::any_of(glyphs.begin(), glyphs.end(), [&](GlyphIndex i) {
    return std::abs(page.glyphs[i].baseline - first.baseline) > 0.8 * first.size;
  });
}

/// Whether a row might list figures: one of its cells holds several lines, mostly of figures.
bool may_list_figures(Page const& page, GlyphsOfCells const& glyphs, std::vector<std::size_t> const& cells) {
  return std::any_of(cells.begin(), cells.end(), [&](std::size_t i) {
    auto const figures = std::count_if(glyphs[i].begin(), glyphs[i].end(), [&](GlyphIndex g) {
      char32_t const c = page.glyphs[g].code;
      return is_amount_character(c) || is_none_sign(c);
    });
    return 5 * static_cast<std::size_t>(figures) >= 3 * glyphs[i].size() && has_several_lines(page, glyphs[i]);
  });
}

std::vector<CellLine> lines_of_cells(Page const& page, Grid const& grid, GlyphsOfCells const& glyphs,
                                     std::vector<std::size_t> const& cells) {
  std::vector<CellLine> out;
  for (std::size_t const i : cells) {
    for (Line const& line : build_lines(page, glyphs[i])) {
      std::u32string const text = line.text();
      bool const figure = is_figure_text(text) || is_none_mark(text);
      out.push_back({grid.cells[i].col, line.baseline, line.size, line.box, figure, is_whole_figure(text)});
    }
  }
  return out;
}

/// Whether the cells of a row list figures below each other: `least` of them in one cell, or two whole ones in each of
/// two cells.
bool lists_figures(std::vector<CellLine> const& lines, int least) {
  struct Count {
    int figures = 0, whole = 0, all = 0;
  };
  std::map<int, Count> by_cell;
  for (CellLine const& l : lines) {
    Count& c = by_cell[l.col];
    c.figures += l.figure;
    c.whole += l.whole;
    ++c.all;
  }
  // One heading over the figures is allowed; a broken figure gives two lines at most, and its second is not whole.
  auto const long_list = [&](auto const& c) {
    return c.second.figures >= least && c.second.figures + 1 >= c.second.all;
  };
  auto const pair = [](auto const& c) { return c.second.whole == 2 && c.second.all == 2; };
  return std::any_of(by_cell.begin(), by_cell.end(), long_list) ||
         std::count_if(by_cell.begin(), by_cell.end(), pair) >= 2;
}

std::vector<Level> levels_of(std::vector<CellLine> lines) {
  std::stable_sort(lines.begin(), lines.end(),
                   [](CellLine const& a, CellLine const& b) { return a.baseline < b.baseline; });
  std::vector<Level> out;
  for (CellLine const& l : lines) {
    if (out.empty() || l.baseline - out.back().baseline > 0.45 * std::max(l.size, 1.0)) {
      out.push_back({l.baseline, l.size, nothing(), false, false});
    }
    out.back().box.cover(l.box);
    (l.figure ? out.back().figure : out.back().label) = true;
  }
  return out;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

/// Lines of one label stand nearer than this to each other, in font sizes.
constexpr double widest_wrap = 1.5;

/// The distance of rows: of lines with figures, or of all lines where these are spaced evenly and cannot be wrapped
/// labels: they stand too far from each other, or figures are so rare that most labels would have four lines.
double row_pitch(std::vector<Level> const& levels) {
  constexpr double evenly = 0.1, nearly_all = 0.8; // shares
  constexpr double most_lines = 3.5;               // of a label
  std::vector<double> figures, all;
  double last = 0, size = 0;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    size = std::max(size, levels[i].size);
    if (i > 0) { all.push_back(levels[i].baseline - levels[i - 1].baseline); }
    if (!levels[i].figure) { continue; }
    if (last > 0) { figures.push_back(levels[i].baseline - last); }
    last = levels[i].baseline;
  }
  if (figures.empty()) { return 0; }
  double const usual = median(all), of_figures = median(figures);
  auto const even =
      std::count_if(all.begin(), all.end(), [&](double d) { return std::abs(d - usual) < evenly * usual; });
  bool const spaced_evenly = static_cast<double>(even) >= nearly_all * static_cast<double>(all.size());
  bool const wrapped = usual < widest_wrap * size && of_figures < most_lines * usual;
  return spaced_evenly && !wrapped ? std::min(usual, of_figures) : of_figures;
}

/// Whether the lower of two levels belongs to the row of the upper one: a label wrapped below its figure, or around it.
bool same_row(Level const& upper, Level const& lower, double pitch) {
  double const distance = lower.baseline - upper.baseline;
  if (upper.figure && lower.figure) { return false; }
  bool const around = (upper.figure && !upper.label) || (lower.figure && !lower.label);
  return around ? distance < 1.1 * lower.size : distance < 0.8 * pitch && distance < widest_wrap * lower.size;
}

/// Boundaries between the rows of text, as heights.
std::vector<double> boundaries_of(std::vector<Level> const& levels) {
  double const pitch = row_pitch(levels);
  std::vector<double> out;
  bool row_has_figure = levels.empty() ? false : levels.front().figure;
  double bottom = levels.empty() ? 0 : levels.front().box.y1;
  for (std::size_t i = 1; i < levels.size(); ++i) {
    bool const joins = same_row(levels[i - 1], levels[i], pitch) && !(row_has_figure && levels[i].figure);
    if (!joins) {
      out.push_back((bottom + levels[i].box.y0) / 2);
      row_has_figure = false;
      bottom = levels[i].box.y1;
    }
    row_has_figure = row_has_figure || levels[i].figure;
    bottom = std::max(bottom, levels[i].box.y1);
  }
  return out;
}

/// Cells that begin above a row that is split, for want of the ruling under their heading, and list a text for nearly
/// each of its rows
/// (`tops`: the upper ends of these rows and the lower end of the last). Gives their columns.
std::vector<int> listing_from_above(Page const& page, Grid const& grid, GlyphsOfCells const& glyphs, int r,
                                    std::vector<double> const& tops) {
  constexpr double nearly_all = 0.8;
  std::vector<int> out;
  for (std::size_t i = 0; i < glyphs.size() && grid.cells[i].row < r; ++i) {
    GridCell const& c = grid.cells[i];
    if (c.row + c.rowspan != r + 1 || glyphs[i].empty()) { continue; }
    std::vector<int> lines_in(tops.size(), 0);
    for (Line const& line : build_lines(page, glyphs[i])) {
      auto const below = std::upper_bound(tops.begin(), tops.end(), line.box.centre().y);
      ++lines_in[static_cast<std::size_t>(below - tops.begin()) % tops.size()];
    }
    auto const filled = std::count_if(lines_in.begin() + 1, lines_in.end(), [](int n) { return n > 0; });
    if (static_cast<double>(filled) >= nearly_all * static_cast<double>(tops.size() - 1)) { out.push_back(c.col); }
  }
  return out;
}

/// `cut`: columns whose cell from above ends over row r; what it has in the row is split too.
void insert_rows(Grid& grid, int r, std::vector<double> const& boundaries, std::vector<int> const& cut) {
  auto const extra = static_cast<int>(boundaries.size());
  grid.ys.insert(grid.ys.begin() + r + 1, boundaries.begin(), boundaries.end());
  std::vector<GridCell> cells;
  for (GridCell c : grid.cells) {
    if (c.row > r) {
      c.row += extra;
    } else if (c.row + c.rowspan > r + 1) {
      c.rowspan += extra;
    } else if (c.row + c.rowspan == r + 1) {
      bool const ends_above = c.rowspan > 1 && std::find(cut.begin(), cut.end(), c.col) != cut.end();
      if (c.rowspan > 1 && !ends_above) { // begins above: stays whole
        c.rowspan += extra;
      } else {
        if (ends_above) {
          GridCell upper = c;
          --upper.rowspan;
          upper.box.y1 = grid.ys[static_cast<std::size_t>(r)];
          cells.push_back(upper);
          c.rowspan = 1;
        }
        for (int k = 0; k <= extra; ++k) {
          GridCell part = c;
          part.row = r + k;
          part.box.y0 = grid.ys[static_cast<std::size_t>(part.row)];
          part.box.y1 = grid.ys[static_cast<std::size_t>(part.row) + 1];
          cells.push_back(part);
        }
        continue;
      }
    }
    cells.push_back(c);
  }
  std::sort(cells.begin(), cells.end(),
            [](GridCell const& a, GridCell const& b) { return a.row != b.row ? a.row < b.row : a.col < b.col; });
  grid.cells = std::move(cells);
}

} // namespace

GlyphsOfCells glyphs_of_cells(Page const& page, Grid const& grid) {
  std::vector<int> const owner = owners(grid);
  GlyphsOfCells out(grid.cells.size());
  Placer placer(grid);
  for (GlyphIndex i = 0; i < page.glyphs.size(); ++i) {
    if (page.roles[i] != Role::text) { continue; }
    Place const p = placer.of(page.place_of(i));
    if (!p.inside()) { continue; }
    std::vector<GlyphIndex>& glyphs =
        out[static_cast<std::size_t>(owner[static_cast<std::size_t>(p.row * grid.cols() + p.col)])];
    if (glyphs.empty()) { glyphs.reserve(usual_text); }
    glyphs.push_back(i);
  }
  return out;
}

namespace {

/// A cell of a row that was split may have been merged over columns there, while the line between these stands in the
/// other rows: `first` and `last` are the new rows.
void merge_where_no_line(Page const& page, Grid& grid, int first, int last) {
  constexpr double near = 2, drawn = 0.5; // points; share of a row's height
  auto const is_drawn = [&](double x, Box const& row) {
    double covered = 0;
    for (Ruling const& r : page.rulings) {
      if (r.direction == Direction::vertical && std::abs(r.position - x) < near) {
        covered += std::max(0.0, overlap_length(r.begin, r.end, row.y0, row.y1));
      }
    }
    return covered >= drawn * row.height();
  };
  std::vector<bool> anywhere(static_cast<std::size_t>(grid.cols()) + 1, false);
  auto const in_range = [&](GridCell const& c) { return c.rowspan == 1 && c.row >= first && c.row <= last; };
  for (GridCell const& c : grid.cells) {
    if (in_range(c) && is_drawn(c.box.x0, c.box)) { anywhere[static_cast<std::size_t>(c.col)] = true; }
  }
  std::vector<GridCell> cells;
  for (GridCell const& c : grid.cells) {
    bool const goes_on = !cells.empty() && in_range(c) && in_range(cells.back()) && cells.back().row == c.row &&
                         cells.back().col + cells.back().colspan == c.col;
    if (goes_on && anywhere[static_cast<std::size_t>(c.col)] && !is_drawn(c.box.x0, c.box)) {
      cells.back().colspan += c.colspan;
      cells.back().box.x1 = c.box.x1;
    } else {
      cells.push_back(c);
    }
  }
  grid.cells = std::move(cells);
}

} // namespace

void split_unruled_rows(Page const& page, Grid& grid, GlyphsOfCells const& glyphs, int least_figures) {
  constexpr double three_lines = 18; // points: no font of a table is so small that three rows fit into less
  std::vector<std::vector<std::size_t>> cells_of_row(static_cast<std::size_t>(std::max(grid.rows(), 0)));
  for (std::size_t i = 0; i < grid.cells.size(); ++i) {
    GridCell const& c = grid.cells[i];
    if (c.rowspan == 1 && !glyphs[i].empty() && c.box.height() >= three_lines) {
      cells_of_row[static_cast<std::size_t>(c.row)].push_back(i);
    }
  }
  for (int r = grid.rows() - 1; r >= 0; --r) { // from below, so that the rows above keep their numbers
    auto const& cells = cells_of_row[static_cast<std::size_t>(r)];
    if (!may_list_figures(page, glyphs, cells)) { continue; }
    std::vector<CellLine> const lines = lines_of_cells(page, grid, glyphs, cells);
    if (!lists_figures(lines, least_figures)) { continue; }
    std::vector<double> boundaries = boundaries_of(levels_of(lines));
    // Texts that lie over each other give heights that don't rise, or leave the row.
    double last = grid.ys[static_cast<std::size_t>(r)];
    std::erase_if(boundaries, [&](double y) {
      bool const rises = y > last && y < grid.ys[static_cast<std::size_t>(r) + 1];
      last = rises ? y : last;
      return !rises;
    });
    // The cells of the rows below have moved; those of this row and above have not, and their numbers are not used
    // again.
    if (boundaries.empty()) { continue; }
    std::vector<double> tops{grid.ys[static_cast<std::size_t>(r)]};
    tops.insert(tops.end(), boundaries.begin(), boundaries.end());
    tops.push_back(grid.ys[static_cast<std::size_t>(r) + 1]);
    insert_rows(grid, r, boundaries, listing_from_above(page, grid, glyphs, r, tops));
    merge_where_no_line(page, grid, r, r + static_cast<int>(boundaries.size()));
  }
}

} // namespace gongkai
