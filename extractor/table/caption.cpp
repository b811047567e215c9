// SPDX-License-Identifier: GPL-3.0-or-later
#include "table/caption.hpp"

#include "text/characters.hpp"
#include "text/numeral.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace gongkai {
namespace {

/// What a caption still may gain while it is read line by line, from the grid upwards.
class CaptionReader {
public:
  CaptionReader(Caption& caption, TablePatterns const& patterns) : m_caption(caption), m_patterns(patterns) {}

  /// Takes a unit, entity or number out of a text; gives back what is left of it: all where it is none of them.
  std::string take_part(std::string const& text) {
    if (auto const m = m_patterns.unit.match(text)) {
      set(m_caption.unit, m->groups[1]);
      // Entity and unit in one piece, or title and unit.
      std::string const before = text.substr(0, text.size() - m->groups[0].size());
      return before.empty() ? before : take_part(before);
    }
    if (auto const m = m_patterns.entity.match(text)) {
      set(m_caption.entity, m->groups[1]);
      return {};
    }
    if (auto const m = m_patterns.number.match(text)) {
      set(m_caption.number, m->groups[1]);
      return {};
    }
    if (m_patterns.year_line.matches(text)) {
      set(m_caption.year_line, text);
      return {};
    }
    if (auto const m = m_patterns.continued.match(text); m && m->groups[0].size() == text.size()) {
      m_caption.continued = true;
      return {};
    }
    return text;
  }

  /// A title, perhaps with its number, perhaps marked as a continuation.
  bool take_title(std::string const& text) {
    if (!m_caption.title.empty() || m_patterns.chapter.matches(text)) { return false; }
    if (auto const m = m_patterns.numbered_title.match(text)) {
      set(m_caption.number, m->groups[1]);
      m_caption.title = m->groups[2];
    } else if (m_patterns.title.matches(text)) {
      m_caption.title = text;
    } else {
      return false;
    }
    clean_title();
    return true;
  }

  void prepend_to_title(std::string const& text) { m_caption.title = text + m_caption.title; }
  void set_title(std::string const& text) {
    m_caption.title = text;
    clean_title();
  }

private:
  static void set(std::string& to, std::string_view value) {
    if (to.empty()) { to = value; }
  }

  /// Takes what a pattern matches out of the title, unless that is all of it; gives the first group, if any.
  std::optional<std::string> cut(LinePatterns const& patterns) {
    auto const m = patterns.match(m_caption.title);
    if (!m || m->groups[0].size() == m_caption.title.size()) { return std::nullopt; }
    std::string group(m->groups.size() > 1 ? m->groups[1] : "");
    m_caption.title.erase(static_cast<std::size_t>(m->groups[0].data() - m_caption.title.data()), m->groups[0].size());
    return group;
  }

  void clean_title() {
    if (cut(m_patterns.continued)) { m_caption.continued = true; }
    if (auto const number = cut(m_patterns.number_in_title)) { set(m_caption.number, *number); }
    if (auto const unit = cut(m_patterns.unit_in_text)) { set(m_caption.unit, *unit); }
  }

  Caption& m_caption;
  TablePatterns const& m_patterns;
};

bool ends_sentence(std::string_view squeezed) {
  std::u32string const text = to_utf32(squeezed);
  if (text.empty()) { return false; }
  char32_t const c = text.back();
  return c == 0x3002 || c == 0xFF1B || c == U';' || c == 0xFF1A || c == U':' ||
         c == 0xFF0C; // full stop, semicolon, colon, comma
}

void add_box(Box& to, Box const& box) {
  if (to.width() > 0) {
    to.cover(box);
  } else {
    to = box;
  }
}

/// The part of a line that lies over (or under) a grid; all of it, where no other grid stands beside.
struct Over {
  std::size_t line = 0;
  std::vector<std::string> parts; ///< Squeezed texts of its segments.
  std::vector<Box> boxes;         ///< One a part.
  std::string text;               ///< All of them.
  Box box;
  double size = 0;
  bool bold = false;
};

class PageCaptions {
public:
  PageCaptions(Page const& page, std::vector<Line> const& lines, std::vector<PageTable>& tables,
               TablePatterns const& patterns, Normaliser const& normaliser, CaptionOptions const& options)
      : m_page(page), m_lines(lines), m_tables(tables), m_patterns(patterns), m_normaliser(normaliser),
        m_options(options), m_use(lines.size(), LineUse::prose) {}

  std::vector<LineUse> read() {
    // A blank grid alone is no table: what stands around it is not lost with it.
    for (std::size_t t = 0; t < m_tables.size(); ++t) {
      if (m_tables[t].has_text()) { read_above(t); }
    }
    for (std::size_t t = 0; t < m_tables.size(); ++t) { read_below(t); }
    for (PageTable& t : m_tables) { set_ends(t); }
    return m_use;
  }

private:
  bool stands_beside(Box const& grid) const {
    return std::any_of(m_tables.begin(), m_tables.end(), [&](PageTable const& t) {
      Box const& b = t.grid.box;
      return (b.x0 >= grid.x1 || b.x1 <= grid.x0) && overlap_length(b.y0, b.y1, grid.y0, grid.y1) > 0;
    });
  }

  Over over(std::size_t line, Box const& grid, bool beside) const {
    Over out;
    out.line = line;
    out.box = nothing();
    out.size = m_lines[line].size;
    for (Segment const& s : m_lines[line].segments) {
      double const x = s.box.centre().x;
      if (beside && (x < grid.x0 - 10 || x > grid.x1 + 10)) { continue; }
      std::string part = m_normaliser.squeeze(s.text);
      out.text += part;
      // "Department:" and its name, set apart, are one part.
      if (!out.parts.empty() && names_nothing(out.parts.back()) && !m_patterns.unit.matches(part)) {
        out.parts.back() += part;
      } else {
        out.parts.push_back(std::move(part));
        out.boxes.push_back(s.box);
      }
      out.box.cover(s.box);
      out.bold = m_page.glyphs[s.glyphs.front()].bold;
    }
    return out;
  }

  /// An entity's label without the entity.
  bool names_nothing(std::string const& part) const {
    auto const m = m_patterns.entity.match(part);
    return m && m->groups[1].empty();
  }

  /// Lines over the grid and under whatever stands above it, nearest first.
  std::vector<Over> lines_above(std::size_t table) {
    Box const& grid = m_tables[table].grid.box;
    double limit = 0;
    for (PageTable const& t : m_tables) {
      bool const above =
          t.grid.box.y1 <= grid.y0 + 2 && overlap_length(t.grid.box.x0, t.grid.box.x1, grid.x0, grid.x1) > 0;
      if (above) { limit = std::max(limit, t.grid.box.y1); }
    }
    bool const beside = stands_beside(grid);
    std::vector<Over> out;
    for (std::size_t i = m_lines.size(); i-- > 0;) {
      double const y = m_lines[i].box.centre().y;
      if (y >= grid.y0 + 2 || y < limit - 2 || (m_use[i] != LineUse::prose && !beside)) { continue; }
      Over o = over(i, grid, beside);
      if (!o.text.empty()) { out.push_back(std::move(o)); }
    }
    for (std::size_t i = 0; i + 1 < out.size(); ++i) { join_wrapped_parts(out[i], out[i + 1]); }
    std::erase_if(out, [](Over const& o) { return o.parts.empty(); });
    return out;
  }

  /// A narrow text box breaks even a unit line: the rest stands below its beginning and goes back to it. The line that
  /// gave all it had away is used up with it.
  void join_wrapped_parts(Over& lower, Over& upper) {
    for (std::size_t k = 0; k < lower.parts.size();) {
      bool const short_rest = to_utf32(lower.parts[k]).size() <= 4;
      std::size_t above = upper.parts.size();
      for (std::size_t u = 0; short_rest && u < upper.parts.size(); ++u) {
        bool const aligned =
            std::abs(upper.boxes[u].x0 - lower.boxes[k].x0) < 2 || std::abs(upper.boxes[u].x1 - lower.boxes[k].x1) < 2;
        if (aligned && lower.boxes[k].y0 - upper.boxes[u].y1 < lower.size &&
            m_patterns.unfinished.matches(upper.parts[u])) {
          above = u;
        }
      }
      if (above == upper.parts.size()) {
        ++k;
        continue;
      }
      upper.parts[above] += lower.parts[k];
      lower.parts.erase(lower.parts.begin() + static_cast<std::ptrdiff_t>(k));
      lower.boxes.erase(lower.boxes.begin() + static_cast<std::ptrdiff_t>(k));
      upper.text.clear();
      for (std::string const& part : upper.parts) { upper.text += part; }
      m_use[lower.line] = LineUse::caption;
    }
  }

  bool is_centred(Over const& o, Box const& grid) const {
    double const tolerance = std::max(0.06 * grid.width(), 12.0);
    double const middle_of_page = m_page.width / 2;
    return std::abs(o.box.centre().x - grid.centre().x) < tolerance ||
           std::abs(o.box.centre().x - middle_of_page) < tolerance;
  }

  /// One line of the caption; false where the caption has ended.
  bool read_line(CaptionReader& reader, Caption const& caption, Over const& o, Box const& grid,
                 Over const*& title_line) {
    // Parts first: number, unit and entity may share a line with each other and with the title.
    std::string rest;
    bool any = false;
    for (std::string const& part : o.parts) {
      std::string const left = reader.take_part(part);
      any = any || left.size() < part.size();
      rest += left;
    }
    if (!any) {
      rest = reader.take_part(o.text);
      any = rest.size() < o.text.size();
    }
    if (any && rest.empty()) { return true; }
    if (m_patterns.note.matches(rest) || ends_sentence(rest)) { return any; }
    if (caption.title.empty()) {
      std::size_t const length = to_utf32(rest).size();
      bool const titled = reader.take_title(rest);
      bool const ends_one = !titled && m_patterns.title_end.matches(rest);
      bool const looks_it = !titled && length >= 2 && length <= 45 && is_centred(o, grid) &&
                            !m_patterns.chapter.matches(rest) && !m_patterns.row_label.matches(rest);
      if (looks_it || ends_one) { reader.set_title(rest); }
      if (titled || looks_it || ends_one) {
        title_line = &o;
        return true;
      }
      return any;
    }
    // A title over two lines: of one type; centred too and not a title by itself, unless what is below is only an end.
    bool const one_type = title_line != nullptr && std::abs(o.size - title_line->size) < 0.06 * o.size &&
                          title_line->box.y0 - o.box.y1 < 1.3 * o.size && !m_patterns.chapter.matches(rest) && !any;
    bool const unfinished = m_patterns.title_end.matches(caption.title);
    bool const whole_above =
        m_patterns.title.matches(rest) || m_patterns.row_label.matches(rest) || !is_centred(o, grid);
    bool const continues_up = one_type && (unfinished || !whole_above);
    if (continues_up) {
      reader.prepend_to_title(rest);
      title_line = &o;
      return true;
    }
    return any;
  }

  /// Segments of a line that say number, unit or entity stand for themselves; those of a title spread out do not.
  bool is_one_text(Over const& o) const {
    return std::none_of(o.parts.begin(), o.parts.end(), [&](std::string const& part) {
      return m_patterns.unit.matches(part) || m_patterns.entity.matches(part) || m_patterns.number.matches(part) ||
             m_patterns.year_line.matches(part);
    });
  }

  void read_above(std::size_t t) {
    PageTable& table = m_tables[t];
    CaptionReader reader(table.caption, m_patterns);
    std::vector<Over> const above = lines_above(t);
    Over const* title_line = nullptr;
    double edge = table.grid.box.y0;
    int taken = 0;
    for (Over const& o : above) {
      if (taken >= m_options.max_lines || edge - o.box.y1 > m_options.max_gap * std::max(o.size, 8.0)) { break; }
      bool const had_entity = !table.caption.entity.empty();
      std::size_t const title_before = table.caption.title.size();
      if (!read_line(reader, table.caption, o, table.grid.box, title_line)) { break; }
      if (!had_entity && !table.caption.entity.empty()) { table.caption.entity_box = m_page.to_seen(o.box); }
      if (table.caption.title.size() > title_before) { add_box(table.caption.title_box, m_page.to_seen(o.box)); }
      m_use[o.line] = LineUse::caption;
      std::vector<std::string> const printed = is_one_text(o) ? std::vector<std::string>{o.text} : o.parts;
      table.caption.printed.insert(table.caption.printed.begin(), printed.begin(), printed.end());
      edge = o.box.y0;
      ++taken;
    }
  }

  void read_below(std::size_t t) {
    PageTable& table = m_tables[t];
    Box const& grid = table.grid.box;
    bool const beside = stands_beside(grid);
    double limit = m_page.height;
    for (PageTable const& other : m_tables) {
      if (other.grid.box.y0 > grid.y1 - 2 &&
          overlap_length(other.grid.box.x0, other.grid.box.x1, grid.x0, grid.x1) > 0) {
        limit = std::min(limit, other.grid.box.y0);
      }
    }
    double edge = grid.y1;
    bool in_note = false;
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
      double const y = m_lines[i].box.centre().y;
      if (y <= grid.y1 - 2 || y >= limit || m_use[i] != LineUse::prose) { continue; }
      Over const o = over(i, grid, beside);
      if (o.text.empty()) { continue; }
      if (o.box.y0 - edge > m_options.note_gap * std::max(o.size, 8.0)) { break; }
      bool const starts = m_patterns.note.matches(o.text);
      bool const says_empty = m_patterns.empty_statement.matches(o.text) && !in_note && !is_heading(o.text);
      bool const next_item = in_note && follows(table.caption.notes.back(), o.text);
      if (!starts && !says_empty && !next_item && !(in_note && goes_on(o, edge))) { break; }
      if (starts || next_item || !in_note) {
        table.caption.notes.push_back(o.text);
      } else {
        table.caption.notes.back() += o.text;
      }
      in_note = true;
      m_use[i] = LineUse::note;
      edge = o.box.y1;
    }
    for (std::string const& note : table.caption.notes) {
      // The instruction of a form may announce the statement instead of being one.
      bool const announces = note.ends_with(':') || note.ends_with("\xEF\xBC\x9A"); // U+FF1A
      if (!announces && m_patterns.empty_statement.matches(note) && table.caption.empty_statement.empty()) {
        table.caption.empty_statement = note;
      }
    }
  }

  /// Whether a line is the next item of a numbered note.
  bool follows(std::string const& note, std::string const& line) const {
    auto const last = m_patterns.note_item.match(note), next = m_patterns.note_item.match(line);
    if (!last || !next || next->groups[0].data() != line.data()) { return false; }
    auto const a = read_numeral(last->groups[1]), b = read_numeral(next->groups[1]);
    bool const alike = is_ascii_digit(last->groups[1].front()) == is_ascii_digit(next->groups[1].front());
    return a && b && alike && *b == *a + 1;
  }

  static bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

  bool is_heading(std::string const& text) const {
    return m_patterns.row_label.matches(text) || m_patterns.chapter.matches(text);
  }

  bool goes_on(Over const& o, double edge) const {
    return o.box.y0 - edge < 1.2 * o.size && !is_heading(o.text) && !m_patterns.title.matches(o.text);
  }

  void set_ends(PageTable& table) const {
    Box const& grid = table.grid.box;
    table.first_on_page = table.last_on_page = true;
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
      double const y = m_lines[i].box.centre().y;
      if (m_use[i] == LineUse::prose && y < grid.y0) { table.first_on_page = false; }
      if (m_use[i] != LineUse::caption && y > grid.y1) { table.last_on_page = false; }
    }
    for (PageTable const& other : m_tables) {
      if (other.grid.box.centre().y < grid.y0) { table.first_on_page = false; }
      if (other.grid.box.centre().y > grid.y1) { table.last_on_page = false; }
    }
  }

  Page const& m_page;
  std::vector<Line> const& m_lines;
  std::vector<PageTable>& m_tables;
  TablePatterns const& m_patterns;
  Normaliser const& m_normaliser;
  CaptionOptions m_options;
  std::vector<LineUse> m_use;
};

} // namespace

std::size_t caption_on_page_before(std::vector<Line> const& lines, double below, PageTable& table,
                                   TablePatterns const& patterns, Normaliser const& normaliser,
                                   CaptionOptions const& options) {
  Caption caption;
  CaptionReader reader(caption, patterns);
  std::size_t taken = 0;
  for (std::size_t i = lines.size(); i-- > 0 && taken < static_cast<std::size_t>(options.max_lines);) {
    if (lines[i].box.centre().y < below) { break; }
    std::string const text = normaliser.squeeze(lines[i].text());
    bool const titled = !caption.title.empty();
    constexpr std::size_t too_short = 6; // for a title of its own: the name before it stands on a line above
    bool const whole =
        titled && count_characters(caption.title) > too_short && !patterns.title_end.matches(caption.title);
    if (whole || (titled && (patterns.row_label.matches(text) || ends_sentence(text)))) {
      // A list of tables names many, one as the other; none of its entries is the caption of what the next page begins
      // with.
      bool const part = reader.take_part(text).empty();
      bool const listed =
          patterns.title.matches(text) && patterns.row_label.matches(text) == patterns.row_label.matches(caption.title);
      if (!part && listed) { return 0; }
      if (!part) { break; }
      ++taken;
      continue;
    }
    if (titled) {
      reader.prepend_to_title(text);
    } else {
      std::string const rest = reader.take_part(text);
      if (!rest.empty() && (ends_sentence(rest) || !reader.take_title(rest))) { break; }
    }
    if (!caption.title.empty()) { add_box(caption.title_box, lines[i].box); }
    ++taken;
  }
  if (caption.title.empty()) { return 0; }
  for (std::size_t i = lines.size() - taken; i < lines.size(); ++i) {
    caption.printed.push_back(normaliser.squeeze(lines[i].text()));
  }
  std::move(table.caption.printed.begin(), table.caption.printed.end(), std::back_inserter(caption.printed));
  if (caption.unit.empty()) { caption.unit = table.caption.unit; }
  if (caption.entity.empty()) {
    caption.entity = table.caption.entity;
    caption.entity_box = table.caption.entity_box;
  }
  if (caption.year_line.empty()) { caption.year_line = table.caption.year_line; }
  caption.begins_page_before = true;
  caption.notes = std::move(table.caption.notes);
  caption.empty_statement = std::move(table.caption.empty_statement);
  table.caption = std::move(caption);
  return taken;
}

bool number_on_page_before(std::vector<Line> const& lines, double below, std::string const& other, PageTable& table,
                           TablePatterns const& patterns, Normaliser const& normaliser) {
  if (lines.empty() || lines.back().box.centre().y < below) { return false; }
  std::string const text = normaliser.squeeze(lines.back().text());
  auto const number = patterns.number.match(text);
  if (!number || number->groups[1] == other) { return false; }
  table.caption.number = number->groups[1]; // the line itself stays a line of its page, the title is on this one
  return true;
}

std::vector<LineUse> find_captions(Page const& page, std::vector<Line> const& lines, std::vector<PageTable>& tables,
                                   TablePatterns const& patterns, Normaliser const& normaliser,
                                   CaptionOptions const& options) {
  return PageCaptions(page, lines, tables, patterns, normaliser, options).read();
}

} // namespace gongkai
