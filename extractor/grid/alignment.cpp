// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/alignment.hpp"

#include "grid/aligned_form.hpp"
#include "grid/aligned_regions.hpp"
#include "grid/aligned_rows.hpp"

#include <algorithm>
#include <cmath>

namespace gongkai {

using namespace aligned;

struct AlignmentReader::Members {
  Members(PatternFiles const& files, Normaliser const& n)
      : normaliser(&n), words(files), header(words.header_word, n), rows(words.row_start, n) {}

  Normaliser const* normaliser;
  Words words;
  HeaderBuilder header;
  RowBuilder rows;
};

namespace {

/// The lines of a region, told apart.
struct Parts {
  std::vector<PieceLine> header;
  PieceLine index; ///< The row of column numbers.
  std::vector<PieceLine> body;
};

bool is_index_line(PieceLine const& line, Words const& words, Normaliser const& normaliser) {
  int numbers = 0, last = 0, marks = 0;
  for (Piece const& p : line.pieces) {
    if (p.kind == Kind::integer && p.text.size() <= 2) {
      int const value = p.text.size() == 1 ? static_cast<int>(p.text[0] - U'0')
                                           : static_cast<int>((p.text[0] - U'0') * 10 + p.text[1] - U'0');
      if (value <= last) { return false; }
      last = value;
      ++numbers;
    } else if (words.column_number.matches(normaliser.squeeze(p.text))) {
      ++marks;
    } else {
      return false;
    }
  }
  return line.pieces.size() >= 2 && (numbers >= 2 || marks >= 2 || (numbers >= 1 && marks >= 1));
}

/// Lines less than this apart stand beside each other, font sizes.
constexpr double half_pitch = 0.95;

bool has_header_word(PieceLine const& line, Words const& words, Normaliser const& normaliser) {
  return std::any_of(line.pieces.begin(), line.pieces.end(), [&](Piece const& p) {
    return p.kind == Kind::text && words.header_word.matches(normaliser.squeeze(p.text));
  });
}

/// Whether one line stands beside another that has heads, less than a line above or below it: as a wrapped head does.
bool is_beside_heads(PieceLine const& line, PieceLine const& other, Words const& words, Normaliser const& normaliser) {
  return std::abs(other.baseline - line.baseline) < half_pitch * line.size && has_header_word(other, words, normaliser);
}

/// Whether line i is the upper half of a label that is wrapped round the figures of the next line.
bool is_upper_half(std::vector<PieceLine> const& lines, std::size_t i, Words const& words,
                   Normaliser const& normaliser) {
  bool const near = lines[i + 1].baseline - lines[i].baseline < half_pitch * lines[i + 1].size;
  bool const head = i > 0 && is_beside_heads(lines[i], lines[i - 1], words, normaliser);
  return near && !head && !has_header_word(lines[i], words, normaliser);
}

/// Whether a line can only stand in the body: a figure in it, a code before a name, or the label of a row.
bool is_body_line(std::vector<PieceLine> const& lines, std::size_t i, Words const& words,
                  Normaliser const& normaliser) {
  PieceLine const& line = lines[i];
  for (Piece const& p : line.pieces) {
    if (p.is_figure() || p.begins_with_code()) { return true; }
  }
  std::string const first = normaliser.squeeze(line.pieces.front().text);
  return words.row_start.matches(first) && !words.header_word.matches(first) &&
         !words.is_header_line(line, normaliser) &&
         !(i > 0 && is_beside_heads(line, lines[i - 1], words, normaliser)) &&
         !(i + 1 < lines.size() && is_beside_heads(line, lines[i + 1], words, normaliser));
}

Parts part_lines(std::vector<PieceLine> lines, AlignedRegion const& region, Words const& words,
                 Normaliser const& normaliser) {
  Parts parts;
  std::size_t body = 0;
  constexpr std::size_t most_header_lines = 30;
  while (body < lines.size() && body < most_header_lines && !is_body_line(lines, body, words, normaliser)) { ++body; }
  // A total without figures, in an empty table, is no header.
  if (body == lines.size() && body > 1 && lines.back().pieces.size() == 1 &&
      words.total_label.matches(normaliser.squeeze(lines.back().pieces[0].text))) {
    --body;
  }
  if (body < lines.size() && is_index_line(lines[body], words, normaliser)) {
    parts.index = std::move(lines[body]);
    parts.header.assign(std::make_move_iterator(lines.begin()),
                        std::make_move_iterator(lines.begin() + static_cast<std::ptrdiff_t>(body)));
    parts.body.assign(std::make_move_iterator(lines.begin() + static_cast<std::ptrdiff_t>(body) + 1),
                      std::make_move_iterator(lines.end()));
    return parts;
  }
  // Where the table goes on from the page before, what stands over the first figures is a header only by its words.
  if (region.columns.size() > 2 &&
      std::none_of(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(body),
                   [&](PieceLine const& line) { return has_header_word(line, words, normaliser); })) {
    body = 0;
  }
  while (body > 0 && body < lines.size() && is_upper_half(lines, body - 1, words, normaliser)) { --body; }
  // A line through the whole width ends the header, where there is one above the first figures.
  if (body > 0 && body < lines.size()) {
    for (Ruling const& r : region.rulings) {
      bool const wide = r.direction == Direction::horizontal && r.length() > 0.9 * region.box.width();
      if (!wide || r.position <= lines[0].baseline || r.position >= lines[body].baseline) { continue; }
      std::size_t below = body;
      while (below > 0 && lines[below - 1].baseline > r.position) { --below; }
      bool const last = std::none_of(region.rulings.begin(), region.rulings.end(), [&](Ruling const& o) {
        return o.direction == Direction::horizontal && o.length() > 0.9 * region.box.width() &&
               o.position > r.position + 1 && o.position < lines[body].baseline;
      });
      if (last && below > 0) { body = below; }
    }
  }
  auto const at = lines.begin() + static_cast<std::ptrdiff_t>(std::min(body, lines.size()));
  parts.header.assign(std::make_move_iterator(lines.begin()), std::make_move_iterator(at));
  parts.body.assign(std::make_move_iterator(at), std::make_move_iterator(lines.end()));
  return parts;
}

/// A header cell as one piece, for the columns to be read from.
Piece as_piece(HeaderCell const& c) {
  Piece p = c.lines.front();
  p.box = c.box;
  p.kind = Kind::text;
  p.weak = false;
  return p;
}

class GridMaker {
public:
  GridMaker(AlignedRegion const& region, Words const& words, Normaliser const& normaliser,
            HeaderBuilder const& header_builder, RowBuilder const& row_builder)
      : m_region(region), m_words(words), m_normaliser(normaliser), m_header_builder(header_builder),
        m_row_builder(row_builder) {}

  std::optional<Grid> make(std::vector<PieceLine> lines) {
    if (lines.empty()) { return std::nullopt; }
    m_parts = part_lines(std::move(lines), m_region, m_words, m_normaliser);
    for (PieceLine& l : m_parts.header) { join_spread_words(l, m_header_builder); }
    bool const bounded = m_region.rows.size() > 2;
    m_header = m_header_builder.build(m_parts.header, m_region.rulings, bounded);
    find_columns();
    if (m_grid.cols() < 2) { return std::nullopt; }
    std::vector<BodyRow> const rows = bounded ? bounded_rows() : m_row_builder.build(m_parts.body, m_grid.xs);
    set_borders(rows, bounded);
    if (m_grid.rows() < 1) { return std::nullopt; }
    centre_groups();
    add_header_cells();
    add_body_cells(rows);
    fill_blank_places();
    finish(bounded);
    return std::move(m_grid);
  }

private:
  void find_columns() {
    ColumnEvidence e;
    for (std::size_t const i : m_header.leaves) { e.leaves.push_back(as_piece(m_header.cells[i])); }
    e.index = m_parts.index;
    e.body = m_parts.body;
    e.left = m_region.box.x0;
    e.right = m_region.box.x1;
    double const height = m_region.box.height();
    // A line may be drawn cell by cell.
    bool begins = false, ends = false;
    for (Ruling const& r : m_region.rulings) {
      if (r.direction != Direction::horizontal) { continue; }
      begins = begins || std::abs(r.begin - e.left) < 2;
      ends = ends || std::abs(r.end - e.right) < 2;
    }
    e.edges_known = begins && ends;
    for (Ruling const& r : m_region.rulings) {
      if (r.direction == Direction::vertical && r.length() > 0.4 * height) { e.lines.push_back(r.position); }
    }
    m_grid.xs = pieces_to_columns(e);
    bool const headless = m_header.cells.empty() && m_parts.index.pieces.empty();
    if (headless && m_region.columns.size() > 2 && fits(m_region.columns)) { m_grid.xs = m_region.columns; }
  }

  /// Whether the columns of the page before cut hardly any text of this page.
  bool fits(std::vector<double> const& xs) const {
    int cut = 0, pieces = 0;
    for (PieceLine const& line : m_parts.body) {
      for (Piece const& p : line.pieces) {
        ++pieces;
        for (double const x : xs) { cut += x > p.box.x0 + 0.5 * p.size && x < p.box.x1 - 0.5 * p.size; }
      }
    }
    return cut * 5 <= pieces;
  }

  std::vector<BodyRow> bounded_rows() {
    double const top = m_parts.body.empty() ? m_region.rows.back() : m_parts.body.front().baseline;
    std::vector<double> ys;
    for (double const y : m_region.rows) {
      // The border above the first body line, and all below it.
      if (!ys.empty() && y < top && ys.size() == 1) { ys.back() = y; }
      if (ys.empty() || y > top) { ys.push_back(y); }
    }
    if (ys.size() < 2) { return {}; }
    m_body_borders = ys;
    return m_row_builder.build_bounded(m_parts.body, m_grid.xs, ys);
  }

  /// ys, from the top of the header to the end of the body.
  void set_borders(std::vector<BodyRow> const& rows, bool bounded) {
    std::vector<double>& ys = m_grid.ys;
    ys.push_back(m_region.box.y0);
    auto const add = [&](double y) { ys.push_back(std::max(y, ys.back() + 0.5)); };
    double bottom_of_header = m_region.box.y0;
    for (HeaderCell const& c : m_header.cells) { bottom_of_header = std::max(bottom_of_header, c.box.y1); }
    for (double const y : m_header.borders) { add(y); }
    m_first_body_row = m_header.cells.empty() ? 0 : m_header.rows;
    if (!m_parts.index.pieces.empty()) {
      Box box = nothing();
      for (Piece const& p : m_parts.index.pieces) { box.cover(p.box); }
      if (m_first_body_row > 0) { add((bottom_of_header + box.y0) / 2); }
      ++m_first_body_row;
      bottom_of_header = box.y1;
    }
    if (bounded && !m_body_borders.empty()) {
      if (m_first_body_row == 0) { ys.clear(); }
      for (double const y : m_body_borders) { ys.empty() ? ys.push_back(y) : add(y); }
      return;
    }
    for (std::size_t r = 0; r < rows.size(); ++r) {
      double const above = r == 0 ? bottom_of_header : rows[r - 1].bottom;
      if (r > 0 || m_first_body_row > 0) { add((above + rows[r].top) / 2); }
    }
    add(m_region.box.y1);
  }

  void add_cell(int row, int col, int rowspan, int colspan) {
    for (int r = row; r < row + rowspan; ++r) {
      for (int c = col; c < col + colspan; ++c) {
        if (m_taken[static_cast<std::size_t>(r * m_grid.cols() + c)]) { return; }
      }
    }
    for (int r = row; r < row + rowspan; ++r) {
      for (int c = col; c < col + colspan; ++c) { m_taken[static_cast<std::size_t>(r * m_grid.cols() + c)] = true; }
    }
    m_grid.cells.push_back({row, col, rowspan, colspan, {}});
  }

  /// Middle of the columns below leaves [first, last].
  double middle_of(int first, int last) const {
    auto const column = [&](int leaf) {
      return static_cast<std::size_t>(
          column_at(m_grid.xs, m_header.cells[m_header.leaves[static_cast<std::size_t>(leaf)]].centre()));
    };
    bool const to_end = last + 1 == static_cast<int>(m_header.leaves.size());
    return (m_grid.xs[column(first)] + (to_end ? m_grid.xs.back() : m_grid.xs[column(last + 1)])) / 2;
  }

  /// Groups side by side were given the leaves they are centred over, as far as these tell without their columns. With
  /// the columns known, leaves go from one to its neighbour where both are then nearer to the middle of theirs.
  void centre_groups() {
    std::vector<HeaderCell*> groups;
    for (HeaderCell& c : m_header.cells) {
      if (!c.leaf && c.leaf1 >= c.leaf0) { groups.push_back(&c); }
    }
    std::sort(groups.begin(), groups.end(), [](HeaderCell const* a, HeaderCell const* b) {
      return a->row0 != b->row0 ? a->row0 > b->row0 : a->leaf0 < b->leaf0;
    });
    for (std::size_t i = 1; i < groups.size(); ++i) {
      HeaderCell& a = *groups[i - 1];
      HeaderCell& b = *groups[i];
      if (a.row0 != b.row0 || a.row1 != b.row1 || a.leaf1 + 1 != b.leaf0) { continue; }
      auto const off = [&](int end) {
        return std::abs(middle_of(a.leaf0, end) - a.centre()) + std::abs(middle_of(end + 1, b.leaf1) - b.centre());
      };
      int best = a.leaf1;
      for (int end = a.leaf0; end < b.leaf1; ++end) {
        bool const splits = std::any_of(groups.begin(), groups.end(), [&](HeaderCell const* lower) {
          return lower->row0 > a.row0 && lower->leaf0 <= end && lower->leaf1 > end;
        });
        if (!splits && off(end) < off(best) - 1) { best = end; } // a point
      }
      a.leaf1 = best;
      b.leaf0 = best + 1;
    }
  }

  void add_header_cells() {
    m_taken.assign(static_cast<std::size_t>(m_grid.rows() * m_grid.cols()), false);
    auto const last_leaf = static_cast<int>(m_header.leaves.size()) - 1;
    for (HeaderCell const& c : m_header.cells) {
      if (c.leaf1 < c.leaf0) { continue; }
      auto const leaf = [&](int k) { return m_header.cells[m_header.leaves[static_cast<std::size_t>(k)]].centre(); };
      int col0 = column_at(m_grid.xs, leaf(c.leaf0)), col1 = column_at(m_grid.xs, leaf(c.leaf1));
      widen(c, col0, col1, c.leaf0 > 0 ? column_at(m_grid.xs, leaf(c.leaf0 - 1)) : -1,
            c.leaf1 < last_leaf ? column_at(m_grid.xs, leaf(c.leaf1 + 1)) : m_grid.cols());
      add_cell(c.row0, col0, c.row1 - c.row0 + 1, col1 - col0 + 1);
    }
  }

  /// Columns that have no header cell of their own go to the neighbour that is centred over them too.
  void widen(HeaderCell const& c, int& col0, int& col1, int before, int after) const {
    auto const off = [&](int a, int b) {
      return std::abs((m_grid.xs[static_cast<std::size_t>(a)] + m_grid.xs[static_cast<std::size_t>(b + 1)]) / 2 -
                      c.centre());
    };
    int best0 = col0, best1 = col1;
    for (int a = before + 1; a <= col0; ++a) {
      for (int b = col1; b < after; ++b) {
        if (off(a, b) < off(best0, best1) - 1) {
          best0 = a;
          best1 = b;
        }
      }
    }
    col0 = best0;
    col1 = best1;
  }

  void add_body_cells(std::vector<BodyRow> const& rows) {
    add_index_label();
    judge_columns(rows);
    for (std::size_t r = 0; r < rows.size(); ++r) {
      for (BodyCell const& c : rows[r].cells) {
        int col0 = c.col, col1 = c.col;
        spread_total(rows[r], c, col0, col1);
        if (col1 > col0) { add_cell(m_first_body_row + static_cast<int>(r), col0, 1, col1 - col0 + 1); }
      }
    }
  }

  /// The word that names the row of column numbers stands for all columns without a number, up to the next one with it.
  void add_index_label() {
    std::vector<Piece> const& pieces = m_parts.index.pieces;
    if (pieces.empty() || pieces.front().kind != Kind::text || pieces.size() < 2) { return; }
    int const next = column_of(m_grid.xs, pieces[1]);
    if (pieces[1].kind == Kind::integer && next > 1) { add_cell(m_first_body_row - 1, 0, 1, next); }
  }

  bool is_total(BodyCell const& c) const {
    return c.lines.size() == 1 && c.lines.front().kind == Kind::text &&
           m_words.total_label.matches(m_normaliser.squeeze(c.lines.front().text));
  }

  static constexpr double nowhere = 1e9;

  /// What a column holds in the body, totals left out.
  struct ColumnKind {
    bool codes = false;    ///< Mostly codes.
    bool text = false;     ///< Mostly text or codes, no amounts.
    double left = nowhere; ///< Where its text begins.
  };

  void judge_columns(std::vector<BodyRow> const& rows) {
    auto const n = static_cast<std::size_t>(m_grid.cols());
    std::vector<int> codes(n), amounts(n), all(n);
    m_columns.assign(n, {});
    for (BodyRow const& r : rows) {
      for (BodyCell const& c : r.cells) {
        auto const k = static_cast<std::size_t>(c.col);
        if (is_total(c)) { continue; }
        m_columns[k].left = std::min(m_columns[k].left, c.box.x0);
        ++all[k];
        codes[k] += c.lines.front().kind == Kind::integer;
        amounts[k] += c.lines.front().kind == Kind::amount;
      }
    }
    // Where the columns come from the page before, a blank one may hold codes or names there.
    bool const headless = m_header.cells.empty() && m_grid.xs == m_region.columns;
    for (std::size_t k = 0; k < n; ++k) {
      m_columns[k].codes = codes[k] * 2 > all[k];
      m_columns[k].text = all[k] > 0 ? amounts[k] * 2 <= all[k] : headless;
    }
  }

  /// The label of a total is one cell over the columns of codes and names, where it stands in their middle or before
  /// the names begin.
  void spread_total(BodyRow const& row, BodyCell const& c, int& col0, int& col1) const {
    if (!is_total(c)) { return; }
    int name = c.col;
    while (is_code(name)) { ++name; }
    int first = name;
    while (is_code(first - 1)) { --first; }
    bool const codes = first < name && name < m_grid.cols() && is_free(row, c, first, name);
    if (codes && (c.col < name || is_middle(c, first, name))) {
      col0 = first;
      col1 = name;
      return;
    }
    // Any other columns of text: over all of them, if it stands in the middle.
    int from = c.col, to = c.col;
    while (from > 0 && is_text(from - 1) && is_free(row, c, from - 1, from - 1)) { --from; }
    while (to + 1 < m_grid.cols() && is_text(to + 1) && is_free(row, c, to + 1, to + 1)) { ++to; }
    if (to > from && is_middle(c, from, to)) {
      col0 = from;
      col1 = to;
    }
  }

  bool is_code(int col) const {
    return col >= 0 && col < m_grid.cols() && m_columns[static_cast<std::size_t>(col)].codes;
  }
  bool is_text(int col) const { return m_columns[static_cast<std::size_t>(col)].text; }

  static bool is_free(BodyRow const& row, BodyCell const& c, int from, int to) {
    return std::none_of(row.cells.begin(), row.cells.end(),
                        [&](BodyCell const& o) { return &o != &c && o.col >= from && o.col <= to; });
  }

  /// Whether a cell stands in the middle of several columns rather than in its own.
  bool is_middle(BodyCell const& c, int from, int to) const {
    auto const col = static_cast<std::size_t>(c.col);
    double const size = c.lines.front().size, x = (c.box.x0 + c.box.x1) / 2;
    double const whole = (m_grid.xs[static_cast<std::size_t>(from)] + m_grid.xs[static_cast<std::size_t>(to + 1)]) / 2;
    double const own = name_centre(c.col);
    bool const like_others = m_columns[col].left < nowhere && std::abs(c.box.x0 - m_columns[col].left) < 0.5 * size;
    if (like_others) { return false; }
    // Where its own column is the middle one, blank columns before it speak for a cell over all of them.
    if (std::abs(own - whole) <= 0.5 * size) { return from < c.col; }
    return std::abs(x - whole) < std::abs(x - own);
  }

  /// Where names that are centred in their column have their middle.
  double name_centre(int col) const {
    for (std::size_t const i : m_header.leaves) {
      HeaderCell const& c = m_header.cells[i];
      if (column_at(m_grid.xs, c.centre()) == col) { return c.centre(); }
    }
    return (m_grid.xs[static_cast<std::size_t>(col)] + m_grid.xs[static_cast<std::size_t>(col + 1)]) / 2;
  }

  void fill_blank_places() {
    for (int r = 0; r < m_grid.rows(); ++r) {
      for (int c = 0; c < m_grid.cols(); ++c) { add_cell(r, c, 1, 1); }
    }
    std::sort(m_grid.cells.begin(), m_grid.cells.end(),
              [](GridCell const& a, GridCell const& b) { return a.row != b.row ? a.row < b.row : a.col < b.col; });
  }

  void finish(bool bounded) {
    auto const& xs = m_grid.xs;
    auto const& ys = m_grid.ys;
    m_grid.method = bounded ? GridMethod::horizontal : GridMethod::alignment;
    m_grid.box = {xs.front(), ys.front(), xs.back(), ys.back()};
    m_grid.open_top = m_grid.open_bottom = !bounded;
    for (GridCell& c : m_grid.cells) {
      c.box = {xs[static_cast<std::size_t>(c.col)], ys[static_cast<std::size_t>(c.row)],
               xs[static_cast<std::size_t>(c.col + c.colspan)], ys[static_cast<std::size_t>(c.row + c.rowspan)]};
    }
  }

  AlignedRegion const& m_region;
  Words const& m_words;
  Normaliser const& m_normaliser;
  HeaderBuilder const& m_header_builder;
  RowBuilder const& m_row_builder;
  Parts m_parts;
  Header m_header;
  Grid m_grid;
  std::vector<double> m_body_borders;
  std::vector<bool> m_taken;
  std::vector<ColumnKind> m_columns;
  int m_first_body_row = 0;
};

} // namespace

AlignmentReader::AlignmentReader(PatternFiles const& files, Normaliser const& normaliser)
    : m_members(std::make_unique<Members>(files, normaliser)) {}
AlignmentReader::AlignmentReader(AlignmentReader&&) noexcept = default;
AlignmentReader& AlignmentReader::operator=(AlignmentReader&&) noexcept = default;
AlignmentReader::~AlignmentReader() = default;

std::optional<Grid> AlignmentReader::read(Page const& page, AlignedRegion const& region) const {
  Members const& m = *m_members;
  std::vector<PieceLine> lines = lines_to_pieces(page, region.box);
  if (region.rows.size() <= 2 && is_form(lines, m.words, *m.normaliser)) {
    return read_form(lines, region, m.words, *m.normaliser, m.rows);
  }
  return GridMaker(region, m.words, *m.normaliser, m.header, m.rows).make(std::move(lines));
}

std::vector<AlignedRegion> AlignmentReader::find_regions(Page const& page, std::vector<Box> const& taken,
                                                         Grid const* before) const {
  return RegionFinder(page, taken, before, m_members->words, *m_members->normaliser).find();
}

} // namespace gongkai
