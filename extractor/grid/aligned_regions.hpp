// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Where tables without verticals stand on a page.
#pragma once

#include "grid/aligned_pieces.hpp"
#include "grid/alignment.hpp"

namespace gongkai::aligned {

/// The wording that tells a table's lines from other lines.
struct Words {
  explicit Words(PatternFiles const& files);

  LinePatterns header_word, total_label, row_start, form_head;       // header.toml
  LinePatterns unit, entity, number, note, empty_statement, chapter; // caption.toml
  LinePatterns column_number, form_label;                            // table.toml

  /// Two or more cells side by side, most of them words of headers.
  bool is_header_line(PieceLine const& line, Normaliser const& normaliser) const;

  /// Three or more heads of the lower part of a form.
  bool is_form_head(PieceLine const& line, Normaliser const& normaliser) const;
};

/// Distances in units of the font size unless said otherwise.
struct RegionOptions {
  double prose_share = 0.6;      ///< A line in one piece over this share of the page's text width is prose ...
  std::size_t prose_length = 24; ///< ... if it has so many characters.
  double widest_step = 3.6;      ///< A table ends before a step down this many times its usual one ...
  double least_end = 6.0;        ///< ... and at least this wide.
  double heading_size = 1.22;    ///< Lines in a font larger than the table's by this factor are headings.
  double header_pitch = 2.2;     ///< Lines of a header below a caption are this near to each other ...
  double half_pitch = 1.05;      ///< ... and within cells of different height nearer than this.
  double most_overhang = 0.15;   ///< Rulings may reach out of a table's text by this share of its width.
  double full_share = 0.6;       ///< Rulings over this share of a table's width bound its rows ...
  std::size_t least_full = 5;    ///< ... where there are so many: three and four bound parts of a table.
  double widest_row = 4.0;       ///< Rulings below the last text, up to this far (in font sizes), bound blank rows.
  int lines_to_header = 4;       ///< Lines (title, entity) that may stand between a unit line or number and its table.
};

class RegionFinder {
public:
  RegionFinder(Page const& page, std::vector<Box> const& taken, Grid const* before, Words const& words,
               Normaliser const& normaliser, RegionOptions const& options = {});

  std::vector<AlignedRegion> find();

private:
  enum class Known : unsigned char { not_yet, no, yes };
  /// A horizontal, perhaps drawn in pieces.
  struct Rule {
    double y = 0, begin = 0, end = 0;
  };

  bool is_taken(Line const& line) const;
  bool is_caption(std::size_t i) const;
  bool reads_as_caption(Line const& line) const;
  bool is_end(std::size_t i, std::size_t first, bool form = false) const;
  bool begins_form(std::size_t i) const;
  std::size_t start_of_table(std::size_t i) const;
  bool is_below_top_rule(PieceLine const& line, PieceLine const& within) const;
  std::size_t end_of_table(std::size_t first, bool form) const;
  std::vector<Rule> const& rules() const;
  bool is_ruled_header(PieceLine const& line) const;
  bool begins_table(std::size_t i) const;
  bool continues_table(std::size_t i) const;
  bool goes_on_below(std::size_t i, std::size_t first) const;
  bool has_cells(PieceLine const& line) const;
  bool is_rest_of_cell(std::size_t i) const;
  bool is_table(std::size_t first, std::size_t end) const;
  AlignedRegion make_region(std::size_t first, std::size_t end) const;
  bool reaches_out(Ruling const& r, Box const& text) const;
  void add_rulings(AlignedRegion& region) const;
  void add_rows(AlignedRegion& region, std::size_t first, std::size_t end) const;
  std::vector<double> full_rulings(AlignedRegion const& region, std::size_t end) const;

  Page const& m_page;
  std::vector<Box> const& m_taken;
  Grid const* m_before;
  Words const& m_words;
  Normaliser const& m_normaliser;
  RegionOptions m_options;
  std::vector<PieceLine> m_lines;                   ///< One a line of the page; without pieces where the line is taken.
  mutable std::vector<Known> m_captions;            ///< Whether each line is one: asked often, for the lines below it.
  mutable std::optional<std::vector<Rule>> m_rules; ///< From the top; found when first asked for.
  double m_left = 0, m_right = 0;                   ///< Of the page's text.
};

} // namespace gongkai::aligned
