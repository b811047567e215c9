// SPDX-License-Identifier: GPL-3.0-or-later
#include "page/glyph_roles.hpp"

#include "text/characters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

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

void mark_doubled(Page& page, PageOptions const& options) {
  // Glyphs by character and rough place; a double lies in the same or a neighbouring square.
  constexpr double square = 4;
  std::unordered_map<std::uint64_t, std::vector<GlyphIndex>> seen;
  seen.reserve(page.glyphs.size());
  auto const key = [&](char32_t code, long x, long y) {
    return (static_cast<std::uint64_t>(code) << 32) ^ (static_cast<std::uint64_t>(x & 0xFFFF) << 16) ^ static_cast<std::uint64_t>(y & 0xFFFF);
  };
  for (GlyphIndex i = 0; i < page.glyphs.size(); ++i) {
    if (page.roles[i] != Role::text) { continue; }
    Glyph const& g = page.glyphs[i];
    double const near = std::min(options.doubled_points, options.doubled_distance * g.size);
    long const x = std::lround(g.box.x0 / square), y = std::lround(g.baseline / square);
    bool doubled = false;
    for (long dx = -1; dx <= 1 && !doubled; ++dx) {
      for (long dy = -1; dy <= 1 && !doubled; ++dy) {
        auto const cell = seen.find(key(g.code, x + dx, y + dy));
        if (cell == seen.end()) { continue; }
        for (GlyphIndex const other : cell->second) {
          Glyph const& o = page.glyphs[other];
          if (o.code == g.code && std::abs(o.box.x0 - g.box.x0) <= near && std::abs(o.baseline - g.baseline) <= near &&
              std::abs(o.size - g.size) < 0.2F * g.size) {
            doubled = true;
            page.glyphs[other].bold = true;
            break;
          }
        }
      }
    }
    if (doubled) {
      page.roles[i] = Role::doubled;
    } else {
      seen[key(g.code, x, y)].push_back(i);
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
    if (page.roles[i] == Role::text && g.colour == seal_colour && seal.contains(g.box.centre())) { page.roles[i] = Role::stamp; }
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
    } else if (g.visibility != Visibility::visible) {
      page.roles[i] = Role::hidden;
    } else if (g.code == 0xFFFD) {
      ++unmapped;
    }
  }
  mark_slanted(page);
  float const size = median_size(page);
  for (std::size_t i = 0; i < page.glyphs.size(); ++i) {
    Glyph const& g = page.glyphs[i];
    if (page.roles[i] == Role::text && g.size > options.watermark_size * size && lightness(g.colour) > 0.6) {
      page.roles[i] = Role::watermark;
    }
  }
  mark_doubled(page, options);
  if (unmapped > 0) {
    page.problems.push_back({ProblemCode::glyphs_without_unicode,
                             fmt::format("{} characters have no Unicode in the file and are given as U+FFFD; compare the page's picture", unmapped),
                             page.number,
                             {}});
  }
}

} // namespace gongkai
