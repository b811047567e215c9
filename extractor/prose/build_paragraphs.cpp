// SPDX-License-Identifier: GPL-3.0-or-later
#include "prose/build_paragraphs.hpp"

#include "prose/find_contents.hpp"
#include "prose/find_cover.hpp"
#include "prose/join_lines.hpp"
#include "text/characters.hpp"

#include <algorithm>
#include <cmath>

namespace gongkai {
namespace {

constexpr std::size_t most_heading_lines = 4;

bool is_word_byte(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool is_letter_byte(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

class Builder {
public:
  Builder(std::span<ProsePage const> pages, std::span<Table const> tables, OutlinePatterns const& patterns,
          std::vector<ParagraphLook>& looks)
      : m_pages(pages), m_tables(tables), m_patterns(patterns), m_looks(looks),
        m_margins(text_margins(pages, m_options)), m_kinds(find_contents(pages, patterns)) {
    find_cover(pages, m_margins, patterns, m_kinds, m_options);
  }

  Prose build() {
    for (std::size_t p = 0; p < m_pages.size(); ++p) { add_page(p); }
    flush();
    return std::move(m_prose);
  }

private:
  void add_page(std::size_t p) {
    ProsePage const& page = m_pages[p];
    m_pitch = usual_pitch(page);
    std::size_t const new_tables = tables_beginning_on(page.number);
    // The first grids of a page may go on with a table of the page before.
    std::size_t const old_tables = page.tables.size() > new_tables ? page.tables.size() - new_tables : 0;
    std::size_t seen = 0;
    for (std::size_t i = 0; i < page.lines.size(); ++i) {
      bool table_before = false;
      for (; seen < page.tables.size() && page.tables[seen].centre().y < page.lines[i].box.centre().y; ++seen) {
        table_before = true;
        if (seen >= old_tables) { m_waiting.push_back(m_next_table++); }
      }
      add_line(p, i, table_before);
    }
    for (; seen < page.tables.size(); ++seen) {
      if (seen >= old_tables) { m_waiting.push_back(m_next_table++); }
    }
  }

  std::size_t tables_beginning_on(int page) const {
    std::size_t n = 0;
    while (m_next_table + n < m_tables.size() && !m_tables[m_next_table + n].pages.empty() &&
           m_tables[m_next_table + n].pages.front() == page) {
      ++n;
    }
    return n;
  }

  void add_line(std::size_t p, std::size_t i, bool table_before) {
    ProseLine const& text = m_pages[p].lines[i];
    PlacedLine const line{
        p,           i, &text, m_margins[p], m_patterns.numbered(text.text).style, m_patterns.begins_item(text.text),
        table_before};
    ParagraphKind const kind = m_kinds[p][i];
    bool const joins = m_open && kind == m_prose.paragraphs.back().kind &&
                       !(kind == ParagraphKind::contents && m_patterns.contents_leader.matches(m_last.text->text)) &&
                       p - m_last.page <= 1 &&
                       (goes_on(m_first, m_last, line, m_pitch, m_options) || is_rest_of_heading(line));
    if (!joins) {
      flush();
      m_prose.paragraphs.emplace_back().kind = kind;
      m_looks.push_back({text.size, text.font, true, text.bold_start, true, true});
      m_first = line;
      m_open = true;
    }
    append(m_pages[p], text);
    ParagraphLook& look = m_looks.back();
    look.bold = look.bold && text.bold;
    m_balanced = (joins ? m_balanced : true) && line.balanced();
    look.centred = m_balanced && line.centred(m_options);
    look.short_line = !joins && line.margins.right - text.box.x1 > 2 * text.size;
    m_last = line;
  }

  /// Many documents give the number of a part a line of its own, and its title the next ones.
  bool is_rest_of_heading(PlacedLine const& line) const {
    Paragraph const& open = m_prose.paragraphs.back();
    if (open.lines.size() > most_heading_lines || line.page != m_last.page || line.table_before ||
        line.numbering != Numbering::none || line.item) {
      return false;
    }
    Numbered const n = m_patterns.numbered(open.text);
    std::size_t const first_line = open.lines.size() > 1 ? open.lines[1].begin : open.text.size();
    bool const bare = n.style != Numbering::none && n.style <= Numbering::subchapter && n.title >= first_line;
    bool const short_line = line.text->widest_gap < 3 * line.text->size &&
                            line.text->box.width() < 0.9 * (line.margins.right - line.margins.left);
    // What follows the title goes on with it only where it is set like it.
    bool const like_title =
        open.lines.size() == 1 ||
        (line.centred(m_options) && std::abs(line.text->size - m_last.text->size) < 0.1 * line.text->size);
    return bare && short_line && like_title;
  }

  void append(ProsePage const& page, ProseLine const& line) {
    Paragraph& p = m_prose.paragraphs.back();
    if (!p.text.empty() && is_word_byte(p.text.back()) && is_letter_byte(line.text.front()) &&
        is_letter_byte(p.text.back())) {
      p.text += ' ';
    }
    p.lines.push_back({p.text.size(), page.number, line.seen, page.turn == 0 ? line.edges : std::vector<float>{}});
    p.text += line.text;
  }

  /// Tables that stood among the lines of a paragraph come after it.
  void flush() {
    for (std::size_t const t : m_waiting) { m_prose.tables.push_back({m_prose.paragraphs.size(), t, -1}); }
    m_waiting.clear();
    m_open = false;
  }

  std::span<ProsePage const> m_pages;
  std::span<Table const> m_tables;
  OutlinePatterns const& m_patterns;
  std::vector<ParagraphLook>& m_looks;
  ParagraphOptions m_options;
  std::vector<TextMargins> m_margins;
  std::vector<std::vector<ParagraphKind>> m_kinds;
  Prose m_prose;
  std::vector<std::size_t> m_waiting; ///< Tables since the open paragraph began.
  std::size_t m_next_table = 0;
  PlacedLine m_first, m_last;
  double m_pitch = 0;
  bool m_open = false;
  bool m_balanced = false; ///< All lines of the open paragraph are.
};

} // namespace

Prose build_paragraphs(std::span<ProsePage const> pages, std::span<Table const> tables, OutlinePatterns const& patterns,
                       std::vector<ParagraphLook>& looks) {
  return Builder(pages, tables, patterns, looks).build();
}

PagePlace place_of(Paragraph const& paragraph, std::size_t begin, std::size_t end) {
  PagePlace out;
  out.box = nothing();
  for (std::size_t i = 0; i < paragraph.lines.size(); ++i) {
    TextLine const& line = paragraph.lines[i];
    std::size_t const line_end = i + 1 < paragraph.lines.size() ? paragraph.lines[i + 1].begin : paragraph.text.size();
    if (line_end <= begin && i + 1 < paragraph.lines.size()) { continue; }
    if (line.begin >= end && out.page != 0) { break; }
    if (out.page != 0 && line.page != out.page) { break; }
    out.page = line.page;
    Box box = line.box;
    if (!line.edges.empty()) {
      auto const characters = [&](std::size_t byte) {
        std::size_t const stop = std::max(std::min(byte, line_end), line.begin);
        std::size_t const n = count_characters(std::string_view(paragraph.text).substr(line.begin, stop - line.begin));
        return std::min(n, line.edges.size() - 1);
      };
      if (begin > line.begin) { box.x0 = line.edges[characters(begin)]; }
      if (end < line_end) { box.x1 = line.edges[characters(end)]; }
      if (box.x1 < box.x0) { std::swap(box.x0, box.x1); }
    }
    out.box.cover(box);
  }
  if (out.page == 0) { out.box = {}; }
  return out;
}

} // namespace gongkai
