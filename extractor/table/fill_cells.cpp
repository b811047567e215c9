// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/find_grids.hpp"
#include "table/page_table.hpp"
#include "text/characters.hpp"
#include "text/figure_text.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

namespace gongkai {
namespace {

/// A glyph of a run that has not been used, and the cell that holds its centre (-1: none).
struct PlacedGlyph {
  GlyphIndex glyph = 0;
  int cell = -1;
};
/// Glyphs of a run, in drawing order, that go to one cell as a whole.
using Piece = std::span<PlacedGlyph const>;

class CellFiller {
public:
  CellFiller(Page const& page, Grid const& grid, std::vector<bool>& used, FillOptions const& options)
      : m_page(page), m_grid(grid), m_used(used), m_options(options), m_placer(grid, options.border_slack),
        m_owner(owners(grid)), m_glyphs(grid.cells.size()), m_overflow(grid.cells.size(), false),
        m_other_col(grid.cells.size(), 0) {}

  void fill() {
    for (Run const& run : m_page.runs) {
      if (run.box.intersects(m_grid.box, m_options.border_slack)) { fill_run(run); }
    }
  }

  std::vector<std::vector<GlyphIndex>> const& glyphs() const { return m_glyphs; }
  bool overflows(std::size_t cell) const { return m_overflow[cell]; }
  int other_col(std::size_t cell) const { return m_other_col[cell]; }

private:
  int cell_of(GlyphIndex i) {
    Place const p = m_placer.of(m_page.place_of(i));
    return p.inside() ? m_owner[static_cast<std::size_t>(p.row * m_grid.cols() + p.col)] : -1;
  }

  bool counts(GlyphIndex i) const {
    return (m_page.roles[i] == Role::text || m_page.roles[i] == Role::cut_off) && !m_used[i];
  }

  /// Whether the file set the second of two neighbours apart from the first: by a position of its own, or a gap.
  bool set_apart(GlyphIndex a, GlyphIndex b, bool placed_throughout) const {
    Glyph const& g = m_page.glyphs[a];
    Glyph const& h = m_page.glyphs[b];
    double const gap = h.box.x0 - g.box.x1;
    return (h.placed && !placed_throughout) || gap > 0.35 * g.size || gap < -0.2 * g.size;
  }

  /// Whether two neighbours in a run, in different cells, are texts of their own.
  bool parts_here(GlyphIndex a, GlyphIndex b, bool placed_throughout) const {
    Glyph const &left = m_page.glyphs[a], &right = m_page.glyphs[b];
    bool const class_changes = is_amount_character(left.code) != is_amount_character(right.code);
    return class_changes || set_apart(a, b, placed_throughout) || parts_figures(left, right);
  }

  /// Figures in narrow columns nearly touch; the digits of one figure stand as far apart at the border as elsewhere.
  bool parts_figures(Glyph const& left, Glyph const& right) const {
    constexpr double more = 0.12; // font sizes
    if (!is_amount_character(left.code) || !is_amount_character(right.code)) { return false; }
    double widest = 0; // gap within the cells
    for (std::size_t k = 1; k < m_run.size(); ++k) {
      Glyph const &g = m_page.glyphs[m_run[k - 1].glyph], &h = m_page.glyphs[m_run[k].glyph];
      bool const digits = is_amount_character(g.code) && is_amount_character(h.code);
      if (digits && m_run[k - 1].cell == m_run[k].cell) { widest = std::max(widest, h.box.x0 - g.box.x1); }
    }
    return right.box.x0 - left.box.x1 > widest + more * left.size;
  }

  void fill_run(Run const& run) {
    m_run.clear();
    std::size_t placed = 0;
    for (GlyphIndex i = run.first; i < run.last; ++i) {
      if (!counts(i)) { continue; }
      m_run.push_back({i, cell_of(i)});
      placed += m_page.glyphs[i].placed;
    }
    if (m_run.empty()) { return; }
    bool const placed_throughout = m_run.size() > 2 && placed * 2 > m_run.size();
    std::size_t begin = 0;
    for (std::size_t k = 1; k < m_run.size(); ++k) {
      PlacedGlyph const& last = m_run[k - 1];
      PlacedGlyph const& next = m_run[k];
      // A text that has run over its border may end within the next cell, right before that cell's own.
      bool const crossed = m_run[begin].cell != next.cell;
      if ((next.cell != last.cell && parts_here(last.glyph, next.glyph, placed_throughout)) ||
          (crossed && set_apart(last.glyph, next.glyph, placed_throughout))) {
        place(Piece(m_run).subspan(begin, k - begin));
        begin = k;
      }
    }
    place(Piece(m_run).subspan(begin));
  }

  /// Gives a piece to one cell: the one that all of it lies in, else the one it is aligned to.
  void place(Piece piece) {
    m_share.clear();
    for (PlacedGlyph const& g : piece) {
      if (m_share.empty() || m_share.back().first != g.cell) { m_share.emplace_back(g.cell, 0); }
      ++m_share.back().second;
    }
    int const cell = m_share.size() > 1 ? cell_aligned_to(piece) : m_share.front().first;
    if (cell < 0) { return; }
    auto const index = static_cast<std::size_t>(cell);
    m_overflow[index] = m_overflow[index] || m_share.size() > 1;
    bool const may_be_doubtful = m_share.size() > 1 || m_grid.method != GridMethod::lattice;
    if (may_be_doubtful && is_figure(piece)) { m_other_col[index] = other_col_of(piece, m_grid.cells[index]); }
    std::vector<GlyphIndex>& glyphs = m_glyphs[index];
    if (glyphs.empty()) { glyphs.reserve(std::max(piece.size(), usual_text)); }
    for (PlacedGlyph const& g : piece) {
      glyphs.push_back(g.glyph);
      m_used[g.glyph] = true;
    }
  }

  bool is_figure(Piece piece) const {
    return std::all_of(piece.begin(), piece.end(),
                       [&](PlacedGlyph const& g) { return is_amount_character(m_page.glyphs[g.glyph].code); });
  }

  /// The column that a figure may belong into as well: the one it reaches into, or, where no ruling parts the columns,
  /// the one it stands near to. Of the cells in m_share.
  int other_col_of(Piece piece, GridCell const& own) const {
    for (auto const& [cell, count] : m_share) {
      if (cell < 0) { continue; }
      GridCell const& other = m_grid.cells[static_cast<std::size_t>(cell)];
      if (other.row == own.row && other.col != own.col) { return other.col - own.col; }
    }
    if (m_grid.method == GridMethod::lattice) { return 0; }
    Glyph const &first = m_page.glyphs[piece.front().glyph], &last = m_page.glyphs[piece.back().glyph];
    double const near = m_options.doubtful_distance * first.size;
    bool const at_left = first.box.x0 - own.box.x0 < near && own.col > 0;
    bool const at_right = own.box.x1 - last.box.x1 < near && own.col + own.colspan < m_grid.cols();
    return at_left == at_right ? 0 : at_left ? -1 : own.colspan;
  }

  /// Of the cells in m_share.
  int cell_aligned_to(Piece piece) const {
    double const begin = m_page.glyphs[piece.front().glyph].box.x0, end = m_page.glyphs[piece.back().glyph].box.x1;
    int const first = m_share.front().first, last = m_share.back().first;
    bool const figure = is_figure(piece);
    auto const box = [&](int c) { return m_grid.cells[static_cast<std::size_t>(c)].box; };
    // A figure stands at the right border of its cell, a label at the left one.
    if (figure && last >= 0 && std::abs(box(last).x1 - end) < m_options.edge_distance) { return last; }
    if (first >= 0 && std::abs(begin - box(first).x0) < m_options.edge_distance) { return first; }
    if (last >= 0 && std::abs(box(last).x1 - end) < m_options.edge_distance) { return last; }
    // Else it is centred on its cell.
    double const centre = (begin + end) / 2;
    int best = -1, most = 0;
    for (auto const& [cell, count] : m_share) {
      if (cell < 0) { continue; }
      if (centre >= box(cell).x0 && centre <= box(cell).x1) { return cell; }
      if (count > most) {
        most = count;
        best = cell;
      }
    }
    return best;
  }

  Page const& m_page;
  Grid const& m_grid;
  std::vector<bool>& m_used;
  FillOptions m_options;
  Placer m_placer;
  std::vector<int> m_owner;
  std::vector<std::vector<GlyphIndex>> m_glyphs;
  std::vector<bool> m_overflow;
  std::vector<PlacedGlyph> m_run;           ///< The run in work.
  std::vector<std::pair<int, int>> m_share; ///< Of the piece in work: cell, glyphs; in reading order.
  std::vector<int> m_other_col;             ///< As in TableCell.
};

bool reads_up_or_down(Page const& page, std::vector<GlyphIndex> const& glyphs) {
  auto const turned =
      std::count_if(glyphs.begin(), glyphs.end(), [&](GlyphIndex i) { return page.glyphs[i].angle != 0; });
  return 2 * turned > static_cast<std::ptrdiff_t>(glyphs.size());
}

std::u32string text_of_turned(Page const& page, std::vector<GlyphIndex> glyphs) {
  bool const down = page.glyphs[glyphs.front()].angle == 90;
  std::stable_sort(glyphs.begin(), glyphs.end(), [&](GlyphIndex a, GlyphIndex b) {
    Glyph const& g = page.glyphs[a];
    Glyph const& h = page.glyphs[b];
    if (std::abs(g.baseline - h.baseline) > 0.5 * g.size) {
      return down ? g.baseline > h.baseline : g.baseline < h.baseline;
    }
    return down ? g.box.y0 < h.box.y0 : g.box.y0 > h.box.y0;
  });
  std::u32string out;
  for (GlyphIndex const i : glyphs) { out += page.glyphs[i].code; }
  return out;
}

/// Joins the lines of a cell: a blank stands only between words of an alphabet, never between ideographs and never
/// within a figure that the narrow cell has broken.
std::u32string text_of(Page const& page, std::vector<GlyphIndex> const& glyphs, std::vector<Line> const& lines) {
  if (lines.empty()) { return text_of_turned(page, glyphs); }
  std::u32string out;
  for (Line const& line : lines) {
    std::u32string const text = line.text();
    if (!out.empty() && !text.empty()) {
      char32_t const a = out.back(), b = text.front();
      bool const figure = is_amount_character(a) && is_amount_character(b);
      bool const letters = a < 0x250 && b < 0x250;
      if (letters && !figure) { out += U' '; }
    }
    out += text;
  }
  return out;
}

bool key_is_merged(Grid const& grid, int row) {
  return std::any_of(grid.cells.begin(), grid.cells.end(), [&](GridCell const& c) {
    return c.col == 0 && c.rowspan > 1 && c.row <= row && row < c.row + c.rowspan;
  });
}

/// Whether a further line would fit into the cell.
bool has_room(GridCell const& cell, std::vector<Line> const& lines) {
  constexpr double single = 1.25; // pitch of a single line, in font sizes
  auto const count = static_cast<double>(lines.size());
  double const pitch =
      lines.size() > 1 ? (lines.back().baseline - lines.front().baseline) / (count - 1) : single * lines.front().size;
  return cell.box.height() - count * pitch >= pitch;
}

/// Whether a cell's text is a word that reads downwards, one character a line.
bool reads_by_character(std::vector<Line> const& lines) {
  return std::all_of(lines.begin(), lines.end(), [](Line const& line) {
    std::u32string const text = line.text();
    return text.size() == 1 && is_ideograph(text.front());
  });
}

/// How a cell lies at the ends of the grid. `lines` are those of its text, if any.
CellEnds ends_of(Page const& page, Grid const& grid, GridCell const& cell, std::vector<Line> const& lines) {
  CellEnds out;
  bool const first = cell.row == 0, last = cell.row + cell.rowspan == grid.rows();
  if (!first && !last) { return out; }
  constexpr double near = 3, hangs_over = 1; // points
  auto const closed = [&](double y) {
    double covered = 0;
    for (Ruling const& r : page.rulings) {
      if (r.direction == Direction::horizontal && std::abs(r.position - y) < near) {
        covered += overlap_length(r.begin, r.end, cell.box.x0, cell.box.x1);
      }
    }
    return covered > 0.5 * cell.box.width();
  };
  bool const ruled = grid.method == GridMethod::lattice;
  out.open_top = first && ruled && !closed(cell.box.y0);
  out.open_bottom = last && ruled && !closed(cell.box.y1);
  if (lines.empty()) { return out; }
  Line const& end = lines.back();
  out.cut_top = first && lines.front().box.y0 < cell.box.y0 - hangs_over;
  out.cut_bottom = last && end.box.y1 > cell.box.y1 + hangs_over;
  // Where the key of the row is a merged cell, what the next page shows beside its rest may be another row of it: the
  // text above goes on only where it had no room.
  bool const own_row = key_is_merged(grid, cell.row) && has_room(cell, lines);
  out.full = cell.box.width() - end.box.width() < 2.5 * end.size && !own_row;
  double const above = lines.front().box.y0 - cell.box.y0, below = cell.box.y1 - end.box.y1;
  bool const by_character = reads_by_character(lines);
  out.word_runs_out = last && by_character && below < 0.7 * end.size;
  out.word_runs_in = first && by_character && above < 0.7 * end.size && below > 2 * end.size;
  out.first_line = to_utf8(lines.front().text());
  out.last_line = to_utf8(end.text());
  return out;
}

/// Whether the blanks in a figure part nothing: all of its digits are set apart, or they part thousands. A blank
/// elsewhere may stand for a point that a page break has cut off.
bool blanks_mean_nothing(std::u32string_view text) {
  std::size_t blanks = 0, touching = 0, since = 0;
  bool thousands = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_space(text[i])) {
      since += is_digit(text[i]);
      touching += i > 0 && is_digit(text[i]) && is_digit(text[i - 1]);
      if (text[i] == U'.') { break; }
      continue;
    }
    bool const within = i > 0 && i + 1 < text.size() && is_digit(text[i - 1]) && is_digit(text[i + 1]);
    if (!within) { continue; }
    thousands = thousands && (blanks == 0 ? since <= 3 : since == 3);
    since = 0;
    ++blanks;
  }
  return blanks == 0 || touching == 0 || (thousands && since == 3);
}

} // namespace

bool PageTable::has_text() const noexcept {
  return std::any_of(cells.begin(), cells.end(), [](TableCell const& c) { return !c.text.empty(); });
}

PageTable fill_cells(Page const& page, Grid grid, Normaliser const& normaliser, std::vector<bool>& used,
                     FillOptions const& options) {
  PageTable out;
  out.page = page.number;
  CellFiller filler(page, grid, used, options);
  filler.fill();
  out.cells.reserve(grid.cells.size());
  for (std::size_t i = 0; i < grid.cells.size(); ++i) {
    GridCell const& g = grid.cells[i];
    TableCell cell;
    cell.row = g.row;
    cell.col = g.col;
    cell.rowspan = g.rowspan;
    cell.colspan = g.colspan;
    cell.page = page.number;
    cell.box = page.to_seen(g.box);
    auto const& glyphs = filler.glyphs()[i];
    std::vector<Line> const lines =
        glyphs.empty() || reads_up_or_down(page, glyphs) ? std::vector<Line>{} : build_lines(page, glyphs);
    cell.ends = ends_of(page, grid, g, lines);
    if (!glyphs.empty()) {
      std::u32string raw = text_of(page, glyphs, lines);
      std::erase(raw, U'\uFFFD');
      cell.amount = is_figure_text(raw) && blanks_mean_nothing(raw);
      // A figure whose digits are set wide apart is still one figure.
      if (cell.amount) {
        std::erase_if(raw, [](char32_t c) { return is_space(c); });
      }
      cell.raw = to_utf8(raw);
      cell.text = normaliser.normalise(raw);
      cell.overflow = filler.overflows(i);
      cell.other_col = filler.other_col(i);
      cell.bold = page.glyphs[glyphs.front()].bold;
    }
    out.cells.push_back(std::move(cell));
  }
  out.grid = std::move(grid);
  return out;
}

} // namespace gongkai
