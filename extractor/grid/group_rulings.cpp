// SPDX-License-Identifier: GPL-3.0-or-later
#include "geometry/cluster.hpp"
#include "grid/lattice.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace gongkai {
namespace {

/// Step 1. Pieces on one line become one ruling. Lines are one where their positions agree to `same_line`.
std::vector<Ruling> join_rulings(std::vector<Ruling> rulings, double same_line, double gap) {
  std::vector<double> positions;
  for (Ruling const& r : rulings) { positions.push_back(r.position); }
  Clusters const lines = cluster(positions, {}, same_line, 2 * same_line);
  std::vector<std::vector<Ruling>> on_line(lines.centre.size());
  for (std::size_t i = 0; i < rulings.size(); ++i) { on_line[lines.group_of[i]].push_back(rulings[i]); }

  std::vector<Ruling> out;
  for (std::vector<Ruling>& pieces : on_line) {
    std::sort(pieces.begin(), pieces.end(), [](Ruling const& a, Ruling const& b) { return a.begin < b.begin; });
    double weighted = 0, weight = 0;
    bool open = false;
    for (Ruling const& piece : pieces) {
      if (open && piece.begin <= out.back().end + gap) {
        out.back().end = std::max(out.back().end, piece.end);
        out.back().thickness = std::max(out.back().thickness, piece.thickness);
      } else {
        out.push_back(piece);
        weighted = weight = 0;
        open = true;
      }
      weighted += piece.position * std::max(piece.length(), 0.01);
      weight += std::max(piece.length(), 0.01);
      out.back().position = weighted / weight;
    }
  }
  return out;
}

/// A fill that draws a line is drawn over by others of the same colour as the paper's ground; a shading whose two
/// edges nearly touch is a line already. What remains too short to bound anything goes.
bool bounds_nothing(Ruling const& r, double min_length) { return r.length() < min_length; }

struct Split {
  std::vector<Ruling> horizontal, vertical;
};

Split split_by_direction(std::vector<Ruling> const& rulings, bool with_shading) {
  Split out;
  for (Ruling const& r : rulings) {
    if (r.style == RulingStyle::shading_edge && !with_shading) { continue; }
    (r.direction == Direction::horizontal ? out.horizontal : out.vertical).push_back(r);
  }
  return out;
}

/// Whether loose verticals go on within a grid, interrupted there by a merged cell: on the line of one of its
/// verticals, from its top or bottom over most of its height, or, where the grid has no horizontals at all, over most
/// of its height.
bool goes_on_within(RulingGroup const& loose, RulingGroup const& grid, LatticeOptions const& options) {
  constexpr double most = 0.5;
  constexpr double merged_row = 30; // points: higher is a title, or the text between two tables
  Box const &l = loose.box, &g = grid.box;
  if (grid.vertical.size() < 2) { return false; }
  bool const beyond = grid.horizontal.empty() && l.y0 < g.y1 + merged_row && l.y1 > g.y0 - merged_row;
  bool const inside = l.y0 > g.y0 - options.join && l.y1 < g.y1 + options.join && l.x0 > g.x0 && l.x1 < g.x1;
  if (!inside && !beyond) { return false; }
  bool const on_lines = std::all_of(loose.vertical.begin(), loose.vertical.end(), [&](Ruling const& r) {
    return std::any_of(grid.vertical.begin(), grid.vertical.end(),
                       [&](Ruling const& other) { return std::abs(other.position - r.position) < options.snap; });
  });
  bool const at_end = std::abs(l.y0 - g.y0) < 2 * options.join || std::abs(l.y1 - g.y1) < 2 * options.join;
  double const least = grid.horizontal.empty() ? 3 * options.min_size : most * g.height();
  return on_lines || (inside && (at_end || grid.horizontal.empty()) && l.height() > least);
}

using Groups = std::map<std::size_t, RulingGroup>;

/// The group whose columns the loose verticals `l` are, if any.
Groups::iterator host_of(RulingGroup const& l, Groups& groups, LatticeOptions const& options) {
  if (!l.horizontal.empty()) { return groups.end(); }
  return std::find_if(groups.begin(), groups.end(), [&](auto const& entry) {
    RulingGroup const& g = entry.second;
    if (&g == &l) { return false; }
    bool const grid = g.horizontal.size() >= 2 && g.vertical.size() >= 2;
    bool const other_loose = g.horizontal.empty() && l.box.height() > 3 * options.min_size;
    if (goes_on_within(l, g, options)) { return true; }
    return (grid || other_loose) && std::abs(l.box.y0 - g.box.y0) < 2 * options.join &&
           std::abs(l.box.y1 - g.box.y1) < 2 * options.join;
  });
}

/// Verticals that cross nothing but run from the top to the bottom of a grid beside it are columns of that grid: cells
/// that are merged over the whole page have no horizontals. So are those that go on where one of its verticals was
/// interrupted. Several of the same height with no grid beside them are the columns of a table without rows.
void add_loose_verticals(Groups& groups, LatticeOptions const& options) {
  // A group that has grown may be the host of pieces that were looked at before.
  for (bool grown = true; grown;) {
    grown = false;
    for (auto loose = groups.begin(); loose != groups.end();) {
      RulingGroup& l = loose->second;
      auto const host = host_of(l, groups, options);
      if (host == groups.end()) {
        ++loose;
        continue;
      }
      host->second.vertical.insert(host->second.vertical.end(), l.vertical.begin(), l.vertical.end());
      host->second.box.cover(l.box);
      loose = groups.erase(loose);
      grown = true;
    }
  }
  for (auto& [root, g] : groups) {
    std::sort(g.vertical.begin(), g.vertical.end(),
              [](Ruling const& a, Ruling const& b) { return a.position < b.position; });
  }
}

} // namespace

std::vector<RulingGroup> group_rulings(std::vector<Ruling> const& rulings, bool with_shading,
                                       LatticeOptions const& options) {
  Split lines = split_by_direction(rulings, with_shading);
  constexpr double drawn_twice = 0.75; // joining in two steps keeps a doubled line from taking its neighbours along
  for (auto* side : {&lines.horizontal, &lines.vertical}) {
    *side = join_rulings(std::move(*side), drawn_twice, options.join);
    std::erase_if(*side, [](Ruling const& r) { return bounds_nothing(r, 3.0); });
  }
  auto const& h = lines.horizontal;
  auto const& v = lines.vertical;

  // Step 2. Crossing or touching rulings belong together; so do parallels that lie on each other.
  DisjointSets sets(h.size() + v.size());
  for (std::size_t k = 0; k < v.size(); ++k) {
    auto const first = std::lower_bound(h.begin(), h.end(), v[k].begin - options.join,
                                        [](Ruling const& r, double y) { return r.position < y; });
    for (auto r = first; r != h.end() && r->position <= v[k].end + options.join; ++r) {
      if (v[k].position >= r->begin - options.join && v[k].position <= r->end + options.join) {
        sets.join(static_cast<std::size_t>(r - h.begin()), h.size() + k);
      }
    }
  }
  Groups groups;
  auto const add = [&](std::size_t i, Ruling const& r) {
    auto const [place, is_new] = groups.try_emplace(sets.find(i));
    RulingGroup& g = place->second;
    if (is_new) { g.box = nothing(); }
    (r.direction == Direction::horizontal ? g.horizontal : g.vertical).push_back(r);
    g.box.cover(r.box());
  };
  for (std::size_t i = 0; i < h.size(); ++i) { add(i, h[i]); }
  for (std::size_t k = 0; k < v.size(); ++k) { add(h.size() + k, v[k]); }

  add_loose_verticals(groups, options);

  std::vector<RulingGroup> out;
  for (auto& [root, g] : groups) { out.push_back(std::move(g)); }
  std::sort(out.begin(), out.end(), [](RulingGroup const& a, RulingGroup const& b) {
    return a.box.y0 != b.box.y0 ? a.box.y0 < b.box.y0 : a.box.x0 < b.box.x0;
  });
  return out;
}

} // namespace gongkai
