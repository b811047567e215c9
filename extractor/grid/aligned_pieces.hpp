// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Step 1 of alignment.hpp: lines of a page become pieces.
#pragma once

#include "page/page.hpp"

#include <string>
#include <vector>

namespace gongkai::aligned {

/// What a piece may be, judged by its characters alone.
enum class Kind {
  text,
  amount,  ///< Digits with separators: 1,036.02, 0.00, 99.5%.
  integer, ///< Digits only: a code, a column number, or an amount printed without decimals.
  mark,    ///< A sign that stands for a column number.
  dash,    ///< Dashes that stand for nothing.
};

/// The text of one cell, or a part of it, on one line.
struct Piece {
  Box box; ///< Points.
  double baseline = 0;
  double size = 0; ///< Font size, points.
  Kind kind{};
  bool weak = false;   ///< What stands left of it may be the same cell's text: only a small gap parts them.
  std::u32string text; ///< Without white space; full width digits, points and percent signs made half width.

  double centre() const noexcept { return (box.x0 + box.x1) / 2; }
  bool is_figure() const noexcept { return kind == Kind::amount || kind == Kind::integer; }
  /// Begins with three or more digits: a code and its name in one cell.
  bool begins_with_code() const noexcept;
};

/// Pieces on one baseline, from left to right.
struct PieceLine {
  std::vector<Piece> pieces;
  double baseline = 0;
  double size = 0; ///< The largest font size of its pieces, points.

  double top() const noexcept { return baseline - 0.88 * size; }
  double bottom() const noexcept { return baseline + 0.12 * size; }
};

/// All distances in units of the font size.
struct PieceOptions {
  double gap = 0.3;         ///< A gap wider than this, with no blank in it, parts two pieces of a run ...
  double amount_gap = 0.08; ///< ... after a whole amount a narrower one does ...
  double blank_gap = 1.7;   ///< ... and a gap filled with blanks parts them from this width on.
  double touching = 0.12;   ///< Runs nearer than this are one piece, unless a whole amount ends there.
};

Kind kind_of(std::u32string_view text) noexcept;

/// The pieces of one line whose centres lie in the box.
PieceLine line_to_pieces(Page const& page, Line const& line, Box const& box, PieceOptions const& options = {});

/// The pieces of all lines within the box, lines without any left out, from top to bottom.
std::vector<PieceLine> lines_to_pieces(Page const& page, Box const& box, PieceOptions const& options = {});

} // namespace gongkai::aligned
