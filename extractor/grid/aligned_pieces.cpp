// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/aligned_pieces.hpp"

#include "text/characters.hpp"

#include <algorithm>

namespace gongkai::aligned {
namespace {

constexpr char32_t wide_comma = 0xFF0C, wide_point = 0xFF0E, wide_percent = 0xFF05;

/// Full width digits, points and percent signs, made half width. Other punctuation stays as the patterns have it.
char32_t narrow(char32_t c) noexcept {
  return (c >= 0xFF10 && c <= 0xFF19) || c == wide_point || c == wide_percent ? c - 0xFEE0 : c;
}

/// Digits, then a point, then exactly two digits: nothing can follow within the same amount but "%".
bool is_whole_amount(std::u32string_view text) noexcept {
  std::size_t const n = text.size();
  return n >= 4 && is_digit(text[n - 1]) && is_digit(text[n - 2]) && kind_of(text) == Kind::amount &&
         text[n - 3] == U'.';
}

/// Digits with separators of thousands: whole, unless a point or a further digit follows.
bool is_grouped_amount(std::u32string_view text) noexcept {
  std::size_t const n = text.size();
  return n >= 5 && is_digit(text[n - 1]) && kind_of(text) == Kind::amount && text[n - 4] == U',';
}

class Splitter {
public:
  Splitter(Page const& page, PieceOptions const& options) : m_page(page), m_options(options) {}

  std::vector<Piece> split(std::vector<GlyphIndex> glyphs) {
    // Run by run: where the text of one cell runs over into the next, only the runs tell the two apart.
    std::stable_sort(glyphs.begin(), glyphs.end(), [&](GlyphIndex a, GlyphIndex b) {
      std::uint32_t const p = m_page.run_of[a], q = m_page.run_of[b];
      if (p != q) {
        double const x = m_page.runs[p].box.x0, y = m_page.runs[q].box.x0;
        return x != y ? x < y : p < q;
      }
      return m_page.glyphs[a].box.x0 < m_page.glyphs[b].box.x0;
    });
    for (GlyphIndex const i : glyphs) {
      bool weak = false;
      if (m_pieces.empty() || parts(m_last, i, weak)) { begin(weak); }
      add(i);
    }
    for (Piece& p : m_pieces) { p.kind = kind_of(p.text); }
    return std::move(m_pieces);
  }

private:
  void begin(bool weak) {
    m_pieces.emplace_back();
    m_pieces.back().box = nothing();
    m_pieces.back().weak = weak;
  }

  void add(GlyphIndex i) {
    Glyph const& g = m_page.glyphs[i];
    Piece& p = m_pieces.back();
    p.box.cover(g.box);
    p.baseline = g.baseline;
    p.size = std::max<double>(p.size, g.size);
    p.text += narrow(g.code);
    m_last = i;
  }

  bool blank_between(GlyphIndex a, GlyphIndex b) const {
    for (GlyphIndex k = a + 1; k < b; ++k) {
      if (m_page.roles[k] == Role::blank) { return true; }
    }
    return false;
  }

  /// Whether a piece ends at glyph a, b being the next one to the right. `weak` where it may yet be one cell's text.
  bool parts(GlyphIndex a, GlyphIndex b, bool& weak) const {
    Glyph const& g = m_page.glyphs[a];
    Glyph const& h = m_page.glyphs[b];
    double const em = std::max<double>(std::max(g.size, h.size), 1);
    double const gap = (h.box.x0 - g.box.x1) / em;
    std::u32string const& text = m_pieces.back().text;
    char32_t const next = narrow(h.code);
    bool const amount_ends = (is_whole_amount(text) && next != U'%') ||
                             (is_grouped_amount(text) && !is_digit(next) && next != U'.' && next != U'%');
    if (m_page.run_of[a] != m_page.run_of[b]) {
      if (amount_ends) { return true; }
      if (gap > -m_options.gap && gap < m_options.touching) { return false; }
      weak = gap >= 0 && gap < 0.6;
      return true;
    }
    if (amount_ends && gap > m_options.amount_gap) { return true; }
    if (blank_between(a, b)) { return gap > m_options.blank_gap; }
    weak = gap < 1;
    return h.placed && gap > m_options.gap;
  }

  Page const& m_page;
  PieceOptions m_options;
  std::vector<Piece> m_pieces;
  GlyphIndex m_last = 0;
};

} // namespace

Kind kind_of(std::u32string_view text) noexcept {
  if (text.empty()) { return Kind::text; }
  constexpr char32_t reference_mark = 0x203B, triangle = 0x25B3, filled_triangle = 0x25B2;
  if (text.size() == 1 && (text[0] == reference_mark || text[0] == U'*')) { return Kind::mark; }
  if (std::all_of(text.begin(), text.end(), is_dash)) { return Kind::dash; }
  std::size_t i = 0, end = text.size();
  bool signed_or_percent = false;
  if (is_dash(text[0]) || text[0] == U'+' || text[0] == triangle || text[0] == filled_triangle) {
    signed_or_percent = true;
    ++i;
  } else if (text[0] == U'(' && text[end - 1] == U')') {
    ++i;
    --end;
  }
  if (end > i && text[end - 1] == U'%') {
    signed_or_percent = true;
    --end;
  }
  bool separators = false;
  // The halves of a broken amount may begin or end with a separator.
  if (i >= end || std::none_of(text.begin() + static_cast<std::ptrdiff_t>(i),
                               text.begin() + static_cast<std::ptrdiff_t>(end), is_digit)) {
    return Kind::text;
  }
  for (; i < end; ++i) {
    if (text[i] == U'.' || text[i] == U',' || text[i] == wide_comma) {
      separators = true;
    } else if (!is_digit(text[i])) {
      return Kind::text;
    }
  }
  return separators || signed_or_percent ? Kind::amount : Kind::integer;
}

bool Piece::begins_with_code() const noexcept {
  constexpr std::size_t shortest = 3;
  if (text.size() <= shortest) { return false; }
  for (std::size_t i = 0; i < shortest; ++i) {
    if (!is_digit(text[i])) { return false; }
  }
  std::size_t const n = text.find_first_not_of(U"0123456789");
  // "2023" before the sign for a year is no code; codes have an odd number of digits.
  return n != std::u32string::npos && n % 2 == 1 && is_ideograph(text[n]);
}

PieceLine line_to_pieces(Page const& page, Line const& line, Box const& box, PieceOptions const& options) {
  PieceLine out;
  out.baseline = line.baseline;
  std::vector<GlyphIndex> glyphs;
  for (Segment const& s : line.segments) {
    if (s.box.x1 < box.x0 || s.box.x0 > box.x1) { continue; }
    for (GlyphIndex const i : s.glyphs) {
      if (box.contains(page.glyphs[i].box.centre())) { glyphs.push_back(i); }
    }
  }
  if (glyphs.empty()) { return out; }
  out.pieces = Splitter(page, options).split(std::move(glyphs));
  std::stable_sort(out.pieces.begin(), out.pieces.end(),
                   [](Piece const& a, Piece const& b) { return a.box.x0 < b.box.x0; });
  for (Piece const& p : out.pieces) { out.size = std::max(out.size, p.size); }
  return out;
}

std::vector<PieceLine> lines_to_pieces(Page const& page, Box const& box, PieceOptions const& options) {
  std::vector<PieceLine> out;
  for (Line const& line : page.lines) {
    if (line.box.y1 < box.y0 || line.box.y0 > box.y1) { continue; }
    PieceLine pieces = line_to_pieces(page, line, box, options);
    if (!pieces.pieces.empty()) { out.push_back(std::move(pieces)); }
  }
  return out;
}

} // namespace gongkai::aligned
