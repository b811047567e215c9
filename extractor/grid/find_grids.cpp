// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/find_grids.hpp"

#include "grid/aligned_pieces.hpp"
#include "grid/split_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace gongkai {
namespace {

/// Index i with bounds[i] <= v < bounds[i + 1], clamped to the ends.
int interval_of(std::vector<double> const& bounds, double v) noexcept {
  auto const next = std::upper_bound(bounds.begin(), bounds.end(), v);
  auto const i = static_cast<int>(next - bounds.begin()) - 1;
  return std::clamp(i, 0, static_cast<int>(bounds.size()) - 2);
}

/// A frame round a table, or round a whole page, is a cell that holds another grid.
bool is_frame(Grid const& grid, std::vector<Grid> const& others) {
  if (grid.cells.size() > 6) { return false; }
  return std::any_of(others.begin(), others.end(), [&](Grid const& o) {
    return &o != &grid && o.cells.size() > grid.cells.size() && grid.box.contains(o.box, -1.0);
  });
}

/// Verticals alone: the text beside the outer ones tells how wide the table is.
void close_sides(Page const& page, RulingGroup& group) {
  Box text = nothing();
  for (std::size_t i = 0; i < page.glyphs.size(); ++i) {
    Point const p = page.glyphs[i].box.centre();
    if (page.roles[i] == Role::text && p.y > group.box.y0 && p.y < group.box.y1) { text.cover(page.glyphs[i].box); }
  }
  for (double const x : {text.x0 - 1, text.x1 + 1}) {
    bool const outside = x < group.box.x0 || x > group.box.x1;
    if (outside) {
      group.vertical.push_back({Direction::vertical, RulingStyle::solid, x, group.box.y0, group.box.y1, 0, 0, 0});
    }
  }
  std::sort(group.vertical.begin(), group.vertical.end(),
            [](Ruling const& a, Ruling const& b) { return a.position < b.position; });
}

/// The grid of verticals alone: the columns are known, the rows are those of its text.
std::optional<Grid> grid_of_verticals(Page const& page, AlignmentReader const& alignment, RulingGroup& group,
                                      GridMethod method, LatticeOptions const& options) {
  std::size_t const least_rows = group.vertical.size() == 1 ? 8 : 3; // one line alone is weak evidence
  if (group.box.height() < options.min_size * static_cast<double>(least_rows)) { return std::nullopt; }
  close_sides(page, group);
  // Merged cells interrupt lines: their rows are known only once the text is read.
  for (Ruling& r : group.vertical) { r.begin = group.box.y0, r.end = group.box.y1; }
  Grid grid = group_to_grid(group, method, options);
  if (grid.cols() < 2) { return std::nullopt; }
  auto aligned = alignment.read(page, {grid.box, {}, group.vertical, {}});
  if (aligned && aligned->rows() >= static_cast<int>(least_rows) && aligned->cols() == grid.cols()) { return aligned; }
  split_unruled_rows(page, grid, glyphs_of_cells(page, grid));
  if (grid.rows() < static_cast<int>(least_rows)) { return std::nullopt; }
  return grid;
}

/// What a row has and a header hasn't: an amount, or a whole number too long to be a year or the number of a column.
bool is_figure_of_row(aligned::Piece const& piece) {
  constexpr std::size_t longest_year = 4;
  return piece.kind == aligned::Kind::amount ||
         (piece.kind == aligned::Kind::integer && piece.text.size() > longest_year);
}

/// Whether all that stands in a box may be a header.
bool may_be_header(std::vector<aligned::PieceLine> const& lines) {
  return std::none_of(lines.begin(), lines.end(), [](aligned::PieceLine const& line) {
    return std::any_of(line.pieces.begin(), line.pieces.end(), is_figure_of_row);
  });
}

/// The levels of a header may have no lines between them: where its verticals end inside a row without figures, with
/// text above and below, the row is parted.
Grid with_header_levels(Page const& page, RulingGroup const& group, Grid grid, LatticeOptions const& options) {
  std::vector<double> ends = loose_ends(group, grid, options);
  std::erase_if(ends, [&](double y) {
    auto const below = std::lower_bound(grid.ys.begin(), grid.ys.end(), y);
    auto const lines = aligned::lines_to_pieces(page, {grid.box.x0, *(below - 1), grid.box.x1, *below});
    return lines.size() < 2 || lines.front().baseline > y || lines.back().baseline < y || !may_be_header(lines);
  });
  return ends.empty() ? std::move(grid) : group_to_grid(group, grid.method, options, ends);
}

std::vector<Grid> grids_of_groups(Page const& page, AlignmentReader const& alignment, std::vector<RulingGroup> groups,
                                  GridMethod method, LatticeOptions const& options) {
  std::vector<Grid> grids;
  for (RulingGroup& g : groups) {
    if (g.horizontal.empty() && !g.vertical.empty()) {
      if (auto grid = grid_of_verticals(page, alignment, g, method, options)) { grids.push_back(std::move(*grid)); }
      continue;
    }
    if (g.horizontal.empty() && g.vertical.empty()) { continue; }
    if (g.horizontal.size() + g.vertical.size() < 3) { continue; }
    Grid grid = group_to_grid(g, method, options);
    if (grid.rows() < 1 || grid.cols() < 1) { continue; }
    grids.push_back(with_header_levels(page, g, std::move(grid), options));
  }
  return grids;
}

/// A table has several texts in its first row, or at least one text a row on average; the lines behind a chart don't.
bool is_filled(Page const& page, Grid const& grid) {
  GlyphsOfCells const glyphs = glyphs_of_cells(page, grid);
  int all = 0, first = 0;
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    if (glyphs[i].empty()) { continue; }
    ++all;
    first += grid.cells[i].row == 0;
  }
  return first >= 2 || all >= grid.rows();
}

/// Lines of text within a box, how many of them stand in several columns, how many of these hold a figure, or begin
/// with a code, and how many lines fill most of the box.
struct TextLines {
  int all = 0, parted = 0, with_figure = 0, with_code = 0, wide = 0;
};

/// Whether a figure stands behind the first piece of a line: that one may be a code.
bool has_figure(aligned::PieceLine const& line) {
  return std::any_of(line.pieces.begin() + 1, line.pieces.end(), [](aligned::Piece const& p) { return p.is_figure(); });
}

/// A code, or one and its name: an odd number of digits, so that a year is none.
bool is_code(aligned::Piece const& piece) {
  bool const alone = piece.kind == aligned::Kind::integer && piece.text.size() >= 3 && piece.text.size() % 2 == 1;
  return alone || piece.begins_with_code();
}

TextLines lines_in(Page const& page, Box const& box) {
  TextLines out;
  for (aligned::PieceLine const& line : aligned::lines_to_pieces(page, box)) {
    constexpr double most = 0.6; // of the box's width
    ++out.all;
    out.parted += line.pieces.size() >= 2;
    out.with_figure += has_figure(line);
    out.with_code += line.pieces.size() >= 2 && is_code(line.pieces[0]);
    out.wide += line.pieces.size() == 1 && line.pieces[0].box.width() > most * box.width();
  }
  return out;
}

/// Whether a piece lies in one column, but for a little.
bool lies_in_column(aligned::Piece const& piece, std::vector<double> const& xs) {
  constexpr double hangs_over = 1; // points
  auto const c = static_cast<std::size_t>(interval_of(xs, piece.centre()));
  return piece.box.x0 > xs[c] - hangs_over && piece.box.x1 < xs[c + 1] + hangs_over;
}

/// Whether lines below a header list figures, each in a column of its own, beside labels that may be wrapped.
bool lists_in_columns(std::vector<aligned::PieceLine> const& lines, std::vector<double> const& xs) {
  int listing = 0;
  for (aligned::PieceLine const& line : lines) {
    int last = -1, figures = 0;
    for (aligned::Piece const& p : line.pieces) {
      int const column = interval_of(xs, p.centre());
      bool const within = lies_in_column(p, xs);
      if (p.is_figure() && (!within || column == last)) { return false; }
      if (line.pieces.size() == 1 && !within) { return false; }
      last = column;
      figures += p.is_figure();
    }
    listing += figures > 0 && line.pieces.size() >= 2;
  }
  return listing > 0;
}

/// Only the header is ruled: a cell over the whole width below it lists rows of text and figures in several columns.
bool is_ruled_header_only(Page const& page, Grid const& grid) {
  constexpr int least_rows = 3;       // fewer are rows where each of their figures stands in a column of the header
  constexpr double least_share = 0.4; // of the lines; a note or the text of a form has hardly any such
  GridCell const& body = grid.cells.back();
  bool const whole_width = body.colspan == grid.cols() && body.row > 0 && body.row + body.rowspan == grid.rows();
  if (grid.cols() < 2 || !whole_width) { return false; }
  TextLines const lines = lines_in(page, body.box);
  bool const lists = lines.wide == 0 && lines.parted >= least_rows && lines.parted >= least_share * lines.all &&
                     lines.with_figure >= least_share * lines.all;
  if (!lists && !lists_in_columns(aligned::lines_to_pieces(page, body.box), grid.xs)) { return false; }
  return may_be_header(aligned::lines_to_pieces(page, {grid.box.x0, grid.box.y0, grid.box.x1, body.box.y0}));
}

/// Whether an amount stands in a line apart from what is beside it, in a column of a grid: in prose it touches words.
bool lists_amount(aligned::PieceLine const& line, std::vector<double> const& xs) {
  constexpr double apart = 0.5; // font sizes
  for (std::size_t i = 0; i < line.pieces.size(); ++i) {
    aligned::Piece const& p = line.pieces[i];
    if (p.kind != aligned::Kind::amount || !lies_in_column(p, xs)) { continue; }
    bool const left = i == 0 || p.box.x0 - line.pieces[i - 1].box.x1 > apart * p.size;
    bool const right = i + 1 == line.pieces.size() || line.pieces[i + 1].box.x0 - p.box.x1 > apart * p.size;
    if (left && right) { return true; }
  }
  return false;
}

/// Only the header, or every other row, is shaded: rows go on right below, the first with a label of a few lines
/// perhaps. A line without a figure or a code there, of signatures for one, is none of them.
bool goes_on_unshaded(Page const& page, Grid const& grid) {
  constexpr double most_lines = 3;
  double const row = grid.ys.back() - grid.ys[grid.ys.size() - 2];
  TextLines const lines = lines_in(page, {grid.box.x0, grid.box.y1, grid.box.x1, grid.box.y1 + row});
  if (lines.with_figure > 0 || lines.with_code > 0) { return true; }
  auto const near =
      aligned::lines_to_pieces(page, {grid.box.x0, grid.box.y1, grid.box.x1, grid.box.y1 + most_lines * row});
  return std::any_of(near.begin(), near.end(), [&](auto const& line) { return lists_amount(line, grid.xs); });
}

/// Ruled, but without verticals inside: rows are known, columns are not.
AlignedRegion region_of(Grid const& grid, Page const& page, Grid const* before) {
  AlignedRegion region;
  region.box = grid.box;
  region.rows = grid.ys;
  if (before != nullptr) { region.columns = before->xs; }
  for (Ruling const& r : page.rulings) {
    if (r.direction == Direction::horizontal && r.style != RulingStyle::shading_edge &&
        grid.box.intersects(r.box(), 1)) {
      region.rulings.push_back(r);
    }
  }
  return region;
}

/// The ruled header of `ruled` over the rows of `aligned`, which has the same columns. None where these rows do not
/// begin below that header.
std::optional<Grid> with_ruled_header(Grid const& ruled, Grid const& aligned) {
  GridCell const& body = ruled.cells.back();
  auto const nearest = std::min_element(aligned.ys.begin(), aligned.ys.end() - 1, [&](double a, double b) {
    return std::abs(a - body.box.y0) < std::abs(b - body.box.y0);
  });
  auto const first = static_cast<int>(nearest - aligned.ys.begin());
  Grid out = aligned;
  out.xs = ruled.xs;
  out.ys.assign(ruled.ys.begin(), ruled.ys.begin() + body.row + 1);
  out.ys.insert(out.ys.end(), nearest + 1, aligned.ys.end());
  if (!std::is_sorted(out.ys.begin(), out.ys.end())) { return std::nullopt; }
  out.cells.assign(ruled.cells.begin(), ruled.cells.end() - 1);
  for (GridCell c : aligned.cells) {
    if (c.row < first) {
      if (c.row + c.rowspan > first) { return std::nullopt; }
      continue;
    }
    c.row += body.row - first;
    auto const row = static_cast<std::size_t>(c.row), col = static_cast<std::size_t>(c.col);
    c.box = {out.xs[col], out.ys[row], out.xs[col + static_cast<std::size_t>(c.colspan)],
             out.ys[row + static_cast<std::size_t>(c.rowspan)]};
    out.cells.push_back(c);
  }
  out.box = {out.xs.front(), out.ys.front(), out.xs.back(), out.ys.back()};
  return out;
}

/// A grid of which only the header is ruled, with the rows and columns of the text below.
std::optional<Grid> read_below_header(Page const& page, AlignmentReader const& alignment, Grid const& ruled) {
  AlignedRegion region = region_of(ruled, page, nullptr);
  region.rows.clear();
  AlignedRegion with_columns = region;
  for (std::size_t i = 1; i + 1 < ruled.xs.size(); ++i) {
    with_columns.rulings.push_back(
        {Direction::vertical, RulingStyle::solid, ruled.xs[i], ruled.box.y0, ruled.box.y1, 0, 0, 0});
  }
  std::optional<Grid> aligned = alignment.read(page, with_columns);
  if (aligned && aligned->cols() == ruled.cols()) {
    if (auto grid = with_ruled_header(ruled, *aligned)) { return grid; }
  }
  aligned = alignment.read(page, region);
  return aligned && aligned->cols() >= ruled.cols() ? aligned : std::nullopt;
}

} // namespace

Place place_of(Grid const& grid, Point p, double slack) noexcept {
  if (!grid.box.grown(slack).contains(p) || grid.rows() < 1 || grid.cols() < 1) { return {}; }
  return {interval_of(grid.ys, p.y), interval_of(grid.xs, p.x)};
}

Problems oversized_grids(Page const& page, LatticeOptions const& options) {
  Problems out;
  if (page.rulings.size() * page.rulings.size() / 4 <= options.most_places) { return out; }
  for (RulingGroup const& g : group_rulings(page.rulings, false, options)) {
    if (!is_too_large(g, options)) { continue; }
    out.push_back(
        {ProblemCode::grid_too_large,
         fmt::format("lines make a grid of more than {} places: taken for a drawing, its text is given as prose",
                     options.most_places),
         page.number, page.to_seen(g.box)});
  }
  return out;
}

std::vector<Grid> find_grids(Page const& page, AlignmentReader const& alignment, Grid const* before,
                             LatticeOptions const& options) {
  std::vector<Grid> candidates =
      grids_of_groups(page, alignment, group_rulings(page.rulings, false, options), GridMethod::lattice, options);
  bool const ruled =
      std::any_of(candidates.begin(), candidates.end(), [](Grid const& g) { return g.rows() > 1 && g.cols() > 1; });
  if (!ruled && !page.shades.empty()) {
    std::vector<Grid> shaded =
        grids_of_groups(page, alignment, group_rulings(page.rulings, true, options), GridMethod::shading, options);
    for (Grid& g : shaded) {
      if (g.rows() > 1 && g.cols() > 1 && !goes_on_unshaded(page, g)) { candidates.push_back(std::move(g)); }
    }
  }

  std::vector<Grid> found;
  std::vector<Box> taken;
  for (Grid& g : candidates) {
    if (is_frame(g, candidates)) { continue; }
    if (g.cols() == 1 && g.rows() >= 3) {
      auto aligned = alignment.read(page, region_of(g, page, before));
      if (!aligned || !is_filled(page, *aligned)) { continue; }
      g = std::move(*aligned);
    }
    if (!g.cells.empty() && is_ruled_header_only(page, g)) {
      if (auto grid = read_below_header(page, alignment, g)) {
        taken.push_back(g.box);
        found.push_back(std::move(*grid));
        continue;
      }
    }
    if (g.cols() < 2 || g.cells.size() < 2) { continue; }
    GlyphsOfCells const glyphs = glyphs_of_cells(page, g);
    // A grid with nothing in it may still go on from the page before; one with a single text is a frame or a chart.
    if (std::count_if(glyphs.begin(), glyphs.end(), [](auto const& cell) { return !cell.empty(); }) == 1) { continue; }
    split_unruled_rows(page, g, glyphs);
    taken.push_back(g.box);
    found.push_back(std::move(g));
  }
  for (AlignedRegion const& region : alignment.find_regions(page, taken, before)) {
    auto grid = alignment.read(page, region);
    // What rulings have shown is not read again from alignment.
    bool const known =
        grid && std::any_of(taken.begin(), taken.end(), [&](Box const& b) { return grid->box.intersects(b, -2); });
    if (grid && !known) { found.push_back(std::move(*grid)); }
  }
  std::sort(found.begin(), found.end(), [](Grid const& a, Grid const& b) {
    // Side by side is left to right; overlapping heights count as side by side.
    bool const beside =
        overlap_length(a.box.y0, a.box.y1, b.box.y0, b.box.y1) > 0.5 * std::min(a.box.height(), b.box.height());
    return beside ? a.box.x0 < b.box.x0 : a.box.y0 < b.box.y0;
  });
  return found;
}

} // namespace gongkai
