// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// A page as text to be read: glyphs with their role, runs and lines.
///
/// Everything right of this room works in the reading frame: the page turned so that most of its text runs
/// to the right. Only a page whose content was printed sideways differs from the page as seen; Page::to_seen()
/// takes a box back.
#pragma once

#include "pdf/page_content.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace gongkai {

/// What a glyph is to a reader of the text.
enum class Role : std::uint8_t {
  text,
  blank,     ///< White space: gives no text, its place is told by the glyphs around it.
  hidden,    ///< Cannot be seen (Glyph::visibility says why).
  cut_off,   ///< Cannot be seen, but is part of a text that can: read where that stands in a cell of a table.
  doubled,   ///< A second drawing of a glyph already there (fake bold).
  watermark, ///< Large pale or slanted text across the page.
  stamp,     ///< Text of a seal.
  furniture, ///< Running header or footer, page number.
};

using GlyphIndex = std::uint32_t;

/// Glyphs that the file draws one after the other on one line, each beginning where the last ended.
struct Run {
  GlyphIndex first = 0;
  GlyphIndex last = 0; ///< One past the end.
  Box box;
};

/// Text between two wide gaps of a line.
struct Segment {
  std::vector<GlyphIndex> glyphs; ///< From left to right.
  Box box;
  std::u32string text; ///< As in the file, with a blank where there is a visible gap.
};

/// Glyphs on one baseline.
struct Line {
  std::vector<Segment> segments; ///< From left to right.
  Box box;
  double baseline = 0;
  double size = 0; ///< The most frequent font size, in points.
  std::u32string text() const;
};

struct Page {
  int number = 0;                    ///< Counted from 1.
  double width = 0, height = 0;      ///< Of the reading frame, points.
  int turn = 0;                      ///< Clockwise quarter turns (0..3) from the reading frame to the page as seen.
  std::vector<Glyph> glyphs;         ///< In drawing order.
  std::vector<Role> roles;           ///< One a glyph.
  std::vector<std::uint32_t> run_of; ///< Index into runs, one a glyph.
  std::vector<Run> runs;
  std::vector<Line> lines;     ///< Of glyphs with Role::text, from top to bottom.
  std::vector<Line> furniture; ///< Of glyphs with Role::furniture: running titles, page numbers.
  std::vector<Ruling> rulings;
  std::vector<Shade> shades;
  std::vector<ImageBox> images;
  std::vector<Box> windows; ///< The clips, smaller than the page, that glyphs were drawn under.
  std::vector<Font> fonts;
  Problems problems;

  /// Where a glyph belongs: its centre or, where that is clipped away, the nearest place within its clip.
  Point place_of(GlyphIndex glyph) const noexcept;

  /// A box of the reading frame on the page as seen.
  Box to_seen(Box const& box) const noexcept;

  /// Whether the page shows text or had some that is hidden.
  bool has_text() const noexcept;
};

/// Distances in units of the font size.
struct PageOptions {
  double doubled_distance = 0.18; ///< Two equal glyphs nearer than this are one drawn twice ...
  double doubled_points = 1.0;    ///< ... but never further apart than this many points.
  double line_tolerance = 0.45;   ///< Baselines nearer than this are one line.
  double segment_gap = 1.6;       ///< A gap wider than this parts two segments.
  double word_gap = 0.25;         ///< A gap wider than this is a blank.
  double watermark_size = 2.2;    ///< Pale text this many times larger than the page's is a watermark.
  double sideways_share = 0.6;    ///< With this share of its glyphs running up or down, a page was printed sideways.
};

/// Takes over the content of a page: turns it upright, gives each glyph its role and builds runs and lines.
/// `content` is used up. Where nothing but hidden text is there (a scan with a text layer behind it), the hidden
/// text is read and a problem says so.
Page read_page(PageContent&& content, PageOptions const& options = {});

/// Lines of the given glyphs, from top to bottom.
std::vector<Line> build_lines(Page const& page, std::span<GlyphIndex const> glyphs, PageOptions const& options = {});

/// Builds Page::lines anew from the glyphs that have Role::text.
void rebuild_lines(Page& page, PageOptions const& options = {});

} // namespace gongkai
