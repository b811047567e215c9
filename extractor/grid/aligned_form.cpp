// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/aligned_form.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace gongkai::aligned {
namespace {

/// A cell with the rows it covers.
struct FormCell {
  int col = 0, colspan = 1;
  int row0 = -1, row1 = -1;
  BodyCell text;

  double middle() const { return (text.box.y0 + text.box.y1) / 2; }
};

struct FormRow {
  double top = 0, bottom = 0; ///< Of its text.
  double middle() const { return (top + bottom) / 2; }
};

/// Gives each of the rows first..last to one of the cells, in order, so that each cell stands as near to the middle of
/// its rows as can be. Leading rows may stay without a cell where the cell began on the page before.
void share_rows(std::vector<FormCell*> const& cells, std::vector<FormRow> const& rows, int first, int last,
                bool may_begin_before) {
  auto const n = static_cast<std::size_t>(last - first + 1), m = cells.size();
  if (m == 0 || n < m) { return; }
  auto const row = [&](std::size_t i) -> FormRow const& { return rows[static_cast<std::size_t>(first) + i]; };
  auto const cost = [&](std::size_t k, std::size_t from, std::size_t to) {
    return std::abs((row(from).top + row(to).bottom) / 2 - cells[k]->middle());
  };
  constexpr double never = 1e18;
  std::vector<std::vector<double>> best(m + 1, std::vector<double>(n + 1, never));
  std::vector<std::vector<std::size_t>> from(m + 1, std::vector<std::size_t>(n + 1, 0));
  best[0][0] = 0;
  for (std::size_t i = 1; may_begin_before && i <= n; ++i) { best[0][i] = 0.3 * (row(i - 1).bottom - row(0).top); }
  for (std::size_t k = 1; k <= m; ++k) {
    for (std::size_t to = k; to <= n; ++to) {
      for (std::size_t start = k - 1; start < to; ++start) {
        if (best[k - 1][start] >= never) { continue; }
        double const c = best[k - 1][start] + cost(k - 1, start, to - 1);
        if (c < best[k][to]) {
          best[k][to] = c;
          from[k][to] = start;
        }
      }
    }
  }
  std::size_t to = n;
  for (std::size_t k = m; k > 0; --k) {
    cells[k - 1]->row0 = first + static_cast<int>(from[k][to]);
    cells[k - 1]->row1 = first + static_cast<int>(to) - 1;
    to = from[k][to];
  }
}

class FormReader {
public:
  FormReader(AlignedRegion const& region, Words const& words, Normaliser const& normaliser,
             RowBuilder const& row_builder)
      : m_region(region), m_words(words), m_normaliser(normaliser), m_row_builder(row_builder) {}

  std::optional<Grid> read(std::vector<PieceLine> const& lines) {
    part(lines);
    find_columns();
    if (m_xs.size() < 3) { return std::nullopt; }
    read_upper();
    read_head();
    read_lower();
    if (m_rows.empty()) { return std::nullopt; }
    return make_grid();
  }

private:
  void part(std::vector<PieceLine> const& lines) {
    std::size_t head = 0;
    while (head < lines.size() && !m_words.is_form_head(lines[head], m_normaliser)) { ++head; }
    m_headed = head < lines.size();
    m_upper.assign(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(head));
    if (!m_headed) { return; }
    m_head = lines[head];
    // Heads of two lines: what stands nearer than a line below the first.
    std::size_t body = head + 1;
    while (body < lines.size() && lines[body].baseline - m_head.baseline < 0.9 * m_head.size) { ++body; }
    m_lower.assign(lines.begin() + static_cast<std::ptrdiff_t>(body), lines.end());
  }

  void find_columns() {
    ColumnEvidence e;
    e.left = m_region.box.x0;
    e.right = m_region.box.x1;
    e.leaves = m_head.pieces;
    e.body = m_headed ? m_lower : without_running_text(m_upper);
    m_xs = pieces_to_columns(e);
    // A form that goes on without its heads has the columns of the page before.
    if (!m_headed && m_region.columns.size() > m_xs.size()) { m_xs = m_region.columns; }
    m_value_column = 1;
    if (m_headed) { find_value_column(); }
  }

  /// Running text fills a cell that is merged over the columns of the rows above and below: it tells of none.
  std::vector<PieceLine> without_running_text(std::vector<PieceLine> lines) const {
    constexpr double most = 0.5; // of the form's width
    for (PieceLine& line : lines) {
      std::erase_if(line.pieces, [&](Piece const& p) { return p.box.width() > most * m_region.box.width(); });
    }
    std::erase_if(lines, [](PieceLine const& line) { return line.pieces.empty(); });
    return lines;
  }

  /// Values begin at the left border of a column: the one where most pieces of the upper part begin.
  void find_value_column() {
    int most = 0;
    for (std::size_t c = 1; c + 1 < m_xs.size(); ++c) {
      int here = 0;
      for (PieceLine const& line : m_upper) {
        for (Piece const& p : line.pieces) {
          here += p.box.x0 > m_xs[c] - 0.3 * p.size && p.box.x0 < m_xs[c] + 1.6 * p.size;
        }
      }
      if (here > most) {
        most = here;
        m_value_column = static_cast<int>(c);
      }
    }
  }

  int cols() const { return static_cast<int>(m_xs.size()) - 1; }

  /// Column of a piece of the upper part: that in which it begins; labels are in 0.
  int upper_column(Piece const& p) const {
    if (p.centre() < m_xs[static_cast<std::size_t>(m_value_column)]) { return 0; }
    return std::max(m_value_column, column_at(m_xs, p.box.x0 + 0.4 * p.size));
  }

  void read_upper() {
    if (m_upper.empty()) { return; }
    std::vector<BodyCell> found =
        m_row_builder.cells_of(m_upper, cols(), [&](Piece const& p) { return upper_column(p); });
    std::vector<FormCell> cells;
    std::set<int> begins; // columns in which text begins; amounts stand at the right end of their cells
    for (BodyCell& c : found) {
      bool const amount = c.lines.front().kind == Kind::amount;
      if (!amount && c.col > 0) { begins.insert(c.col); }
      cells.push_back({c.col, 1, -1, -1, std::move(c)});
    }
    for (FormCell& c : cells) {
      if (c.text.lines.front().kind != Kind::amount || begins.contains(c.col)) { continue; }
      auto const after = begins.upper_bound(c.col);
      if (after != begins.begin()) { c.col = *std::prev(after); }
    }
    rows_from_right(cells);
    std::vector<FormCell*> labels;
    for (FormCell& c : cells) {
      if (c.col == 0) { labels.push_back(&c); }
    }
    share_rows(labels, m_rows, 0, static_cast<int>(m_rows.size()) - 1, false);
    spread(cells);
    std::move(cells.begin(), cells.end(), std::back_inserter(m_cells));
  }

  /// Rows of the upper part: the rightmost cells tell them; a cell further left belongs to the rows it stands beside.
  void rows_from_right(std::vector<FormCell>& cells) {
    std::stable_sort(cells.begin(), cells.end(), [](FormCell const& a, FormCell const& b) { return a.col > b.col; });
    std::vector<FormRow> rows;
    std::vector<int> last_col; // leftmost column that a row has so far
    for (FormCell const& c : cells) {
      if (c.col == 0 || beside(rows, c)) { continue; }
      rows.push_back({c.text.box.y0, c.text.box.y1});
    }
    std::sort(rows.begin(), rows.end(), [](FormRow const& a, FormRow const& b) { return a.top < b.top; });
    for (FormCell& c : cells) {
      if (c.col == 0) { continue; }
      for (int r = 0; r < static_cast<int>(rows.size()); ++r) {
        FormRow const& row = rows[static_cast<std::size_t>(r)];
        if (!touches(row, c)) { continue; }
        if (c.row0 < 0) { c.row0 = r; }
        c.row1 = r;
      }
    }
    if (rows.empty()) {
      for (FormCell const& c : cells) { rows.push_back({c.text.box.y0, c.text.box.y1}); }
      std::sort(rows.begin(), rows.end(), [](FormRow const& a, FormRow const& b) { return a.top < b.top; });
    }
    m_rows = std::move(rows);
  }

  /// Whether a cell and a row have a good part of their height in common, or the cell stands between two rows.
  static bool touches(FormRow const& row, FormCell const& c) {
    double const common = overlap_length(row.top, row.bottom, c.text.box.y0, c.text.box.y1);
    double const size = c.text.lines.front().size;
    return common > 0.25 * size || std::abs(row.middle() - c.middle()) < 0.95 * size;
  }
  static bool beside(std::vector<FormRow> const& rows, FormCell const& c) {
    return std::any_of(rows.begin(), rows.end(), [&](FormRow const& r) { return touches(r, c); });
  }

  /// Each cell reaches to the next cell of its rows, the last one to the end.
  void spread(std::vector<FormCell>& cells) const {
    for (FormCell& c : cells) {
      int next = cols();
      for (FormCell const& o : cells) {
        bool const same_row = o.row0 <= c.row1 && o.row1 >= c.row0;
        if (same_row && o.col > c.col) { next = std::min(next, o.col); }
      }
      if (c.col == 0) { next = std::min(next, m_value_column); }
      c.colspan = std::max(1, next - c.col);
    }
  }

  void read_head() {
    if (!m_headed) { return; }
    Box box = nothing();
    int const row = static_cast<int>(m_rows.size());
    for (Piece const& p : m_head.pieces) { box.cover(p.box); }
    m_rows.push_back({box.y0, box.y1});
    m_body_row = row + 1;
  }

  void read_lower() {
    if (m_lower.empty()) { return; }
    // Only the columns at the right tell rows: labels at the left may stand for several of them.
    int const labels = cols() >= 5 ? 2 : 1;
    std::vector<BodyCell> found =
        m_row_builder.cells_of(m_lower, cols(), [&](Piece const& p) { return column_of(m_xs, p); });
    std::vector<BodyCell> right;
    std::vector<std::vector<FormCell>> left(static_cast<std::size_t>(labels));
    for (BodyCell& c : found) {
      if (c.col >= labels) {
        right.push_back(std::move(c));
      } else {
        left[static_cast<std::size_t>(c.col)].push_back({c.col, 1, -1, -1, std::move(c)});
      }
    }
    int const first = static_cast<int>(m_rows.size());
    for (BodyRow const& r : RowBuilder::cells_to_rows(std::move(right))) { m_rows.push_back({r.top, r.bottom}); }
    for (std::vector<FormCell>& column : left) {
      std::vector<FormCell*> cells;
      for (FormCell& c : column) { cells.push_back(&c); }
      share_rows(cells, m_rows, first, static_cast<int>(m_rows.size()) - 1, m_upper.empty());
      std::move(column.begin(), column.end(), std::back_inserter(m_cells));
    }
  }

  Grid make_grid() const {
    Grid g;
    g.method = GridMethod::alignment;
    g.xs = m_xs;
    g.ys.push_back(std::min(m_region.box.y0, m_rows.front().top));
    for (std::size_t r = 1; r < m_rows.size(); ++r) {
      g.ys.push_back(std::max(g.ys.back() + 0.5, (m_rows[r - 1].bottom + m_rows[r].top) / 2));
    }
    g.ys.push_back(std::max(g.ys.back() + 0.5, m_region.box.y1));
    g.box = {g.xs.front(), g.ys.front(), g.xs.back(), g.ys.back()};
    g.open_top = g.open_bottom = true;
    std::vector<bool> taken(static_cast<std::size_t>(g.rows() * g.cols()), false);
    auto const add = [&](int row, int col, int rowspan, int colspan) {
      for (int r = row; r < row + rowspan; ++r) {
        for (int c = col; c < col + colspan; ++c) {
          if (taken[static_cast<std::size_t>(r * g.cols() + c)]) { return; }
        }
      }
      for (int r = row; r < row + rowspan; ++r) {
        for (int c = col; c < col + colspan; ++c) { taken[static_cast<std::size_t>(r * g.cols() + c)] = true; }
      }
      g.cells.push_back(
          {row,
           col,
           rowspan,
           colspan,
           {g.xs[static_cast<std::size_t>(col)], g.ys[static_cast<std::size_t>(row)],
            g.xs[static_cast<std::size_t>(col + colspan)], g.ys[static_cast<std::size_t>(row + rowspan)]}});
    };
    for (FormCell const& c : m_cells) {
      if (c.row0 >= 0) { add(c.row0, c.col, c.row1 - c.row0 + 1, c.colspan); }
    }
    for (int r = 0; r < g.rows(); ++r) {
      for (int c = 0; c < g.cols(); ++c) { add(r, c, 1, 1); }
    }
    std::sort(g.cells.begin(), g.cells.end(),
              [](GridCell const& a, GridCell const& b) { return a.row != b.row ? a.row < b.row : a.col < b.col; });
    return g;
  }

  AlignedRegion const& m_region;
  Words const& m_words;
  Normaliser const& m_normaliser;
  RowBuilder const& m_row_builder;
  std::vector<PieceLine> m_upper, m_lower;
  PieceLine m_head;
  bool m_headed = false;
  std::vector<double> m_xs;
  int m_value_column = 1;
  int m_body_row = 0;
  std::vector<FormRow> m_rows;
  std::vector<FormCell> m_cells; ///< Those that span; all others are one place each.
};

} // namespace

bool is_form(std::vector<PieceLine> const& lines, Words const& words, Normaliser const& normaliser) {
  if (lines.empty()) { return false; }
  if (lines[0].pieces.size() <= 3 && words.form_label.matches(normaliser.squeeze(lines[0].pieces[0].text))) {
    return true;
  }
  return std::any_of(lines.begin(), lines.end(), [&](PieceLine const& l) { return words.is_form_head(l, normaliser); });
}

std::optional<Grid> read_form(std::vector<PieceLine> const& lines, AlignedRegion const& region, Words const& words,
                              Normaliser const& normaliser, RowBuilder const& row_builder) {
  return FormReader(region, words, normaliser, row_builder).read(lines);
}

} // namespace gongkai::aligned
