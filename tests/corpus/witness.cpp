// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/witness.hpp"

#include "text/characters.hpp"

#include <fmt/format.h>
#include <poppler-page.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace gongkai::witness {
namespace {

/// Distances that count as the same place, in units of the letter's height. Along the text the two must agree: a
/// neighbour of the same character must not do for one that is lost. Across it, poppler-cpp has the font's ascent
/// and descent, the pass the em box.
constexpr double along = 0.2;
constexpr double across = 0.7;
constexpr double points = 0.4;  ///< In addition, for tiny letters.
constexpr double slanted = 1.3; ///< Boxes of slanted text are no measure of place on either side.

/// Letters or glyphs by place, so that a question looks at the neighbourhood only.
class Places {
public:
  void add(Point p, std::size_t item) { m_squares[key(square(p.x), square(p.y))].push_back(item); }

  template <class F>
  bool any_near(Point p, double distance, F&& f) const {
    for (long x = square(p.x - distance); x <= square(p.x + distance); ++x) {
      for (long y = square(p.y - distance); y <= square(p.y + distance); ++y) {
        auto const found = m_squares.find(key(x, y));
        if (found != m_squares.end() && std::any_of(found->second.begin(), found->second.end(), f)) { return true; }
      }
    }
    return false;
  }

private:
  static long square(double v) { return std::lround(std::floor(v / 10)); }
  static long key(long x, long y) { return x * 100003 + y; }
  std::unordered_map<long, std::vector<std::size_t>> m_squares;
};

Letter letter_of(poppler::text_box const& word, std::size_t i, char32_t code, double scale) {
  poppler::rectf const r = word.char_bbox(i);
  Box const b{r.left() * scale, r.top() * scale, r.right() * scale, r.bottom() * scale};
  Point const middle = b.centre();
  switch (word.rotation()) {
  case 1: return {code, {middle.x, b.y0}, b.width()};
  case 2: return {code, {b.x1, middle.y}, b.height()};
  case 3: return {code, {middle.x, b.y1}, b.width()};
  default: return {code, {b.x0, middle.y}, b.height()};
  }
}

/// The points at which a glyph may begin: by its angle, or, where a font is written downwards, at its top.
bool begins_at(Glyph const& g, Letter const& letter) {
  if (g.code != letter.code) { return false; }
  Point const c = g.box.centre();
  double const size = std::max<double>(g.size, letter.size);
  double const dx = std::abs(c.x - letter.start.x), dy = std::abs(c.y - letter.start.y);
  if (g.angle % 90 != 0) { return std::hypot(dx, dy) <= slanted * size + points; }
  double const near = along * size + points, far = across * size + points;
  auto const is = [&](double edge, double start, double off) { return std::abs(edge - start) <= near && off <= far; };
  return is(g.angle == 180 ? g.box.x1 : g.box.x0, letter.start.x, dy) ||
         is(g.angle == 270 ? g.box.y1 : g.box.y0, letter.start.y, dx);
}

double reach(double size) { return slanted * size + points; }

std::string text_of(Word const& word) {
  std::string out;
  for (Letter const& l : word) { append_utf8(out, l.code); }
  return out;
}

bool should_be_known(Glyph const& g) {
  bool const control = g.code < 0x20 || (g.code >= 0x7F && g.code < 0xA0); // from fonts whose codes map to nothing
  return g.visibility == Visibility::visible && !is_space(g.code) && !control && g.code != 0xFFFD;
}

} // namespace

std::vector<Word> words_of(poppler::page const& page, double user_unit) {
  std::vector<Word> out;
  for (poppler::text_box const& box : page.text_list()) {
    poppler::byte_array const bytes = box.text().to_utf8();
    std::u32string text = to_utf32({bytes.data(), bytes.size()});
    while (!text.empty() && text.back() == 0) { text.pop_back(); }
    Word word;
    for (std::size_t i = 0; i < text.size(); ++i) { word.push_back(letter_of(box, i, text[i], user_unit)); }
    if (!word.empty()) { out.push_back(std::move(word)); }
  }
  return out;
}

Comparison compare(std::vector<Word> const& words, PageContent const& page) {
  Comparison out;
  Places glyphs, letters;
  double largest = 1;
  for (std::size_t i = 0; i < page.glyphs.size(); ++i) {
    glyphs.add(page.glyphs[i].box.centre(), i);
    largest = std::max<double>(largest, page.glyphs[i].size);
  }
  std::vector<Letter const*> all;
  for (Word const& word : words) {
    ++out.words;
    bool whole = true;
    for (Letter const& letter : word) {
      letters.add(letter.start, all.size());
      all.push_back(&letter);
      largest = std::max(largest, letter.size);
      bool const found =
          is_space(letter.code) || glyphs.any_near(letter.start, reach(std::max(letter.size, 12.0)),
                                                   [&](std::size_t i) { return begins_at(page.glyphs[i], letter); });
      whole = whole && found;
    }
    if (!whole) {
      out.missing.push_back(fmt::format("\"{}\" at {:.0f},{:.0f}", text_of(word), word[0].start.x, word[0].start.y));
    }
  }
  for (Glyph const& g : page.glyphs) {
    if (!should_be_known(g)) { continue; }
    ++out.glyphs;
    Point const c = g.box.centre();
    bool const known =
        letters.any_near(c, reach(std::max<double>(g.size, 12)), [&](std::size_t i) { return begins_at(g, *all[i]); });
    if (!known) {
      out.unknown.push_back(fmt::format("\"{}\" at {:.0f},{:.0f}", to_utf8(std::u32string(1, g.code)), c.x, c.y));
    }
  }
  return out;
}

} // namespace gongkai::witness
