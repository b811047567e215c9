// SPDX-License-Identifier: GPL-3.0-or-later
#include "page/page.hpp"
#include "text/characters.hpp"

#include <algorithm>
#include <cmath>

namespace gongkai {
namespace {

struct SizeCount {
  long size = 0; // in quarter points
  int glyphs = 0;
};

/// Glyphs that follow each other on one level.
struct LevelPiece {
  double level = 0;
  float size = 0;
  std::span<GlyphIndex const> glyphs;
};

/// Kept from text to text: each cell of a table is one.
struct Scratch {
  std::vector<SizeCount> counts;
  std::vector<LevelPiece> order;
  std::vector<GlyphIndex> line;
};
Scratch& scratch() {
  thread_local Scratch out;
  return out;
}

/// Sizes of a line are few, so a short list counts them faster than a map.
double most_frequent_size(Page const& page, std::span<GlyphIndex const> glyphs) {
  std::vector<SizeCount>& counts = scratch().counts;
  counts.clear();
  for (GlyphIndex const i : glyphs) {
    auto const size = (static_cast<long>(8.0 * page.glyphs[i].size) + 1) / 2; // lround() is a call a glyph
    auto found = std::find_if(counts.begin(), counts.end(), [&](SizeCount const& c) { return c.size == size; });
    if (found == counts.end()) { found = counts.insert(counts.end(), {size, 0}); }
    ++found->glyphs;
  }
  SizeCount best;
  for (SizeCount const& c : counts) {
    if (c.glyphs > best.glyphs || (c.glyphs == best.glyphs && c.size < best.size)) { best = c; }
  }
  return static_cast<double>(best.size) / 4;
}

/// How many of the glyphs, from left to right, stand before the first wide gap.
std::size_t length_of_segment(Page const& page, std::span<GlyphIndex const> glyphs, PageOptions const& options) {
  double end = page.glyphs[glyphs.front()].box.x1;
  for (std::size_t k = 1; k < glyphs.size(); ++k) {
    Glyph const& g = page.glyphs[glyphs[k]];
    if (g.box.x0 - end > options.segment_gap * g.size) { return k; }
    end = std::max(end, g.box.x1);
  }
  return glyphs.size();
}

Segment make_segment(Page const& page, std::span<GlyphIndex const> glyphs, PageOptions const& options) {
  Segment s{{glyphs.begin(), glyphs.end()}, page.glyphs[glyphs.front()].box, {}};
  s.text.reserve(glyphs.size());
  double end = s.box.x1;
  for (GlyphIndex const i : glyphs) {
    Glyph const& g = page.glyphs[i];
    if (g.box.x0 - end > options.word_gap * g.size) { s.text += U' '; }
    s.text += g.code;
    s.box.cover(g.box);
    end = std::max(end, g.box.x1);
  }
  return s;
}

/// The glyphs are put into their order from left to right.
Line make_line(Page const& page, std::span<GlyphIndex> glyphs, PageOptions const& options) {
  auto const left_of = [&](GlyphIndex a, GlyphIndex b) { return page.glyphs[a].box.x0 < page.glyphs[b].box.x0; };
  if (!std::is_sorted(glyphs.begin(), glyphs.end(), left_of)) {
    std::stable_sort(glyphs.begin(), glyphs.end(), left_of);
  }
  Line line;
  line.box = nothing();
  line.size = most_frequent_size(page, glyphs);
  double baselines = 0;
  for (std::span<GlyphIndex const> rest = glyphs; !rest.empty();) {
    std::size_t const count = length_of_segment(page, rest, options);
    line.segments.push_back(make_segment(page, rest.first(count), options));
    line.box.cover(line.segments.back().box);
    rest = rest.subspan(count);
  }
  for (GlyphIndex const i : glyphs) { baselines += page.glyphs[i].baseline; }
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
  // Mostly many that stand on one level follow each other: they are sorted as one.
  std::vector<LevelPiece>& order = scratch().order;
  order.clear();
  for (std::size_t begin = 0, i = 0; i < glyphs.size(); begin = i) {
    LevelPiece piece{level(glyphs[i]), page.glyphs[glyphs[i]].size, {}};
    do {
      ++i;
    } while (i < glyphs.size() && level(glyphs[i]) == piece.level && page.glyphs[glyphs[i]].size == piece.size);
    piece.glyphs = glyphs.subspan(begin, i - begin);
    order.push_back(piece);
  }
  auto const above = [](LevelPiece const& a, LevelPiece const& b) { return a.level < b.level; };
  if (!std::is_sorted(order.begin(), order.end(), above)) { std::stable_sort(order.begin(), order.end(), above); }

  std::vector<Line> lines;
  std::vector<GlyphIndex>& line = scratch().line;
  for (std::size_t i = 0; i < order.size();) {
    line.clear();
    std::size_t k = i;
    while (k < order.size() &&
           order[k].level - order[i].level <= options.line_tolerance * std::min(order[k].size, order[i].size)) {
      line.insert(line.end(), order[k].glyphs.begin(), order[k].glyphs.end());
      ++k;
    }
    lines.push_back(make_line(page, line, options));
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
