// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/aligned_rows.hpp"

#include "geometry/cluster.hpp"
#include "text/characters.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <span>

namespace gongkai::aligned {
namespace {

/// The text of one column on one baseline.
struct ColumnLine {
  Box box = nothing();
  double baseline = 0, size = 0;
  std::vector<Piece> pieces;
  bool starts = false; ///< Begins with a number or a code: it is the first line of its cell.
  bool figure = false;
};

using Column = std::vector<ColumnLine>;

std::vector<Column> columns_of(std::vector<PieceLine> const& lines, int count, ColumnOf const& column_of_piece) {
  std::vector<Column> columns(static_cast<std::size_t>(count));
  for (PieceLine const& line : lines) {
    for (Piece const& p : line.pieces) {
      Column& column = columns[static_cast<std::size_t>(column_of_piece(p))];
      bool const same_line = !column.empty() && !column.back().pieces.empty() &&
                             std::abs(column.back().baseline - p.baseline) < 0.3 * p.size;
      if (!same_line) { column.emplace_back(); }
      ColumnLine& l = column.back();
      l.box.cover(p.box);
      l.baseline = p.baseline;
      l.size = std::max(l.size, p.size);
      l.pieces.push_back(p);
    }
  }
  return columns;
}

std::u32string text_of(ColumnLine const& line) {
  std::u32string out;
  for (Piece const& p : line.pieces) { out += p.text; }
  return out;
}

BodyCell make_cell(Column const& column, std::size_t from, std::size_t to, int col) {
  BodyCell cell;
  cell.col = col;
  cell.box = nothing();
  cell.first = column[from].baseline;
  cell.last = column[to].baseline;
  for (std::size_t i = from; i <= to; ++i) {
    cell.box.cover(column[i].box);
    cell.lines.insert(cell.lines.end(), column[i].pieces.begin(), column[i].pieces.end());
  }
  return cell;
}

/// Cells of one column, found by the least costly division of its lines.
class Divider {
public:
  /// `anchors` are the baselines of rows, rising, as far as figures tell them, `starts` those of lines that surely
  /// begin one.
  Divider(Column const& column, std::vector<double> anchors, std::span<double const> starts, double row_pitch,
          RowOptions const& options)
      : m_column(column), m_anchors(std::move(anchors)), m_starts(starts), m_row_pitch(row_pitch), m_options(options) {
    for (ColumnLine const& l : column) {
      m_left = std::min(m_left, l.box.x0);
      m_widest = std::max(m_widest, l.box.width());
    }
  }

  std::vector<BodyCell> divide(int col) const {
    constexpr std::size_t most_lines = 40; // a form holds whole paragraphs
    std::size_t const n = m_column.size();
    std::vector<double> best(n + 1, 1e18);
    std::vector<std::size_t> from(n + 1, 0);
    best[0] = 0;
    for (std::size_t end = 1; end <= n; ++end) {
      double inner = 0;
      for (std::size_t begin = end; begin-- > 0 && end - begin <= most_lines;) {
        if (begin + 1 < end) { inner += cost_of_joining(begin); }
        if (inner > 100) { break; }
        double const c =
            best[begin] + inner + cost_of_cell(begin, end - 1) + (begin > 0 ? cost_of_parting(begin - 1) : 0);
        if (c < best[end]) {
          best[end] = c;
          from[end] = begin;
        }
      }
    }
    std::vector<BodyCell> cells;
    for (std::size_t end = n; end > 0; end = from[end]) {
      cells.push_back(make_cell(m_column, from[end], end - 1, col));
    }
    std::reverse(cells.begin(), cells.end());
    return cells;
  }

private:
  double pitch_after(std::size_t i) const { return m_column[i + 1].baseline - m_column[i].baseline; }

  bool is_full(std::size_t i) const {
    return m_column[i].box.width() > m_widest - m_options.full_line * m_column[i].size;
  }

  std::ptrdiff_t anchors_in(double from, double to) const {
    return std::upper_bound(m_anchors.begin(), m_anchors.end(), to) -
           std::lower_bound(m_anchors.begin(), m_anchors.end(), from);
  }

  /// Lines i and i+1 in one cell.
  double cost_of_joining(std::size_t i) const {
    ColumnLine const& a = m_column[i];
    ColumnLine const& b = m_column[i + 1];
    double const pitch = pitch_after(i) / std::max(a.size, 1.0);
    if (pitch > m_options.widest_pitch) { return 1000; }
    if (a.figure || b.figure) { return a.figure && b.figure && breaks_amount(a, b) ? 0 : 1000; }
    double cost = 0.2;
    if (b.starts) { cost += 4; }
    if (!is_full(i)) { cost += 3; }
    if (pitch > 1.45) { cost += 0.6; }
    if (starts_at(a.baseline) && starts_at(b.baseline)) { cost += 4; } // a row begins beside each
    return cost;
  }

  bool starts_at(double y) const {
    double const slack = 0.1 * m_column.front().size;
    auto const near = std::lower_bound(m_starts.begin(), m_starts.end(), y - slack);
    return near != m_starts.end() && *near < y + slack;
  }

  /// A narrow cell breaks an amount after its point: "5591.4" above "2", or in a group: "69,733,76" above "4". Only
  /// together they have two decimals, or groups of three digits.
  static bool breaks_amount(ColumnLine const& a, ColumnLine const& b) {
    std::u32string const first = text_of(a), second = text_of(b);
    if (!std::all_of(second.begin(), second.end(), [](char32_t c) { return is_digit(c) || c == U'.'; })) {
      return false;
    }
    std::size_t const point = (first + second).find(U'.');
    bool const whole = point != std::u32string::npos && first.size() + second.size() == point + 3;
    bool const first_whole = first.size() > 3 && first[first.size() - 3] == U'.';
    bool const whole_groups = is_grouped(first + second) && !is_grouped(first) && first.find(U',') != first.npos;
    return second.size() < first.size() + 2 && ((whole && !first_whole) || whole_groups);
  }

  /// Digits in groups of three, with or without decimals: 1,036 and 69,733,764.00.
  static bool is_grouped(std::u32string_view text) {
    std::size_t const end = std::min(text.find(U'.'), text.size());
    if (end < 5) { return false; }
    for (std::size_t i = 0; i < end; ++i) {
      bool const comma = (end - i) % 4 == 0;
      if (comma ? text[i] != U',' : !is_digit(text[i])) { return false; }
    }
    return text.front() != U',';
  }

  /// Lines i and i+1 in different cells.
  double cost_of_parting(std::size_t i) const {
    ColumnLine const& a = m_column[i];
    ColumnLine const& b = m_column[i + 1];
    double cost = 0;
    double const slack = m_options.same_height * a.size;
    bool const within_reach = pitch_after(i) < m_options.widest_pitch * a.size;
    bool const near = within_reach && pitch_after(i) < 0.93 * m_row_pitch;
    bool const may_go_on = within_reach && !a.figure && !b.figure && !b.starts;
    if (may_go_on && near && is_full(i)) { cost += 2.2; }
    // No further character had room, and no figure says that a row begins below.
    bool const no_room = m_widest - a.box.width() < 1.15 * a.size;
    if (may_go_on && no_room && anchors_in(b.baseline - slack, b.baseline + slack) == 0) { cost += 1.6; }
    if (a.figure && b.figure && breaks_amount(a, b) && near) { cost += 4; }
    // A row's figure that stands between the two lines belongs to both.
    if (within_reach && !a.figure && !b.figure && anchors_in(a.baseline + slack, b.baseline - slack) > 0) { cost += 3; }
    return cost;
  }

  double cost_of_cell(std::size_t from, std::size_t to) const {
    ColumnLine const& a = m_column[from];
    ColumnLine const& b = m_column[to];
    if (a.figure) { return 0; }
    double const slack = m_options.same_height * a.size;
    auto const rows = anchors_in(a.baseline - slack, b.baseline + slack);
    if (from == to) { return 0; }
    if (rows > 1) { return 5.0 * static_cast<double>(rows - 1); }
    if (rows == 0) { return 0.4; }
    double const anchor = *std::lower_bound(m_anchors.begin(), m_anchors.end(), a.baseline - slack);
    double const off = std::min({std::abs(anchor - (a.baseline + b.baseline) / 2), std::abs(anchor - a.baseline),
                                 std::abs(anchor - b.baseline)});
    return off < slack ? 0 : 2;
  }

  Column const& m_column;
  std::vector<double> m_anchors;
  std::span<double const> m_starts;
  double m_row_pitch;
  RowOptions const& m_options;
  double m_left = 1e18, m_widest = 0;
};

/// Heights at which figures stand; of a broken amount the middle.
struct Anchors {
  std::vector<double> amounts, codes;
};

Anchors find_anchors(std::vector<Column> const& columns, RowOptions const& options) {
  Anchors out;
  for (Column const& column : columns) {
    Column figures;
    std::copy_if(column.begin(), column.end(), std::back_inserter(figures),
                 [](ColumnLine const& l) { return l.figure; });
    for (BodyCell const& c : Divider(figures, {}, {}, 1e18, options).divide(0)) {
      (c.lines.front().kind == Kind::integer ? out.codes : out.amounts).push_back((c.first + c.last) / 2);
    }
  }
  std::sort(out.amounts.begin(), out.amounts.end());
  return out;
}

double median(std::vector<double> v) {
  if (v.empty()) { return 0; }
  auto const middle = v.begin() + static_cast<std::ptrdiff_t>(v.size() / 2);
  std::nth_element(v.begin(), middle, v.end());
  return *middle;
}

/// How far below its row's amounts the text of a row stands, where a table sets the ones at the top of its rows and the
/// others in the middle; 0 where they stand at one height.
double shift_of_amounts(std::vector<double> const& amounts, std::vector<Column> const& columns, double size,
                        RowOptions const& options) {
  std::vector<double> texts;
  for (Column const& column : columns) {
    for (ColumnLine const& l : column) {
      bool const amount = l.figure && l.pieces.front().kind != Kind::integer;
      if (!amount) { texts.push_back(l.baseline); }
    }
  }
  std::sort(texts.begin(), texts.end());
  std::vector<double> shifts;
  std::size_t level = 0;
  for (double const y : amounts) {
    auto const after = std::lower_bound(texts.begin(), texts.end(), y);
    double nearest = 1e9;
    if (after != texts.end()) { nearest = *after - y; }
    if (after != texts.begin() && y - *std::prev(after) < std::abs(nearest)) { nearest = *std::prev(after) - y; }
    if (std::abs(nearest) < options.same_height * size) {
      ++level;
    } else if (std::abs(nearest) < options.furthest_shift * size) {
      shifts.push_back(nearest);
    }
  }
  double const shift = median(shifts);
  auto const alike =
      std::count_if(shifts.begin(), shifts.end(), [&](double d) { return std::abs(d - shift) < 0.15 * size; });
  bool const most = 10 * level < 3 * amounts.size() && 10 * static_cast<std::size_t>(alike) > 6 * shifts.size();
  return most ? shift : 0;
}

/// Baselines, rising, of the lines that begin with a number or a code: figures may stand in the second half of a broken
/// one.
std::vector<double> starts_of(std::vector<Column> const& columns) {
  std::vector<double> out;
  for (Column const& column : columns) {
    for (ColumnLine const& l : column) {
      if (l.starts && !l.figure) { out.push_back(l.baseline); }
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

/// Distance of lines that surely begin a row from the line before, where there are too few figures to tell the rows.
double pitch_of_starts(std::vector<Column> const& columns) {
  std::vector<double> steps;
  for (Column const& column : columns) {
    for (std::size_t i = 1; i < column.size(); ++i) {
      if (column[i].starts && column[i - 1].starts) { steps.push_back(column[i].baseline - column[i - 1].baseline); }
    }
  }
  return steps.size() < 3 ? 1e18 : median(std::move(steps));
}

} // namespace

/// Cells at one height are a row: rows never overlap, and a row's cells always do, however they are aligned.
std::vector<BodyRow> RowBuilder::cells_to_rows(std::vector<BodyCell> cells) {
  std::sort(cells.begin(), cells.end(), [](BodyCell const& a, BodyCell const& b) {
    return a.first + a.shift != b.first + b.shift ? a.first + a.shift < b.first + b.shift : a.col < b.col;
  });
  std::vector<BodyRow> rows;
  double reach = -1e18; // how far down the text of the row's cells comes
  for (BodyCell& c : cells) {
    double const size = c.lines.front().size;
    double const top = c.first + c.shift - 0.62 * size, bottom = c.last + c.shift;
    bool const taken = !rows.empty() && std::any_of(rows.back().cells.begin(), rows.back().cells.end(),
                                                    [&](BodyCell const& o) { return o.col == c.col; });
    if (rows.empty() || top > reach || taken) {
      rows.emplace_back();
      reach = bottom;
    }
    reach = std::max(reach, bottom);
    rows.back().cells.push_back(std::move(c));
  }
  for (BodyRow& r : rows) {
    r.top = 1e18;
    r.bottom = -1e18;
    for (BodyCell const& c : r.cells) {
      r.top = std::min(r.top, c.box.y0);
      r.bottom = std::max(r.bottom, c.box.y1);
    }
    std::sort(r.cells.begin(), r.cells.end(), [](BodyCell const& a, BodyCell const& b) { return a.col < b.col; });
  }
  return rows;
}

std::vector<BodyRow> RowBuilder::build(std::vector<PieceLine> const& lines, std::vector<double> const& xs) const {
  return cells_to_rows(
      cells_of(lines, static_cast<int>(xs.size()) - 1, [&](Piece const& p) { return column_of(xs, p); }));
}

std::vector<BodyCell> RowBuilder::cells_of(std::vector<PieceLine> const& lines, int count,
                                           ColumnOf const& column_of_piece) const {
  std::vector<Column> columns = columns_of(lines, count, column_of_piece);
  double size = 0;
  for (Column& column : columns) {
    for (ColumnLine& l : column) {
      size = std::max(size, l.size);
      l.figure = std::all_of(l.pieces.begin(), l.pieces.end(),
                             [](Piece const& p) { return p.is_figure() || p.kind == Kind::dash; });
      l.starts =
          l.pieces.front().begins_with_code() || l.figure || m_row_start->matches(m_normaliser->squeeze(text_of(l)));
    }
  }
  double const slack = m_options.same_height * size;
  Anchors const figures = find_anchors(columns, m_options);
  double const shift = shift_of_amounts(figures.amounts, columns, size, m_options);
  std::vector<double> heights = figures.codes;
  for (double const y : figures.amounts) { heights.push_back(y + shift); }
  std::vector<double> const anchors = cluster(heights, {}, slack, 2 * slack).centre;
  std::vector<double> steps;
  for (std::size_t i = 1; i < anchors.size(); ++i) { steps.push_back(anchors[i] - anchors[i - 1]); }
  // Where few rows have figures, these stand rows apart.
  double const row_pitch = std::min(pitch_of_starts(columns), steps.size() < 3 ? 1e18 : median(steps));
  std::vector<double> const starts = starts_of(columns);

  std::vector<BodyCell> cells;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    std::vector<BodyCell> found =
        Divider(columns[c], anchors, starts, row_pitch, m_options).divide(static_cast<int>(c));
    for (BodyCell& cell : found) {
      if (cell.lines.front().kind == Kind::amount || cell.lines.front().kind == Kind::dash) { cell.shift = shift; }
    }
    std::move(found.begin(), found.end(), std::back_inserter(cells));
  }
  return cells;
}

std::vector<BodyRow> RowBuilder::build_bounded(std::vector<PieceLine> const& lines, std::vector<double> const& xs,
                                               std::vector<double> const& ys) const {
  std::vector<BodyRow> rows(ys.size() - 1);
  std::map<std::pair<int, int>, BodyCell> cells;
  for (PieceLine const& line : lines) {
    for (Piece const& p : line.pieces) {
      int const row = column_at(ys, p.box.centre().y), col = column_of(xs, p);
      BodyCell& c = cells[{row, col}];
      if (c.lines.empty()) {
        c.box = nothing();
        c.col = col;
        c.first = p.baseline;
      }
      c.last = p.baseline;
      c.box.cover(p.box);
      c.lines.push_back(p);
    }
  }
  for (auto& [place, cell] : cells) { rows[static_cast<std::size_t>(place.first)].cells.push_back(std::move(cell)); }
  for (std::size_t r = 0; r < rows.size(); ++r) {
    rows[r].top = ys[r];
    rows[r].bottom = ys[r + 1];
  }
  return rows;
}

} // namespace gongkai::aligned
