// SPDX-License-Identifier: GPL-3.0-or-later
#include "prose/join_lines.hpp"

#include "text/characters.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

namespace gongkai {
namespace {

/// The outermost edge that two lines agree on: one line alone may hang over. Of the two, the inner one.
std::optional<double> outermost(std::vector<double> edges, double tolerance, bool right) {
  std::sort(edges.begin(), edges.end());
  if (right) { std::reverse(edges.begin(), edges.end()); }
  for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
    if (std::abs(edges[i] - edges[i + 1]) < tolerance) { return edges[i + 1]; }
  }
  return std::nullopt;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

/// The smallest edge that at least one line in twenty begins at: on a page with few lines, all may be indented.
double usual_left_edge(std::vector<double> edges, double tolerance) {
  std::sort(edges.begin(), edges.end());
  std::size_t const least = std::max<std::size_t>(2, edges.size() / 20);
  for (std::size_t i = 0; i + least <= edges.size(); ++i) {
    if (edges[i + least - 1] - edges[i] < tolerance) { return edges[i]; }
  }
  return edges.front();
}

/// Where the long lines of a page begin and end.
struct Edges {
  std::vector<double> left, right;
  double size = 0; ///< The largest of their type.
};

Edges edges_of(ProsePage const& page) {
  Edges out;
  for (ProseLine const& l : page.lines) {
    if (l.box.width() < 0.4 * page.width || l.widest_gap > 3 * l.size) { continue; }
    out.left.push_back(l.box.x0);
    out.right.push_back(l.box.x1);
    out.size = std::max(out.size, l.size);
  }
  return out;
}

/// Characters that end a sentence or a clause of a list: full stop, semicolon, exclamation and question mark, colon.
bool ends_clause(char32_t c) {
  return c == 0x3002 || c == 0xFF1B || c == U';' || c == 0xFF01 || c == U'!' || c == 0xFF1F || c == U'?' ||
         c == 0xFF1A || c == U':';
}

/// Characters after which a sentence must go on: comma, enumeration comma, an opening bracket or quotation mark.
bool asks_for_more(char32_t c) {
  return c == 0xFF0C || c == U',' || c == 0x3001 || c == 0xFF08 || c == U'(' || c == 0x300A || c == 0x201C;
}

char32_t last_character(std::string_view text) {
  std::u32string const tail = to_utf32(last_characters(text, 12));
  char32_t last = tail.empty() ? U' ' : tail.back();
  // A closing bracket or quotation mark says less than what it closes after.
  bool const closing = last == 0x201D || last == 0x2019 || last == 0x300B;
  if (closing && tail.size() > 1) { last = tail[tail.size() - 2]; }
  return last;
}

/// Opening brackets and quotation marks: none of them may end a line.
bool opens(char32_t c) {
  return c == 0xFF08 || c == U'(' || c == 0x201C || c == 0x2018 || c == 0x300A || c == 0x3010 || c == 0x3008;
}

bool is_narrow(char32_t c) { return c > U' ' && c < 0x7F && c != U'('; }

/// Characters at the beginning of a text that must stay together: a word of letters and digits or one ideograph, with
/// the brackets before it and the punctuation after it.
std::size_t first_token(std::u32string_view text) {
  std::size_t n = 0;
  while (n < text.size() && opens(text[n])) { ++n; }
  std::size_t const word = n;
  while (n < text.size() && is_narrow(text[n])) { ++n; }
  n += n == word && n < text.size();
  while (n < text.size() && is_wide_punctuation(text[n]) && !opens(text[n])) { ++n; }
  return n;
}

double first_token_width(ProseLine const& line) {
  std::size_t const n = first_token(to_utf32(line.text.substr(0, 90)));
  if (n < line.edges.size()) { return line.edges[n] - line.edges[0]; }
  return static_cast<double>(n) * line.size * 0.6;
}

/// Whether the first token of `next` had found room at the end of `last`: then the break between them is meant.
bool ended_early(PlacedLine const& last, ProseLine const& next) {
  double const room = last.margins.right - last.text->box.x1;
  return room > first_token_width(next) + 0.75 * last.text->size;
}

bool same_type(ProseLine const& a, ProseLine const& b, double share) {
  return std::abs(a.size - b.size) <= share * std::max(a.size, b.size);
}

/// Whether a sentence breaks off at the end of a line that is not full: after a comma, or anywhere where paragraphs are
/// indented and what comes next is not.
bool is_cut(PlacedLine const& first, PlacedLine const& last, char32_t end, ParagraphOptions const& options) {
  if (ends_clause(end)) { return false; }
  if (asks_for_more(end)) { return true; }
  bool const indented = first.text->box.x0 - first.margins.left > options.indent * first.text->size;
  bool const text = first.text != last.text || first.text->text.find("\xEF\xBC\x8C") != std::string::npos;
  return indented && text;
}

/// One line with a number and no comma (U+FF0C) in it.
bool may_be_heading(PlacedLine const& first, PlacedLine const& last) {
  return first.text == last.text && first.numbering != Numbering::none &&
         first.text->text.find("\xEF\xBC\x8C") == std::string::npos;
}

} // namespace

std::vector<TextMargins> text_margins(std::span<ProsePage const> pages, ParagraphOptions const& options) {
  std::vector<Edges> edges;
  std::map<long, std::pair<std::vector<double>, std::vector<double>>>
      by_width; // all left edges, and the right margins of pages
  for (ProsePage const& page : pages) {
    Edges const& e = edges.emplace_back(edges_of(page));
    auto& [left, right] = by_width[std::lround(page.width / 4)];
    left.insert(left.end(), e.left.begin(), e.left.end());
    if (auto const r = outermost(e.right, options.alike * e.size, true)) { right.push_back(*r); }
  }
  std::vector<TextMargins> out;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    ProsePage const& page = pages[i];
    auto const& [left, right] = by_width[std::lround(page.width / 4)];
    double most_left = page.width, most_right = 0;
    for (ProseLine const& l : page.lines) {
      most_left = std::min(most_left, l.box.x0);
      most_right = std::max(most_right, l.box.x1);
    }
    double const size = page.lines.empty() ? 12 : page.lines.front().size;
    // Without any line that says more, the text is taken to stand in the middle of the page.
    double const usual_left =
        left.empty() ? std::min(most_left, 0.15 * page.width) : usual_left_edge(left, options.alike * size);
    double const usual_right = right.empty() ? std::max(most_right, page.width - usual_left) : median(right);
    auto const own_left = outermost(edges[i].left, options.alike * edges[i].size, false);
    auto const own_right = outermost(edges[i].right, options.alike * edges[i].size, true);
    TextMargins m{own_left.value_or(usual_left), own_right.value_or(usual_right)};
    // A page whose paragraphs are all one line long shows only where they are indented to, and short lines no right
    // margin.
    if (m.left > usual_left + size && m.left < usual_left + 3.5 * size) { m.left = usual_left; }
    if (m.right < usual_right - size && own_left && std::abs(m.left - usual_left) < size) { m.right = usual_right; }
    out.push_back(m);
  }
  return out;
}

bool PlacedLine::balanced() const noexcept {
  double const left = text->box.x0 - margins.left, right = margins.right - text->box.x1;
  return std::abs(left - right) < 2.2 * text->size;
}

bool PlacedLine::centred(ParagraphOptions const& options) const noexcept {
  double const least = options.indent * text->size;
  return balanced() && text->box.x0 - margins.left > least && margins.right - text->box.x1 > least;
}

bool goes_on(PlacedLine const& first, PlacedLine const& last, PlacedLine const& next, double pitch,
             ParagraphOptions const& options) {
  ProseLine const &a = *last.text, &b = *next.text;
  if (next.item || !same_type(a, b, options.other_size)) { return false; }
  bool const same_page = last.page == next.page;
  double const down = b.baseline - a.baseline;
  if (same_page && !next.table_before &&
      (down <= 0 || (pitch > 0 && down > options.wide_pitch * std::max(pitch, 1.15 * a.size)))) {
    return false;
  }
  char32_t const end = last_character(a.text);
  // Programs squeeze a line by a smaller size, but then a sentence goes on.
  if (!same_type(a, b, options.size_change) &&
      (ends_clause(end) || b.box.x0 - next.margins.left > options.indent * b.size)) {
    return false;
  }
  bool const numbered = next.numbering != Numbering::none;
  // A figure may look like a number of the outline, an ideograph hardly; and one number follows the other of a kind.
  bool const certain =
      next.numbering <= Numbering::bracketed_ideograph || next.numbering == first.numbering || ends_clause(end);
  if (numbered && certain) { return false; }
  // A title over several lines: all but the last reach far. The short first line of a paragraph may seem centred, but a
  // title does not end like a sentence.
  if (next.centred(options) && last.balanced()) {
    bool const long_line = a.box.width() > options.title_width * (last.margins.right - last.margins.left);
    bool const sentence = ends_clause(end) || ends_clause(last_character(b.text));
    return long_line && same_page && !next.table_before && !numbered && !sentence && a.bold == b.bold;
  }
  bool const indented = b.box.x0 - next.margins.left > options.indent * b.size;
  if (ended_early(last, b)) { return !indented && !numbered && is_cut(first, last, end, options); }
  bool const in_block = std::abs(b.box.x0 - a.box.x0) < options.alike * b.size &&
                        std::abs(b.box.x0 - first.text->box.x0) > options.alike * b.size;
  if (indented && !in_block) {
    // Below the beginning of a line that filled its width: a block that is indented as a whole, unless a heading did.
    bool const full = a.box.width() > 0.5 * (last.margins.right - last.margins.left);
    bool const under_start =
        full && std::abs(b.box.x0 - a.box.x0) < options.alike * b.size && !may_be_heading(first, last);
    // Or its first line is indented once more.
    bool const first_line = last.text == first.text && a.box.x0 - b.box.x0 > options.indent * b.size;
    bool const under_first = full && first_line && !may_be_heading(first, last);
    return !numbered && (under_start || under_first ? !ends_clause(end) : asks_for_more(end));
  }
  return !(a.bold && !b.bold && !b.bold_start && ends_clause(end));
}

double usual_pitch(ProsePage const& page) {
  std::vector<double> pitches;
  for (std::size_t i = 1; i < page.lines.size(); ++i) {
    double const d = page.lines[i].baseline - page.lines[i - 1].baseline;
    if (d > 0.9 * page.lines[i].size && d < 3.5 * page.lines[i].size) { pitches.push_back(d); }
  }
  if (pitches.size() < 3) { return 0; }
  return median(pitches);
}

} // namespace gongkai
