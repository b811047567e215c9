// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/drawn_page.hpp"

#include "text/characters.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

namespace gongkai::drawing {
namespace {

bool is_wide(char32_t c) { return is_ideograph(c) || is_wide_punctuation(c) || (c >= 0xFF00 && c <= 0xFF60); }

/// The picture as places: an ideograph is followed by a place that holds 0.
using Places = std::vector<std::u32string>;

Places places_of(std::string_view picture) {
  Places out;
  for (std::size_t at = 0; at <= picture.size();) {
    std::size_t const end = std::min(picture.find('\n', at), picture.size());
    std::u32string line;
    for (char32_t const c : to_utf32(picture.substr(at, end - at))) {
      line += c;
      if (is_wide(c)) { line += U'\0'; }
    }
    bool const blank = line.find_first_not_of(U' ') == std::u32string::npos;
    if (!(blank && out.empty())) { out.push_back(std::move(line)); }
    at = end + 1;
  }
  return out;
}

class Picture {
public:
  Picture(Places places, Layout const& layout) : m_places(std::move(places)), m_layout(layout) {}

  void draw_on(PageContent& page) {
    for (int r = 0; r < static_cast<int>(m_places.size()); ++r) {
      for (int c = 0; c < static_cast<int>(m_places[static_cast<std::size_t>(r)].size()); ++c) {
        draw_place(page, r, c);
      }
    }
    add_rulings(page, Direction::horizontal, m_horizontal);
    add_rulings(page, Direction::vertical, m_vertical);
  }

private:
  char32_t at(int r, int c) const {
    if (r < 0 || c < 0 || r >= static_cast<int>(m_places.size())) { return U' '; }
    auto const& line = m_places[static_cast<std::size_t>(r)];
    return c < static_cast<int>(line.size()) ? line[static_cast<std::size_t>(c)] : U' ';
  }
  bool runs_across(int r, int c) const {
    bool const joined = at(r, c - 1) == U'-' || at(r, c + 1) == U'-' || at(r, c - 1) == U'+' || at(r, c + 1) == U'+';
    return at(r, c) == U'-' && joined;
  }
  bool runs_down(int r, int c) const { return at(r, c) == U'|'; }
  bool is_corner(int r, int c) const {
    return at(r, c) == U'+' &&
           (runs_across(r, c - 1) || runs_across(r, c + 1) || runs_down(r - 1, c) || runs_down(r + 1, c));
  }

  void draw_place(PageContent& page, int r, int c) {
    if (runs_across(r, c)) {
      m_horizontal[r].push_back({c - 0.5, c + 0.5});
    } else if (runs_down(r, c)) {
      m_vertical[c].push_back({r - 0.5, r + 0.5});
    } else if (is_corner(r, c)) {
      if (runs_across(r, c - 1)) { m_horizontal[r].push_back({c - 0.5, c + 0.0}); }
      if (runs_across(r, c + 1)) { m_horizontal[r].push_back({c + 0.0, c + 0.5}); }
      if (runs_down(r - 1, c)) { m_vertical[c].push_back({r - 0.5, r + 0.0}); }
      if (runs_down(r + 1, c)) { m_vertical[c].push_back({r + 0.0, r + 0.5}); }
    } else if (at(r, c) != U' ' && at(r, c) != U'\0') {
      bool const follows = at(r, c - 1) != U' ' && !runs_down(r, c - 1);
      add_glyph(page, r, c, !follows);
    }
  }

  void add_glyph(PageContent& page, int r, int c, bool placed) const {
    Glyph g;
    g.code = at(r, c);
    double const size = m_layout.size();
    g.baseline = m_layout.y(r) + 0.38 * size; // the em box stands in the middle of its place
    double const x = m_layout.left + c * m_layout.column;
    g.box = {x, g.baseline - 0.88 * size, x + (is_wide(g.code) ? 2 : 1) * m_layout.column, g.baseline + 0.12 * size};
    g.size = static_cast<float>(size);
    g.order = static_cast<std::uint32_t>(page.glyphs.size());
    g.placed = placed;
    page.glyphs.push_back(g);
  }

  /// Pieces of a line, in places.
  using Pieces = std::map<int, std::vector<std::pair<double, double>>>;

  void add_rulings(PageContent& page, Direction direction, Pieces& lines) const {
    bool const across = direction == Direction::horizontal;
    auto const along = [&](double v) { return across ? m_layout.x(v) : m_layout.y(v); };
    for (auto& [line, pieces] : lines) {
      double const position = across ? m_layout.y(line) : m_layout.x(line);
      for (std::size_t i = 0; i < pieces.size();) {
        std::size_t k = i + 1;
        while (k < pieces.size() && pieces[k].first <= pieces[k - 1].second) { ++k; }
        rule(page, direction, position, along(pieces[i].first), along(pieces[k - 1].second));
        i = k;
      }
    }
  }

  Places m_places;
  Layout m_layout;
  Pieces m_horizontal, m_vertical;
};

} // namespace

PageContent blank_page(Layout const& layout) {
  PageContent page;
  page.number = layout.number;
  page.width = layout.width;
  page.height = layout.height;
  page.fonts.push_back({"Test", false, false});
  return page;
}

PageContent draw(std::string_view picture, Layout const& layout) {
  PageContent page = blank_page(layout);
  Picture(places_of(picture), layout).draw_on(page);
  return page;
}

void write(PageContent& page, Point start, std::string_view utf8, Pen const& pen) {
  bool const along_y = pen.angle == 90 || pen.angle == 270;
  bool const backwards = pen.angle == 180 || pen.angle == 270;
  double const above = 0.88 * pen.size, below = 0.12 * pen.size;
  double offset = 0;
  bool first = true;
  for (char32_t const c : to_utf32(utf8)) {
    double const width = is_wide(c) ? pen.size : pen.size / 2;
    double const from = backwards ? -offset - width : offset;
    Glyph g;
    g.code = c;
    if (!along_y) {
      double const y = start.y;
      g.box = pen.angle == 180 ? Box{start.x + from, y - below, start.x + from + width, y + above}
                               : Box{start.x + from, y - above, start.x + from + width, y + below};
    } else { // the top of a letter points right where text runs down, left where it runs up
      double const x = start.x;
      g.box = pen.angle == 90 ? Box{x - below, start.y + from, x + above, start.y + from + width}
                              : Box{x - above, start.y + from, x + below, start.y + from + width};
    }
    g.baseline = along_y ? start.x : start.y;
    g.size = static_cast<float>(pen.size);
    g.colour = pen.colour;
    g.order = static_cast<std::uint32_t>(page.glyphs.size());
    g.angle = static_cast<std::int16_t>(pen.angle);
    g.visibility = pen.visibility;
    g.bold = pen.bold;
    g.placed = first;
    first = false;
    page.glyphs.push_back(g);
    offset += width * pen.stretch;
  }
}

void rule(PageContent& page, Direction direction, double position, double begin, double end, double thickness) {
  Ruling r;
  r.direction = direction;
  r.position = position;
  r.begin = begin;
  r.end = end;
  r.thickness = thickness;
  r.order = static_cast<std::uint32_t>(page.rulings.size());
  page.rulings.push_back(r);
}

void rule_grid(PageContent& page, Box const& box, int rows, int cols) {
  for (int r = 0; r <= rows; ++r) {
    rule(page, Direction::horizontal, box.y0 + r * box.height() / rows, box.x0, box.x1);
  }
  for (int c = 0; c <= cols; ++c) { rule(page, Direction::vertical, box.x0 + c * box.width() / cols, box.y0, box.y1); }
}

} // namespace gongkai::drawing
