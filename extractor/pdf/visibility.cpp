// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/visibility.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace gongkai::pdf {
namespace {

/// Something that was painted over a part of the page.
struct Ground {
  Box box;
  std::uint32_t order = 0;
  std::uint32_t colour = 0;
  bool image = false;
  bool opaque = true;
};

/// What lies at a height of the page, in bands, so that a glyph asks only its neighbours.
class Bands {
public:
  Bands(double height, std::vector<Ground> grounds) : m_grounds(std::move(grounds)) {
    // Pages are as high as their file says: what no printer prints gets higher bands.
    constexpr double usual = 8, most_bands = 4096;
    m_height = std::max(usual, height / most_bands);
    m_bands.resize(static_cast<std::size_t>(std::clamp(height / m_height, 0.0, most_bands)) + 1);
    for (std::size_t i = 0; i < m_grounds.size(); ++i) {
      for (std::size_t b = band(m_grounds[i].box.y0); b <= band(m_grounds[i].box.y1); ++b) { m_bands[b].push_back(i); }
    }
  }

  template <class F>
  void at(Point p, F&& f) const {
    for (std::size_t const i : m_bands[band(p.y)]) {
      if (m_grounds[i].box.contains(p)) { f(m_grounds[i]); }
    }
  }

private:
  std::size_t band(double y) const {
    double const b = std::clamp(y / m_height, 0.0, static_cast<double>(m_bands.size() - 1));
    return static_cast<std::size_t>(b);
  }
  std::vector<Ground> m_grounds; // in drawing order
  double m_height = 0;           ///< Of a band.
  std::vector<std::vector<std::size_t>> m_bands;
};

double colour_distance(std::uint32_t a, std::uint32_t b) {
  int most = 0;
  for (int shift = 0; shift <= 16; shift += 8) {
    most = std::max(most, std::abs(static_cast<int>((a >> shift) & 0xFF) - static_cast<int>((b >> shift) & 0xFF)));
  }
  return most;
}

bool continues(Glyph const& last, Glyph const& next) {
  return next.angle == last.angle && std::abs(next.baseline - last.baseline) < 0.5 * last.size &&
         next.box.x0 - last.box.x1 < 1.5 * last.size && next.box.x0 - last.box.x1 > -0.6 * last.size;
}

/// Finds the texts that are clipped in part.
class CutOffTexts {
public:
  CutOffTexts(PageContent& page, PassOptions const& options) : m_page(page), m_options(options) {}

  void mark() {
    std::vector<Glyph>& glyphs = m_page.glyphs;
    for (std::size_t i = 0; i < glyphs.size();) {
      std::size_t end = i;
      bool shows = false;
      do {
        shows = shows || shows_something(glyphs[end]);
        ++end;
      } while (end < glyphs.size() && is_same_text(glyphs[end - 1], glyphs[end]));
      for (; i < end; ++i) {
        bool const clipped = glyphs[i].visibility == Visibility::clipped && glyphs[i].window != 0;
        if (shows && clipped) { glyphs[i].visibility = Visibility::cut_off; }
      }
    }
  }

private:
  Box const& window_of(Glyph const& g) const { return m_page.windows[g.window - 1]; }

  /// Of a line that its cell slices, a sliver shows.
  bool shows_something(Glyph const& g) const {
    bool const sliver = g.visibility == Visibility::clipped && g.window != 0 && window_of(g).intersects(g.box);
    return g.code != U' ' && (g.visibility == Visibility::visible || sliver);
  }

  /// Whether a glyph goes on with the text of the one drawn before it: beside it, or at the beginning of a line near
  /// it. Some programs clip only those lines of a cell that reach out of it.
  bool is_same_text(Glyph const& last, Glyph const& next) const {
    bool const one_cell = last.window == next.window ||
                          (last.window == 0 && next.window != 0 && window_of(next).contains(last.box.centre())) ||
                          (last.window != 0 && next.window != 0 && continues(last, next));
    if (!one_cell || last.angle != 0 || next.angle != 0 || std::abs(last.size - next.size) > 0.3 * last.size) {
      return false;
    }
    double const step = std::abs(next.baseline - last.baseline);
    bool const next_line = step > 0.5 * last.size && step < m_options.widest_cut_pitch * last.size;
    return continues(last, next) || (next_line && next.box.x0 < last.box.x1);
  }

  PageContent& m_page;
  PassOptions const& m_options;
};

} // namespace

void find_cut_off_glyphs(PageContent& page, PassOptions const& options) { CutOffTexts(page, options).mark(); }

void find_hidden_glyphs(PageContent& page, PassOptions const& options) {
  std::vector<Ground> grounds;
  for (Shade const& s : page.shades) { grounds.push_back({s.box, s.order, s.colour, false, s.opaque}); }
  for (ImageBox const& i : page.images) { grounds.push_back({i.box, i.order, 0, true, i.opaque}); }
  if (grounds.empty()) {
    for (Glyph& g : page.glyphs) {
      if (g.visibility == Visibility::visible && colour_distance(g.colour, 0xFFFFFF) <= options.same_colour_distance) {
        g.visibility = Visibility::same_colour;
      }
    }
    return;
  }
  std::stable_sort(grounds.begin(), grounds.end(), [](Ground const& a, Ground const& b) { return a.order < b.order; });
  Bands const bands(page.height, std::move(grounds));

  std::vector<bool> covered(page.glyphs.size());
  for (std::size_t i = 0; i < page.glyphs.size(); ++i) {
    Glyph& g = page.glyphs[i];
    if (g.visibility != Visibility::visible) { continue; }
    std::uint32_t below = 0xFFFFFF;
    bool on_image = false;
    bands.at(g.box.centre(), [&](Ground const& ground) {
      if (ground.order > g.order) {
        covered[i] = covered[i] || ground.opaque;
      } else if (ground.image) {
        on_image = true;
      } else {
        below = ground.colour;
        on_image = on_image && !ground.opaque;
      }
    });
    if (!on_image && colour_distance(g.colour, below) <= options.same_colour_distance) {
      g.visibility = Visibility::same_colour;
    }
  }
  for (std::size_t i = 0; i < page.glyphs.size();) {
    std::size_t k = i + 1;
    bool all = covered[i];
    while (k < page.glyphs.size() && continues(page.glyphs[k - 1], page.glyphs[k])) {
      all = all && (covered[k] || page.glyphs[k].code == U' ');
      ++k;
    }
    for (; i < k; ++i) {
      if (all && page.glyphs[i].visibility == Visibility::visible) { page.glyphs[i].visibility = Visibility::covered; }
    }
  }
}

} // namespace gongkai::pdf
