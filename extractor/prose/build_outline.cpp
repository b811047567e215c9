// SPDX-License-Identifier: GPL-3.0-or-later
#include "prose/build_outline.hpp"

#include "text/characters.hpp"

#include <algorithm>
#include <map>

namespace gongkai {
namespace {

constexpr std::size_t longest_heading = 60; ///< Characters; a longer numbered paragraph is text.
constexpr std::size_t longest_title = 45;   ///< The same for a heading without a number.
constexpr std::size_t longest_run_in = 30;  ///< Characters of a heading before its text in one paragraph.

/// Levels from the highest down: the styles of numbering, with titles without a number behind the parts and chapters.
constexpr int title_rank = static_cast<int>(Numbering::subchapter) + 1;
int rank_of(Numbering style) { return static_cast<int>(style) + (static_cast<int>(style) >= title_rank ? 1 : 0); }

/// Full stop, comma, semicolon: a heading has none of them at its end.
bool is_stop(char32_t c) { return c == 0x3002 || c == 0xFF0C || c == 0xFF1B || c == U';' || c == U','; }
bool is_colon(char32_t c) { return c == 0xFF1A || c == U':'; }

/// The size of most of the text, in points.
double body_size(Prose const& prose, std::vector<ParagraphLook> const& looks) {
  std::map<long, std::size_t> bytes; // by quarter points
  for (std::size_t i = 0; i < looks.size(); ++i) {
    if (prose.paragraphs[i].kind == ParagraphKind::text) {
      bytes[static_cast<long>(looks[i].size * 4)] += prose.paragraphs[i].text.size();
    }
  }
  auto const best =
      std::max_element(bytes.begin(), bytes.end(), [](auto const& a, auto const& b) { return a.second < b.second; });
  return best == bytes.end() ? 0 : static_cast<double>(best->first) / 4;
}

/// What a paragraph may open.
struct Opening {
  int rank = -1; ///< -1: nothing.
  std::string number, title;
  bool whole = false; ///< The paragraph is the heading and nothing else.
};

class OutlineBuilder {
public:
  OutlineBuilder(Prose& prose, std::vector<ParagraphLook> const& looks, OutlinePatterns const& patterns)
      : m_prose(prose), m_looks(looks), m_patterns(patterns), m_body_size(body_size(prose, looks)),
        m_openings(prose.paragraphs.size()) {}

  void build() {
    for (std::size_t i = 0; i < m_openings.size(); ++i) { m_openings[i] = opening_of(i); }
    drop_lists();
    bool terms = false;
    int terms_rank = 0;
    for (std::size_t i = 0; i < m_openings.size(); ++i) {
      Opening& o = m_openings[i];
      // Many documents print the title of a part once more over its text.
      if (o.rank == title_rank && !m_prose.sections.empty() && o.title == m_prose.sections.back().title) {
        o.rank = -1;
      }
      // Under the heading of the glossary, what begins a paragraph is a term.
      if (terms && o.rank >= 0 && o.rank > terms_rank && (!o.whole || o.rank > title_rank)) { o.rank = -1; }
      if (o.rank >= 0 && (o.whole || !terms)) {
        terms = o.whole && m_patterns.terms_heading.matches(o.title);
        terms_rank = o.rank;
      }
      take(i);
    }
    mark_title();
    set_levels();
    place_tables();
  }

private:
  /// The largest type on the cover is the document's title.
  void mark_title() {
    double largest = 0;
    for (std::size_t i = 0; i < m_looks.size(); ++i) {
      if (m_prose.paragraphs[i].kind == ParagraphKind::cover) { largest = std::max(largest, m_looks[i].size); }
    }
    for (std::size_t i = 0; i < m_looks.size(); ++i) {
      Paragraph& p = m_prose.paragraphs[i];
      if (p.kind == ParagraphKind::cover && m_looks[i].size > 0.92 * largest) { p.heading = true; }
    }
  }

  Opening opening_of(std::size_t i) const {
    Paragraph const& p = m_prose.paragraphs[i];
    Opening out;
    if (p.kind != ParagraphKind::text) { return out; }
    Numbered const n = m_patterns.numbered(p.text);
    if (n.style == Numbering::none) {
      if (is_title(i)) { out = {title_rank, {}, p.text, true}; }
      return out;
    }
    std::string_view const title = std::string_view(p.text).substr(n.title);
    if (is_heading(title, n.style)) { return {rank_of(n.style), n.number, without_colon(title), true}; }
    if (n.style > Numbering::bracketed_ideograph) { return out; }
    if (std::size_t const end = run_in_end(title); end > 0) {
      out = {rank_of(n.style), n.number, std::string(title.substr(0, end)), false};
    }
    return out;
  }

  static std::string without_colon(std::string_view title) {
    std::u32string text = to_utf32(title);
    if (text.size() > 1 && is_colon(text.back())) { text.pop_back(); }
    return to_utf8(text);
  }

  bool is_heading(std::string_view title, Numbering style) const {
    std::u32string const text = to_utf32(title);
    if (text.size() > longest_heading) { return false; }
    if (style <= Numbering::subchapter) { return text.empty() || !is_stop(text.back()); }
    if (text.empty() || std::any_of(text.begin(), text.end(), is_stop)) { return false; }
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
      if (is_colon(text[i])) { return false; }
    }
    return !m_patterns.figure.matches(title);
  }

  /// A line in the middle of the page that stands out by its type.
  bool is_title(std::size_t i) const {
    ParagraphLook const& look = m_looks[i];
    if (!look.centred || !(look.bold || look.size > 1.08 * m_body_size)) { return false; }
    std::u32string const text = to_utf32(m_prose.paragraphs[i].text);
    if (text.size() < 3 || text.size() > longest_title || is_colon(text.back()) ||
        std::any_of(text.begin(), text.end(), is_stop)) {
      return false;
    }
    return std::count_if(text.begin(), text.end(), is_ideograph) >= 3 && text.front() != 0xFF08 &&
           text.front() != U'(' && !m_patterns.figure.matches(m_prose.paragraphs[i].text) &&
           !m_patterns.no_title.matches(m_prose.paragraphs[i].text);
  }

  /// The title in front of a full stop or colon (or, where it names a part of a disclosure, of a comma), where it is as
  /// short as a heading and text comes after it; 0 where there is none.
  std::size_t run_in_end(std::string_view title) const {
    std::u32string const text = to_utf32(title.substr(0, 4 * (longest_run_in + 2)));
    for (std::size_t i = 0; i + 1 < text.size() && i <= longest_run_in; ++i) {
      if (!is_stop(text[i]) && !is_colon(text[i]) && text[i] != U'%') { continue; }
      std::size_t const bytes = i >= 2 ? to_utf8(std::u32string_view(text).substr(0, i)).size() : 0;
      bool const comma = text[i] == 0xFF0C && m_patterns.run_in.matches(title.substr(0, bytes));
      return text[i] == 0x3002 || is_colon(text[i]) || comma ? bytes : 0;
    }
    return 0;
  }

  /// Numbered lines that follow each other with nothing between them are items of a list, not headings: of figures any
  /// two, of ideographs (which number headings most of the time) three.
  void drop_lists() {
    for (std::size_t i = 0; i < m_openings.size();) {
      std::size_t end = i + 1;
      int const rank = m_openings[i].rank;
      bool const countable = rank > title_rank && m_openings[i].whole;
      while (countable && end < m_openings.size() && m_openings[end].rank == rank && m_openings[end].whole &&
             !table_between(end)) {
        ++end;
      }
      std::size_t const least = rank > rank_of(Numbering::bracketed_ideograph) ? 2 : 3;
      if (countable && end - i >= least) {
        for (std::size_t k = i; k < end; ++k) { m_openings[k].rank = -1; }
      }
      i = end;
    }
  }

  bool table_between(std::size_t before) const {
    auto const at = std::lower_bound(m_prose.tables.begin(), m_prose.tables.end(), before,
                                     [](TablePlace const& t, std::size_t i) { return t.before < i; });
    return at != m_prose.tables.end() && at->before == before;
  }

  void take(std::size_t i) {
    Paragraph& p = m_prose.paragraphs[i];
    if (p.kind != ParagraphKind::text) { return; }
    Opening const& o = m_openings[i];
    if (o.rank >= 0) {
      Section s;
      s.number = o.number;
      s.title = o.title;
      s.page = p.lines.front().page;
      m_prose.sections.push_back(std::move(s));
      m_ranks.push_back(o.rank);
      p.heading = o.whole;
    }
    p.section = static_cast<int>(m_prose.sections.size()) - 1;
    if (p.section >= 0) { m_prose.sections.back().paragraphs.push_back(i); }
  }

  /// A section stands in the last one before it that has a higher rank; its level is how many it stands in.
  void set_levels() {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < m_prose.sections.size(); ++i) {
      while (!open.empty() && m_ranks[open.back()] >= m_ranks[i]) { open.pop_back(); }
      Section& s = m_prose.sections[i];
      s.parent = open.empty() ? -1 : static_cast<int>(open.back());
      open.push_back(i);
      s.level = static_cast<int>(open.size());
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
  double m_body_size;
  std::vector<Opening> m_openings; ///< One a paragraph.
  std::vector<int> m_ranks;        ///< One a section.
};

} // namespace

void build_outline(Prose& prose, std::vector<ParagraphLook> const& looks, OutlinePatterns const& patterns) {
  OutlineBuilder(prose, looks, patterns).build();
}

} // namespace gongkai
