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
      : e(extraction), m_names(names), m_reader(reader), m_document(document_key(extraction.source.sha256)) {}

  Rows build() {
    document();
    evidence();
    sections();
    for (std::size_t i = 0; i < e.tables.size(); ++i) { table(e.tables[i], reading(i)); }
    for (Observation const& o : e.observations) { observation(o); }
    for (Statement const& s : e.statements) { statement(s); }
    organization();
    indicators();
    glossary();
    for (Check const& c : e.checks) { check(c); }
    leftovers();
    return std::move(r);
  }

private:
  void begin(RelationId relation) {
    r.begin(relation);
    r.text(m_document);
  }

  void box(Box const& b) {
    r.coordinate(b.x0);
    r.coordinate(b.y0);
    r.coordinate(b.x1);
    r.coordinate(b.y1);
  }

  void no_box() {
    for (int i = 0; i < 4; ++i) { r.null(); }
  }

  void box_or_null(std::optional<Box> const& b) {
    if (b) {
      box(*b);
    } else {
      no_box();
    }
  }

  void page_or_null(int page) { r.integer_or_null(page > 0 ? std::optional<std::int64_t>(page) : std::nullopt); }

  void decimal_or_null(std::optional<Decimal> const& d) { r.text_or_null(d ? d->text() : std::string()); }

  void money(std::optional<Decimal> const& yuan) {
    decimal_or_null(yuan);
    r.integer_or_null(fen(yuan));
  }

  template <class T>
  void count(T const& list) {
    r.integer(static_cast<std::int64_t>(list.size()));
  }

  TableReading const& reading(std::size_t table) const {
    static TableReading const none;
    return table < e.table_readings.size() ? e.table_readings[table] : none;
  }

  void document() {
    begin(RelationId::documents);
    r.text(e.source.sha256);
    r.text(e.source.file);
    r.text(gongkai::name_of(outcome_of(e)));
    r.null();
    r.integer(static_cast<std::int64_t>(e.source.bytes));
    r.integer(e.source.pages);
    r.text_or_null(e.source.producer);
    r.boolean(e.source.encrypted);
    r.text(name_of(e.source.text_layer));
    Identity const& d = e.document;
    r.text_or_null(d.kind.value);
    page_or_null(d.year_number());
    r.text_or_null(d.entity.value);
    r.text_or_null(d.region_code.value);
    r.text_or_null(d.region);
    r.text_or_null(d.date.value);
    counts();
    decimal_or_null(proven_share(e));
    r.text_or_null(text_fingerprint(e));
    r.text_or_null(figures_fingerprint(e));
    r.text(m_reader);
  }

  void counts() {
    std::size_t cells = 0;
    for (Table const& t : e.tables) { cells += t.cells.size(); }
    count(e.tables);
    r.integer(static_cast<std::int64_t>(cells));
    count(e.observations);
    count(e.statements);
    for (CheckStatus const status : {CheckStatus::pass, CheckStatus::rounding, CheckStatus::fail}) {
      r.integer(std::count_if(e.checks.begin(), e.checks.end(), [&](Check const& c) { return c.status == status; }));
    }
  }

  void evidence() {
    Identity const& d = e.document;
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
    r.integer(position);
    r.text(key);
    r.text(w.value);
    r.boolean(agrees);
    r.text(gongkai::name_of(w.witness.kind));
    page_or_null(w.witness.page);
    box_or_null(w.witness.box.width() > 0 ? std::optional(w.witness.box) : std::nullopt);
    r.text_or_null(w.witness.text);
  }

  void sections() {
    for (std::size_t i = 0; i < e.prose.sections.size(); ++i) {
      Section const& s = e.prose.sections[i];
      begin(RelationId::sections);
      r.integer(static_cast<std::int64_t>(i) + 1);
      page_or_null(s.parent + 1);
      r.text_or_null(s.number);
      r.text_or_null(s.title);
      r.integer(s.level);
      page_or_null(s.page);
    }
    std::int64_t number = 0;
    for (Paragraph const& p : e.prose.paragraphs) {
      PagePlace const place = place_of(p, 0, p.text.size());
      begin(RelationId::paragraphs);
      r.integer(++number);
      page_or_null(p.section + 1);
      r.text(role_of(p));
      r.text(p.text);
      page_or_null(place.page);
      box_or_null(place.page > 0 ? std::optional(place.box) : std::nullopt);
    }
  }

  void table(Table const& t, TableReading const& reading) {
    begin(RelationId::tables);
    r.text(t.id);
    r.text_or_null(reading.type);
    r.text_or_null(t.caption.number);
    r.text_or_null(t.caption.title);
    r.text_or_null(t.caption.unit);
    r.text_or_null(t.caption.entity);
    r.text_or_null(reading.unit_entity);
    r.text_or_null(reading.part);
    r.integer(t.pages.empty() ? 0 : t.pages.front());
    r.integer(t.pages.empty() ? 0 : t.pages.back());
    r.integer(t.rows);
    r.integer(t.cols);
    r.integer(t.header_rows);
    r.boolean(t.empty);
    r.text_or_null(t.caption.empty_statement);
    r.text_or_null(joined(t.caption.notes, "\n"));
    r.text(gongkai::name_of(t.method));
    for (std::size_t i = 0; i < t.column_paths.size(); ++i) {
      column(t, i, i < reading.columns.size() ? reading.columns[i] : Column{});
    }
    for (TableCell const& c : t.cells) { cell(t, c); }
  }

  void column(Table const& t, std::size_t index, Column const& c) {
    bool const amount = c.role == ColumnRole::amount;
    begin(RelationId::table_columns);
    r.text(t.id);
    r.integer(static_cast<std::int64_t>(index));
    r.text_or_null(joined(t.column_paths[index], path_separator));
    r.text(gongkai::name_of(c.role));
    r.text_or_null(amount ? c.measure : std::string());
    r.text_or_null(amount ? c.basis : std::string());
    r.boolean(amount && c.prior_year);
  }

  void cell(Table const& t, TableCell const& c) {
    begin(RelationId::cells);
    r.text(t.id);
    r.integer(c.row);
    r.integer(c.col);
    r.integer(c.rowspan);
    r.integer(c.colspan);
    r.text(c.text);
    r.text_or_null(c.amount && c.raw != c.text ? c.raw : std::string());
    r.integer(c.page);
    box(c.box);
    r.boolean(c.overflow);
  }

  void observation(Observation const& o) {
    begin(RelationId::observations);
    r.text(o.id);
    r.text(e.tables[o.table].id);
    r.integer(o.row);
    r.integer(o.col);
    r.text(o.type);
    r.text_or_null(o.unit_entity);
    r.text_or_null(reading(o.table).part);
    r.text_or_null(gongkai::name_of(o.side));
    row_name(o.name);
    r.text_or_null(joined(o.path, path_separator));
    r.text_or_null(o.measure);
    r.text_or_null(o.basis);
    r.boolean(o.prior_year);
    r.text(o.amount.text());
    r.text_or_null(o.unit);
    money(o.yuan);
    r.text(gongkai::name_of(o.mark));
    r.text(gongkai::name_of(o.proof));
    r.integer(o.page);
    box(o.box);
    std::int64_t position = 0;
    for (RowCode const& c : o.name.others) {
      begin(RelationId::other_codes);
      r.text(o.id);
      r.integer(++position);
      r.text(gongkai::name_of(c.system));
      r.text(c.code);
      r.text_or_null(c.label);
    }
  }

  void row_name(RowName const& n) {
    r.text_or_null(n.main.code);
    r.text_or_null(gongkai::name_of(n.main.system));
    r.text_or_null(n.label);
    r.text_or_null(n.official_label);
    r.text_or_null(n.resolved_code);
    r.text_or_null(joined(n.label_path, path_separator));
    r.text_or_null(code_that_applies(n, [](CodeSystem s) { return s == CodeSystem::functional; }));
    r.text_or_null(code_that_applies(
        n, [](CodeSystem s) { return s == CodeSystem::economic_department || s == CodeSystem::economic_government; }));
    bool const named = n.main.code.empty() && n.resolved_code.empty() && !n.label.empty();
    r.text_or_null(named ? m_names.item(n.label_path.empty() ? n.label : n.label_path.back()) : std::string_view());
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
    r.text(s.id);
    r.text(s.section);
    r.text_or_null(s.subject);
    r.text(gongkai::name_of(s.measure));
    r.text(s.value.text());
    r.text_or_null(s.unit);
    money(s.yuan);
    for (std::string const* text : {&s.of, &s.base, &s.reason, &s.code}) { r.text_or_null(*text); }
    r.boolean(s.not_arranged);
    r.boolean(s.approximate);
    r.integer(static_cast<std::int64_t>(s.item));
    r.text(gongkai::name_of(s.proof));
    r.integer(s.page);
    box(s.box);
    r.text(s.text);
    for (std::string const& link : s.links) {
      begin(RelationId::statement_links);
      r.text(s.id);
      r.text(link);
    }
  }

  void organization() {
    Organization const& o = e.organization;
    begin(RelationId::organization);
    r.integer_or_null(o.office_count);
    r.integer_or_null(o.subordinate_units);
    for (StaffFigure const* f :
         {&o.staff.authorized, &o.staff.actual, &o.staff.on_post, &o.staff.retired, &o.staff.leave}) {
      r.integer_or_null(f->value);
      r.integer_or_null(f->change);
    }
    std::int64_t position = 0;
    for (std::string const& office : o.offices) {
      begin(RelationId::offices);
      r.integer(++position);
      r.text(office);
    }
  }

  void indicators() {
    std::int64_t position = 0;
    for (Indicator const& i : e.indicators) {
      begin(RelationId::indicators);
      r.integer(++position);
      r.text(e.tables[i.table].id);
      r.text_or_null(i.level1);
      r.text_or_null(i.level2);
      r.text(i.level3);
      for (std::string const* text : {&i.operator_sign, &i.target, &i.unit, &i.basis, &i.weight, &i.project}) {
        r.text_or_null(*text);
      }
      r.integer(i.page);
      box(i.box);
    }
  }

  void glossary() {
    std::int64_t position = 0;
    for (GlossaryEntry const& g : e.glossary) {
      begin(RelationId::glossary);
      r.integer(++position);
      r.text(g.term);
      r.text_or_null(g.definition);
      r.integer(g.place.page);
      box(g.place.box);
    }
  }

  void check(Check const& c) {
    bool const failed = c.status == CheckStatus::fail;
    begin(RelationId::checks);
    r.text(c.id);
    r.text(gongkai::name_of(c.kind));
    r.text(gongkai::name_of(c.status));
    r.text(c.rule);
    r.text_or_null(c.printed);
    r.text_or_null(c.expected);
    decimal_or_null(c.difference);
    decimal_or_null(c.tolerance);
    r.text_or_null(c.unit);
    r.text_or_null(c.table ? std::string_view(e.tables[*c.table].id) : std::string_view());
    for (std::string const* text : {&c.text, &c.message, &c.message_en}) { r.text_or_null(*text); }
    r.text_or_null(failed && c.suspect ? id_of(c.operands[*c.suspect]) : std::string_view());
    r.text_or_null(failed ? c.suggested : std::string());
    r.text_or_null(failed ? gongkai::name_of(c.blame) : std::string_view());
    r.text_or_null(failed ? c.reason : std::string());
    r.text_or_null(failed ? c.explained : std::string());
    page_or_null(c.page);
    box_or_null(c.box);
    operands(c);
  }

  void operands(Check const& c) {
    for (std::size_t i = 0; i < c.operands.size(); ++i) {
      bool const said = c.operands[i].of == FigureRef::Of::statement;
      std::string_view const id = id_of(c.operands[i]);
      begin(RelationId::check_operands);
      r.text(c.id);
      r.integer(static_cast<std::int64_t>(i) + 1);
      r.text_or_null(said ? std::string_view() : id);
      r.text_or_null(said ? id : std::string_view());
      r.boolean(i < c.taken_off.size() && c.taken_off[i]);
    }
  }

  std::string_view id_of(FigureRef const& f) const {
    return f.of == FigureRef::Of::statement ? e.statements[f.index].id : e.observations[f.index].id;
  }

  void leftovers() {
    std::int64_t position = 0;
    for (Problem const& p : e.warnings) {
      begin(RelationId::warnings);
      r.integer(++position);
      r.text(gongkai::name_of(p.code));
      r.text(p.message);
      page_or_null(p.page);
      box_or_null(p.box);
    }
    position = 0;
    for (Residue const& left : e.residue) {
      begin(RelationId::residue);
      r.integer(++position);
      r.integer(left.page);
      box(left.box);
      r.text(left.text);
    }
  }

  Extraction const& e;
  RowNames const& m_names;
  std::string_view m_reader;
  std::string m_document;
  Rows r;
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

std::string_view RowNames::item(std::string_view label) const {
  std::string squeezed(label);
  std::erase(squeezed, ' ');
  KeyedPatterns::Entry const* const entry = m_measures.find(squeezed);
  // What is generic as a column ("2024", a place) says nothing as a row.
  return entry == nullptr || entry->has("generic") ? std::string_view() : std::string_view(entry->key);
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
