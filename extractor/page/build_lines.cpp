// SPDX-License-Identifier: GPL-3.0-or-later
#include "page/page.hpp"
#include "text/characters.hpp"

#include <algorithm>
#include <cmath>

namespace gongkai {
namespace {

/// Sizes of a line are few, so a short list counts them faster than a map.
double most_frequent_size(Page const& page, std::span<GlyphIndex const> glyphs) {
  struct Count {
    long size = 0; // in quarter points
    int glyphs = 0;
  };
  std::vector<Count> counts;
  for (GlyphIndex const i : glyphs) {
    long const size = std::lround(page.glyphs[i].size * 4);
    auto found = std::find_if(counts.begin(), counts.end(), [&](Count const& c) { return c.size == size; });
    if (found == counts.end()) { found = counts.insert(counts.end(), {size, 0}); }
    ++found->glyphs;
  }
  Count best;
  for (Count const& c : counts) {
    if (c.glyphs > best.glyphs || (c.glyphs == best.glyphs && c.size < best.size)) { best = c; }
  }
  return static_cast<double>(best.size) / 4;
}

Line make_line(Page const& page, std::vector<GlyphIndex> glyphs, PageOptions const& options) {
  auto const left_of = [&](GlyphIndex a, GlyphIndex b) { return page.glyphs[a].box.x0 < page.glyphs[b].box.x0; };
  if (!std::is_sorted(glyphs.begin(), glyphs.end(), left_of)) {
    std::stable_sort(glyphs.begin(), glyphs.end(), left_of);
  }
  Line line;
  line.box = nothing();
  line.size = most_frequent_size(page, glyphs);
  double end = 0, baselines = 0;
  for (GlyphIndex const i : glyphs) {
    Glyph const& g = page.glyphs[i];
    double const gap = g.box.x0 - end;
    if (line.segments.empty() || gap > options.segment_gap * g.size) {
      line.segments.push_back({{}, nothing(), {}});
    } else if (gap > options.word_gap * g.size) {
      line.segments.back().text += U' ';
    }
    Segment& s = line.segments.back();
    s.glyphs.push_back(i);
    s.box.cover(g.box);
    s.text += g.code;
    end = std::max(end, g.box.x1);
    line.box.cover(g.box);
    baselines += g.baseline;
  }
  line.baseline = baselines / static_cast<double>(glyphs.size());
  return line;
}

} // namespace

std::vector<Line> build_lines(Page const& page, std::span<GlyphIndex const> glyphs, PageOptions const& options) {
  // Text that runs up or down counts by the place of its glyphs.
  auto const level = [&](GlyphIndex i) {
    Glyph const& g = page.glyphs[i];
    return g.angle == 0 ? g.baseline : g.box.y1 - 0.12 * g.size;
  };
  std::vector<GlyphIndex> order(glyphs.begin(), glyphs.end());
  auto const above = [&](GlyphIndex a, GlyphIndex b) { return level(a) < level(b); };
  if (!std::is_sorted(order.begin(), order.end(), above)) { std::stable_sort(order.begin(), order.end(), above); }

  std::vector<Line> lines;
  for (std::size_t i = 0; i < order.size();) {
    std::size_t k = i + 1;
    double const first = level(order[i]);
    while (k < order.size() &&
           level(order[k]) - first <=
               options.line_tolerance * std::min(page.glyphs[order[k]].size, page.glyphs[order[i]].size)) {
      ++k;
    }
    lines.push_back(make_line(
        page, {order.begin() + static_cast<std::ptrdiff_t>(i), order.begin() + static_cast<std::ptrdiff_t>(k)},
        options));
    i = k;
  }
  return lines;
}

void rebuild_lines(Page& page, PageOptions const& options) {
  std::vector<GlyphIndex> text;
  for (GlyphIndex i = 0; i < page.glyphs.size(); ++i) {
    if (page.roles[i] == Role::text) { text.push_back(i); }
  }
  page.lines = build_lines(page, text, options);
}

} // namespace gongkai
