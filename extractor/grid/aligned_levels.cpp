// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/aligned_levels.hpp"

#include "geometry/cluster.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace gongkai::aligned {
namespace {

/// Cells centred at one height.
struct Height {
  double y = 0;
  int most_lines = 0, fewest_lines = 1000;
};

/// Rows of a header, each by the height at which a cell of it alone is centred.
struct Rows {
  std::vector<double> middle;
  std::vector<double> height; ///< Estimated from the lines of text.
  double error = 0;

  int count() const { return static_cast<int>(middle.size()); }
  /// Where a cell is centred that covers rows i to j.
  double centre(int i, int j) const {
    auto const a = static_cast<std::size_t>(i), b = static_cast<std::size_t>(j);
    return (middle[a] - height[a] / 2 + middle[b] + height[b] / 2) / 2;
  }
};

double pitch_of(std::vector<HeaderCell> const& cells) {
  double pitch = 1e9, size = 0;
  for (HeaderCell const& c : cells) {
    size = std::max(size, c.size());
    for (std::size_t i = 1; i < c.lines.size(); ++i) {
      pitch = std::min(pitch, c.lines[i].baseline - c.lines[i - 1].baseline);
    }
  }
  return pitch < 1e8 ? pitch : 1.25 * size;
}

std::vector<Height> heights_of(std::vector<HeaderCell> const& cells, double same) {
  std::vector<double> ys;
  for (HeaderCell const& c : cells) { ys.push_back(c.middle()); }
  Clusters const clusters = cluster(ys, {}, same, 2 * same);
  std::vector<Height> out(clusters.centre.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    Height& h = out[clusters.group_of[i]];
    int const n = static_cast<int>(cells[i].lines.size());
    h.most_lines = std::max(h.most_lines, n);
    h.fewest_lines = std::min(h.fewest_lines, n);
  }
  for (std::size_t i = 0; i < out.size(); ++i) { out[i].y = clusters.centre[i]; }
  return out;
}

/// The heights in `chosen` (a bit each) taken for rows; none where rows would overlap or a height stay unexplained.
/// A row is as high as its highest cell: `tallest` says whether that is the one with most lines at its height, or, if
/// that one covers other rows too, the one with fewest.
std::optional<Rows> rows_from(std::vector<Height> const& heights, unsigned chosen, bool tallest, double pitch,
                              double tolerance) {
  Rows rows;
  std::vector<int> lines;
  int last_fewest = 0;
  for (std::size_t i = 0; i < heights.size(); ++i) {
    if ((chosen >> i & 1U) == 0) { continue; }
    if (!rows.middle.empty()) {
      double const room = (last_fewest + heights[i].fewest_lines) * pitch / 2;
      if (heights[i].y - rows.middle.back() < 0.85 * room) { return std::nullopt; }
    }
    last_fewest = heights[i].fewest_lines;
    rows.middle.push_back(heights[i].y);
    lines.push_back(tallest ? heights[i].most_lines : heights[i].fewest_lines);
  }
  // Rows are as high as their text and a padding that is the same in all.
  std::size_t const n = rows.middle.size();
  double padding = 0;
  for (std::size_t r = 0; r + 1 < n; ++r) {
    padding += rows.middle[r + 1] - rows.middle[r] - (lines[r] + lines[r + 1]) * pitch / 2;
  }
  padding = n > 1 ? std::max(0.0, padding / static_cast<double>(n - 1)) : 0;
  for (int const l : lines) { rows.height.push_back(l * pitch + padding); }

  for (std::size_t i = 0; i < heights.size(); ++i) {
    if ((chosen >> i & 1U) != 0) { continue; }
    double best = 1e9;
    for (int a = 0; a < rows.count(); ++a) {
      for (int b = a + 1; b < rows.count(); ++b) { best = std::min(best, std::abs(rows.centre(a, b) - heights[i].y)); }
    }
    if (best > tolerance) { return std::nullopt; }
    rows.error += best;
  }
  // Of two readings the one with more even rows is the likelier.
  for (std::size_t r = 0; r + 1 < n; ++r) {
    double const expected = (rows.height[r] + rows.height[r + 1]) / 2;
    rows.error += 0.3 * std::abs(rows.middle[r + 1] - rows.middle[r] - expected);
  }
  return rows;
}

/// The likeliest readings of the heights, best first. Each row costs as much as some deviation: of two readings the one
/// with fewer rows is preferred unless it fits much worse.
std::vector<Rows> readings_of(std::vector<Height> const& heights, double pitch, double size,
                              HeaderOptions const& options) {
  std::size_t const n = heights.size();
  std::vector<Rows> readings;
  constexpr std::size_t most_heights = 9; // more than this are no header; then each is a row
  constexpr std::size_t most_readings = 12;
  if (n <= most_heights) {
    unsigned const ends = 1U | 1U << (n - 1);
    for (unsigned chosen = ends; chosen < 1U << n; ++chosen) {
      if ((chosen & ends) != ends) { continue; }
      for (bool const tallest : {true, false}) {
        auto rows = rows_from(heights, chosen, tallest, pitch, options.span_height * size);
        if (!rows) { continue; }
        rows->error += options.row_cost * size * rows->count();
        readings.push_back(std::move(*rows));
      }
    }
  }
  std::stable_sort(readings.begin(), readings.end(), [](Rows const& a, Rows const& b) { return a.error < b.error; });
  if (readings.size() > most_readings) { readings.resize(most_readings); }
  if (readings.empty()) {
    readings.emplace_back();
    for (Height const& h : heights) {
      readings.back().middle.push_back(h.y);
      readings.back().height.push_back(pitch);
    }
  }
  return readings;
}

double border_between(Rows const& rows, std::size_t r) {
  double const above = rows.middle[r] + rows.height[r] / 2, below = rows.middle[r + 1] - rows.height[r + 1] / 2;
  return (above + below) / 2;
}

class HeightReader {
public:
  HeightReader(Header& header, std::vector<Ruling> const& rulings, Rows const& rows, HeaderOptions const& options)
      : m_h(header), m_rulings(rulings), m_rows(rows), m_options(options) {}

  void read() {
    for (HeaderCell& c : m_h.cells) { choose(c); }
  }

private:
  bool crosses_ruling(HeaderCell const& c, int i, int j) const {
    double const top = m_rows.middle[static_cast<std::size_t>(i)], bottom = m_rows.middle[static_cast<std::size_t>(j)];
    return std::any_of(m_rulings.begin(), m_rulings.end(), [&](Ruling const& r) {
      return r.direction == Direction::horizontal && r.position > top && r.position < bottom && r.begin <= c.centre() &&
             r.end >= c.centre();
    });
  }

  /// Whether lower cells stand below it, and not only below its neighbours: its slot reaches to the next cell at its
  /// height on either side.
  bool has_parts(HeaderCell const& cell) const {
    double left = -1e9, right = 1e9;
    for (HeaderCell const& o : m_h.cells) {
      bool const beside = std::abs(o.middle() - cell.middle()) < m_options.same_height * cell.size() * 2;
      if (&o == &cell || !beside) { continue; }
      if (o.centre() < cell.centre()) {
        left = std::max(left, o.box.x1);
      } else {
        right = std::min(right, o.box.x0);
      }
    }
    // Parts stand on both sides of the middle of a group, or right under it.
    bool before = false, after = false;
    for (HeaderCell const& o : m_h.cells) {
      if (o.middle() < cell.middle() + 0.8 * cell.size() || o.centre() < left || o.centre() > right) { continue; }
      before = before || o.box.x0 <= cell.centre();
      after = after || o.box.x1 >= cell.centre();
    }
    return before && after;
  }

  void choose(HeaderCell& c) const {
    int const last = m_rows.count() - 1;
    double best_leaf = 1e9, best_group = 1e9;
    int leaf0 = last, group0 = 0, group1 = 0;
    for (int i = 0; i <= last; ++i) {
      for (int j = i; j <= last; ++j) {
        double const off = std::abs(m_rows.centre(i, j) - c.middle()) + (i == j ? 0.0 : 0.02 * c.size());
        if (crosses_ruling(c, i, j)) { continue; }
        if (j == last && off < best_leaf) {
          best_leaf = off;
          leaf0 = i;
        } else if (j < last && off < best_group) {
          best_group = off;
          group0 = i;
          group1 = j;
        }
      }
    }
    double const tolerance = m_options.span_height * c.size();
    bool const both = best_leaf < tolerance && best_group < tolerance;
    bool const group = both ? has_parts(c) : best_group < best_leaf;
    c.row0 = group ? group0 : leaf0;
    c.row1 = group ? group1 : last;
  }

  Header& m_h;
  std::vector<Ruling> const& m_rulings;
  Rows const& m_rows;
  HeaderOptions const& m_options;
};

} // namespace

std::vector<Header> levels_from_heights(Header const& cells, std::vector<Ruling> const& rulings,
                                        HeaderOptions const& options) {
  double size = 0;
  for (HeaderCell const& c : cells.cells) { size = std::max(size, c.size()); }
  double const pitch = pitch_of(cells.cells);
  std::vector<Height> const heights = heights_of(cells.cells, options.same_height * size);
  std::vector<Header> out;
  for (Rows const& rows : readings_of(heights, pitch, size, options)) {
    Header header = cells;
    header.rows = rows.count();
    header.doubt = rows.error / size;
    for (std::size_t r = 0; r + 1 < rows.middle.size(); ++r) { header.borders.push_back(border_between(rows, r)); }
    HeightReader(header, rulings, rows, options).read();
    out.push_back(std::move(header));
  }
  return out;
}

void levels_from_rulings(Header& header, std::vector<Ruling> const& rulings) {
  double top = 1e9, bottom = -1e9;
  for (HeaderCell const& c : header.cells) {
    top = std::min(top, c.box.y0);
    bottom = std::max(bottom, c.box.y1);
  }
  std::vector<double> ys;
  for (Ruling const& r : rulings) {
    if (r.direction == Direction::horizontal && r.position > top && r.position < bottom) { ys.push_back(r.position); }
  }
  header.borders = cluster(ys, {}, 2.0, 4.0).centre;
  // Only rulings that part two cells bound rows.
  std::erase_if(header.borders, [&](double y) {
    bool const above = std::any_of(header.cells.begin(), header.cells.end(),
                                   [&](HeaderCell const& c) { return c.box.centre().y < y; });
    bool const below = std::any_of(header.cells.begin(), header.cells.end(),
                                   [&](HeaderCell const& c) { return c.box.centre().y > y; });
    return !above || !below;
  });
  header.rows = static_cast<int>(header.borders.size()) + 1;
  for (HeaderCell& c : header.cells) {
    double const x = c.centre(), y = c.box.centre().y;
    double above = -1e9, below = 1e9;
    for (Ruling const& r : rulings) {
      if (r.direction != Direction::horizontal || r.begin > x || r.end < x) { continue; }
      if (r.position <= y) {
        above = std::max(above, r.position);
      } else {
        below = std::min(below, r.position);
      }
    }
    auto const rank = [&](double at) {
      return static_cast<int>(
          std::count_if(header.borders.begin(), header.borders.end(), [&](double b) { return b < at; }));
    };
    c.row0 = rank(above + 2);
    c.row1 = std::max(c.row0, rank(below - 2));
  }
}

} // namespace gongkai::aligned
