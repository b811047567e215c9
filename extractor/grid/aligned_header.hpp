// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Step 2 of alignment.hpp: the pieces above the body become header cells, and the cells a tree.
///
///          y   | item   |       group 1        | a cell is centred within its rows, so that its height on the page
///          y'  |        |                      | tells them: "item" stands at the middle of rows 0 and 1;
///          y'' |        |  leaf a   |  leaf b  | a group is centred over its parts.
#pragma once

#include "grid/aligned_pieces.hpp"
#include "text/line_patterns.hpp"
#include "text/normalise.hpp"

namespace gongkai::aligned {

struct HeaderCell {
  std::vector<Piece> lines; ///< From top to bottom.
  Box box;                  ///< Of its text.
  int row0 = 0, row1 = 0;   ///< First and last row.
  int leaf0 = 0, leaf1 = 0; ///< First and last leaf of Header::leaves below it.
  bool leaf = true;

  double centre() const noexcept { return (box.x0 + box.x1) / 2; }
  /// Height of the middle of its text: between baselines, a little up.
  double middle() const noexcept;
  double size() const noexcept { return lines.front().size; }
};

struct Header {
  std::vector<HeaderCell> cells;
  std::vector<std::size_t> leaves; ///< Indexes of the lowest cells, from left to right.
  int rows = 0;                    ///< Without the row of column numbers.
  std::vector<double> borders;     ///< y between rows: rows - 1 values.
  double doubt = 0;                ///< How far the cells are from where they should stand, in font sizes.
};

/// Distances in units of the font size.
struct HeaderOptions {
  double tight_pitch = 1.34; ///< Lines nearer than this are one wrapped cell even if each is a word of its own ...
  double widest_pitch = 1.7; ///< ... lines further apart than this never are.
  double same_pitch =
      1.12; ///< ... or, where the lines of other cells stand so far apart up to this factor (no font size).
  double same_centre = 0.36;  ///< Lines of one cell are centred alike to this distance, or begin alike.
  double same_height = 0.22;  ///< Cells whose middles differ less are centred on the same rows.
  double span_height = 0.6;   ///< Deviation of a cell's middle from the middle of the rows it spans.
  double row_cost = 0.3;      ///< Of two readings of a header the one with a row more must fit this much better.
  double conflict_cost = 0.5; ///< Doubt for each place of a reading that two cells claim, or none.
};

class HeaderBuilder {
public:
  HeaderBuilder(LinePatterns const& header_word, Normaliser const& normaliser, HeaderOptions const& options = {})
      : m_word(&header_word), m_normaliser(&normaliser), m_options(options) {}

  /// `rulings` are the horizontal ones within the region; `bounded` says that they bound every cell.
  Header build(std::vector<PieceLine> const& lines, std::vector<Ruling> const& rulings, bool bounded) const;

  bool is_word(std::u32string_view text) const;

private:
  std::vector<HeaderCell> pieces_to_cells(std::vector<PieceLine> const& lines,
                                          std::vector<Ruling> const& rulings) const;
  double wrap_pitch(std::vector<PieceLine> const& lines, std::vector<Ruling> const& rulings) const;
  bool goes_on(HeaderCell const& cell, Piece const& piece, std::vector<Ruling> const& rulings,
               double known_pitch) const;

  LinePatterns const* m_word;
  Normaliser const* m_normaliser;
  HeaderOptions m_options;
};

/// Words whose characters are set wide apart become one piece again.
void join_spread_words(PieceLine& line, HeaderBuilder const& builder);

} // namespace gongkai::aligned
