// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Pages of running text for tests, written line by line: an ideograph is as wide as the type is large, a letter or
/// figure half of that.
#pragma once

#include "prose/prose_page.hpp"
#include "text/characters.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace gongkai::test {

constexpr double page_width = 500, text_left = 50, text_size = 10,
                 text_right = text_left + 40 * text_size; // 40 ideographs a line

struct Set {
  double indent = 0; ///< Ideographs by which the line is indented from the left margin.
  double size = text_size;
  bool bold = false;
  bool centred = false;
};

/// Puts lines on pages from top to bottom.
class ProseDrawer {
public:
  ProseDrawer() { new_page(); }

  ProseDrawer& line(std::string const& text, Set const& set = {}) {
    ProseLine l;
    l.text = text;
    double width = 0;
    for (char32_t const c : to_utf32(text)) { width += set.size * (c < 0x80 ? 0.5 : 1.0); }
    double const left = set.centred ? (page_width - width) / 2 : text_left + set.indent * set.size;
    double x = left;
    for (char32_t const c : to_utf32(text)) {
      l.edges.push_back(static_cast<float>(x));
      x += set.size * (c < 0x80 ? 0.5 : 1.0);
    }
    l.edges.push_back(static_cast<float>(x));
    l.box = l.seen = {left, m_y, x, m_y + set.size};
    l.baseline = m_y + 0.8 * set.size;
    l.size = set.size;
    l.bold = l.bold_start = set.bold;
    pages.back().lines.push_back(l);
    m_y += 1.8 * std::max(set.size, text_size);
    return *this;
  }

  /// A paragraph set as programs set it: indented by two ideographs, broken where the line is full.
  ProseDrawer& paragraph(std::string const& text, Set set = {2}) {
    std::u32string rest = to_utf32(text);
    while (!rest.empty()) {
      double room = 40 - set.indent, used = 0;
      std::size_t n = 0;
      while (n < rest.size() && used + (rest[n] < 0x80 ? 0.5 : 1.0) <= room) { used += rest[n++] < 0x80 ? 0.5 : 1.0; }
      // Words are not broken, and no punctuation begins a line.
      while (n < rest.size() && n > 1 && ((rest[n] < 0x80 && rest[n - 1] < 0x80) || is_wide_punctuation(rest[n]))) {
        --n;
      }
      line(to_utf8(std::u32string_view(rest).substr(0, n)), set);
      rest.erase(0, n);
      set.indent = 0;
    }
    return *this;
  }

  ProseDrawer& table() {
    pages.back().tables.push_back({text_left, m_y, text_right, m_y + 60});
    m_y += 80;
    Table t;
    t.pages = {pages.back().number};
    tables.push_back(t);
    return *this;
  }

  ProseDrawer& new_page() {
    ProsePage page;
    page.number = static_cast<int>(pages.size()) + 1;
    page.width = page_width;
    page.height = 800;
    pages.push_back(page);
    m_y = 60;
    return *this;
  }

  std::vector<ProsePage> pages;
  std::vector<Table> tables;

private:
  double m_y = 60;
};

} // namespace gongkai::test
