// SPDX-License-Identifier: GPL-3.0-or-later
#include "prose/prose_patterns.hpp"

#include "text/characters.hpp"

namespace gongkai {
namespace {

constexpr char const* outline_file = "prose/outline.toml";

/// Whether a text can begin with a number at all: most paragraphs and lines do not, and need no pattern.
bool may_be_numbered(std::string_view text) {
  if (text.empty()) { return false; }
  auto const c = static_cast<unsigned char>(text[0]);
  if (c < 0x80) { return (c >= '0' && c <= '9') || c == '('; }
  // Of the rest, only numerals, the wide bracket, circled numbers, and the ideograph that makes ordinals.
  std::u32string const first = to_utf32(text.substr(0, 4));
  if (first.empty()) { return false; }
  char32_t const f = first[0];
  constexpr char32_t numerals[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D,
                                   0x4E03, 0x516B, 0x4E5D, 0x5341, 0x7B2C, 0xFF08};
  for (char32_t const n : numerals) {
    if (f == n) { return true; }
  }
  return f >= 0x2460 && f <= 0x2473;
}

} // namespace

OutlinePatterns::OutlinePatterns(PatternFiles const& files)
    : contents_heading(files, outline_file, "contents_heading"),
      contents_leader(files, outline_file, "contents_leader"),
      contents_number(files, outline_file, "contents_number", 1), figure(files, outline_file, "figure"),
      terms_heading(files, outline_file, "terms_heading"), run_in(files, outline_file, "run_in"),
      item(files, outline_file, "item"),
      no_title(files, outline_file, "no_title"), m_levels{LinePatterns(files, outline_file, "part", 1),
                                                          LinePatterns(files, outline_file, "chapter", 1),
                                                          LinePatterns(files, outline_file, "subchapter", 1),
                                                          LinePatterns(files, outline_file, "ideograph", 1),
                                                          LinePatterns(files, outline_file, "bracketed_ideograph", 1),
                                                          LinePatterns(files, outline_file, "arabic", 1),
                                                          LinePatterns(files, outline_file, "bracketed_arabic", 1),
                                                          LinePatterns(files, outline_file, "circled", 1)} {}

bool OutlinePatterns::begins_item(std::string_view text) const {
  // Items begin with an ideograph and have a digit or colon soon after: of a long line only the beginning counts.
  return item.matches(text.substr(0, 48));
}

Numbered OutlinePatterns::numbered(std::string_view text) const {
  Numbered out;
  if (!may_be_numbered(text)) { return out; }
  // A number stands at the very beginning: a short piece is enough, and a long paragraph costs no more than a line.
  std::string_view const head = text.substr(0, 48);
  for (std::size_t i = 0; i < m_levels.size(); ++i) {
    auto const m = m_levels[i].match(head);
    if (!m || m->groups.size() < 2 || m->groups[1].empty()) { continue; }
    out.style = static_cast<Numbering>(i);
    out.number = m->groups[1];
    // A pattern may look at the character after the separator: it belongs to the title.
    std::size_t const end = static_cast<std::size_t>(m->groups[1].data() - head.data()) + m->groups[1].size();
    out.title = end;
    if (m->groups.size() > 2) { out.title += m->groups[2].size(); }
    return out;
  }
  return out;
}

} // namespace gongkai
