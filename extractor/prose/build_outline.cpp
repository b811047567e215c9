// SPDX-License-Identifier: GPL-3.0-or-later
#include "prose/build_outline.hpp"

#include "text/characters.hpp"

#include <algorithm>
#include <array>

namespace gongkai {
namespace {

constexpr std::size_t longest_heading = 60; ///< Characters; a longer numbered paragraph is text.

/// Full stop, comma, semicolon: a heading has none of them at its end.
bool is_stop(char32_t c) { return c == 0x3002 || c == 0xFF0C || c == 0xFF1B || c == U';' || c == U','; }

/// A heading before its text in one paragraph: the end of the heading in bytes, and where its text begins.
struct RunIn {
  std::size_t end = 0, body = 0;
};

class OutlineBuilder {
public:
  OutlineBuilder(Prose& prose, std::vector<ParagraphLook> const& looks, OutlinePatterns const& patterns) : m_prose(prose), m_looks(looks), m_patterns(patterns) {}

  void build() {
    for (std::size_t i = 0; i < m_prose.paragraphs.size(); ++i) { read(i); }
    set_levels();
    place_tables();
  }

private:
  void read(std::size_t i) {
    Paragraph& p = m_prose.paragraphs[i];
    if (p.kind != ParagraphKind::text) { return; }
    Numbered const n = m_patterns.numbered(p.text);
    if (n.style != Numbering::none) {
      std::string_view const title = std::string_view(p.text).substr(n.title);
      if (is_heading(title, n.style)) {
        open(i, n, std::string(title));
        p.heading = true;
      } else if (n.style <= Numbering::bracketed_ideograph) {
        if (std::size_t const end = run_in_end(title); end > 0) { open(i, n, std::string(title.substr(0, end))); }
      }
    }
    p.section = static_cast<int>(m_prose.sections.size()) - 1;
    if (p.section >= 0) { m_prose.sections.back().paragraphs.push_back(i); }
  }

  static bool is_heading(std::string_view title, Numbering style) {
    std::u32string const text = to_utf32(title);
    if (text.empty() || text.size() > longest_heading) { return false; }
    if (style <= Numbering::subchapter) { return !is_stop(text.back()); }
    for (char32_t const c : text) {
      if (c == 0x3002 || c == 0xFF1B || c == 0xFF0C) { return false; }
    }
    // A figure with its unit belongs to text; a year does not.
    return true;
  }

  /// The title in front of a full stop or colon, where it is as short as a heading; 0 where there is none.
  static std::size_t run_in_end(std::string_view title) {
    std::u32string const text = to_utf32(title.substr(0, 160));
    for (std::size_t i = 0; i < text.size() && i <= 30; ++i) {
      char32_t const c = text[i];
      if (c == 0x3002 || c == 0xFF1A || c == U':') { return i >= 2 ? to_utf8(std::u32string_view(text).substr(0, i)).size() : 0; }
      if (c == 0xFF0C || c == 0xFF1B || c == U';' || c == U',' || c == U'%') { return 0; }
    }
    return 0;
  }

  void open(std::size_t i, Numbered const& n, std::string title) {
    Section s;
    s.number = n.number;
    s.title = std::move(title);
    s.page = m_prose.paragraphs[i].lines.front().page;
    m_prose.sections.push_back(std::move(s));
    m_styles.push_back(n.style);
  }

  /// The styles that occur, from the highest down, are the levels.
  void set_levels() {
    std::array<int, 9> level{};
    int depth = 0;
    for (int style = 0; style < 8; ++style) {
      bool const occurs = std::find(m_styles.begin(), m_styles.end(), static_cast<Numbering>(style)) != m_styles.end();
      depth += occurs;
      level[static_cast<std::size_t>(style)] = depth;
    }
    std::vector<int> open;
    for (std::size_t i = 0; i < m_prose.sections.size(); ++i) {
      Section& s = m_prose.sections[i];
      s.level = level[static_cast<std::size_t>(m_styles[i])];
      while (!open.empty() && m_prose.sections[static_cast<std::size_t>(open.back())].level >= s.level) { open.pop_back(); }
      s.parent = open.empty() ? -1 : open.back();
      open.push_back(static_cast<int>(i));
    }
  }

  void place_tables() {
    for (TablePlace& t : m_prose.tables) {
      for (std::size_t i = t.before; i-- > 0;) {
        if (m_prose.paragraphs[i].kind != ParagraphKind::text) { break; }
        t.section = m_prose.paragraphs[i].section;
        break;
      }
    }
  }

  Prose& m_prose;
  std::vector<ParagraphLook> const& m_looks;
  OutlinePatterns const& m_patterns;
  std::vector<Numbering> m_styles;
};

} // namespace

void build_outline(Prose& prose, std::vector<ParagraphLook> const& looks, OutlinePatterns const& patterns) {
  OutlineBuilder(prose, looks, patterns).build();
}

} // namespace gongkai
