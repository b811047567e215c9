// SPDX-License-Identifier: GPL-3.0-or-later
#include "page/furniture.hpp"

#include "text/figure_text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>
#include <set>

namespace gongkai {
namespace {

/// A line in a margin of its page.
struct Candidate {
  std::size_t page = 0; ///< Index into the pages given.
  std::size_t line = 0; ///< Index into Page::lines.
  bool top = false;
  double distance = 0;   ///< From the edge of the page, points.
  std::string text;      ///< Squeezed.
  std::string masked;    ///< With digits masked.
  bool of_table = false; ///< A caption, or a row of figures.
  bool furniture = false;
};

std::string mask_digits(std::string_view text) {
  std::string out;
  for (char const c : text) {
    bool const digit = c >= '0' && c <= '9';
    if (!digit) {
      out += c;
    } else if (out.empty() || out.back() != '#') {
      out += '#';
    }
  }
  return out;
}

std::optional<int> number_in(std::optional<LineMatch> const& match) {
  if (!match || match->groups.size() < 2) { return std::nullopt; }
  int value = 0;
  std::string_view const g = match->groups[1];
  if (std::from_chars(g.data(), g.data() + g.size(), value).ec != std::errc()) { return std::nullopt; }
  return value;
}

/// Groups of candidates that say the same at the same place.
void mark_repeated(std::vector<Candidate>& candidates, std::size_t pages, FurnitureOptions const& options) {
  std::map<std::pair<bool, std::string>, std::vector<std::size_t>> alike;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (!candidates[i].of_table) { alike[{candidates[i].top, candidates[i].masked}].push_back(i); }
  }
  auto const needed = std::max<double>(options.repeated_pages, options.repeated_share * static_cast<double>(pages));
  for (auto& [key, members] : alike) {
    std::sort(members.begin(), members.end(),
              [&](std::size_t a, std::size_t b) { return candidates[a].distance < candidates[b].distance; });
    // A window over those as far from the edge as the one asked, and on how many pages they stand.
    std::map<std::size_t, int> on;
    std::size_t first = 0, end = 0;
    for (std::size_t const i : members) {
      double const distance = candidates[i].distance;
      for (; end < members.size() && candidates[members[end]].distance <= distance + options.same_place; ++end) {
        ++on[candidates[members[end]].page];
      }
      for (; candidates[members[first]].distance < distance - options.same_place; ++first) {
        auto const page = on.find(candidates[members[first]].page);
        if (--page->second == 0) { on.erase(page); }
      }
      if (static_cast<double>(on.size()) >= needed) { candidates[i].furniture = true; }
    }
  }
}

/// Bare numbers whose difference from the page's rank is the same on several pages.
void mark_rising(std::vector<Candidate>& candidates, LinePatterns const& bare, std::size_t pages) {
  std::map<int, std::vector<std::size_t>> by_offset;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (auto const n = number_in(bare.match(candidates[i].text))) {
      by_offset[*n - static_cast<int>(candidates[i].page)].push_back(i);
    }
  }
  for (auto const& [offset, members] : by_offset) {
    std::set<std::size_t> on;
    for (std::size_t const i : members) { on.insert(candidates[i].page); }
    bool const short_file = pages <= 2 && offset == 1;
    if (on.size() < 3 && !short_file) { continue; }
    for (std::size_t const i : members) { candidates[i].furniture = true; }
  }
}

/// Whether a line lists figures, as the rows of tables do: an amount beside another text, or two long numbers. Tables
/// that fill their pages end with like rows at one height.
bool lists_figures(Line const& line) {
  constexpr std::size_t long_number = 3; // longer than the numbers of columns, which a header repeats
  int amounts = 0, numbers = 0;
  for (Segment const& s : line.segments) {
    if (!is_figure_text(s.text)) { continue; }
    amounts += s.text.find_first_of(U".,") != std::u32string::npos;
    numbers += s.text.size() >= long_number;
  }
  return line.segments.size() >= 2 && (amounts > 0 || numbers >= 2);
}

/// Whether rulings part the height of the line into cells. The header that a long table repeats on each page stands so,
/// and belongs to its table; a frame round the whole page has but two sides.
bool stands_in_cells(Page const& page, Line const& line) {
  constexpr double same_ruling = 2; // points; the sides of a double line are one
  double const y = line.box.centre().y;
  std::vector<double> across;
  for (Ruling const& r : page.rulings) {
    if (r.direction == Direction::vertical && r.begin < y && y < r.end) { across.push_back(r.position); }
  }
  std::sort(across.begin(), across.end());
  across.erase(std::unique(across.begin(), across.end(), [](double a, double b) { return b - a < same_ruling; }),
               across.end());
  return across.size() >= 3 && line.box.x1 > across.front() && line.box.x0 < across.back();
}

} // namespace

FurnitureFinder::FurnitureFinder(PatternFiles const& files, Normaliser const& normaliser)
    : m_normaliser(&normaliser), m_page_number(files, "page.toml", "page_number"),
      m_bare_page_number(files, "page.toml", "bare_page_number") {}

void FurnitureFinder::mark(std::span<Page> pages, LinePatterns const& is_caption,
                           FurnitureOptions const& options) const {
  std::vector<Candidate> candidates;
  for (std::size_t p = 0; p < pages.size(); ++p) {
    Page const& page = pages[p];
    for (std::size_t i = 0; i < page.lines.size(); ++i) {
      Line const& line = page.lines[i];
      bool const top = line.box.y1 < options.margin * page.height;
      bool const bottom = line.box.y0 > (1 - options.margin) * page.height;
      if (!top && !bottom) { continue; }
      Candidate c;
      c.page = p;
      c.line = i;
      c.top = top;
      c.distance = top ? line.baseline : page.height - line.baseline;
      c.text = m_normaliser->squeeze(line.text());
      c.masked = mask_digits(c.text);
      c.of_table = is_caption.matches(c.text) || lists_figures(line);
      if (m_page_number.matches(c.text)) { c.furniture = true; }
      candidates.push_back(std::move(c));
    }
  }
  mark_repeated(candidates, pages.size(), options);
  mark_rising(candidates, m_bare_page_number, pages.size());

  // Only an unbroken sequence of furniture from the edge inwards is taken.
  std::map<std::size_t, std::set<std::size_t>> found;
  for (Candidate const& c : candidates) {
    bool const certain = m_page_number.matches(c.text);
    if (c.furniture && (certain || !stands_in_cells(pages[c.page], pages[c.page].lines[c.line]))) {
      found[c.page].insert(c.line);
    }
  }
  for (auto const& [p, lines] : found) {
    Page& page = pages[p];
    std::set<std::size_t> taken;
    for (std::size_t i = 0; i < page.lines.size() && lines.contains(i); ++i) { taken.insert(i); }
    for (std::size_t i = page.lines.size(); i > 0 && lines.contains(i - 1); --i) { taken.insert(i - 1); }
    std::vector<Line> rest;
    for (std::size_t i = 0; i < page.lines.size(); ++i) {
      if (!taken.contains(i)) {
        rest.push_back(std::move(page.lines[i]));
        continue;
      }
      for (Segment const& s : page.lines[i].segments) {
        for (GlyphIndex const g : s.glyphs) { page.roles[g] = Role::furniture; }
      }
      page.furniture.push_back(std::move(page.lines[i]));
    }
    page.lines = std::move(rest);
  }
}

} // namespace gongkai
