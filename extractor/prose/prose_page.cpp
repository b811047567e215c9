// SPDX-License-Identifier: GPL-3.0-or-later
#include "prose/prose_page.hpp"

#include "prose/split_columns.hpp"
#include "text/characters.hpp"

#include <algorithm>
#include <map>

namespace gongkai {
namespace {

bool is_wide(char32_t c) { return is_ideograph(c) || is_wide_punctuation(c); }

/// A blank beside a wide character is layout: programs set one between ideographs and figures, or leave a gap there.
std::u32string without_layout_blanks(std::u32string_view text) {
  std::u32string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool const layout =
        text[i] == U' ' && (out.empty() || i + 1 == text.size() || is_wide(out.back()) || is_wide(text[i + 1]));
    if (!layout) { out += text[i]; }
  }
  return out;
}

/// One left edge a character, where normalisation changed none of them into several.
std::vector<float> edges_of(Page const& page, Line const& line, std::u32string_view text) {
  std::vector<GlyphIndex> glyphs;
  for (Segment const& s : line.segments) {
    for (GlyphIndex const i : s.glyphs) {
      if (!is_space(page.glyphs[i].code)) { glyphs.push_back(i); }
    }
  }
  auto const shown =
      static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char32_t c) { return c != U' '; }));
  if (glyphs.empty() || shown != glyphs.size()) { return {}; }
  std::vector<float> out;
  out.reserve(text.size() + 1);
  std::size_t at = 0;
  for (char32_t const c : text) {
    Box const& box = page.glyphs[glyphs[at]].box;
    out.push_back(static_cast<float>(c == U' ' ? page.glyphs[glyphs[at - 1]].box.x1 : box.x0));
    at += c != U' ' && at + 1 < glyphs.size();
  }
  out.push_back(static_cast<float>(page.glyphs[glyphs.back()].box.x1));
  return out;
}

/// Font and weight.
void describe_type(Page const& page, Line const& line, ProseLine& out) {
  std::map<int, int> fonts;
  std::map<float, int> sizes;
  bool all_bold = true, any = false;
  for (Segment const& s : line.segments) {
    for (GlyphIndex const i : s.glyphs) {
      Glyph const& g = page.glyphs[i];
      if (!is_ideograph(g.code)) { continue; }
      if (!any) { out.bold_start = g.bold; }
      any = true;
      all_bold = all_bold && g.bold;
      ++fonts[g.font];
      ++sizes[g.size];
    }
  }
  out.bold = any && all_bold;
  auto const fewer = [](auto const& a, auto const& b) { return a.second < b.second; };
  if (!any) { return; }
  // Figures are often set a little smaller than the ideographs around them: these give the line its size.
  out.font = std::max_element(fonts.begin(), fonts.end(), fewer)->first;
  out.size = std::max_element(sizes.begin(), sizes.end(), fewer)->first;
}

ProsePage prose_page(Page const& page, TextBlock const& block, Normaliser const& normaliser) {
  ProsePage out;
  out.number = page.number;
  out.left = block.left;
  out.width = block.right - block.left;
  out.height = page.height;
  out.turn = page.turn;
  for (Line const& line : block.lines) {
    std::u32string const text = without_layout_blanks(to_utf32(normaliser.normalise(line.text())));
    if (text.empty()) { continue; }
    ProseLine& l = out.lines.emplace_back();
    l.text = to_utf8(text);
    l.edges = edges_of(page, line, text);
    l.box = {line.box.x0 - block.left, line.box.y0, line.box.x1 - block.left, line.box.y1};
    l.seen = page.to_seen(line.box);
    l.baseline = line.baseline;
    l.size = line.size;
    for (std::size_t i = 1; i < line.segments.size(); ++i) {
      l.widest_gap = std::max(l.widest_gap, line.segments[i].box.x0 - line.segments[i - 1].box.x1);
    }
    describe_type(page, line, l);
  }
  return out;
}

} // namespace

void add_prose_pages(Page const& page, std::vector<Line> const& prose, std::vector<PageTable> const& tables,
                     Normaliser const& normaliser, std::vector<ProsePage>& out) {
  // Around tables, lines are captions and notes: too few to stand in columns, and their order is the tables'.
  if (!tables.empty() || prose.empty()) {
    out.push_back(prose_page(page, {prose, 0, page.width}, normaliser));
    for (PageTable const& t : tables) { out.back().tables.push_back(t.grid.box); }
    return;
  }
  for (TextBlock const& block : split_columns(page, prose)) { out.push_back(prose_page(page, block, normaliser)); }
}

} // namespace gongkai
