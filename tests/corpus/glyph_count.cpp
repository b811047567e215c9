// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/glyph_count.hpp"

#include "knowledge.hpp"
#include "pdf/document.hpp"
#include "text/characters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace gongkai::glyph_count {
namespace {

/// What one page shows and what the record holds of it: shown counts up, held down.
struct PageCount {
  std::uint64_t shown = 0;
  Characters balance;
  Characters cut_off; ///< Of texts that their cells cut off: held where they stand in a table's cell.
};

class Counter {
public:
  Counter(std::size_t pages, Normaliser const& normaliser) : m_normaliser(normaliser), m_pages(pages), m_leader(pages) {
    std::iota(m_leader.begin(), m_leader.end(), std::size_t{0});
  }

  /// Glyphs that a reader sees once: a letter drawn twice is one, watermarks and seals are no text of the page.
  void add_page(Page const& page) {
    std::u32string text;
    for (std::size_t i = 0; i < page.glyphs.size(); ++i) {
      Role const role = page.roles[i];
      bool const counts = (role == Role::text || role == Role::furniture) && page.glyphs[i].code != 0xFFFD;
      if (counts) { text += page.glyphs[i].code; }
    }
    PageCount& count = at(page.number);
    count.shown += text.size();
    // Each by itself: beside each other two might be normalised to something else.
    for (char32_t const c : text) { add(count.balance, m_normaliser.squeeze(std::u32string_view(&c, 1)), 1); }
    for (std::size_t i = 0; i < page.glyphs.size(); ++i) {
      char32_t const c = page.glyphs[i].code;
      if (page.roles[i] == Role::cut_off) { add(count.cut_off, m_normaliser.squeeze(std::u32string_view(&c, 1)), 1); }
    }
    for (Line const& line : page.furniture) { add(count.balance, m_normaliser.squeeze(line.text()), -1); }
  }

  void add_record(Extraction const& record) {
    for (Table const& t : record.tables) { add_table(t); }
    for (Paragraph const& p : record.prose.paragraphs) {
      for (std::size_t i = 0; i < p.lines.size(); ++i) {
        std::size_t const end = i + 1 < p.lines.size() ? p.lines[i + 1].begin : p.text.size();
        hold(p.lines[i].page, p.text.substr(p.lines[i].begin, end - p.lines[i].begin));
      }
    }
    for (Residue const& r : record.residue) { hold(r.page, r.text); }
  }

  std::vector<PageGroup> groups() {
    std::map<std::size_t, PageGroup> out;
    std::map<std::size_t, Characters> balance, cut_off;
    for (std::size_t p = 0; p < m_pages.size(); ++p) {
      PageGroup& group = out[leader(p)];
      group.pages.push_back(static_cast<int>(p) + 1);
      group.shown += m_pages[p].shown;
      for (auto const& [c, n] : m_pages[p].balance) { balance[leader(p)][c] += n; }
      for (auto const& [c, n] : m_pages[p].cut_off) { cut_off[leader(p)][c] += n; }
    }
    std::vector<PageGroup> groups;
    for (auto& [first, group] : out) {
      for (auto const& [c, n] : balance[first]) {
        long const gained = std::max(0L, -n - cut_off[first][c]);
        if (n > 0) { group.lost[c] = n; }
        if (gained > 0) { group.gained[c] = gained; }
      }
      groups.push_back(std::move(group));
    }
    return groups;
  }

private:
  PageCount& at(int page) { return m_pages[static_cast<std::size_t>(page - 1)]; }

  static void add(Characters& to, std::string const& squeezed, int times) {
    for (char32_t const c : to_utf32(squeezed)) {
      if (c != 0xFFFD) { to[one_form(c)] += times; }
    }
  }

  /// Dashes and full-width commas become minus signs and commas beside figures.
  static char32_t one_form(char32_t c) {
    bool const dash = (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x2500;
    return dash ? U'-' : c == 0xFF0C ? U',' : c;
  }

  void hold(int page, std::string const& text) { add(at(page).balance, m_normaliser.squeeze(text), -1); }

  void add_table(Table const& t) {
    int const first = t.pages.front();
    for (int const page : t.pages) { join(first, page); }
    for (TableCell const& c : t.cells) { hold(first, c.text); }
    for (auto const* texts : {&t.caption.printed, &t.caption.notes, &t.repeated}) {
      for (std::string const& text : *texts) { hold(first, text); }
    }
    // A caption may stand at the end of the page before its table.
    if (first > 1 && t.caption.begins_page_before) { join(first - 1, first); }
  }

  std::size_t leader(std::size_t page) {
    while (m_leader[page] != page) { page = m_leader[page] = m_leader[m_leader[page]]; }
    return page;
  }

  void join(int a, int b) {
    std::size_t const x = leader(static_cast<std::size_t>(a - 1)), y = leader(static_cast<std::size_t>(b - 1));
    m_leader[std::max(x, y)] = std::min(x, y);
  }

  Normaliser const& m_normaliser;
  std::vector<PageCount> m_pages;
  std::vector<std::size_t> m_leader; ///< Of the group of each page, nearer to it than the page itself.
};

} // namespace

std::optional<std::vector<PageGroup>> count(std::string const& bytes, Knowledge const& knowledge) {
  auto const document = pdf::Document::open(bytes);
  auto const record = extract(bytes, "", knowledge);
  if (!document || !record) { return std::nullopt; }
  std::vector<Page> pages;
  for (int number = 1; number <= document->metadata().pages; ++number) {
    pages.push_back(read_page(document->read_page(number)));
  }
  Knowledge::Members const& know = knowledge.members();
  know.furniture.mark(pages, know.caption_lines);
  Counter counter(pages.size(), know.normaliser);
  for (Page const& page : pages) { counter.add_page(page); }
  counter.add_record(*record);
  return counter.groups();
}

std::string shown(Characters const& characters) {
  std::string out;
  for (auto const& [c, n] : characters) {
    out += to_utf8(std::u32string_view(&c, 1));
    if (n > 1) { out += fmt::format("*{} ", n); }
  }
  return out;
}

} // namespace gongkai::glyph_count
