// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Which lines make a paragraph together.
#pragma once

#include "prose/prose_page.hpp"
#include "prose/prose_patterns.hpp"

#include <span>
#include <vector>

namespace gongkai {

/// Distances in units of the font size.
struct ParagraphOptions {
  double indent = 1.2;       ///< A line that begins this far right of the margin is indented.
  double alike = 0.7;        ///< Edges nearer than this are the same.
  double size_change = 0.08; ///< Lines whose sizes differ by more than this share are not one paragraph ...
  double other_size = 0.2;   ///< ... nor, by more than this, even where the sentence goes on.
  double title_width = 0.55; ///< A centred line narrower than this share of the text's width ends a title.
  double wide_pitch = 1.45;  ///< A line further below than this many times the usual distance begins a paragraph.
};

/// Where the text of a page begins and ends, in points of the reading frame.
struct TextMargins {
  double left = 0, right = 0;
};

/// One for each page. Pages of one width share what too short a page cannot tell.
std::vector<TextMargins> text_margins(std::span<ProsePage const> pages, ParagraphOptions const& options = {});

/// A line with what is known of its page.
struct PlacedLine {
  std::size_t page = 0; ///< Index into the pages.
  std::size_t line = 0; ///< Index into the page's lines.
  ProseLine const* text = nullptr;
  TextMargins margins;
  Numbering numbering = Numbering::none; ///< Of the number it begins with.
  bool item = false;                     ///< Begins an item without a number.
  bool table_before = false;             ///< A table stands between this line and the one before, on its page.

  /// As far from the left margin as from the right one.
  bool balanced() const noexcept;

  /// Balanced, and narrower than the text.
  bool centred(ParagraphOptions const& options) const noexcept;
};

/// Whether `next` goes on with the paragraph that `last` is the last line of. `pitch` is the usual distance of
/// baselines on the page, in points; 0 where unknown.
bool goes_on(PlacedLine const& first, PlacedLine const& last, PlacedLine const& next, double pitch,
             ParagraphOptions const& options = {});

/// The most frequent distance of neighbouring baselines on a page, in points; 0 where it has too few lines.
double usual_pitch(ProsePage const& page);

} // namespace gongkai
