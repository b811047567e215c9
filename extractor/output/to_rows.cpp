// SPDX-License-Identifier: GPL-3.0-or-later
#include "output/to_rows.hpp"

#include "base/sha256.hpp"
#include "output/fingerprint.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace gongkai {
namespace {

constexpr std::string_view path_separator = " > ";

std::string joined(std::vector<std::string> const& texts, std::string_view separator) {
  return fmt::format("{}", fmt::join(texts, separator));
}

/// Hundredths of a yuan; null where there are smaller parts, or where it does not fit.
std::optional<std::int64_t> fen(std::optional<Decimal> const& yuan) {
  if (!yuan) { return std::nullopt; }
  Decimal d = *yuan;
  while (d.scale > 2 && d.mantissa % 10 == 0) {
    d.mantissa /= 10;
    --d.scale;
  }
  std::optional<Decimal> const whole = d.scale > 2 ? std::nullopt : d.times_power_of_ten(2);
  return whole ? std::optional(whole->mantissa) : std::nullopt;
}

std::string_view name_of(TextLayer layer) {
  return layer == TextLayer::digital ? "digital" : layer == TextLayer::mixed ? "mixed" : "scanned";
}

std::string_view role_of(Paragraph const& p) {
  return p.kind == ParagraphKind::cover      ? "cover"
         : p.kind == ParagraphKind::contents ? "contents"
         : p.heading                         ? "heading"
                                             : "text";
}

class RowBuilder {
public:
  RowBuilder(Extraction const& extraction, RowNames const& names, std::string_view reader)
      : m_record(extraction), m_names(names), m_reader(reader), m_document(document_key(extraction.source.sha256)) {}

  Rows build() {
    document();
    evidence();
    sections();
    for (std::size_t i = 0; i < m_record.tables.size(); ++i) { table(m_record.tables[i], reading(i)); }
    for (Observation const& o : m_record.observations) { observation(o); }
    for (Statement const& s : m_record.statements) { statement(s); }
    organization();
    indicators();
    glossary();
    for (Check const& c : m_record.checks) { check(c); }
    leftovers();
    return std::move(m_rows);
  }

private:
  void begin(RelationId relation) {
    m_rows.begin(relation);
    m_rows.text(m_document);
  }

  void box(Box const& b) {
    m_rows.coordinate(b.x0);
    m_rows.coordinate(b.y0);
    m_rows.coordinate(b.x1);
    m_rows.coordinate(b.y1);
  }

  void no_box() {
    for (int i = 0; i < 4; ++i) { m_rows.null(); }
  }

  void box_or_null(std::optional<Box> const& b) {
    if (b) {
      box(*b);
    } else {
      no_box();
    }
  }

  void page_or_null(int page) { m_rows.integer_or_null(page > 0 ? std::optional<std::int64_t>(page) : std::nullopt); }

  void decimal_or_null(std::optional<Decimal> const& d) { m_rows.text_or_null(d ? d->text() : std::string()); }

  void money(std::optional<Decimal> const& yuan) {
    decimal_or_null(yuan);
    m_rows.integer_or_null(fen(yuan));
  }

  template <class T>
  void count(T const& list) {
    m_rows.integer(static_cast<std::int64_t>(list.size()));
  }

  TableReading const& reading(std::size_t table) const {
    static TableReading const none;
    return table < m_record.table_readings.size() ? m_record.table_readings[table] : none;
  }

  void document() {
    begin(RelationId::documents);
    m_rows.text(m_record.source.sha256);
    m_rows.text(m_record.source.file);
    m_rows.text(gongkai::name_of(outcome_of(m_record)));
    m_rows.null();
    m_rows.integer(static_cast<std::int64_t>(m_record.source.bytes));
    m_rows.integer(m_record.source.pages);
    m_rows.text_or_null(m_record.source.producer);
    m_rows.boolean(m_record.source.encrypted);
    m_rows.text(name_of(m_record.source.text_layer));
    Identity const& d = m_record.document;
    m_rows.text_or_null(d.kind.value);
    page_or_null(d.year_number());
    m_rows.text_or_null(d.entity.value);
    m_rows.text_or_null(d.region_code.value);
    m_rows.text_or_null(d.region);
    m_rows.text_or_null(d.date.value);
    counts();
    decimal_or_null(proven_share(m_record));
    m_rows.text_or_null(text_fingerprint(m_record));
    m_rows.text_or_null(figures_fingerprint(m_record));
    m_rows.text(m_reader);
  }

  void counts() {
    std::size_t cells = 0;
    for (Table const& t : m_record.tables) { cells += t.cells.size(); }
    count(m_record.tables);
    m_rows.integer(static_cast<std::int64_t>(cells));
    count(m_record.observations);
    count(m_record.statements);
    for (CheckStatus const status : {CheckStatus::pass, CheckStatus::rounding, CheckStatus::fail}) {
      m_rows.integer(std::count_if(m_record.checks.begin(), m_record.checks.end(),
                                   [&](Check const& c) { return c.status == status; }));
    }
  }

  void evidence() {
    Identity const& d = m_record.document;
    std::int64_t position = 0;
    for (auto const& [key, field] : {std::pair{"kind", &d.kind},
                                     std::pair{"year", &d.year},
                                     {"entity", &d.entity},
                                     {"region_code", &d.region_code},
                                     {"date", &d.date}}) {
      for (IdentityReading const& w : field->evidence) { witness(++position, key, w, true); }
      for (IdentityReading const& w : field->disagreements) { witness(++position, key, w, false); }
    }
  }

  void witness(std::int64_t position, char const* key, IdentityReading const& w, bool agrees) {
    begin(RelationId::evidence);
    m_rows.integer(position);
    m_rows.text(key);
    m_rows.text(w.value);
    m_rows.boolean(agrees);
    m_rows.text(gongkai::name_of(w.witness.kind));
    page_or_null(w.witness.page);
    box_or_null(w.witness.box.width() > 0 ? std::optional(w.witness.box) : std::nullopt);
    m_rows.text_or_null(w.witness.text);
  }

  void sections() {
    for (std::size_t i = 0; i < m_record.prose.sections.size(); ++i) {
      Section const& s = m_record.prose.sections[i];
      begin(RelationId::sections);
      m_rows.integer(static_cast<std::int64_t>(i) + 1);
      page_or_null(s.parent + 1);
      m_rows.text_or_null(s.number);
      m_rows.text_or_null(s.title);
      m_rows.integer(s.level);
      page_or_null(s.page);
    }
    std::int64_t number = 0;
    for (Paragraph const& p : m_record.prose.paragraphs) {
      PagePlace const place = place_of(p, 0, p.text.size());
      begin(RelationId::paragraphs);
      m_rows.integer(++number);
      page_or_null(p.section + 1);
      m_rows.text(role_of(p));
      m_rows.text(p.text);
      page_or_null(place.page);
      box_or_null(place.page > 0 ? std::optional(place.box) : std::nullopt);
    }
  }

  void table(Table const& t, TableReading const& reading) {
    begin(RelationId::tables);
    m_rows.text(t.id);
    m_rows.text_or_null(reading.type);
    m_rows.text_or_null(t.caption.number);
    m_rows.text_or_null(t.caption.title);
    m_rows.text_or_null(t.caption.unit);
    m_rows.text_or_null(t.caption.entity);
    m_rows.text_or_null(reading.unit_entity);
    m_rows.text_or_null(reading.part);
    m_rows.integer(t.pages.empty() ? 0 : t.pages.front());
    m_rows.integer(t.pages.empty() ? 0 : t.pages.back());
    m_rows.integer(t.rows);
    m_rows.integer(t.cols);
    m_rows.integer(t.header_rows);
    m_rows.boolean(t.empty);
    m_rows.text_or_null(t.caption.empty_statement);
    m_rows.text_or_null(joined(t.caption.notes, "\n"));
    m_rows.text(gongkai::name_of(t.method));
    for (std::size_t i = 0; i < t.column_paths.size(); ++i) {
      column(t, i, i < reading.columns.size() ? reading.columns[i] : Column{});
    }
    for (TableCell const& c : t.cells) { cell(t, c); }
  }

  void column(Table const& t, std::size_t index, Column const& c) {
    bool const amount = c.role == ColumnRole::amount;
    begin(RelationId::table_columns);
    m_rows.text(t.id);
    m_rows.integer(static_cast<std::int64_t>(index));
    m_rows.text_or_null(joined(t.column_paths[index], path_separator));
    m_rows.text(gongkai::name_of(c.role));
    m_rows.text_or_null(amount ? c.measure : std::string());
    m_rows.text_or_null(amount ? c.basis : std::string());
    m_rows.boolean(amount && c.prior_year);
  }

  void cell(Table const& t, TableCell const& c) {
    begin(RelationId::cells);
    m_rows.text(t.id);
    m_rows.integer(c.row);
    m_rows.integer(c.col);
    m_rows.integer(c.rowspan);
    m_rows.integer(c.colspan);
    m_rows.text(c.text);
    m_rows.text_or_null(c.amount && c.raw != c.text ? c.raw : std::string());
    m_rows.integer(c.page);
    box(c.box);
    m_rows.boolean(c.overflow);
  }

  void observation(Observation const& o) {
    begin(RelationId::observations);
    m_rows.text(o.id);
    m_rows.text(m_record.tables[o.table].id);
    m_rows.integer(o.row);
    m_rows.integer(o.col);
    m_rows.text(o.type);
    m_rows.text_or_null(o.unit_entity);
    m_rows.text_or_null(reading(o.table).part);
    m_rows.text_or_null(gongkai::name_of(o.side));
    row_name(o.name);
    m_rows.text_or_null(joined(o.path, path_separator));
    m_rows.text_or_null(o.measure);
    m_rows.text_or_null(o.basis);
    m_rows.boolean(o.prior_year);
    m_rows.text(o.amount.text());
    m_rows.text_or_null(o.unit);
    money(o.yuan);
    m_rows.text(gongkai::name_of(o.mark));
    m_rows.text(gongkai::name_of(o.proof));
    m_rows.integer(o.page);
    box(o.box);
    std::int64_t position = 0;
    for (RowCode const& c : o.name.others) {
      begin(RelationId::other_codes);
      m_rows.text(o.id);
      m_rows.integer(++position);
      m_rows.text(gongkai::name_of(c.system));
      m_rows.text(c.code);
      m_rows.text_or_null(c.label);
    }
  }

  void row_name(RowName const& n) {
    m_rows.text_or_null(n.main.code);
    m_rows.text_or_null(gongkai::name_of(n.main.system));
    m_rows.text_or_null(n.label);
    m_rows.text_or_null(n.official_label);
    m_rows.text_or_null(n.resolved_code);
    m_rows.text_or_null(joined(n.label_path, path_separator));
    m_rows.text_or_null(code_that_applies(n, [](CodeSystem s) { return s == CodeSystem::functional; }));
    m_rows.text_or_null(code_that_applies(
        n, [](CodeSystem s) { return s == CodeSystem::economic_department || s == CodeSystem::economic_government; }));
    m_rows.text_or_null(m_names.item(n));
  }

  template <class F>
  static std::string_view code_that_applies(RowName const& n, F&& is_meant) {
    if (is_meant(n.main.system)) { return n.main.code; }
    for (RowCode const& c : n.others) {
      if (is_meant(c.system)) { return c.code; }
    }
    return is_meant(system_of(n.resolved_code)) ? std::string_view(n.resolved_code) : std::string_view();
  }

  void statement(Statement const& s) {
    begin(RelationId::statements);
    m_rows.text(s.id);
    m_rows.text(s.section);
    m_rows.text_or_null(s.subject);
    m_rows.text(gongkai::name_of(s.measure));
    m_rows.text(s.value.text());
    m_rows.text_or_null(s.unit);
    money(s.yuan);
    for (std::string const* text : {&s.of, &s.base, &s.reason, &s.code}) { m_rows.text_or_null(*text); }
    m_rows.boolean(s.not_arranged);
    m_rows.boolean(s.approximate);
    m_rows.integer(static_cast<std::int64_t>(s.item));
    m_rows.text(gongkai::name_of(s.proof));
    m_rows.integer(s.page);
    box(s.box);
    m_rows.text(s.text);
    for (std::string const& link : s.links) {
      begin(RelationId::statement_links);
      m_rows.text(s.id);
      m_rows.text(link);
    }
  }

  void organization() {
    Organization const& o = m_record.organization;
    begin(RelationId::organization);
    m_rows.integer_or_null(o.office_count);
    m_rows.integer_or_null(o.subordinate_units);
    for (StaffFigure const* f :
         {&o.staff.authorized, &o.staff.actual, &o.staff.on_post, &o.staff.retired, &o.staff.leave}) {
      m_rows.integer_or_null(f->value);
      m_rows.integer_or_null(f->change);
    }
    std::int64_t position = 0;
    for (std::string const& office : o.offices) {
      begin(RelationId::offices);
      m_rows.integer(++position);
      m_rows.text(office);
    }
  }

  void indicators() {
    std::int64_t position = 0;
    for (Indicator const& i : m_record.indicators) {
      begin(RelationId::indicators);
      m_rows.integer(++position);
      m_rows.text(m_record.tables[i.table].id);
      m_rows.text_or_null(i.level1);
      m_rows.text_or_null(i.level2);
      m_rows.text(i.level3);
      for (std::string const* text : {&i.operator_sign, &i.target, &i.unit, &i.basis, &i.weight, &i.project}) {
        m_rows.text_or_null(*text);
      }
      m_rows.integer(i.page);
      box(i.box);
    }
  }

  void glossary() {
    std::int64_t position = 0;
    for (GlossaryEntry const& g : m_record.glossary) {
      begin(RelationId::glossary);
      m_rows.integer(++position);
      m_rows.text(g.term);
      m_rows.text_or_null(g.definition);
      m_rows.integer(g.place.page);
      box(g.place.box);
    }
  }

  void check(Check const& c) {
    bool const failed = c.status == CheckStatus::fail;
    begin(RelationId::checks);
    m_rows.text(c.id);
    m_rows.text(gongkai::name_of(c.kind));
    m_rows.text(gongkai::name_of(c.status));
    m_rows.text(c.rule);
    m_rows.text_or_null(c.printed);
    m_rows.text_or_null(c.expected);
    decimal_or_null(c.difference);
    decimal_or_null(c.tolerance);
    m_rows.text_or_null(c.unit);
    m_rows.text_or_null(c.table ? std::string_view(m_record.tables[*c.table].id) : std::string_view());
    for (std::string const* text : {&c.text, &c.message, &c.message_en}) { m_rows.text_or_null(*text); }
    m_rows.text_or_null(failed && c.suspect ? id_of(c.operands[*c.suspect]) : std::string_view());
    m_rows.text_or_null(failed ? c.suggested : std::string());
    m_rows.text_or_null(failed ? gongkai::name_of(c.blame) : std::string_view());
    m_rows.text_or_null(failed ? c.reason : std::string());
    m_rows.text_or_null(failed ? c.explained : std::string());
    page_or_null(c.page);
    box_or_null(c.box);
    operands(c);
  }

  void operands(Check const& c) {
    for (std::size_t i = 0; i < c.operands.size(); ++i) {
      bool const said = c.operands[i].of == FigureRef::Of::statement;
      std::string_view const id = id_of(c.operands[i]);
      begin(RelationId::check_operands);
      m_rows.text(c.id);
      m_rows.integer(static_cast<std::int64_t>(i) + 1);
      m_rows.text_or_null(said ? std::string_view() : id);
      m_rows.text_or_null(said ? id : std::string_view());
      m_rows.boolean(i < c.taken_off.size() && c.taken_off[i]);
    }
  }

  std::string_view id_of(FigureRef const& f) const {
    return f.of == FigureRef::Of::statement ? m_record.statements[f.index].id : m_record.observations[f.index].id;
  }

  void leftovers() {
    std::int64_t position = 0;
    for (Problem const& p : m_record.warnings) {
      begin(RelationId::warnings);
      m_rows.integer(++position);
      m_rows.text(gongkai::name_of(p.code));
      m_rows.text(p.message);
      page_or_null(p.page);
      box_or_null(p.box);
    }
    position = 0;
    for (Residue const& left : m_record.residue) {
      begin(RelationId::residue);
      m_rows.integer(++position);
      m_rows.integer(left.page);
      box(left.box);
      m_rows.text(left.text);
    }
    position = 0;
    for (AppliedJudgement const& j : m_record.judged) { judgement(j, ++position); }
  }

  void judgement(AppliedJudgement const& applied, std::int64_t position) {
    Judgement const& j = applied.judgement;
    bool const corrected = j.action == Judgement::Action::correct;
    bool const said = applied.figure && applied.figure->of == FigureRef::Of::statement;
    std::string_view const figure = applied.figure ? id_of(*applied.figure) : std::string_view();
    begin(RelationId::judgements);
    m_rows.integer(position);
    m_rows.text(corrected ? "correct" : "accept");
    m_rows.text_or_null(j.publisher ? "publisher" : "");
    m_rows.text_or_null(said ? std::string_view() : figure);
    m_rows.text_or_null(said ? figure : std::string_view());
    m_rows.text_or_null(applied.table ? std::string_view(m_record.tables[*applied.table].id) : std::string_view());
    m_rows.integer_or_null(applied.table ? std::optional<std::int64_t>(applied.row) : std::nullopt);
    m_rows.integer_or_null(applied.table ? std::optional<std::int64_t>(applied.col) : std::nullopt);
    page_or_null(j.page);
    box_or_null(j.box);
    m_rows.text(j.read);
    m_rows.text_or_null(corrected ? std::string_view(j.value) : std::string_view());
    m_rows.text_or_null(j.by);
    m_rows.text_or_null(j.at);
    m_rows.text_or_null(j.note);
  }

  Extraction const& m_record;
  RowNames const& m_names;
  std::string_view m_reader;
  std::string m_document;
  Rows m_rows;
};

} // namespace

std::string_view name_of(Outcome outcome) noexcept {
  switch (outcome) {
  case Outcome::done: return "done";
  case Outcome::done_with_warnings: return "done_with_warnings";
  case Outcome::not_a_pdf: return "not_a_pdf";
  case Outcome::encrypted: return "encrypted";
  case Outcome::damaged: return "damaged";
  case Outcome::no_text_layer: return "no_text_layer";
  case Outcome::cannot_open: return "cannot_open";
  case Outcome::timed_out: return "timed_out";
  case Outcome::out_of_memory: return "out_of_memory";
  case Outcome::crashed: return "crashed";
  }
  return "unknown";
}

Outcome outcome_of(Extraction const& extraction) noexcept {
  if (extraction.source.text_layer == TextLayer::scanned) { return Outcome::no_text_layer; }
  return extraction.warnings.empty() ? Outcome::done : Outcome::done_with_warnings;
}

Outcome outcome_of(Problem const& problem) noexcept {
  switch (problem.code) {
  case ProblemCode::not_a_pdf: return Outcome::not_a_pdf;
  case ProblemCode::password_needed: return Outcome::encrypted;
  case ProblemCode::cannot_open_file: return Outcome::cannot_open;
  default: return Outcome::damaged;
  }
}

std::string document_key(std::string_view sha256) {
  constexpr std::size_t digits = 16;
  std::string key = "d";
  key += sha256.substr(0, digits);
  return key;
}

std::string document_key(Unread const& unread) {
  return document_key(unread.sha256.empty() ? sha256_hex(fmt::format("file:{}", unread.file)) : unread.sha256);
}

std::string_view RowNames::item(RowName const& name) const {
  if (!name.main.code.empty() || !name.resolved_code.empty() || name.label.empty()) { return {}; }
  return item(name.label_path.empty() ? name.label : name.label_path.back());
}

std::string_view RowNames::item(std::string_view label) const {
  std::string squeezed(label);
  std::erase(squeezed, ' ');
  KeyedPatterns::Entry const* const entry = m_measures.find(squeezed);
  // What is generic as a column ("2024", a place) says nothing as a row, but for a total.
  bool const named = entry != nullptr && (!entry->has("generic") || entry->key == "total");
  return named ? std::string_view(entry->key) : std::string_view();
}

Rows to_rows(Extraction const& extraction, RowNames const& names, std::string_view reader) {
  return RowBuilder(extraction, names, reader).build();
}

Rows to_rows(Unread const& unread, std::string_view reader) {
  Rows r;
  r.begin(RelationId::documents);
  for (Field const& f : relation(RelationId::documents).fields) {
    if (f.name == "document") {
      r.text(document_key(unread));
    } else if (f.name == "sha256") {
      r.text_or_null(unread.sha256);
    } else if (f.name == "file") {
      r.text(unread.file);
    } else if (f.name == "outcome") {
      r.text(name_of(unread.outcome));
    } else if (f.name == "detail") {
      r.text_or_null(unread.detail);
    } else if (f.name == "bytes" && !unread.sha256.empty()) {
      r.integer(static_cast<std::int64_t>(unread.bytes));
    } else if (f.name == "reader") {
      r.text(reader);
    } else {
      r.null();
    }
  }
  return r;
}

} // namespace gongkai
