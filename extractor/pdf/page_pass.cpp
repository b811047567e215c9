// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/page_pass.hpp"

#include "pdf/inflated_contents.hpp"
#include "pdf/lean_resources.hpp"
#include "pdf/path_shapes.hpp"
#include "pdf/visibility.hpp"

#include <Annot.h>
#include <Gfx.h>
#include <GfxFont.h>
#include <GfxState.h>
#include <OutputDev.h>
#include <PDFDoc.h>
#include <Page.h>
#include <Stream.h>
#include <UTF.h>
#include <fmt/format.h>
#include <goo/GooString.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>

namespace gongkai::pdf {
namespace {

std::uint32_t to_rgb(GfxRGB const& c) {
  return static_cast<std::uint32_t>(colToByte(c.r)) << 16 | static_cast<std::uint32_t>(colToByte(c.g)) << 8 |
         static_cast<std::uint32_t>(colToByte(c.b));
}

/// The colour that shows when `rgb` is laid over white paper with this opacity.
std::uint32_t over_white(std::uint32_t rgb, double opacity) {
  if (opacity >= 1) { return rgb; }
  std::uint32_t out = 0;
  for (int shift = 16; shift >= 0; shift -= 8) {
    double const channel = (rgb >> shift) & 0xFF;
    out |= static_cast<std::uint32_t>(std::lround(255 + (channel - 255) * opacity)) << shift;
  }
  return out;
}

/// The em box of an upright glyph reaches from 0.88 em above to 0.12 em below the baseline, as ideographic
/// fonts define it. The ascent and descent that fonts declare are wrong too often to place text by them.
constexpr double em_above = 0.88;
constexpr double em_below = 0.12;

bool is_finite(Box const& b) {
  return std::isfinite(b.x0) && std::isfinite(b.y0) && std::isfinite(b.x1) && std::isfinite(b.y1);
}

class PagePass final : public OutputDev {
public:
  PagePass(PageContent& page, LeanResources const& resources, PassOptions const& options)
      : m_page(page), m_resources(resources), m_options(options) {}

  bool too_many() const { return m_too_many; }

  // What Poppler asks of a device.
  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }
  bool needNonText() override { return true; }

  // Called before text is shown in a font that was not in use.
  void updateFont(GfxState* state) override {
    FontPointer font = state->getFont();
    m_font_unusable = false;
    if (!font || font == m_font_in_use) { return; }
    if (is_place_holder(*font)) {
      FontPointer behind = m_resources.font_behind(*font);
      m_font_unusable = behind == nullptr;
      if (m_font_unusable) { return; }
      state->setFont(behind, state->getFontSize());
      font = std::move(behind);
    }
    m_font_in_use = font;
    auto const [place, is_new] = m_font_index.try_emplace(font.get(), m_page.fonts.size());
    if (is_new) {
      m_fonts_alive.push_back(font);
      Font f;
      f.name = font->getNameWithoutSubsetTag();
      f.bold = font->isBold() || font->getWeight() >= GfxFont::W600 || f.name.find("Bold") != std::string::npos ||
               f.name.find("Black") != std::string::npos || f.name.find("Heavy") != std::string::npos;
      f.italic = font->isItalic();
      m_page.fonts.push_back(std::move(f));
    }
    m_font = static_cast<std::uint16_t>(std::min<std::size_t>(place->second, 0xFFFF));
  }
  void restoreState(GfxState* state) override { updateFont(state); }
  void updateTextPos(GfxState*) override { m_placed = true; }
  void updateTextMat(GfxState*) override { m_placed = true; }
  void beginTextObject(GfxState*) override { m_placed = true; }

  void drawChar(GfxState* state, double x, double y, double dx, double dy, double originX, double originY, CharCode,
                int, Unicode const* u, int uLen) override;

  void beginActualText(GfxState*, GooString const* text) override {
    m_actual_text = text->toStr();
    m_actual_begin = m_page.glyphs.size();
    m_in_actual_text = true;
  }
  void endActualText(GfxState*) override { replace_by_actual_text(); }

  void stroke(GfxState* state) override {
    if (m_soft_mask_depth > 0 || state->getStrokeOpacity() < 0.02) { return; }
    GfxRGB c;
    state->getStrokeRGB(&c);
    double dash_start = 0;
    bool const dashed = !state->getLineDash(&dash_start).empty();
    double const width = std::max(state->getTransformedLineWidth(), 0.1);
    Painter const painter{over_white(to_rgb(c), state->getStrokeOpacity()), m_order++, true};
    shapes_of_stroke(device_path(state), width, dashed, painter, m_options, clip_box(state), m_shapes);
    check_limits();
  }
  void fill(GfxState* state) override { fill_path(state); }
  void eoFill(GfxState* state) override { fill_path(state); }

  void drawImageMask(GfxState* state, Object* ref, Stream* str, int width, int height, bool invert, bool interpolate,
                     bool inlineImg) override {
    GfxRGB c;
    state->getFillRGB(&c);
    add_image(state, false, over_white(to_rgb(c), state->getFillOpacity()));
    OutputDev::drawImageMask(state, ref, str, width, height, invert, interpolate, inlineImg);
  }
  void drawImage(GfxState* state, Object* ref, Stream* str, int width, int height, GfxImageColorMap* colours,
                 bool interpolate, int const* mask_colours, bool inlineImg) override {
    add_image(state, mask_colours == nullptr, 0x808080);
    OutputDev::drawImage(state, ref, str, width, height, colours, interpolate, mask_colours, inlineImg);
  }
  void drawMaskedImage(GfxState* state, Object*, Stream*, int, int, GfxImageColorMap*, bool, Stream*, int, int, bool,
                       bool) override {
    add_image(state, false, 0x808080);
  }
  void drawSoftMaskedImage(GfxState* state, Object*, Stream*, int, int, GfxImageColorMap*, bool, Stream*, int, int,
                           GfxImageColorMap*, bool) override {
    add_image(state, false, 0x808080);
  }

  // What is drawn into a soft mask is not on the page.
  void beginTransparencyGroup(GfxState*, double const*, GfxColorSpace*, bool, bool, bool forSoftMask) override {
    m_groups.push_back(forSoftMask);
    m_soft_mask_depth += forSoftMask;
  }
  void endTransparencyGroup(GfxState*) override {
    if (m_groups.empty()) { return; }
    m_soft_mask_depth -= m_groups.back();
    m_groups.pop_back();
  }

  void finish() {
    join_dashes(m_shapes, m_options);
    m_page.rulings = std::move(m_shapes.rulings);
    m_page.shades = std::move(m_shapes.shades);
    find_cut_off_glyphs(m_page, m_options);
    find_hidden_glyphs(m_page, m_options);
  }

private:
  DevicePath device_path(GfxState* state) const;
  Box clip_box(GfxState* state) const {
    Box b;
    state->getClipBBox(&b.x0, &b.y0, &b.x1, &b.y1);
    return overlap(b, {0, 0, m_page.width, m_page.height});
  }
  void fill_path(GfxState* state);
  void add_image(GfxState* state, bool opaque, std::uint32_t colour);
  /// Glyph::window of a clip; those of a cell stand one after the other, so only the last one is compared.
  std::uint32_t window_index(Box const& window) {
    if (is_nothing(window) || window.area() > m_options.window_share * m_page.width * m_page.height) { return 0; }
    if (m_page.windows.empty() || !(m_page.windows.back() == window)) { m_page.windows.push_back(window); }
    return static_cast<std::uint32_t>(m_page.windows.size());
  }
  void add_glyph(GfxState* state, Box const& box, double baseline, int angle, char32_t code, bool part);
  void replace_by_actual_text();
  void check_limits() {
    if (static_cast<int>(m_shapes.rulings.size()) > m_options.max_rulings ||
        static_cast<int>(m_page.glyphs.size()) > m_options.max_glyphs) {
      m_too_many = true;
    }
  }

  PageContent& m_page;
  LeanResources const& m_resources;
  PassOptions m_options;
  Shapes m_shapes;
  std::map<GfxFont const*, std::size_t> m_font_index;
  std::vector<std::shared_ptr<GfxFont>> m_fonts_alive; // so that no address is used twice on a page
  std::vector<bool> m_groups;
  int m_soft_mask_depth = 0;
  std::uint32_t m_order = 0;
  FontPointer m_font_in_use;
  std::uint16_t m_font = 0;     ///< Its index.
  bool m_font_unusable = false; ///< What is shown in it is not drawn.
  bool m_placed = true;
  bool m_too_many = false;
  std::string m_actual_text;
  std::size_t m_actual_begin = 0;
  bool m_in_actual_text = false;
};

DevicePath PagePass::device_path(GfxState* state) const {
  DevicePath out;
  GfxPath const* path = state->getPath();
  for (int i = 0; i < path->getNumSubpaths(); ++i) {
    GfxSubpath const* sub = path->getSubpath(i);
    DeviceSubpath& s = out.emplace_back();
    s.closed = sub->isClosed();
    s.points.reserve(static_cast<std::size_t>(sub->getNumPoints()));
    for (int k = 0; k < sub->getNumPoints(); ++k) {
      Point p;
      state->transform(sub->getX(k), sub->getY(k), &p.x, &p.y);
      s.points.push_back(p);
      s.curved = s.curved || sub->getCurve(k);
    }
    // Numbers of hundreds of digits are infinite: such a path is nowhere.
    bool const somewhere =
        std::all_of(s.points.begin(), s.points.end(), [](Point p) { return std::isfinite(p.x) && std::isfinite(p.y); });
    if (!somewhere) { s.points.clear(); }
  }
  return out;
}

void PagePass::fill_path(GfxState* state) {
  if (m_soft_mask_depth > 0 || state->getFillOpacity() < 0.02) { return; }
  GfxRGB c;
  state->getFillRGB(&c);
  bool const opaque = state->getFillOpacity() > 0.98 && state->getBlendMode() == gfxBlendNormal &&
                      state->getFillColorSpace()->getMode() != csPattern;
  Painter const painter{over_white(to_rgb(c), state->getFillOpacity()), m_order++, opaque};
  shapes_of_fill(device_path(state), painter, m_options, clip_box(state), m_shapes);
  check_limits();
}

void PagePass::add_image(GfxState* state, bool opaque, std::uint32_t colour) {
  if (m_soft_mask_depth > 0) { return; }
  Box box = nothing();
  for (auto const& [ux, uy] : {std::pair{0.0, 0.0}, {1.0, 0.0}, {0.0, 1.0}, {1.0, 1.0}}) {
    Point p;
    state->transform(ux, uy, &p.x, &p.y);
    box.cover({p.x, p.y, p.x, p.y});
  }
  if (!is_finite(box)) { return; }
  box = overlap(box, clip_box(state));
  if (is_nothing(box)) { return; }
  std::uint32_t const order = m_order++;
  double const thin = std::min(box.width(), box.height());
  double const wide = std::max(box.width(), box.height());
  if (thin <= m_options.max_ruling_thickness && wide >= 3 * thin && wide >= m_options.min_ruling_length) {
    add_ruling(box, RulingStyle::solid, Painter{colour, order, true}, m_shapes); // some producers draw lines as images
    return;
  }
  opaque = opaque && state->getFillOpacity() > 0.98 && state->getBlendMode() == gfxBlendNormal;
  m_page.images.push_back({box, order, opaque});
}

void PagePass::drawChar(GfxState* state, double x, double y, double dx, double dy, double originX, double originY,
                        CharCode, int, Unicode const* u, int uLen) {
  if (m_soft_mask_depth > 0 || m_too_many || m_font_unusable) { return; }
  auto const& font = state->getFont();
  if (!font) { return; }

  // The advance holds the character and word spacing, the box must not.
  bool const vertical = font->getWMode() != 0;
  double spacing = state->getCharSpace();
  if (uLen == 1 && u[0] == 0x20) { spacing += state->getWordSpace(); }
  if (spacing != 0) {
    double sx = 0, sy = 0;
    if (vertical) {
      state->textTransformDelta(0, spacing, &sx, &sy);
    } else {
      state->textTransformDelta(spacing * state->getHorizScaling(), 0, &sx, &sy);
    }
    dx -= sx;
    dy -= sy;
  }
  Point origin, advance;
  state->transform(x - (vertical ? originX : 0), y - (vertical ? originY : 0), &origin.x, &origin.y);
  state->transformDelta(dx, dy, &advance.x, &advance.y);

  double tx = 0, ty = 0, ex = 0, ey = 0;
  state->textTransformDelta(1, 0, &tx, &ty);
  state->transformDelta(tx, ty, &ex, &ey);
  double const degrees = std::atan2(ey, ex) * 180 / std::numbers::pi;
  int const angle = (static_cast<int>(std::lround(degrees)) + 360) % 360;
  double const size = state->getTransformedFontSize();

  // Box in the direction of the text, then turned by its angle where that is a right one.
  Box box;
  double baseline = 0;
  if (vertical) {
    // Upright characters below each other: the origin lies at the top left of each.
    state->transform(x, y, &origin.x, &origin.y);
    box = {origin.x - size / 2, std::min(origin.y, origin.y + advance.y), origin.x + size / 2,
           std::max(origin.y, origin.y + advance.y)};
    baseline = box.y1 - em_below * size;
  } else if (angle == 90 || angle == 270) {
    double const sign = angle == 90 ? 1 : -1;
    double const a = origin.x + sign * em_above * size, b = origin.x - sign * em_below * size;
    box = {std::min(a, b), std::min(origin.y, origin.y + advance.y), std::max(a, b),
           std::max(origin.y, origin.y + advance.y)};
    baseline = origin.x;
  } else if (angle == 180) {
    box = {origin.x + advance.x, origin.y - em_below * size, origin.x, origin.y + em_above * size};
    baseline = origin.y;
  } else {
    double const end = origin.x + advance.x;
    box = {std::min(origin.x, end), origin.y - em_above * size, std::max(origin.x, end), origin.y + em_below * size};
    baseline = origin.y;
  }

  if (!is_finite(box)) { return; }
  if (uLen <= 0) {
    add_glyph(state, box, baseline, angle, 0xFFFD, false);
  } else if (uLen == 1) {
    add_glyph(state, box, baseline, angle, u[0], false);
  } else {
    bool const along_x = angle % 180 == 0 && !vertical;
    for (int i = 0; i < uLen; ++i) {
      Box share = box;
      double const from = static_cast<double>(i) / uLen, to = static_cast<double>(i + 1) / uLen;
      if (along_x) {
        share.x0 = box.x0 + from * box.width();
        share.x1 = box.x0 + to * box.width();
      } else {
        share.y0 = box.y0 + from * box.height();
        share.y1 = box.y0 + to * box.height();
      }
      add_glyph(state, share, baseline, angle, u[i], i > 0);
    }
  }
  m_placed = false;
  ++m_order;
  check_limits();
}

void PagePass::add_glyph(GfxState* state, Box const& box, double baseline, int angle, char32_t code, bool part) {
  GfxRGB c;
  int const render = state->getRender();
  bool const only_stroke = (render & 3) == 1;
  if (only_stroke) {
    state->getStrokeRGB(&c);
  } else {
    state->getFillRGB(&c);
  }
  double const opacity = only_stroke ? state->getStrokeOpacity() : state->getFillOpacity();
  Glyph g;
  g.code = code;
  g.box = box;
  g.baseline = baseline;
  g.size = static_cast<float>(state->getTransformedFontSize());
  g.colour = over_white(to_rgb(c), opacity);
  g.order = m_order;
  g.font = m_font;
  g.angle = static_cast<std::int16_t>(angle);
  g.bold = (render & 3) == 2 || (m_font < m_page.fonts.size() && m_page.fonts[m_font].bold);
  g.placed = m_placed;
  g.part = part;
  Box const window = clip_box(state);
  g.window = window_index(window);
  if ((render & 3) == 3) {
    g.visibility = Visibility::render_mode;
  } else if (opacity < 0.03) {
    g.visibility = Visibility::transparent;
  } else if (is_nothing(window) || (!window.contains(box.centre()) && !window.intersects(box, -0.25 * g.size))) {
    g.visibility = Visibility::clipped;
  }
  m_page.glyphs.push_back(g);
}

void PagePass::replace_by_actual_text() {
  if (!m_in_actual_text) { return; }
  m_in_actual_text = false;
  if (m_page.glyphs.size() <= m_actual_begin) { return; }
  std::u32string text;
  {
    Unicode* u = nullptr;
    int const n = TextStringToUCS4(m_actual_text, &u);
    for (int i = 0; i < n; ++i) {
      if (u[i] >= 0x20) { text += static_cast<char32_t>(u[i]); }
    }
    gfree(u);
  }
  auto const first = m_page.glyphs.begin() + static_cast<std::ptrdiff_t>(m_actual_begin);
  auto const count = static_cast<std::size_t>(m_page.glyphs.end() - first);
  if (text.size() == count) {
    for (std::size_t i = 0; i < count; ++i) { first[static_cast<std::ptrdiff_t>(i)].code = text[i]; }
    return;
  }
  if (text.empty()) { return; } // an empty replacement would lose visible text
  Glyph whole = *first;
  for (auto g = first; g != m_page.glyphs.end(); ++g) { whole.box.cover(g->box); }
  m_page.glyphs.erase(first, m_page.glyphs.end());
  double const step = whole.box.width() / static_cast<double>(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    Glyph g = whole;
    g.code = text[i];
    g.part = i > 0;
    g.placed = whole.placed && i == 0;
    g.box.x0 = whole.box.x0 + step * static_cast<double>(i);
    g.box.x1 = g.box.x0 + step;
    m_page.glyphs.push_back(g);
  }
}

/// As Page::display does it, which would take the resources as they are in the file.
void interpret(PDFDoc& document, Page& page, Dict* resources, double dpi, int rotation, PagePass& pass) {
  auto const stop = [](void* p) { return static_cast<PagePass*>(p)->too_many(); };
  Gfx gfx(&document, &pass, page.getNum(), resources, dpi, dpi, page.getCropBox(), nullptr, rotation, stop, &pass);
  InflatedContents contents(page, *document.getXRef());
  if (!contents.object().isNull()) {
    gfx.saveState();
    gfx.display(&contents.object());
    gfx.restoreState();
  }
  for (Annot* const annotation : page.getAnnots()->getAnnots()) { annotation->draw(&gfx, false); }
}

double user_unit_of(PDFDoc& document, Page& page) {
  Object const object = document.getXRef()->fetch(page.getRef());
  if (!object.isDict()) { return 1; }
  Object const unit = object.dictLookup("UserUnit");
  return unit.isNum() && unit.getNum() > 0.01 && unit.getNum() < 1000 ? unit.getNum() : 1;
}

} // namespace

PageContent read_page(PDFDoc& document, int number, SharedResources& shared, PassOptions const& options) {
  PageContent content;
  content.number = number;
  Page* page = document.getPage(number);
  if (page == nullptr || !page->isOk()) {
    content.problems.push_back(
        {ProblemCode::page_not_readable, "the page's object is damaged; the page is left out", number, {}});
    return content;
  }
  content.rotation = ((page->getRotate() % 360) + 360) % 360;
  content.user_unit = user_unit_of(document, *page);
  bool const turned = content.rotation == 90 || content.rotation == 270;
  content.width = (turned ? page->getCropHeight() : page->getCropWidth()) * content.user_unit;
  content.height = (turned ? page->getCropWidth() : page->getCropHeight()) * content.user_unit;

  content.glyphs = shared.take_glyph_buffer();
  LeanResources const resources(*page, *document.getXRef(), shared);
  PagePass pass(content, resources, options);
  shared.lend_profiles(pass, resources.profiles());
  interpret(document, *page, resources.dictionary(), 72 * content.user_unit, content.rotation, pass);
  shared.keep_profiles(pass, resources.profiles());
  pass.finish();
  content.glyphs = shared.exchange_for_exact(std::move(content.glyphs));
  if (pass.too_many()) {
    content.problems.push_back({ProblemCode::too_many_objects,
                                fmt::format("more than {} glyphs or {} lines on the page; it was read up to there",
                                            options.max_glyphs, options.max_rulings),
                                number,
                                {}});
  }
  return content;
}

} // namespace gongkai::pdf
