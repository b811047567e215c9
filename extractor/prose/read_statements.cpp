// SPDX-License-Identifier: GPL-3.0-or-later
#include "prose/read_statements.hpp"

#include "prose/find_figures.hpp"
#include "prose/name_of_figure.hpp"
#include "text/characters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <utility>

namespace gongkai {
namespace {

constexpr auto no_section = "other";

/// What the words before a figure say.
struct Clause {
  Measure measure = Measure::amount;
  int sign = 1;
  std::string_view rest; ///< The words that are left: they may name the item.
  std::string_view of, base;
};

std::string_view without_gap(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\n')) { text.remove_prefix(1); }
  while (!text.empty() && (text.back() == ' ' || text.back() == '\n')) { text.remove_suffix(1); }
  return text;
}

/// Enough of a paragraph to tell what it is about.
std::string_view first_words(std::string_view text) {
  constexpr std::size_t bytes = 180;
  return text.size() <= bytes ? text : text.substr(0, character_before(text, bytes + 1));
}

/// What figures without a name of their own belong to.
struct Item {
  std::string subject;
  std::size_t number = 0; ///< No two of a document have the same.
};

class StatementReader {
public:
  StatementReader(Prose const& prose, std::span<Table const> tables, StatementContext const& context,
                  StatementPatterns const& patterns)
      : m_prose(prose), m_tables(tables), m_context(context), m_patterns(patterns), m_namer(patterns, context.entity) {}

  StatementReading read() {
    for (std::size_t i = 0; i < m_prose.sections.size(); ++i) {
      m_sections.push_back(section_of_heading(static_cast<int>(i)));
    }
    for (Table const& t : m_tables) { read_empty_table(t); }
    for (std::size_t i = 0; i < m_prose.paragraphs.size(); ++i) {
      if (m_prose.paragraphs[i].kind != ParagraphKind::contents) { read_paragraph(i); }
    }
    return std::move(m_out);
  }

private:
  /// By the innermost heading that tells; empty where none does.
  std::string section_of_heading(int section) const {
    for (int depth = 0; section >= 0 && depth < 20; ++depth) {
      Section const& s = m_prose.sections[static_cast<std::size_t>(section)];
      std::string const title = without_entity(s.title);
      auto const* entry = m_patterns.item_heading.matches(title) ? nullptr : m_patterns.sections.find(title);
      if (entry != nullptr) { return entry->key; }
      section = s.parent;
    }
    return {};
  }

  /// An authority's name may hold a section's word.
  std::string without_entity(std::string const& title) const {
    std::string out = title;
    if (auto const at = out.find(m_context.entity); !m_context.entity.empty() && at != std::string::npos) {
      out.erase(at, m_context.entity.size());
    }
    return out;
  }

  /// The sentence under a table without amounts.
  void read_empty_table(Table const& t) {
    if (t.caption.empty_statement.empty() || t.pages.empty()) { return; }
    m_text = t.caption.empty_statement;
    auto const* entry = m_patterns.sections.find(without_entity(t.caption.title));
    m_section = entry == nullptr ? no_section : entry->key;
    m_index = no_paragraph;
    // The note itself has no place of its own; the table above it has.
    m_place = {t.pages.front(), t.cells.empty() ? Box{} : t.cells.front().box};
    for (ProseFigure const& f : find_figures(m_text, m_patterns).figures) {
      if (f.kind == ProseFigure::Kind::not_arranged) { read_not_arranged(f); }
    }
  }

  void choose_section(Paragraph const& p) {
    std::string const by_heading = p.section >= 0 ? m_sections[static_cast<std::size_t>(p.section)] : std::string();
    if (p.section != m_last_section) { m_topic.clear(); }
    m_last_section = p.section;
    bool const vague =
        by_heading.empty() || by_heading == no_section || by_heading == "overview" || by_heading == "organization";
    if (vague && p.kind == ParagraphKind::text) {
      std::string const text = m_namer.clean(first_words(p.text));
      if (auto const* entry = by_heading == "overview" ? nullptr : m_patterns.topics.find(text)) {
        m_topic = entry->key;
      }
    }
    m_section = !m_topic.empty() ? m_topic : by_heading.empty() ? no_section : by_heading;
  }

  void read_paragraph(std::size_t index) {
    Paragraph const& p = m_prose.paragraphs[index];
    ProseFigures figures = find_figures(p.text, m_patterns);
    for (FigureSpan& s : figures.spans) {
      s.paragraph = index;
      m_out.spans.push_back(s);
    }
    choose_section(p);
    if (figures.figures.empty()) { return; }
    m_index = index;
    m_text = p.text;
    m_main = {};
    m_now = {heading_name(p.section), ++m_items};
    m_before.clear();
    m_code.clear();
    m_in_list = false;
    m_outer.reset();
    m_counted_end = 0;
    std::size_t lead = 0;
    for (std::size_t i = 0; i < figures.figures.size(); ++i) {
      ProseFigure const& f = figures.figures[i];
      std::size_t const next = i + 1 < figures.figures.size() ? figures.figures[i + 1].begin : p.text.size();
      read_figure(f, m_text.substr(lead, f.begin - std::min(f.begin, lead)));
      read_reason(m_text.substr(f.end, next - f.end));
      lead = std::max(lead, f.kind == ProseFigure::Kind::not_arranged ? f.begin : f.end);
      // What was counted, named behind its number, is no part of the next name.
      lead = std::max(lead, std::min(m_counted_end, next));
    }
  }

  std::string heading_name(int section) const {
    if (section < 0) { return {}; }
    std::string const title = m_namer.clean(without_entity(m_prose.sections[static_cast<std::size_t>(section)].title));
    auto const m = m_patterns.heading_tail.match(title);
    std::string const name = m_namer.clean(m ? m->groups[1] : std::string_view(title));
    constexpr std::size_t longest = 90; // bytes; a heading that holds its text names nothing
    return name.size() > longest || m_patterns.generic.matches(name) ? std::string() : name;
  }

  /// The section that "all of the above" speaks of: where the paragraph's own heading is one item of a list, which goes
  /// on with what is said of it on the same line, that of the list.
  int section_of_list(int section) const {
    if (section < 0) { return section; }
    Section const& s = m_prose.sections[static_cast<std::size_t>(section)];
    bool const item = !s.paragraphs.empty() && !m_prose.paragraphs[s.paragraphs.front()].heading;
    return item && s.parent >= 0 ? s.parent : section;
  }

  void read_figure(ProseFigure const& f, std::string_view lead) {
    follow_brackets(lead);
    std::string_view const sentence = without_gap(last_sentence(lead));
    bool const new_sentence = sentence.size() < lead.size();
    if (new_sentence && m_in_list && !m_main.subject.empty()) {
      m_now = m_main;
      m_in_list = false;
    }
    std::string const levels = m_namer.levels_in(lead);
    m_by_levels = !levels.empty();
    if (m_by_levels) { set_item(levels, lead); }
    if (auto const m = m_patterns.named.match(lead)) { set_item(std::string(m->groups[1]), lead); }
    switch (f.kind) {
    case ProseFigure::Kind::number: read_number(f, lead, sentence); break;
    case ProseFigure::Kind::unchanged: read_unchanged(f, sentence); break;
    case ProseFigure::Kind::not_arranged: read_not_arranged(f); break;
    }
    m_in_list = m_in_list || m_patterns.among.matches(lead);
  }

  void set_item(std::string const& name, std::string_view lead) {
    m_before = std::exchange(m_now, Item{name, ++m_items}).subject;
    m_code.clear();
    if (auto const m = m_patterns.code.match(lead)) {
      m_code = std::string(m->groups[1].empty() ? m->groups.back() : m->groups[1]);
    }
    if (m_main.subject.empty()) { m_main = m_now; }
  }

  Clause read_clause(ProseFigure const& f, std::string_view sentence) const {
    Clause out;
    out.rest = sentence;
    if (f.unit_kind == UnitKind::percent) { return read_percent(sentence); }
    out.measure = f.unit_kind == UnitKind::area    ? Measure::area
                  : f.unit_kind == UnitKind::count ? Measure::count
                                                   : Measure::amount;
    if (read_change(sentence, out)) {
      out.measure = Measure::change;
      return out;
    }
    if (f.unit_kind != UnitKind::money) { return out; }
    if (auto const m = m_patterns.prior.match(sentence); m && is_past(m->groups[2])) {
      out.measure = Measure::prior_amount;
      out.rest = m->groups[1];
      out.base = std::string_view(m->groups[2].data(),
                                  m->groups.back().data() + m->groups.back().size() - m->groups[2].data());
    } else if (auto const p = match_planned(f, sentence)) {
      out.measure = Measure::budget_amount;
      out.rest = p->groups[1];
    }
    return out;
  }

  std::optional<LineMatch> match_planned(ProseFigure const& f, std::string_view sentence) const {
    if (!m_context.final_accounts) { return std::nullopt; }
    if (auto m = m_patterns.planned.match(sentence)) { return m; }
    constexpr std::size_t near = 60;
    return m_patterns.executed_after.matches(m_text.substr(f.end, near))
               ? m_patterns.planned_if_executed.match(sentence)
               : std::nullopt;
  }

  /// A year that is printed must lie before the document's.
  bool is_past(std::string_view when) const {
    int year = 0;
    auto const [end, error] = std::from_chars(when.data(), when.data() + when.size(), year);
    return error != std::errc() || (m_context.year > 0 && year < m_context.year);
  }

  Clause read_percent(std::string_view sentence) const {
    Clause out;
    out.rest = sentence;
    out.measure = Measure::share;
    if (auto const m = m_patterns.completion.match(sentence)) {
      out.measure = Measure::completion_rate;
      out.rest = m->groups[1];
      out.base = "this_budget";
    } else if (auto const s = m_patterns.share.match(sentence)) {
      out.rest = s->groups[1];
      out.of = s->groups[2];
    } else if (read_change(sentence, out)) {
      out.measure = Measure::change_rate;
    }
    return out;
  }

  bool read_change(std::string_view sentence, Clause& out) const {
    auto const less = m_patterns.decrease.match(sentence);
    auto const more = less ? std::nullopt : m_patterns.increase.match(sentence);
    auto const other = less || more ? std::nullopt : m_patterns.changed.match(sentence);
    if (!less && !more && !other) { return false; }
    out.sign = less ? -1 : 1;
    out.rest = less ? less->groups[1] : more ? more->groups[1] : other->groups[1];
    take_base(out);
    if (out.base.empty() && !other) { out.base = less ? less->groups[2] : more->groups[2]; }
    return true;
  }

  void take_base(Clause& out) const {
    auto const m = m_patterns.base.match(out.rest);
    if (!m) { return; }
    out.base = m->groups[2];
    std::string_view const after = m->groups[3];
    out.rest = m_namer.name_in(after, false).empty() ? m->groups[1] : after;
  }

  std::string kind_of_base(std::string_view base) const {
    if (base.empty() || base == "this_budget") { return std::string(base); }
    auto const* entry = m_patterns.base_kinds.find(base);
    return entry == nullptr ? std::string() : entry->key;
  }

  void read_number(ProseFigure const& f, std::string_view lead, std::string_view sentence) {
    bool const behind_name = lead.data() == m_text.data() + m_counted_end;
    if (!behind_name && m_patterns.range.matches(lead) && read_rest_of_range(f)) { return; }
    Clause clause = read_clause(f, sentence);
    Item const before = m_now;
    bool const own = clause.measure != Measure::share && clause.measure != Measure::completion_rate;
    std::string name = counted_name(f, clause);
    if (name.empty()) { name = long_name(clause.rest); }
    if (name.empty()) { name = m_namer.name_in(clause.rest, own && (m_now.subject.empty() || code_names_item(lead))); }
    if (name.empty()) { name = total_or_counterpart(f, clause.rest); }
    if (m_patterns.whole.matches(name) || (name.empty() && m_patterns.whole.matches(clause.rest))) {
      name = heading_name(section_of_list(m_prose.paragraphs[m_index].section));
    }
    if (own && name.empty() && m_now.subject.empty()) { name = m_namer.last_words(clause.rest); }
    // "Its cost grew" may shorten the name it stands for.
    bool const change = clause.measure == Measure::change || clause.measure == Measure::change_rate;
    std::string const& main = m_main.subject;
    if (change && !name.empty() && name.size() < main.size() && main.ends_with(name)) { name = main; }
    if (!name.empty() && !m_by_levels) { set_item(name, lead); }
    // Parts may follow of what the heading names.
    if (own && m_main.subject.empty()) { m_main = m_now; }
    if (change && name.empty() && sentence.size() < lead.size()) { join_totals(); }
    Statement s = statement(f);
    s.measure = clause.measure;
    if (clause.sign < 0) { // also where the text says it twice: "fell by -3.2 %"
      s.value.mantissa = -std::abs(s.value.mantissa);
      if (s.yuan) { s.yuan->mantissa = -std::abs(s.yuan->mantissa); }
    }
    s.of = m_namer.clean(clause.of);
    s.base = kind_of_base(clause.base);
    if (change && s.base.empty()) { s.base = base_of_item(); }
    m_out.statements.push_back(std::move(s));
    if (f.unit_kind == UnitKind::count && !before.subject.empty() && m_patterns.aside.matches(sentence)) {
      m_now = before;
    }
  }

  /// "Receipts come to 5, expenditure comes to 5. They grew by 1": what a new sentence says of two equal totals it says
  /// of both. The item keeps its number, since its amount is theirs.
  void join_totals() {
    auto const& all = m_out.statements;
    if (all.size() < 2 || m_before.empty() || all.back().item != m_now.number) { return; }
    Statement const& last = all.back();
    Statement const& first = all[all.size() - 2];
    bool const equal = last.measure == Measure::amount && first.measure == Measure::amount &&
                       last.value == first.value && last.unit == first.unit && first.subject == m_before;
    std::string const names = m_before + "|" + m_now.subject;
    auto const m = equal ? m_patterns.both_totals.match(names) : std::nullopt;
    if (m) { m_now.subject = std::string(m->groups[1]) + m_patterns.both_totals_text; }
  }

  /// What the change, or last year's figure, just said of the item in force is against.
  std::string base_of_item() const {
    if (m_out.statements.empty() || m_out.statements.back().item != m_now.number) { return {}; }
    Statement const& last = m_out.statements.back();
    return last.measure == Measure::completion_rate ? std::string() : last.base;
  }

  /// "From 5 % to 6 %", "by 5 %, 6 % and 7 %": a later figure measures what the first does. False where it is none.
  bool read_rest_of_range(ProseFigure const& f) {
    if (m_out.statements.empty()) { return false; }
    Statement const& first = m_out.statements.back();
    if (first.item != m_now.number || first.paragraph != m_index || first.unit != f.unit) { return false; }
    int const sign = first.value.mantissa < 0 ? -1 : 1;
    Statement s = statement(f);
    s.measure = first.measure;
    s.value.mantissa *= sign;
    if (s.yuan) { s.yuan->mantissa *= sign; }
    s.of = first.of;
    s.base = first.base;
    m_out.statements.push_back(std::move(s));
    return true;
  }

  /// At the head of a paragraph a code tells a name from other words, also where more words follow it.
  bool code_names_item(std::string_view lead) const {
    return lead.data() == m_text.data() && m_patterns.code.matches(lead);
  }

  /// A bracket that begins right behind a figure holds its parts; behind the bracket the text goes on with the whole.
  void follow_brackets(std::string_view lead) {
    constexpr std::string_view open = "\xEF\xBC\x88", close = "\xEF\xBC\x89";
    if (lead.starts_with(open) && lead.data() != m_text.data() && lead.find(close) == std::string_view::npos) {
      m_outer = m_now;
      return;
    }
    auto const closing = lead.find(close);
    if (!m_outer || closing == std::string_view::npos || lead.substr(0, closing).find(open) != std::string_view::npos) {
      return;
    }
    m_now = *m_outer;
    m_outer.reset();
  }

  std::string long_name(std::string_view rest) const {
    auto const m = m_patterns.long_name.match(rest);
    return m ? std::string(m->groups[1]) + std::string(m->groups[2]) : std::string();
  }

  /// A total of people; "expenditure", short for that of the receipts named before.
  std::string total_or_counterpart(ProseFigure const& f, std::string_view rest) const {
    if (auto const m = f.unit_kind == UnitKind::count ? m_patterns.count_total.match(rest) : std::nullopt) {
      return std::string(m->groups[1]);
    }
    if (f.unit_kind != UnitKind::money || !m_patterns.expenditure_word.matches(m_namer.clean(rest))) { return {}; }
    auto const m = m_patterns.receipts_name.match(m_now.subject);
    return m ? std::string(m->groups[1]) + m_patterns.expenditure_text : std::string();
  }

  /// "Has five offices": the name stands after the number.
  std::string counted_name(ProseFigure const& f, Clause const& clause) {
    if (f.unit_kind != UnitKind::count || clause.measure != Measure::count) { return {}; }
    bool const goes_on = m_counted_end > 0 && m_counted_end < f.begin &&
                         m_patterns.counted_on.matches(m_text.substr(m_counted_end, f.begin - m_counted_end));
    if (!goes_on && !m_patterns.counted_after.matches(clause.rest)) { return {}; }
    constexpr std::size_t near = 90;
    auto const m = m_patterns.counted_name.match(m_text.substr(f.end, near));
    constexpr std::size_t longest = 42, shortest = 6; // bytes: 14 ideographs, and 2
    if (!m || m->groups[1].size() > longest || m->groups[1].size() < shortest) { return {}; }
    m_counted_end = static_cast<std::size_t>(m->groups[1].data() - m_text.data()) + m->groups[1].size();
    std::string const name = m_namer.clean(m->groups[1]);
    constexpr std::size_t verb = 6; // bytes: two ideographs
    std::string const counted = std::string(last_characters(clause.rest, verb)) + "|" + name;
    auto const term = m_patterns.counted_term.match(counted);
    return term ? std::string(term->groups[1]) + std::string(term->groups[2]) : name;
  }

  void read_unchanged(ProseFigure const& f, std::string_view sentence) {
    auto const against = m_patterns.unchanged_base.match(sentence);
    std::string const base = against ? kind_of_base(against->groups[2]) : std::string();
    if (base == "this_budget") { return; } // spending as planned: no change over time
    if (std::string const name = m_namer.name_in(against ? against->groups[1] : sentence, false); !name.empty()) {
      set_item(name, sentence);
    }
    if (m_now.subject.empty() || change_is_said()) { return; }
    Statement s = statement(f);
    s.measure = Measure::change;
    s.base = base;
    m_out.statements.push_back(std::move(s));
  }

  /// Whether the text has said by how much the item in force changed.
  bool change_is_said() const {
    for (auto s = m_out.statements.rbegin(); s != m_out.statements.rend() && s->paragraph == m_index; ++s) {
      if (s->item == m_now.number && s->measure == Measure::change) { return true; }
    }
    return false;
  }

  void read_not_arranged(ProseFigure const& f) {
    auto const two = m_patterns.two_names.match(f.name);
    for (std::string_view const name :
         two ? std::vector<std::string_view>{two->groups[1], two->groups[2]} : std::vector<std::string_view>{f.name}) {
      std::string shown = m_namer.clean(name);
      if (auto const tail = m_patterns.not_arranged_tail.match(shown)) { shown = std::string(tail->groups[1]); }
      if (auto const both = m_patterns.both_sides.match(shown)) {
        shown = std::string(both->groups[1]) + m_patterns.both_sides_text;
      }
      add_not_arranged(f, shown);
    }
  }

  void add_not_arranged(ProseFigure const& f, std::string const& name) {
    constexpr std::size_t longest = 150; // bytes; a longer one is a sentence
    if (name.empty() || name.size() > longest || m_patterns.generic.matches(name)) { return; }
    Item const kept = std::exchange(m_now, Item{name, ++m_items});
    Statement s = statement(f);
    s.measure = Measure::amount;
    s.not_arranged = true;
    m_out.statements.push_back(std::move(s));
    m_now = kept;
  }

  Statement statement(ProseFigure const& f) {
    Statement s;
    s.id = fmt::format("s{}", m_out.statements.size() + 1);
    s.section = m_section;
    s.subject = m_now.subject;
    s.value = f.value;
    s.unit = f.unit;
    if (f.unit_kind == UnitKind::money && !f.unit.empty()) { s.yuan = f.value.times_power_of_ten(f.power); }
    s.approximate = f.approximate;
    s.code = m_code;
    s.item = m_now.number;
    s.paragraph = m_index;
    s.begin = f.begin;
    s.end = f.end;
    s.text = sentence_around(f);
    PagePlace const place = m_index == no_paragraph ? m_place : place_of(m_prose.paragraphs[m_index], f.begin, f.end);
    s.page = place.page;
    s.box = place.box;
    return s;
  }

  std::string sentence_around(ProseFigure const& f) const {
    // A text without full stops must not be copied for each of its figures.
    constexpr std::size_t reach = 1200;
    constexpr std::string_view full_stop = "\xE3\x80\x82";
    std::size_t const from = f.begin - std::min(f.begin, reach);
    auto const before = m_text.substr(from, f.begin - from).rfind(full_stop);
    std::size_t const begin =
        before == std::string_view::npos ? character_from(m_text, from) : from + before + full_stop.size();
    auto const after = m_text.substr(0, std::min(m_text.size(), f.end + reach)).find(full_stop, f.end);
    std::size_t const end = after == std::string_view::npos
                                ? character_from(m_text, std::min(m_text.size(), f.end + reach))
                                : after + full_stop.size();
    return std::string(m_text.substr(begin, end - begin));
  }

  /// From its first byte to the end of its sentence or list item; figures may stand in it.
  std::string_view whole_reason(std::size_t begin) const {
    constexpr std::string_view stop = "\xE3\x80\x82", semicolon = "\xEF\xBC\x9B", comma = "\xEF\xBC\x8C",
                               open = "\xEF\xBC\x88", close = "\xEF\xBC\x89";
    std::string_view reason = m_text.substr(begin);
    reason = reason.substr(0, reason.find(stop));
    for (auto at = reason.find(semicolon); at != std::string_view::npos; at = reason.find(semicolon, at + 1)) {
      if (!m_patterns.reason_goes_on.matches(reason.substr(at + semicolon.size()))) { reason = reason.substr(0, at); }
    }
    if (auto const closing = reason.find(close); closing < reason.find(open)) { reason = reason.substr(0, closing); }
    while (reason.ends_with(comma)) { reason.remove_suffix(comma.size()); }
    while (reason.starts_with(comma)) { reason.remove_prefix(comma.size()); }
    return reason;
  }

  void read_reason(std::string_view after) {
    if (m_out.statements.empty() || m_out.statements.back().item != m_now.number) { return; }
    auto const m = m_patterns.reason.match(after);
    if (!m) { return; }
    std::string_view const reason = whole_reason(static_cast<std::size_t>(m->groups[1].data() - m_text.data()));
    for (auto s = m_out.statements.rbegin(); s != m_out.statements.rend() && s->item == m_now.number; ++s) {
      bool const change = s->measure == Measure::change || s->measure == Measure::change_rate;
      if (s->reason.empty() && (change || s == m_out.statements.rbegin())) { s->reason = reason; }
    }
  }

  Prose const& m_prose;
  std::span<Table const> m_tables;
  StatementContext m_context;
  StatementPatterns const& m_patterns;
  FigureNamer m_namer;
  StatementReading m_out;
  std::vector<std::string> m_sections; ///< One for each section of the outline.
  std::string m_section, m_topic;
  int m_last_section = -1;
  // Of the paragraph that is being read:
  std::size_t m_index = 0;
  PagePlace m_place; ///< Of the table, where its note is read.
  std::string_view m_text;
  Item m_now;                    ///< In force.
  Item m_main;                   ///< The first item named.
  std::string m_code;            ///< Of the item in force.
  std::string m_before;          ///< Named before the item in force.
  std::optional<Item> m_outer;   ///< In force before the bracket that is open.
  std::size_t m_counted_end = 0; ///< Where the name ends that was counted last; 0: none was.
  bool m_by_levels = false;      ///< The levels of the classification name the figure's item: nothing names it better.
  bool m_in_list = false;        ///< Parts of the main item are being named.
  std::size_t m_items = 0;       ///< How many there were.
};

} // namespace

StatementReading read_statements(Prose const& prose, std::span<Table const> tables, StatementContext const& context,
                                 StatementPatterns const& patterns) {
  return StatementReader(prose, tables, context, patterns).read();
}

} // namespace gongkai
