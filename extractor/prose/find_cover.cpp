// SPDX-License-Identifier: GPL-3.0-or-later
#include "prose/find_cover.hpp"

#include <algorithm>
#include <map>

namespace gongkai {
namespace {

constexpr std::size_t most_lines = 12; ///< A page with more lines is no title page.

/// U+3002, U+FF0C, U+FF1B and U+FF1A in UTF-8.
bool ends_clause(std::string_view text) {
  return text.ends_with("\xE3\x80\x82") || text.ends_with("\xEF\xBC\x8C") || text.ends_with("\xEF\xBC\x9B") ||
         text.ends_with("\xEF\xBC\x9A");
}

double usual_size(std::span<ProsePage const> pages) {
  std::map<long, std::size_t> bytes; // by quarter points
  for (ProsePage const& page : pages) {
    for (ProseLine const& l : page.lines) { bytes[static_cast<long>(l.size * 4)] += l.text.size(); }
  }
  auto const best =
      std::max_element(bytes.begin(), bytes.end(), [](auto const& a, auto const& b) { return a.second < b.second; });
  return best == bytes.end() ? 0 : static_cast<double>(best->first) / 4;
}

/// A page with nothing but a title, a name and a date.
bool is_title_page(ProsePage const& page, OutlinePatterns const& patterns) {
  if (page.lines.empty() || page.lines.size() > most_lines || !page.tables.empty()) { return false; }
  return std::none_of(page.lines.begin(), page.lines.end(), [&](ProseLine const& l) {
    return ends_clause(l.text) || patterns.numbered(l.text).style != Numbering::none ||
           patterns.contents_heading.matches(l.text);
  });
}

} // namespace

void find_cover(std::span<ProsePage const> pages, std::vector<TextMargins> const& margins,
                OutlinePatterns const& patterns, std::vector<std::vector<ParagraphKind>>& kinds,
                ParagraphOptions const& options) {
  double const body = usual_size(pages);
  for (std::size_t p = 0; p < pages.size(); ++p) {
    ProsePage const& page = pages[p];
    bool const title_page = is_title_page(page, patterns);
    bool large = false;
    for (std::size_t i = 0; i < page.lines.size(); ++i) {
      ProseLine const& line = page.lines[i];
      if (kinds[p][i] != ParagraphKind::text) { return; }
      PlacedLine const placed{p, i, &line, margins[p]};
      large = large || line.size > 1.15 * body;
      bool const over_text = large && placed.centred(options) && !ends_clause(line.text) &&
                             patterns.numbered(line.text).style == Numbering::none;
      if (!title_page && !over_text) { return; }
      kinds[p][i] = ParagraphKind::cover;
    }
    // A title page may be followed by another (the same, for print), but text ends the search.
    if (!page.lines.empty() && p > 1) { return; }
    if (!page.tables.empty()) { return; }
  }
}

} // namespace gongkai
