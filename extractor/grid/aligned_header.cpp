// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/aligned_header.hpp"

#include "grid/aligned_levels.hpp"
#include "text/characters.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>

namespace gongkai::aligned {
namespace {

bool ruled_between(std::vector<Ruling> const& rulings, double x, double y0, double y1) {
  return std::any_of(rulings.begin(), rulings.end(), [&](Ruling const& r) {
    return r.direction == Direction::horizontal && r.position > y0 && r.position < y1 && r.begin <= x && r.end >= x;
  });
}

/// Gives each group the range of leaves below it.
class TreeBuilder {
public:
  TreeBuilder(Header& header, std::vector<Ruling> const& rulings)
      : m_h(header), m_rulings(rulings), m_parent(header.cells.size(), -1) {}

  void build() {
    for (int row = m_h.rows - 2; row >= 0; --row) { attach_below(row); }
    // What turned out to have nothing below it is a leaf and reaches down to the body.
    for (std::size_t i = 0; i < m_h.cells.size(); ++i) {
      HeaderCell& c = m_h.cells[i];
      c.leaf = std::find(m_parent.begin(), m_parent.end(), static_cast<int>(i)) == m_parent.end();
      if (c.leaf) { c.row1 = m_h.rows - 1; }
    }
    number_leaves();
  }

private:
  std::vector<std::size_t> cells_where(auto&& condition) const {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < m_h.cells.size(); ++i) {
      if (condition(m_h.cells[i])) { out.push_back(i); }
    }
    std::stable_sort(out.begin(), out.end(),
                     [&](std::size_t a, std::size_t b) { return m_h.cells[a].centre() < m_h.cells[b].centre(); });
    return out;
  }

  /// Cells that begin right below `row` go to the groups that end there.
  void attach_below(int row) {
    auto const groups = cells_where([&](HeaderCell const& c) { return c.row1 == row; });
    auto const items = cells_where([&](HeaderCell const& c) { return c.row0 == row + 1; });
    auto const walls = cells_where([&](HeaderCell const& c) { return c.row0 <= row && c.row1 > row; });
    std::size_t g = 0;
    for (std::size_t i = 0; i < items.size();) {
      // A run of items with no taller cell between them.
      std::size_t end = i + 1;
      auto const wall_after = [&](double x) {
        auto const w =
            std::find_if(walls.begin(), walls.end(), [&](std::size_t k) { return m_h.cells[k].centre() > x; });
        return w == walls.end() ? 1e9 : m_h.cells[*w].centre();
      };
      double const wall = wall_after(m_h.cells[items[i]].centre());
      while (end < items.size() && m_h.cells[items[end]].centre() < wall) { ++end; }
      std::size_t first = g;
      while (g < groups.size() && m_h.cells[groups[g]].centre() < wall) { ++g; }
      share_out({items.data() + i, end - i}, {groups.data() + first, g - first}, row);
      i = end;
    }
  }

  /// Left and right end of what stands below an item, its own text included.
  Box extent(std::size_t i) const {
    Box b = m_h.cells[i].box;
    for (std::size_t k = 0; k < m_parent.size(); ++k) {
      if (m_parent[k] == static_cast<int>(i)) { b.cover(extent(k)); }
    }
    return b;
  }

  /// Divides items among groups, in order, so that each group stands as near to the middle of its items as can be.
  void share_out(std::span<std::size_t const> items, std::span<std::size_t const> groups, int row) {
    if (groups.empty()) { return; }
    std::size_t const n = items.size(), m = std::min(groups.size(), n);
    std::vector<Box> boxes;
    for (std::size_t const i : items) { boxes.push_back(extent(i)); }
    // Half the distance to the neighbour belongs to a cell: without it a wide column would weigh as little as its word.
    std::vector<double> left(n), right(n);
    for (std::size_t i = 0; i < n; ++i) {
      left[i] = i == 0 ? boxes[0].x0 : (boxes[i - 1].x1 + boxes[i].x0) / 2;
      right[i] = i + 1 == n ? boxes[i].x1 : (boxes[i].x1 + boxes[i + 1].x0) / 2;
    }
    auto const cost = [&](std::size_t g, std::size_t from, std::size_t to) {
      HeaderCell const& c = m_h.cells[groups[g]];
      double const off = std::abs((left[from] + right[to]) / 2 - c.centre());
      Ruling const* line = ruling_under(c, row);
      if (line == nullptr) { return off; }
      // What a line under the group doesn't cover doesn't belong to it.
      double outside = 0;
      for (std::size_t i = from; i <= to; ++i) {
        double const x = (boxes[i].x0 + boxes[i].x1) / 2;
        outside += x < line->begin - 1 || x > line->end + 1 ? 1000 : 0;
      }
      return off + outside;
    };
    // best[g][i]: the least cost of dividing the first i items among the first g groups.
    constexpr double never = 1e18;
    std::vector<std::vector<double>> best(m + 1, std::vector<double>(n + 1, never));
    std::vector<std::vector<std::size_t>> from(m + 1, std::vector<std::size_t>(n + 1, 0));
    best[0][0] = 0;
    for (std::size_t g = 1; g <= m; ++g) {
      for (std::size_t to = g; to <= n; ++to) {
        for (std::size_t start = g - 1; start < to; ++start) {
          double const c = best[g - 1][start] + cost(g - 1, start, to - 1);
          if (c < best[g][to]) {
            best[g][to] = c;
            from[g][to] = start;
          }
        }
      }
    }
    std::size_t to = n;
    for (std::size_t g = m; g > 0; --g) {
      for (std::size_t i = from[g][to]; i < to; ++i) { m_parent[items[i]] = static_cast<int>(groups[g - 1]); }
      to = from[g][to];
    }
  }

  Ruling const* ruling_under(HeaderCell const& c, int row) const {
    double const below =
        row + 1 < m_h.rows ? m_h.borders[static_cast<std::size_t>(row)] + 0.6 * c.size() : c.box.y1 + 2 * c.size();
    for (Ruling const& r : m_rulings) {
      if (r.direction == Direction::horizontal && r.position > c.middle() && r.position < below &&
          r.begin <= c.centre() && r.end >= c.centre()) {
        return &r;
      }
    }
    return nullptr;
  }

  void number_leaves() {
    m_h.leaves = cells_where([](HeaderCell const& c) { return c.leaf; });
    for (HeaderCell& c : m_h.cells) {
      c.leaf0 = static_cast<int>(m_h.leaves.size());
      c.leaf1 = -1;
    }
    for (std::size_t k = 0; k < m_h.leaves.size(); ++k) {
      for (int i = static_cast<int>(m_h.leaves[k]); i >= 0; i = m_parent[static_cast<std::size_t>(i)]) {
        HeaderCell& c = m_h.cells[static_cast<std::size_t>(i)];
        c.leaf0 = std::min(c.leaf0, static_cast<int>(k));
        c.leaf1 = std::max(c.leaf1, static_cast<int>(k));
      }
    }
  }

  Header& m_h;
  std::vector<Ruling> const& m_rulings;
  std::vector<int> m_parent;
};

/// Places of the header that two cells claim, or none.
int conflicts_in(Header const& header) {
  std::size_t const leaves = header.leaves.size();
  std::vector<int> claims(leaves * static_cast<std::size_t>(header.rows), 0);
  for (HeaderCell const& c : header.cells) {
    for (int r = c.row0; r <= c.row1; ++r) {
      for (int k = c.leaf0; k <= c.leaf1; ++k) {
        ++claims[static_cast<std::size_t>(r) * leaves + static_cast<std::size_t>(k)];
      }
    }
  }
  return static_cast<int>(std::count_if(claims.begin(), claims.end(), [](int n) { return n != 1; }));
}

} // namespace

double HeaderCell::middle() const noexcept {
  return (lines.front().baseline + lines.back().baseline) / 2 - 0.36 * lines.front().size;
}

bool HeaderBuilder::is_word(std::u32string_view text) const { return m_word->matches(m_normaliser->squeeze(text)); }

/// Whether a piece is the next line of a cell.
bool HeaderBuilder::goes_on(HeaderCell const& cell, Piece const& piece, std::vector<Ruling> const& rulings,
                            double known_pitch) const {
  Piece const& last = cell.lines.back();
  double const em = last.size;
  double const pitch = (piece.baseline - last.baseline) / em;
  double const widest = known_pitch > 0 ? std::max(m_options.widest_pitch, m_options.same_pitch * known_pitch / em)
                                        : m_options.widest_pitch;
  if (pitch < 0.8 || pitch > widest || std::abs(piece.size - last.size) > 0.2 * em) { return false; }
  if (overlap_length(last.box.x0, last.box.x1, piece.box.x0, piece.box.x1) <= 0) { return false; }
  bool const centred = std::abs(last.centre() - piece.centre()) < m_options.same_centre * em;
  bool const left = std::abs(last.box.x0 - piece.box.x0) < 0.25 * em;
  if (!centred && !left) { return false; }
  if (ruled_between(rulings, piece.centre(), last.baseline, piece.baseline)) { return false; }
  // Text is wrapped where a line is full: what follows is not longer. Brackets may begin a line of their own.
  constexpr char32_t bracket = U'(', wide_bracket = 0xFF08;
  bool const bracketed = piece.text.front() == bracket || piece.text.front() == wide_bracket;
  if (piece.box.width() > last.box.width() + 1.1 * em && !bracketed) { return false; }
  std::u32string whole;
  for (Piece const& p : cell.lines) { whole += p.text; }
  if (!is_word(whole) || !is_word(piece.text)) { return true; }
  // What has been wrapped once goes on at the same pitch.
  std::size_t const n = cell.lines.size();
  if (n > 1 && std::abs(last.baseline - cell.lines[n - 2].baseline - (piece.baseline - last.baseline)) < 0.06 * em) {
    return true;
  }
  // Two words are two levels, unless they make one word and stand no further apart than the lines of other cells do.
  double const wrap = known_pitch > 0 ? m_options.same_pitch * known_pitch / em : m_options.tight_pitch;
  return pitch <= wrap && is_word(whole + piece.text);
}

/// The least distance of two lines that are surely one cell: neither of them is a word of its own. 0 where there are
/// none.
double HeaderBuilder::wrap_pitch(std::vector<PieceLine> const& lines, std::vector<Ruling> const& rulings) const {
  double least = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    for (Piece const& p : lines[i].pieces) {
      if (is_word(p.text)) { continue; }
      HeaderCell cell;
      cell.lines = {p};
      for (std::size_t k = i + 1; k < lines.size() && lines[k].baseline - p.baseline < m_options.widest_pitch * p.size;
           ++k) {
        for (Piece const& q : lines[k].pieces) {
          double const pitch = q.baseline - p.baseline;
          if (goes_on(cell, q, rulings, 0) && !is_word(q.text) && (least == 0 || pitch < least)) { least = pitch; }
        }
      }
    }
  }
  return least;
}

std::vector<HeaderCell> HeaderBuilder::pieces_to_cells(std::vector<PieceLine> const& lines,
                                                       std::vector<Ruling> const& rulings) const {
  std::vector<HeaderCell> cells;
  double const known_pitch = wrap_pitch(lines, rulings);
  for (PieceLine const& line : lines) {
    for (Piece const& p : line.pieces) {
      // The nearest line above it that it can belong to.
      HeaderCell* best = nullptr;
      for (HeaderCell& c : cells) {
        // Several pieces below one are its parts.
        auto const below = std::count_if(line.pieces.begin(), line.pieces.end(), [&](Piece const& q) {
          return overlap_length(q.box.x0, q.box.x1, c.lines.back().box.x0, c.lines.back().box.x1) > 0.3 * q.size;
        });
        if (below <= 1 && goes_on(c, p, rulings, known_pitch) &&
            (best == nullptr || c.lines.back().baseline > best->lines.back().baseline)) {
          best = &c;
        }
      }
      if (best == nullptr) {
        cells.emplace_back();
        best = &cells.back();
        best->box = nothing();
      }
      best->lines.push_back(p);
      best->box.cover(p.box);
    }
  }
  return cells;
}

Header HeaderBuilder::build(std::vector<PieceLine> const& lines, std::vector<Ruling> const& rulings,
                            bool bounded) const {
  Header header;
  header.cells = pieces_to_cells(lines, rulings);
  if (header.cells.empty()) { return header; }
  if (bounded) {
    levels_from_rulings(header, rulings);
    TreeBuilder(header, rulings).build();
    return header;
  }
  std::optional<Header> best;
  for (Header& reading : levels_from_heights(header, rulings, m_options)) {
    TreeBuilder(reading, rulings).build();
    reading.doubt += m_options.conflict_cost * conflicts_in(reading);
    if (!best || reading.doubt < best->doubt) { best = std::move(reading); }
  }
  return *best;
}

void join_spread_words(PieceLine& line, HeaderBuilder const& builder) {
  std::vector<Piece> out;
  constexpr std::size_t longest = 5;
  for (std::size_t i = 0; i < line.pieces.size();) {
    std::size_t end = i + 1;
    std::u32string word = line.pieces[i].text;
    std::size_t best = end;
    while (end < line.pieces.size() && end - i < longest && line.pieces[end - 1].text.size() == 1 &&
           line.pieces[end].text.size() == 1) {
      word += line.pieces[end++].text;
      if (builder.is_word(word)) { best = end; }
    }
    Piece joined = line.pieces[i];
    for (std::size_t k = i + 1; k < best; ++k) {
      joined.text += line.pieces[k].text;
      joined.box.cover(line.pieces[k].box);
    }
    out.push_back(std::move(joined));
    i = best;
  }
  line.pieces = std::move(out);
}

} // namespace gongkai::aligned
