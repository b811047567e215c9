// SPDX-License-Identifier: GPL-3.0-or-later
#include "page/glyph_roles.hpp"

#include "text/characters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace gongkai {
namespace {

/// 0 = black, 1 = white.
double lightness(std::uint32_t rgb) {
  return (0.30 * ((rgb >> 16) & 0xFF) + 0.59 * ((rgb >> 8) & 0xFF) + 0.11 * (rgb & 0xFF)) / 255;
}

bool is_coloured(std::uint32_t rgb) {
  int const r = (rgb >> 16) & 0xFF, g = (rgb >> 8) & 0xFF, b = rgb & 0xFF;
  return std::max({r, g, b}) - std::min({r, g, b}) > 60;
}

/// Glyphs by character and rough place, in one flat table: glyphs in one square are chained from the last to the first.
class PlacedGlyphs {
public:
  explicit PlacedGlyphs(std::size_t count) : m_next(count, none) {
    std::size_t size = 64;
    while (size < 2 * count) { size *= 2; }
    m_heads.assign(size, none);
  }

  template <class F>
  bool any_near(Glyph const& g, double near, F&& f) const {
    // A double lies in the same square of the page, or in the next where the glyph is close to its edge.
    long const x_end = square_of(g.box.x0 + near), y_end = square_of(g.baseline + near);
    for (long x = square_of(g.box.x0 - near); x <= x_end; ++x) {
      for (long y = square_of(g.baseline - near); y <= y_end; ++y) {
        int asked = 0;
        for (GlyphIndex i = m_heads[slot(g.code, x, y)]; i != none && asked < most_asked; i = m_next[i], ++asked) {
          if (f(i)) { return true; }
        }
      }
    }
    return false;
  }

  void add(GlyphIndex i, Glyph const& g) {
    GlyphIndex& head = m_heads[slot(g.code, square_of(g.box.x0), square_of(g.baseline))];
    m_next[i] = head;
    head = i;
  }

private:
  static constexpr double square = 16; // points: of two doubles few lie in two squares
  static constexpr int most_asked =
      100; ///< More glyphs in one square are no text, and must not cost the square of their number.
  static constexpr GlyphIndex none = ~GlyphIndex{0};
  static long square_of(double v) { return static_cast<long>(v / square); }
  std::size_t slot(char32_t code, long x, long y) const {
    std::uint64_t const key = (static_cast<std::uint64_t>(code) << 40) ^
                              (static_cast<std::uint64_t>(x & 0xFFFFF) << 20) ^ static_cast<std::uint64_t>(y & 0xFFFFF);
    return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ULL) >> 32) & (m_heads.size() - 1);
  }
  std::vector<GlyphIndex> m_heads, m_next;
};

void mark_doubled(Page& page, PageOptions const& options) {
  PlacedGlyphs seen(page.glyphs.size());
  for (GlyphIndex i = 0; i < page.glyphs.size(); ++i) {
    if (page.roles[i] != Role::text && page.roles[i] != Role::cut_off) { continue; }
    Glyph const& g = page.glyphs[i];
    double const near = std::min(options.doubled_points, options.doubled_distance * g.size);
    bool const doubled = seen.any_near(g, near, [&](GlyphIndex other) {
      Glyph& o = page.glyphs[other];
      bool const same = o.code == g.code && std::abs(o.box.x0 - g.box.x0) <= near &&
                        std::abs(o.baseline - g.baseline) <= near && std::abs(o.size - g.size) < 0.2F * g.size;
      o.bold = o.bold || same;
      return same;
    });
    if (doubled) {
      page.roles[i] = Role::doubled;
    } else {
      seen.add(i, g);
    }
  }
}

float median_size(Page const& page) {
  std::vector<float> sizes;
  for (std::size_t i = 0; i < page.glyphs.size(); ++i) {
    if (page.roles[i] == Role::text) { sizes.push_back(page.glyphs[i].size); }
  }
  if (sizes.empty()) { return 0; }
  auto const middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
  std::nth_element(sizes.begin(), middle, sizes.end());
  return *middle;
}

/// Slanted text is a watermark, or belongs to a seal where it is coloured. The letters of a seal stand all round:
/// those that happen to be upright go with their neighbours.
void mark_slanted(Page& page) {
  Box seal = nothing();
  std::uint32_t seal_colour = 0;
  for (std::size_t i = 0; i < page.glyphs.size(); ++i) {
    Glyph const& g = page.glyphs[i];
    if (page.roles[i] != Role::text || g.angle % 90 == 0) { continue; }
    bool const coloured = is_coloured(g.colour);
    page.roles[i] = coloured ? Role::stamp : Role::watermark;
    if (coloured) {
      seal.cover(g.box);
      seal_colour = g.colour;
    }
  }
  if (is_nothing(seal)) { return; }
  for (std::size_t i = 0; i < page.glyphs.size(); ++i) {
    Glyph const& g = page.glyphs[i];
    if (page.roles[i] == Role::text && g.colour == seal_colour && seal.grown(0.5 * g.size).contains(g.box.centre())) {
      page.roles[i] = Role::stamp;
    }
  }
}

bool is_pale(Glyph const& g) {
  constexpr std::uint32_t black = 0; // nearly all text
  return g.colour != black && lightness(g.colour) > 0.6;
}

void mark_large_and_pale(Page& page, PageOptions const& options) {
  if (std::none_of(page.glyphs.begin(), page.glyphs.end(), is_pale)) { return; }
  float const size = median_size(page);
  for (std::size_t i = 0; i < page.glyphs.size(); ++i) {
    Glyph const& g = page.glyphs[i];
    if (page.roles[i] == Role::text && g.size > options.watermark_size * size && is_pale(g)) {
      page.roles[i] = Role::watermark;
    }
  }
}

} // namespace

void assign_roles(Page& page, PageOptions const& options) {
  page.roles.assign(page.glyphs.size(), Role::text);
  int unmapped = 0;
  for (std::size_t i = 0; i < page.glyphs.size(); ++i) {
    Glyph& g = page.glyphs[i];
    // Control codes come from fonts whose codes map to nothing.
    if ((g.code < 0x20 && g.code != U'\t') || (g.code >= 0x7F && g.code < 0xA0)) { g.code = 0xFFFD; }
    if (is_space(g.code)) {
      page.roles[i] = Role::blank;
    } else if (g.visibility == Visibility::cut_off) {
      page.roles[i] = Role::cut_off;
    } else if (g.visibility != Visibility::visible) {
      page.roles[i] = Role::hidden;
    } else if (g.code == 0xFFFD) {
      ++unmapped;
    }
  }
  mark_slanted(page);
  mark_large_and_pale(page, options);
  mark_doubled(page, options);
  if (unmapped > 0) {
    page.problems.push_back(
        {ProblemCode::glyphs_without_unicode,
         fmt::format("{} characters have no Unicode in the file and are given as U+FFFD; compare the page's picture",
                     unmapped),
         page.number,
         {}});
  }
}

} // namespace gongkai
