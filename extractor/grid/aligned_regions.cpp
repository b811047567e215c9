// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/aligned_regions.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace gongkai::aligned {
namespace {

constexpr auto header_file = "header.toml";
constexpr auto caption_file = "caption.toml";
constexpr auto table_file = "table.toml";

constexpr char32_t full_stop = 0x3002, semicolon = 0xFF1B, comma = 0xFF0C;

} // namespace

Words::Words(PatternFiles const& files)
    : header_word(files, header_file, "header_word"), total_label(files, header_file, "total_label"),
      row_start(files, header_file, "row_start"), form_head(files, header_file, "form_head"),
      unit(files, caption_file, "unit"), entity(files, caption_file, "entity"), number(files, caption_file, "number"),
      note(files, caption_file, "note"), empty_statement(files, caption_file, "empty_statement"),
      chapter(files, caption_file, "chapter"), column_number(files, table_file, "column_number"),
      form_label(files, table_file, "form_label") {}

bool Words::is_header_line(PieceLine const& line, Normaliser const& normaliser) const {
  if (line.pieces.size() < 2) { return false; }
  std::size_t words = 0;
  for (Piece const& p : line.pieces) {
    if (p.is_figure()) { return false; }
    words += header_word.matches(normaliser.squeeze(p.text));
  }
  return words >= 2 && 10 * words >= 6 * line.pieces.size();
}

bool Words::is_form_head(PieceLine const& line, Normaliser const& normaliser) const {
  if (line.pieces.size() < 3) { return false; }
  return std::count_if(line.pieces.begin(), line.pieces.end(), [&](Piece const& p) {
           return p.kind == Kind::text && form_head.matches(normaliser.squeeze(p.text));
         }) >= 3;
}

RegionFinder::RegionFinder(Page const& page, std::vector<Box> const& taken, Grid const* before, Words const& words,
                           Normaliser const& normaliser, RegionOptions const& options)
    : m_page(page), m_taken(taken), m_before(before), m_words(words), m_normaliser(normaliser), m_options(options) {
  m_left = page.width;
  for (Line const& line : page.lines) {
    m_left = std::min(m_left, line.box.x0);
    m_right = std::max(m_right, line.box.x1);
  }
}

bool RegionFinder::is_taken(Line const& line) const {
  return std::any_of(m_taken.begin(), m_taken.end(),
                     [&](Box const& b) { return b.grown(2).contains(line.box.centre()); });
}

/// A unit line, a table number, an entity line: alone, or side by side.
bool RegionFinder::is_caption(std::size_t i) const {
  if (m_captions[i] == Known::not_yet) { m_captions[i] = reads_as_caption(m_page.lines[i]) ? Known::yes : Known::no; }
  return m_captions[i] == Known::yes;
}

bool RegionFinder::reads_as_caption(Line const& line) const {
  constexpr std::size_t longest = 60;
  std::size_t characters = 0;
  for (Segment const& s : line.segments) { characters += s.text.size(); }
  if (characters > longest || line.segments.size() > 4) { return false; }
  auto const says = [&](std::string const& text) {
    return m_words.unit.matches(text) || m_words.number.matches(text) || m_words.entity.matches(text);
  };
  return says(m_normaliser.squeeze(line.text())) ||
         (line.segments.size() > 1 && std::any_of(line.segments.begin(), line.segments.end(), [&](Segment const& s) {
            return says(m_normaliser.squeeze(s.text));
          }));
}

/// Whether line i ends the table that began at `first`.
bool RegionFinder::is_end(std::size_t i, std::size_t first, bool form) const {
  Line const& line = m_page.lines[i];
  if (m_lines[i].pieces.empty() || is_caption(i)) { return true; }
  double const size = m_lines[first].size;
  // Where numbers stand in prose, the line falls into pieces that nearly touch.
  auto const& pieces = m_lines[i].pieces;
  bool const alone = std::all_of(pieces.begin() + 1, pieces.end(), [](Piece const& p) { return p.weak; });
  if (!alone || pieces.back().kind == Kind::amount) { return false; }
  bool const text_only = pieces[0].kind == Kind::text;
  if (line.size > m_options.heading_size * size && text_only) { return true; }
  // What stands by itself over a unit line is the title of the next table.
  if (i + 1 < m_lines.size() && i > first && text_only && is_caption(i + 1)) { return true; }
  if (form && pieces.front().box.x0 > m_lines[first].pieces.front().box.x0 + 2 * size) {
    return false;
  } // a paragraph in a cell
  std::u32string text;
  for (Piece const& p : pieces) { text += p.text; }
  std::string const squeezed = m_normaliser.squeeze(text);
  if (m_words.note.matches(squeezed) || m_words.chapter.matches(squeezed)) { return true; }
  bool const wide =
      line.box.width() > m_options.prose_share * (m_right - m_left) && text.size() >= m_options.prose_length;
  bool const sentence = text.find(full_stop) != std::u32string::npos || text.back() == semicolon;
  if (sentence && text.size() >= 8) { return true; }
  if (wide || (text.find(comma) != std::u32string::npos && text.size() > 40)) { return true; }
  return text.size() > 12 && m_words.empty_statement.matches(squeezed) && line.box.x0 < m_left + 4 * size &&
         text.size() >= 30;
}

/// Whether line i goes on with the table that began at `first` below a gap of blank rows: it has a figure right below
/// figures, beside another cell, and is no header.
bool RegionFinder::goes_on_below(std::size_t i, std::size_t first) const {
  std::vector<Piece> const& pieces = m_lines[i].pieces;
  if (pieces.size() < 2 || m_words.is_header_line(m_lines[i], m_normaliser)) { return false; }
  return std::any_of(pieces.begin(), pieces.end(), [&](Piece const& p) {
    if (p.kind != Kind::amount) { return false; }
    for (std::size_t k = i; k-- > first;) {
      for (Piece const& above : m_lines[k].pieces) {
        bool const below = overlap_length(above.box.x0, above.box.x1, p.box.x0, p.box.x1) > 0;
        if (below) { return above.kind == Kind::amount; }
      }
    }
    return false;
  });
}

/// One past the last line of the table that begins at `first`.
std::size_t RegionFinder::end_of_table(std::size_t first, bool form) const {
  std::vector<double> steps;
  std::size_t i = first;
  for (; i < m_page.lines.size(); ++i) {
    if (i > first && is_end(i, first, form)) { break; }
    if (i == first) { continue; }
    double const step = m_lines[i].baseline - m_lines[i - 1].baseline;
    if (steps.size() >= 2) {
      std::vector<double> sorted = steps;
      std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() * 3 / 4),
                       sorted.end());
      double const usual = sorted[sorted.size() * 3 / 4];
      bool const gap = step > m_options.widest_step * usual && step > m_options.least_end * m_lines[i].size;
      if (gap && !goes_on_below(i, first)) { break; }
    }
    if (steps.size() < 40) { steps.push_back(step); }
  }
  return i;
}

/// The first line of a form: a label of forms with its value, or the heads of its lower part at the top of a page.
bool RegionFinder::begins_form(std::size_t i) const {
  std::vector<Piece> const& pieces = m_lines[i].pieces;
  if (m_words.is_form_head(m_lines[i], m_normaliser)) { return true; }
  return pieces.size() >= 2 && pieces.size() <= 4 && m_words.form_label.matches(m_normaliser.squeeze(pieces[0].text)) &&
         !m_words.is_header_line(m_lines[i], m_normaliser);
}

/// The horizontals of the page outside the grids already found: pieces at one height are one line.
std::vector<RegionFinder::Rule> const& RegionFinder::rules() const {
  if (m_rules) { return *m_rules; }
  std::vector<Rule> pieces;
  for (Ruling const& r : m_page.rulings) {
    if (r.direction != Direction::horizontal || r.style == RulingStyle::shading_edge) { continue; }
    Point const middle = r.box().centre();
    bool const known =
        std::any_of(m_taken.begin(), m_taken.end(), [&](Box const& b) { return b.grown(2).contains(middle); });
    if (!known) { pieces.push_back({r.position, r.begin, r.end}); }
  }
  std::sort(pieces.begin(), pieces.end(), [](Rule const& a, Rule const& b) { return a.y < b.y; });
  m_rules.emplace();
  for (Rule const& r : pieces) {
    constexpr double same_height = 1; // points
    if (m_rules->empty() || r.y - m_rules->back().y > same_height) {
      m_rules->push_back(r);
    } else {
      m_rules->back().begin = std::min(m_rules->back().begin, r.begin);
      m_rules->back().end = std::max(m_rules->back().end, r.end);
    }
  }
  return *m_rules;
}

/// Whether a line of several cells stands between two horizontals of one length with a third below them: the header of
/// a table of three lines, or of one with a line below each row.
bool RegionFinder::is_ruled_header(PieceLine const& line) const {
  constexpr double same_end = 3;               // points
  constexpr double highest = 4, least_row = 1; // font sizes
  if (line.pieces.size() < 2 || rules().size() < 3) { return false; }
  auto const below = std::find_if(rules().begin(), rules().end(), [&](Rule const& r) { return r.y > line.baseline; });
  if (below == rules().begin() || below == rules().end()) { return false; }
  Rule const& top = *(below - 1);
  auto const alike = [&](Rule const& r) {
    return std::abs(r.begin - top.begin) < same_end && std::abs(r.end - top.end) < same_end;
  };
  bool const holds =
      line.pieces.front().box.x0 > top.begin - same_end && line.pieces.back().box.x1 < top.end + same_end;
  return holds && alike(*below) && below->y - top.y < highest * line.size &&
         std::any_of(below + 1, rules().end(),
                     [&](Rule const& r) { return alike(r) && r.y > below->y + least_row * line.size; });
}

bool RegionFinder::begins_table(std::size_t i) const {
  if (m_words.is_header_line(m_lines[i], m_normaliser) || is_ruled_header(m_lines[i])) { return true; }
  // Below a unit line or a number anything with cells side by side may begin the table.
  bool const cells = m_lines[i].pieces.size() >= 2;
  if (!cells && !m_words.header_word.matches(m_normaliser.squeeze(m_lines[i].pieces[0].text))) { return false; }
  for (std::size_t back = 1; back <= static_cast<std::size_t>(m_options.lines_to_header) && back <= i; ++back) {
    if (is_caption(i - back)) { return true; }
  }
  return false;
}

/// The first line of a table of which line i is found: what stands close above it, up to the caption, belongs to it.
std::size_t RegionFinder::start_of_table(std::size_t i) const {
  double const size = m_lines[i].size;
  bool captioned = false;
  for (std::size_t back = 1; back <= static_cast<std::size_t>(m_options.lines_to_header) && back <= i; ++back) {
    captioned = captioned || is_caption(i - back);
  }
  std::size_t first = i;
  while (first > 0) {
    PieceLine const& above = m_lines[first - 1];
    double const step = m_lines[first].baseline - above.baseline;
    if (above.pieces.empty() || is_caption(first - 1) || is_end(first - 1, i)) { break; }
    bool const heads = std::all_of(above.pieces.begin(), above.pieces.end(), [&](Piece const& p) {
      return m_words.header_word.matches(m_normaliser.squeeze(p.text));
    });
    bool const in_table = captioned || heads || is_below_top_rule(above, m_lines[i]);
    if (above.size > 1.1 * size || step > (in_table ? m_options.header_pitch : m_options.half_pitch) * size) { break; }
    --first;
  }
  return first;
}

/// Whether a ruling right above a line, perhaps drawn cell by cell, spans the table that `within` is a line of.
bool RegionFinder::is_below_top_rule(PieceLine const& line, PieceLine const& within) const {
  constexpr double nearly_all = 0.9;
  double const left = within.pieces.front().box.x0, right = within.pieces.back().box.x1;
  double covered = 0;
  for (Ruling const& r : m_page.rulings) {
    bool const above = r.position < line.top() + 2 && r.position > line.top() - m_options.header_pitch * line.size;
    if (r.direction == Direction::horizontal && above) {
      covered += std::max(0.0, overlap_length(r.begin, r.end, left, right));
    }
  }
  return covered >= nearly_all * (right - left);
}

/// Whether the first line of the page goes on with the table of the page before.
bool RegionFinder::continues_table(std::size_t i) const {
  if (m_before == nullptr || i != 0 || is_end(i, i)) { return false; }
  PieceLine const& line = m_lines[i];
  double const slack = line.size;
  if (line.pieces.front().box.x0 < m_before->xs.front() - slack ||
      line.pieces.back().box.x1 > m_before->xs.back() + slack) {
    return false;
  }
  return has_cells(line) || is_rest_of_cell(i);
}

bool RegionFinder::has_cells(PieceLine const& line) const {
  bool const figures = std::any_of(line.pieces.begin(), line.pieces.end(),
                                   [](Piece const& p) { return p.is_figure() || p.begins_with_code(); });
  return figures || line.pieces.size() >= 2 ||
         m_words.row_start.matches(m_normaliser.squeeze(line.pieces.front().text));
}

/// Whether a page begins with the last lines of a cell that the page break has cut: within one column of the page
/// before, right above a line of several cells.
bool RegionFinder::is_rest_of_cell(std::size_t i) const {
  constexpr std::size_t most_lines = 3;
  for (std::size_t k = i; k < std::min(i + most_lines, m_lines.size()); ++k) {
    PieceLine const& line = m_lines[k];
    if (line.pieces.empty() ||
        (k > i && line.baseline - m_lines[k - 1].baseline > m_options.header_pitch * line.size)) {
      return false;
    }
    // A title is larger than the table below it.
    if (line.pieces.size() >= 2) {
      return k > i && std::abs(line.size - m_lines[k - 1].size) < 0.08 * line.size && !is_end(k, k);
    }
    Box const& box = line.pieces.front().box;
    double const slack = 0.5 * line.size;
    bool const inner = std::adjacent_find(m_before->xs.begin() + 1, m_before->xs.end(), [&](double x0, double x1) {
                         return box.x0 > x0 - slack && box.x1 < x1 + slack;
                       }) != m_before->xs.end();
    if (!inner) { return false; }
  }
  return false;
}

/// Enough cells side by side.
bool RegionFinder::is_table(std::size_t first, std::size_t end) const {
  int beside = 0, words = 0, most = 0;
  for (std::size_t i = first; i < end; ++i) {
    auto const n = static_cast<int>(m_lines[i].pieces.size());
    beside += n >= 2;
    most = std::max(most, n);
    for (Piece const& p : m_lines[i].pieces) {
      words += i < first + 12 && p.kind == Kind::text && m_words.header_word.matches(m_normaliser.squeeze(p.text));
    }
  }
  return most >= 2 && (beside >= 2 || words >= 3);
}

/// Whether a horizontal ruling reaches further out of a table's text than a column whose text stands in its middle.
bool RegionFinder::reaches_out(Ruling const& r, Box const& text) const {
  double const most = std::max(40.0, m_options.most_overhang * text.width()); // points
  return r.begin < text.x0 - most || r.end > text.x1 + most;
}

void RegionFinder::add_rulings(AlignedRegion& region) const {
  // Rulings at the table's edges are its own, and tell its width better than its text does.
  Box const near = region.box.grown(12);
  double left = region.box.x0, right = region.box.x1;
  for (Ruling const& r : m_page.rulings) {
    if (r.style == RulingStyle::shading_edge || !near.contains(r.box().centre())) { continue; }
    if (r.direction == Direction::horizontal) {
      if (reaches_out(r, region.box)) { continue; }
      left = std::min(left, r.begin);
      right = std::max(right, r.end);
    }
    region.rulings.push_back(r);
  }
  region.box.x0 = left;
  region.box.x1 = right;
}

/// y of the rulings through the whole of a table, rising; those of the blank rows below its text too.
std::vector<double> RegionFinder::full_rulings(AlignedRegion const& region, std::size_t end) const {
  double below = 1e9; // the next text
  for (std::size_t i = end; i < m_lines.size(); ++i) {
    if (!m_lines[i].pieces.empty()) { below = std::min(below, m_lines[i].top()); }
  }
  std::map<long, double> covered; // points of the table's width, by y
  for (Ruling const& r : m_page.rulings) {
    if (r.direction == Direction::vertical || r.style == RulingStyle::shading_edge) { continue; }
    if (reaches_out(r, region.box)) { continue; }
    if (r.position < region.box.y0 - 12 || r.position > below) { continue; }
    covered[std::lround(r.position)] += overlap_length(r.begin, r.end, region.box.x0, region.box.x1);
  }
  std::vector<double> out;
  double const size = m_lines[end - 1].size;
  for (auto const& [y, length] : covered) {
    auto const at = static_cast<double>(y);
    if (length < m_options.full_share * region.box.width()) { continue; }
    if (!out.empty() && at - out.back() < 2) { continue; } // a line drawn twice
    if (at > std::max(region.box.y1, out.empty() ? 0 : out.back()) + m_options.widest_row * size) { break; }
    out.push_back(at);
  }
  return out;
}

/// Rows from rulings, where these bound every row: no two figures of a column stand between two of them.
void RegionFinder::add_rows(AlignedRegion& region, std::size_t first, std::size_t end) const {
  std::vector<double> const ys = full_rulings(region, end);
  // A page with a few rows may go on with a table whose rows were bounded on the page before.
  bool const goes_on = m_before != nullptr && m_before->method == GridMethod::horizontal && ys.size() > 2;
  if (ys.size() < m_options.least_full && !goes_on) { return; }
  std::size_t stacked = 0, lines = 0, filled = 0, figured = 0;
  for (std::size_t k = 1; k < ys.size(); ++k) {
    std::vector<Piece const*> figures;
    std::size_t before = lines;
    bool twice = false;
    for (std::size_t i = first; i < end; ++i) {
      if (m_lines[i].baseline < ys[k - 1] || m_lines[i].baseline > ys[k]) { continue; }
      ++lines;
      for (Piece const& p : m_lines[i].pieces) {
        if (p.kind != Kind::amount) { continue; }
        twice = twice || std::any_of(figures.begin(), figures.end(), [&](Piece const* f) {
                  return f->baseline + 0.5 * f->size < p.baseline &&
                         overlap_length(f->box.x0, f->box.x1, p.box.x0, p.box.x1) > 0;
                });
        figures.push_back(&p);
      }
    }
    stacked += twice;
    filled += lines > before;
    figured += !figures.empty();
  }
  constexpr std::size_t most_lines =
      3; // of a row, on average, unless most rows tell by their figures that they are one
  bool const tall = lines > most_lines * filled && 5 * figured < 3 * filled;
  if (stacked * 5 > filled || tall || lines + 2 < end - first) { return; }
  region.rows = ys;
  if (m_lines[first].top() < ys.front()) { region.rows.insert(region.rows.begin(), region.box.y0); }
  if (m_lines[end - 1].bottom() > ys.back() + 2) { region.rows.push_back(region.box.y1); }
  region.box.y0 = region.rows.front();
  region.box.y1 = region.rows.back();
}

AlignedRegion RegionFinder::make_region(std::size_t first, std::size_t end) const {
  AlignedRegion region;
  region.box = nothing();
  for (std::size_t i = first; i < end; ++i) {
    for (Piece const& p : m_lines[i].pieces) { region.box.cover(p.box); }
  }
  double const em = m_lines[first].size;
  region.box.x0 -= 0.4 * em;
  region.box.x1 += 0.4 * em;
  region.box.y0 -= 0.1 * em;
  region.box.y1 += 0.1 * em;
  add_rulings(region);
  add_rows(region, first, end);
  return region;
}

std::vector<AlignedRegion> RegionFinder::find() {
  Box const whole{-1e6, -1e6, 1e6, 1e6};
  std::vector<AlignedRegion> regions;
  m_captions.assign(m_page.lines.size(), Known::not_yet);
  for (Line const& line : m_page.lines) {
    m_lines.push_back(is_taken(line) ? PieceLine{} : line_to_pieces(m_page, line, whole));
  }
  for (std::size_t i = 0; i < m_page.lines.size();) {
    bool const goes_on = !m_lines[i].pieces.empty() && continues_table(i);
    bool const form = !m_lines[i].pieces.empty() && begins_form(i);
    if (m_lines[i].pieces.empty() || (!form && is_caption(i)) || !(form || goes_on || begins_table(i))) {
      ++i;
      continue;
    }
    std::size_t const end = end_of_table(i, form);
    if (goes_on || is_table(i, end)) {
      regions.push_back(make_region(goes_on || form ? i : start_of_table(i), end));
      if (goes_on || (m_before != nullptr && regions.size() == 1)) { regions.back().columns = m_before->xs; }
    }
    i = std::max(end, i + 1);
  }
  return regions;
}

} // namespace gongkai::aligned
