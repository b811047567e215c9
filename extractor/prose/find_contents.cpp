// SPDX-License-Identifier: GPL-3.0-or-later
#include "prose/find_contents.hpp"

#include "text/characters.hpp"

#include <algorithm>
#include <string>

namespace gongkai {
namespace {

constexpr std::size_t most_pages = 6;     ///< Contents longer than this are none ...
constexpr std::size_t most_entries = 500; ///< ... and with more entries neither.

bool ends_sentence(std::string_view text) {
  // U+3002 and U+FF1B in UTF-8
  return text.ends_with("\xE3\x80\x82") || text.ends_with("\xEF\xBC\x9B");
}

class ContentsFinder {
public:
  ContentsFinder(std::span<ProsePage const> pages, OutlinePatterns const& patterns)
      : m_pages(pages), m_patterns(patterns) {
    for (ProsePage const& p : pages) { m_kinds.emplace_back(p.lines.size(), ParagraphKind::text); }
  }

  std::vector<std::vector<ParagraphKind>> find() {
    mark_leaders();
    for (std::size_t p = 0; p < m_pages.size() && !m_found; ++p) {
      for (std::size_t i = 0; i < m_pages[p].lines.size() && !m_found; ++i) {
        if (m_patterns.contents_heading.matches(m_pages[p].lines[i].text)) { follow(p, i); }
      }
    }
    return std::move(m_kinds);
  }

private:
  /// Lines with leaders are entries wherever they stand, if they stand together.
  void mark_leaders() {
    for (std::size_t p = 0; p < m_pages.size(); ++p) {
      std::vector<std::size_t> found;
      for (std::size_t i = 0; i < m_pages[p].lines.size(); ++i) {
        if (has_leader(m_pages[p].lines[i].text)) { found.push_back(i); }
      }
      if (found.size() < 3 && !(found.size() > 0 && p > 0 && any_contents(p - 1))) { continue; }
      // What stands between two of them is an entry over two lines.
      for (std::size_t i = found.front(); i <= found.back(); ++i) { m_kinds[p][i] = ParagraphKind::contents; }
    }
  }

  bool any_contents(std::size_t p) const {
    return std::find(m_kinds[p].begin(), m_kinds[p].end(), ParagraphKind::contents) != m_kinds[p].end();
  }

  bool has_leader(std::string const& text) const {
    if (text.find("...") == std::string::npos && text.find("\xC2\xB7\xC2\xB7") == std::string::npos &&
        text.find("--") == std::string::npos && text.find("__") == std::string::npos &&
        text.find(". .") == std::string::npos && text.find("\xE2\x80\xA6") == std::string::npos) {
      return false;
    }
    return m_patterns.contents_leader.matches(text);
  }

  /// From the heading of the contents to their end.
  void follow(std::size_t first_page, std::size_t first_line) {
    m_found = true;
    m_kinds[first_page][first_line] = ParagraphKind::contents;
    std::vector<std::string> entries;
    for (std::size_t p = first_page; p < std::min(m_pages.size(), first_page + most_pages); ++p) {
      ProsePage const& page = m_pages[p];
      if (p != first_page && !goes_on(page, m_kinds[p])) { return; }
      bool const leaders = p != first_page && any_contents(p);
      for (std::size_t i = p == first_page ? first_line + 1 : 0; i < page.lines.size(); ++i) {
        ProseLine const& line = page.lines[i];
        bool const under_table = !page.tables.empty() && page.tables.front().y0 < line.box.y0;
        std::string const title = title_of(line.text);
        if (entries.size() >= most_entries || under_table || ends_sentence(line.text) ||
            (p != first_page && begins_entry(entries, title))) {
          return;
        }
        if (leaders && m_kinds[p][i] != ParagraphKind::contents) { return; }
        m_kinds[p][i] = ParagraphKind::contents;
        entries.push_back(title);
      }
      if (!page.tables.empty()) { return; }
    }
  }

  /// Whether a page after the first one of the contents is one more: entries have leaders, or half of the lines
  /// (entries may take two) are numbered.
  bool goes_on(ProsePage const& page, std::vector<ParagraphKind> const& kinds) const {
    if (std::find(kinds.begin(), kinds.end(), ParagraphKind::contents) != kinds.end()) { return true; }
    std::size_t numbered = 0;
    for (ProseLine const& l : page.lines) {
      if (ends_sentence(l.text)) { return false; }
      numbered += m_patterns.numbered(l.text).style != Numbering::none;
    }
    return page.tables.empty() && numbered > 0 && 2 * numbered >= page.lines.size();
  }

  /// The number of a part alone begins an entry too.
  static bool begins_entry(std::vector<std::string> const& entries, std::string const& title) {
    return title.size() >= 6 &&
           std::any_of(entries.begin(), entries.end(), [&](std::string const& e) { return e.starts_with(title); });
  }

  /// An entry without its leader and page number.
  std::string title_of(std::string const& text) const {
    std::string title = text;
    if (auto const m = m_patterns.contents_leader.match(title); m && has_leader(text)) {
      title.resize(title.size() - m->groups[0].size());
    }
    if (auto const m = m_patterns.contents_number.match(title)) { title = m->groups[1]; }
    std::erase(title, ' ');
    return title;
  }

  std::span<ProsePage const> m_pages;
  OutlinePatterns const& m_patterns;
  std::vector<std::vector<ParagraphKind>> m_kinds;
  bool m_found = false;
};

} // namespace

std::vector<std::vector<ParagraphKind>> find_contents(std::span<ProsePage const> pages,
                                                      OutlinePatterns const& patterns) {
  return ContentsFinder(pages, patterns).find();
}

} // namespace gongkai
