// SPDX-License-Identifier: GPL-3.0-or-later
#include "output/inspect_canvas.hpp"

#include "base/base64.hpp"
#include "text/characters.hpp"

#include <fmt/format.h>

#include <cmath>

namespace gongkai {
namespace {

bool harmless(char32_t c) {
  bool const control = c < 0x20 || (c >= 0x7F && c < 0xA0);
  bool const turns_order = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  bool const no_character = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
  return !control && !turns_order && !no_character;
}

double ems_of(char32_t c) { return is_ideograph(c) || is_wide_punctuation(c) || c >= 0x1F000 ? 1.0 : 0.56; }

std::string place(Box const& b) {
  return fmt::format(R"(x="{}" y="{}" width="{}" height="{}")", svg_number(b.x0), svg_number(b.y0),
                     svg_number(b.width()), svg_number(b.height()));
}

} // namespace

std::string xml_escaped(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  for (char32_t const c : to_utf32(utf8)) {
    switch (c) {
    case U'&': out += "&amp;"; break;
    case U'<': out += "&lt;"; break;
    case U'>': out += "&gt;"; break;
    case U'"': out += "&quot;"; break;
    case U'\'': out += "&#39;"; break;
    case U'\n': out += "&#10;"; break;
    case U'\t': out += ' '; break;
    default: append_utf8(out, harmless(c) ? c : U'\xFFFD');
    }
  }
  return out;
}

double width_in_ems(std::string_view utf8) {
  double ems = 0;
  for (char32_t const c : to_utf32(utf8)) { ems += ems_of(c); }
  return ems;
}

std::string shortened(std::string_view utf8, double ems) {
  std::u32string text = to_utf32(utf8);
  double width = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    width += ems_of(text[i]);
    if (width > ems) {
      text.resize(i > 0 ? i - 1 : 0);
      return to_utf8(text) + "\xE2\x80\xA6";
    }
  }
  return std::string(utf8);
}

std::string svg_number(double value) {
  if (!std::isfinite(value)) { return "0"; }
  std::string s = fmt::format("{:.2f}", value);
  s.erase(s.find_last_not_of('0') + 1);
  if (s.back() == '.') { s.pop_back(); }
  return s == "-0" ? "0" : s;
}

Canvas& Canvas::raw(std::string_view svg) {
  m_svg += svg;
  return *this;
}

Canvas& Canvas::open(std::string_view attributes) {
  m_svg += fmt::format("<g {}>\n", attributes);
  return *this;
}

Canvas& Canvas::close() {
  m_svg += "</g>\n";
  return *this;
}

void Canvas::boxes(std::vector<Box> const& boxes, std::string_view attributes) {
  if (boxes.empty()) { return; }
  m_svg += fmt::format("<path {} d=\"", attributes);
  for (Box const& b : boxes) {
    std::string const width = svg_number(b.width());
    m_svg += fmt::format("M{} {}h{}v{}h-{}z", svg_number(b.x0), svg_number(b.y0), width, svg_number(b.height()), width);
  }
  m_svg += "\"/>\n";
}

void Canvas::box(Box const& box, std::string_view attributes, std::string_view tooltip) {
  m_svg += fmt::format("<rect {} {}", place(box), attributes);
  m_svg += tooltip.empty() ? "/>\n" : fmt::format("><title>{}</title></rect>\n", xml_escaped(tooltip));
}

void Canvas::text(double x, double y, std::string_view utf8, std::string_view attributes) {
  m_svg += fmt::format("<text x=\"{}\" y=\"{}\" {}>{}</text>\n", svg_number(x), svg_number(y), attributes,
                       xml_escaped(utf8));
}

void Canvas::image(Box const& box, std::string_view png) {
  m_svg += fmt::format("<image {} preserveAspectRatio=\"none\" href=\"data:image/png;base64,", place(box));
  m_svg += base64(png);
  m_svg += "\"/>\n";
}

} // namespace gongkai
