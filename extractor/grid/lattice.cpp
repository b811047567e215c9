// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/lattice.hpp"

#include "geometry/cluster.hpp"

#include <algorithm>
#include <cmath>

namespace gongkai {
namespace {

/// Boundaries in one direction, and which of the rulings lies on which.
struct Boundaries {
  std::vector<double> at;
  std::vector<std::size_t> of; ///< One a ruling.
};

/// Step 3.
Boundaries rulings_to_boundaries(std::vector<Ruling> const& rulings, LatticeOptions const& options) {
  std::vector<double> positions, weights;
  for (Ruling const& r : rulings) {
    positions.push_back(r.position);
    weights.push_back(std::max(r.length(), 0.1));
  }
  Clusters const c = cluster(positions, weights, options.snap, options.snap_extent);
  return {c.centre, c.group_of};
}

/// Where horizontals reach beyond the outer verticals (an open side), the table ends where they end.
void add_open_sides(RulingGroup const& group, Boundaries& x, LatticeOptions const& options) {
  if (group.horizontal.empty()) { return; }
  double left = 0, right = 0;
  std::vector<double> begins, ends;
  for (Ruling const& r : group.horizontal) {
    begins.push_back(r.begin);
    ends.push_back(r.end);
  }
  std::sort(begins.begin(), begins.end());
  std::sort(ends.begin(), ends.end());
  // The lines agree on where a side is: a single line that sticks out is a flaw of the drawing.
  std::size_t const k = group.horizontal.size() == 1 ? 0 : 1;
  left = begins[k];
  right = ends[ends.size() - 1 - k];
  if (x.at.empty() || left < x.at.front() - options.overhang) {
    x.at.insert(x.at.begin(), left);
    for (std::size_t& i : x.of) { ++i; }
  }
  if (x.at.size() < 2 || right > x.at.back() + options.overhang) { x.at.push_back(right); }
}

/// The same at the top and the bottom: rows that go on from, or over to, another page.
void add_open_ends(RulingGroup const& group, Boundaries& y, Grid& grid, LatticeOptions const& options) {
  if (group.vertical.empty()) { return; }
  std::vector<double> begins, ends;
  for (Ruling const& r : group.vertical) {
    begins.push_back(r.begin);
    ends.push_back(r.end);
  }
  std::sort(begins.begin(), begins.end());
  std::sort(ends.begin(), ends.end());
  std::size_t const k = group.vertical.size() < 3 ? 0 : 1;
  double const top = begins[k], bottom = ends[ends.size() - 1 - k];
  if (y.at.empty() || top < y.at.front() - options.overhang) {
    y.at.insert(y.at.begin(), top);
    for (std::size_t& i : y.of) { ++i; }
    grid.open_top = true;
  }
  if (y.at.size() < 2 || bottom > y.at.back() + options.overhang) {
    y.at.push_back(bottom);
    grid.open_bottom = true;
  }
}

/// An end of a vertical at a border of rows that no horizontal draws: there ends a cell that is merged over the columns
/// on both sides of the vertical, in the row above (`begins`) or below.
struct LooseEnd {
  std::size_t row_border = 0, column_border = 0;
  bool begins = false;
};

/// Adds borders of rows that no horizontal draws. Gives the ends of verticals that lie on them.
std::vector<LooseEnd> add_undrawn(std::vector<double> const& borders, RulingGroup const& group, Boundaries const& x,
                                  Boundaries& y, LatticeOptions const& options) {
  std::vector<LooseEnd> out;
  if (borders.empty()) { return out; }
  std::vector<double> all = y.at;
  all.insert(all.end(), borders.begin(), borders.end());
  std::sort(all.begin(), all.end());
  auto const index_of = [&](double at) {
    return static_cast<std::size_t>(std::lower_bound(all.begin(), all.end(), at) - all.begin());
  };
  for (std::size_t& i : y.of) { i = index_of(y.at[i]); }
  y.at = all;
  for (std::size_t r = 0; r < group.vertical.size(); ++r) {
    if (x.of[r] == 0 || x.of[r] + 1 == x.at.size()) { continue; }
    for (double const border : borders) {
      Ruling const& v = group.vertical[r];
      if (std::abs(v.begin - border) < options.snap_extent) { out.push_back({index_of(border), x.of[r], true}); }
      if (std::abs(v.end - border) < options.snap_extent) { out.push_back({index_of(border), x.of[r], false}); }
    }
  }
  return out;
}

/// Step 4. drawn[b][i]: whether boundary b has a line along interval i of the other direction.
using Sides = std::vector<std::vector<bool>>;

Sides boundaries_to_edges(std::vector<Ruling> const& rulings, Boundaries const& along,
                          std::vector<double> const& across, LatticeOptions const& options) {
  std::size_t const n = across.size() < 2 ? 0 : across.size() - 1;
  std::vector<std::vector<double>> covered(along.at.size(), std::vector<double>(n, 0.0));
  for (std::size_t r = 0; r < rulings.size(); ++r) {
    for (std::size_t i = 0; i < n; ++i) {
      double const common = overlap_length(rulings[r].begin, rulings[r].end, across[i], across[i + 1]);
      // Doubled lines must not count twice.
      if (common > 0) { covered[along.of[r]][i] = std::max(covered[along.of[r]][i], common); }
    }
  }
  Sides drawn(along.at.size(), std::vector<bool>(n, false));
  for (std::size_t b = 0; b < along.at.size(); ++b) {
    for (std::size_t i = 0; i < n; ++i) {
      drawn[b][i] = covered[b][i] >= options.side_share * (across[i + 1] - across[i]);
    }
    if (b == 0 || b + 1 == along.at.size()) { drawn[b].assign(n, true); }
  }
  return drawn;
}

/// The lower (upper) sides of the merged cells that loose ends tell of.
void close_merged_cells(std::vector<LooseEnd> const& ends, Sides const& vertical, Sides& horizontal) {
  for (LooseEnd const& e : ends) {
    std::size_t const row = e.begins ? e.row_border - 1 : e.row_border;
    std::size_t first = e.column_border, last = e.column_border;
    while (first > 0 && !vertical[first][row]) { --first; }
    while (last + 1 < vertical.size() && !vertical[last][row]) { ++last; }
    for (std::size_t c = first; c < last; ++c) { horizontal[e.row_border][c] = true; }
  }
}

/// Step 5. From the top left, each free place grows to the right and then down, over missing sides only. What is
/// joined crookedly by a broken line falls apart into rectangles that way.
void edges_to_cells(Sides const& vertical, Sides const& horizontal, Grid& grid) {
  auto const rows = static_cast<std::size_t>(grid.rows()), cols = static_cast<std::size_t>(grid.cols());
  std::vector<bool> taken(rows * cols, false);
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t c = 0; c < cols; ++c) {
      if (taken[r * cols + c]) { continue; }
      std::size_t right = c + 1;
      while (right < cols && !vertical[right][r] && !taken[r * cols + right]) { ++right; }
      std::size_t below = r + 1;
      auto const row_is_open = [&](std::size_t row) {
        for (std::size_t k = c; k < right; ++k) {
          if (horizontal[row][k] || taken[row * cols + k]) { return false; }
          if (k > c && vertical[k][row]) { return false; }
        }
        return true;
      };
      while (below < rows && row_is_open(below)) { ++below; }
      for (std::size_t i = r; i < below; ++i) {
        for (std::size_t k = c; k < right; ++k) { taken[i * cols + k] = true; }
      }
      grid.cells.push_back({static_cast<int>(r),
                            static_cast<int>(c),
                            static_cast<int>(below - r),
                            static_cast<int>(right - c),
                            {grid.xs[c], grid.ys[r], grid.xs[right], grid.ys[below]}});
    }
  }
}

} // namespace

bool is_too_large(RulingGroup const& group, LatticeOptions const& options) {
  if (group.vertical.size() * group.horizontal.size() <= options.most_places) { return false; }
  return rulings_to_boundaries(group.vertical, options).at.size() *
             rulings_to_boundaries(group.horizontal, options).at.size() >
         options.most_places;
}

std::vector<double> loose_ends(RulingGroup const& group, Grid const& grid, LatticeOptions const& options) {
  std::vector<double> ends;
  for (Ruling const& v : group.vertical) {
    bool const outside = v.position < grid.xs.front() + options.snap || v.position > grid.xs.back() - options.snap;
    if (outside || v.length() < options.overhang) { continue; }
    for (double const end : {v.begin, v.end}) {
      auto const below = std::lower_bound(grid.ys.begin(), grid.ys.end(), end);
      if (below == grid.ys.begin() || below == grid.ys.end()) { continue; }
      if (end - *(below - 1) >= options.overhang && *below - end >= options.overhang) { ends.push_back(end); }
    }
  }
  return ends.empty() ? ends : cluster(ends, {}, options.snap, options.snap_extent).centre;
}

Grid group_to_grid(RulingGroup const& group, GridMethod method, LatticeOptions const& options,
                   std::vector<double> const& undrawn) {
  Grid grid;
  grid.method = method;
  if (is_too_large(group, options)) { return grid; }
  Boundaries x = rulings_to_boundaries(group.vertical, options);
  Boundaries y = rulings_to_boundaries(group.horizontal, options);
  add_open_sides(group, x, options);
  add_open_ends(group, y, grid, options);
  if (x.at.size() < 2 || y.at.size() < 2) { return grid; }
  std::vector<LooseEnd> const ends = add_undrawn(undrawn, group, x, y, options);
  grid.xs = x.at;
  grid.ys = y.at;
  grid.box = {grid.xs.front(), grid.ys.front(), grid.xs.back(), grid.ys.back()};
  if (grid.box.width() < options.min_size || grid.box.height() < options.min_size) {
    grid.xs.clear();
    grid.ys.clear();
    return grid;
  }
  Sides const vertical = boundaries_to_edges(group.vertical, x, grid.ys, options);
  Sides horizontal = boundaries_to_edges(group.horizontal, y, grid.xs, options);
  close_merged_cells(ends, vertical, horizontal);
  edges_to_cells(vertical, horizontal, grid);
  return grid;
}

} // namespace gongkai
