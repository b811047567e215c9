// SPDX-License-Identifier: GPL-3.0-or-later
#include "prose/name_list.hpp"
#include "prose/organization.hpp"
#include "prose/prose_patterns.hpp"
#include "text/characters.hpp"
#include "text/numeral.hpp"

#include <algorithm>

namespace gongkai {
namespace {

constexpr char const* file_name = "prose/organization.toml";

/// The number in the first group that took part.
std::optional<std::int64_t> number_of(LineMatch const& m) {
  for (std::size_t i = 1; i < m.groups.size(); ++i) {
    if (!m.groups[i].empty()) { return read_numeral(m.groups[i]); }
  }
  return std::nullopt;
}

/// The group with the number, or the whole match.
std::string_view number_text(LineMatch const& m) {
  for (std::size_t i = 1; i < m.groups.size(); ++i) {
    if (!m.groups[i].empty()) { return m.groups[i]; }
  }
  return m.groups[0];
}

class OrganizationReader {
public:
  OrganizationReader(Prose const& prose, std::span<Table const> tables, OrganizationPatterns const& patterns,
                     Normaliser const& normaliser)
      : m_prose(prose), m_tables(tables), m_patterns(patterns), m_normaliser(normaliser) {}

  Organization read() {
    choose_sections();
    std::vector<Paragraph const*> paragraphs;
    for (Paragraph const& p : m_prose.paragraphs) {
      if (p.kind == ParagraphKind::text && !p.heading && chosen(p.section)) { paragraphs.push_back(&p); }
    }
    for (Paragraph const* p : paragraphs) { read_offices(*p); }
    if (m_out.offices.empty()) { read_listed_offices(); }
    read_subordinates(paragraphs);
    for (Paragraph const* p : paragraphs) { read_staff(p->text); }
    if (!m_out.staff.authorized.value) { read_parts_of_posts(paragraphs); }
    return std::move(m_out);
  }

private:
  /// Sections that speak of the organization, with those in them. A document without any heading is read as a whole.
  void choose_sections() {
    for (Section const& s : m_prose.sections) {
      bool const inherited = s.parent >= 0 && m_chosen[static_cast<std::size_t>(s.parent)];
      bool const own = m_patterns.section.matches(s.title);
      m_chosen.push_back((own || inherited) && !m_patterns.other_section.matches(s.title));
    }
  }

  bool chosen(int section) const {
    return section < 0 ? m_prose.sections.empty() : m_chosen[static_cast<std::size_t>(section)];
  }

  void read_offices(Paragraph const& p) {
    if (!m_out.office_count) {
      if (auto const m = m_patterns.office_count.match(p.text)) { m_out.office_count = number_of(*m); }
    }
    if (!m_out.offices.empty()) { return; }
    auto const m = m_patterns.office_list.match(p.text);
    if (!m || m->groups.size() < 2) { return; }
    std::size_t const begin = static_cast<std::size_t>(m->groups[1].data() - p.text.data());
    m_out.offices = names_in(p, begin, m->groups[1].size(), m_patterns.office_name,
                             static_cast<std::size_t>(m_out.office_count.value_or(0)));
  }

  /// The names of a list; none where most of its items do not look like names.
  std::vector<std::string> names_in(Paragraph const& p, std::size_t begin, std::size_t size, LinePatterns const& name,
                                    std::size_t count) const {
    std::string_view list = std::string_view(p.text).substr(begin, size);
    if (auto const end = m_patterns.list_end.match(list)) {
      list = list.substr(0, list.size() - end->groups[0].size());
    }
    std::vector<std::size_t> seams;
    for (TextLine const& line : p.lines) {
      if (line.begin > begin && line.begin < begin + list.size()) { seams.push_back(line.begin - begin); }
    }
    std::vector<std::string> names = split_names(list, name, count, seams);
    std::erase_if(names, [&](std::string const& n) {
      return m_patterns.not_counted.matches(n) || m_patterns.no_name.matches(n);
    });
    auto const like = static_cast<std::size_t>(
        std::count_if(names.begin(), names.end(), [&](std::string const& n) { return name.matches(n); }));
    if (names.empty() || 2 * like < names.size()) { return {}; }
    return names;
  }

  /// Offices one a line, under a heading of theirs.
  void read_listed_offices() {
    for (std::size_t s = 0; s < m_prose.sections.size() && m_out.offices.empty(); ++s) {
      if (!m_chosen[s] || !m_patterns.office_heading.matches(m_prose.sections[s].title)) { continue; }
      for (std::size_t const i : m_prose.sections[s].paragraphs) {
        Paragraph const& p = m_prose.paragraphs[i];
        if (p.heading) { continue; }
        std::string name = without_number(p.text);
        if (to_utf32(name).size() <= 40 && name.find("\xE3\x80\x82") == std::string::npos && !name.empty()) {
          m_out.offices.push_back(std::move(name));
        }
      }
    }
  }

  /// "12. General Office" without its number, in digits only.
  static std::string without_number(std::string const& text) {
    std::size_t i = 0;
    while (i < text.size() && text[i] >= '0' && text[i] <= '9') { ++i; }
    if (i == 0) { return text; }
    if (text.compare(i, 1, ".") == 0) { return text.substr(i + 1); }
    return text.compare(i, 3, "\xE3\x80\x81") == 0 ? text.substr(i + 3) : text;
  }

  void read_subordinates(std::vector<Paragraph const*> const& paragraphs) {
    for (Paragraph const* p : paragraphs) {
      if (m_patterns.no_subordinates.matches(p->text)) {
        m_out.subordinate_units = 0;
        return;
      }
    }
    for (Paragraph const* p : paragraphs) {
      if (auto const m = m_patterns.subordinate_count.match(p->text)) {
        m_out.subordinate_units = number_of(*m);
        return;
      }
    }
    for (Paragraph const* p : paragraphs) {
      auto const m = m_patterns.subordinate_list.match(p->text);
      if (!m || m->groups.size() < 2) { continue; }
      std::size_t const begin = static_cast<std::size_t>(m->groups[1].data() - p->text.data());
      std::size_t const units = names_in(*p, begin, m->groups[1].size(), m_patterns.unit_name, 0).size();
      if (units == 0) { continue; }
      m_out.subordinate_units = static_cast<std::int64_t>(units);
      return;
    }
    count_units_of_tables();
  }

  /// A table of the units that a budget covers, the entity itself among them.
  void count_units_of_tables() {
    for (TablePlace const& place : m_prose.tables) {
      if (place.section < 0 || !chosen(place.section)) { continue; }
      Table const& table = m_tables[place.table];
      int column = -1;
      for (TableCell const& c : table.cells) {
        if (c.row < std::max(table.header_rows, 1) && m_patterns.unit_head.matches(m_normaliser.squeeze(c.text))) {
          column = c.col;
        }
      }
      if (column < 0) { continue; }
      std::int64_t units = 0, own = 0;
      for (TableCell const& c : table.cells) {
        if (c.col != column || c.row < std::max(table.header_rows, 1)) { continue; }
        ++units;
        own += m_patterns.own_unit.matches(m_normaliser.squeeze(c.text));
      }
      if (own == 1) { m_out.subordinate_units = units - own; }
      return;
    }
  }

  void read_staff(std::string_view text) {
    read_figure(text, m_patterns.authorized, m_out.staff.authorized);
    read_figure(text, m_patterns.actual, m_out.staff.actual);
    read_figure(text, m_patterns.on_post, m_out.staff.on_post);
    read_figure(text, m_patterns.retired, m_out.staff.retired);
    read_figure(text, m_patterns.leave, m_out.staff.leave);
    Staff& s = m_out.staff;
    if (!s.actual.value && s.on_post.value && s.retired.value && m_patterns.actual_by_kind.matches(text)) {
      s.actual.value = *s.on_post.value + *s.retired.value + s.leave.value.value_or(0);
    }
  }

  void read_figure(std::string_view text, LinePatterns const& patterns, StaffFigure& out) const {
    if (out.value) { return; }
    auto const m = patterns.match(text);
    if (!m) { return; }
    out.value = number_of(*m);
    std::string_view const number = number_text(*m);
    read_change(text.substr(static_cast<std::size_t>(number.data() - text.data()) + number.size()), out);
  }

  void read_change(std::string_view rest, StaffFigure& out) const {
    if (m_patterns.staff_unchanged.matches(rest)) {
      out.change = 0;
      return;
    }
    auto const m = m_patterns.staff_change.match(rest);
    if (!m || m->groups.size() < 3) { return; }
    out.change = read_numeral(m->groups[2]);
    if (out.change && m_patterns.decrease.matches(m->groups[1])) { out.change = -*out.change; }
  }

  /// A part of the posts counts as all of them where it is the only one.
  void read_parts_of_posts(std::vector<Paragraph const*> const& paragraphs) {
    StaffFigure only;
    int parts = 0;
    for (Paragraph const* p : paragraphs) {
      for (std::string_view rest = p->text; !rest.empty();) {
        auto const m = m_patterns.authorized_part.match(rest);
        if (!m) { break; }
        std::string_view const number = number_text(*m);
        rest = rest.substr(static_cast<std::size_t>(number.data() - rest.data()) + number.size());
        if (++parts > 1) { return; }
        only.value = read_numeral(number);
        read_change(rest, only);
      }
    }
    if (parts == 1) { m_out.staff.authorized = only; }
  }

  Prose const& m_prose;
  std::span<Table const> m_tables;
  OrganizationPatterns const& m_patterns;
  Normaliser const& m_normaliser;
  std::vector<bool> m_chosen; ///< One a section.
  Organization m_out;
};

} // namespace

OrganizationPatterns::OrganizationPatterns(PatternFiles const& files)
    : section(files, file_name, "section"), other_section(files, file_name, "other_section"),
      office_count(files, file_name, "office_count"), office_list(files, file_name, "office_list"),
      office_heading(files, file_name, "office_heading"), office_name(files, file_name, "office_name"),
      no_name(files, file_name, "no_name"), list_end(files, file_name, "list_end"),
      not_counted(files, file_name, "not_counted"), no_subordinates(files, file_name, "no_subordinates"),
      subordinate_count(files, file_name, "subordinate_count"), subordinate_list(files, file_name, "subordinate_list"),
      unit_name(files, file_name, "unit_name"), unit_head(files, file_name, "unit_head"),
      own_unit(files, file_name, "own_unit"), authorized(files, file_name, "authorized"),
      authorized_part(files, file_name, "authorized_part"), actual(files, file_name, "actual"),
      actual_by_kind(files, file_name, "actual_by_kind"), on_post(files, file_name, "on_post"),
      retired(files, file_name, "retired"), leave(files, file_name, "leave"),
      staff_change(files, file_name, "staff_change"), staff_unchanged(files, file_name, "staff_unchanged"),
      decrease(files, file_name, "decrease") {}

Organization read_organization(Prose const& prose, std::span<Table const> tables, OrganizationPatterns const& patterns,
                               Normaliser const& normaliser) {
  return OrganizationReader(prose, tables, patterns, normaliser).read();
}

} // namespace gongkai
