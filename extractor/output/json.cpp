// SPDX-License-Identifier: GPL-3.0-or-later
#include "output/json.hpp"

#include "base/version.hpp"

#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <cmath>

namespace gongkai {
namespace {

using Buffer = rapidjson::StringBuffer;

template <class Writer>
class Records {
public:
  explicit Records(Writer& writer) : w(writer) {}

  void document(Extraction const& e) {
    w.StartObject();
    key("schema_version");
    w.Int(schema_version);
    key("source");
    source(e.source);
    key("document");
    identity(e.document);
    key("sections");
    w.StartArray();
    for (Section const& s : e.prose.sections) { section(s, e.prose); }
    w.EndArray();
    key("tables");
    w.StartArray();
    for (std::size_t i = 0; i < e.tables.size(); ++i) { table(e.tables[i], i < e.table_readings.size() ? e.table_readings[i] : TableReading{}); }
    w.EndArray();
    key("observations");
    w.StartArray();
    for (Observation const& o : e.observations) { observation(o, e.tables[o.table], part_of(e, o)); }
    w.EndArray();
    key("statements");
    w.StartArray();
    for (Statement const& st : e.statements) { statement(st); }
    w.EndArray();
    key("organization");
    organization(e.organization);
    key("indicators");
    w.StartArray();
    for (Indicator const& i : e.indicators) { indicator(i, e.tables[i.table]); }
    w.EndArray();
    key("glossary");
    w.StartArray();
    for (GlossaryEntry const& g : e.glossary) { glossary_entry(g); }
    w.EndArray();
    key("checks");
    w.StartArray();
    for (Check const& c : e.checks) { check(c, e); }
    w.EndArray();
    key("warnings");
    warnings(e.warnings);
    key("residue");
    w.StartArray();
    for (Residue const& r : e.residue) {
      w.StartObject();
      key("page");
      w.Int(r.page);
      key("bbox");
      box(r.box);
      key("text");
      text(r.text);
      w.EndObject();
    }
    w.EndArray();
    key("summary");
    summary(e);
    w.EndObject();
  }

  /// The checks that fail, and the observations they are about.
  void findings(Extraction const& e) {
    std::vector<bool> shown(e.observations.size(), false), said(e.statements.size(), false);
    w.StartObject();
    key("schema_version");
    w.Int(schema_version);
    key("source");
    source(e.source);
    key("checks");
    w.StartArray();
    for (Check const& c : e.checks) {
      if (c.status != CheckStatus::fail) { continue; }
      check(c, e);
      for (FigureRef const& f : c.operands) {
        (f.of == FigureRef::Of::observation ? shown : said)[f.index] = true;
      }
    }
    w.EndArray();
    key("observations");
    w.StartArray();
    for (std::size_t i = 0; i < shown.size(); ++i) {
      if (shown[i]) { observation(e.observations[i], e.tables[e.observations[i].table], part_of(e, e.observations[i])); }
    }
    w.EndArray();
    key("statements");
    w.StartArray();
    for (std::size_t i = 0; i < said.size(); ++i) {
      if (said[i]) { statement(e.statements[i]); }
    }
    w.EndArray();
    key("summary");
    summary(e);
    w.EndObject();
  }

  void failure(std::string const& file, Problem const& p) {
    w.StartObject();
    key("schema_version");
    w.Int(schema_version);
    key("source");
    w.StartObject();
    key("file");
    text(file);
    w.EndObject();
    key("tables");
    w.StartArray();
    w.EndArray();
    key("warnings");
    warnings({p});
    w.EndObject();
  }

private:
  void key(char const* k) { w.Key(k); }
  void text(std::string_view s) { w.String(s.data(), static_cast<rapidjson::SizeType>(s.size())); }
  void text_or_null(std::string_view s) {
    if (s.empty()) {
      w.Null();
    } else {
      text(s);
    }
  }

  void optional(char const* name, std::string_view s) {
    if (s.empty()) { return; }
    key(name);
    text(s);
  }

  /// A hundredth of a point is finer than any reader needs, and the same on every machine.
  void coordinate(double v) { w.Double(std::round(v * 100) / 100 + 0.0); }

  void box(Box const& b) {
    w.StartArray();
    coordinate(b.x0);
    coordinate(b.y0);
    coordinate(b.x1);
    coordinate(b.y1);
    w.EndArray();
  }

  void source(Source const& s) {
    w.StartObject();
    key("file");
    text(s.file);
    key("sha256");
    text(s.sha256);
    key("bytes");
    w.Uint64(s.bytes);
    key("pages");
    w.Int(s.pages);
    key("producer");
    text_or_null(s.producer);
    key("encrypted");
    w.Bool(s.encrypted);
    key("text_layer");
    text(s.text_layer == TextLayer::digital ? "digital" : s.text_layer == TextLayer::mixed ? "mixed" : "scanned");
    w.EndObject();
  }

  void section(Section const& s, Prose const& prose) {
    w.StartObject();
    key("number");
    text_or_null(s.number);
    key("title");
    text_or_null(s.title);
    key("level");
    w.Int(s.level);
    key("page");
    w.Int(s.page);
    key("paragraphs");
    w.StartArray();
    for (std::size_t const i : s.paragraphs) {
      Paragraph const& p = prose.paragraphs[i];
      if (p.heading) { continue; }
      PagePlace const place = place_of(p, 0, p.text.size());
      w.StartObject();
      key("text");
      text(p.text);
      key("page");
      w.Int(place.page);
      key("bbox");
      box(place.box);
      w.EndObject();
    }
    w.EndArray();
    w.EndObject();
  }

  void identity(Identity const& d) {
    w.StartObject();
    key("kind");
    text_or_null(d.kind.value);
    key("year");
    if (d.year_number() > 0) {
      w.Int(d.year_number());
    } else {
      w.Null();
    }
    key("entity");
    text_or_null(d.entity.value);
    key("region_code");
    text_or_null(d.region_code.value);
    key("region");
    text_or_null(d.region);
    key("date");
    text_or_null(d.date.value);
    key("evidence");
    w.StartObject();
    identity_fields(d, [this](char const* name, IdentityField const& field) {
      key(name);
      w.StartArray();
      for (IdentityReading const& r : field.evidence) { witness(r, nullptr); }
      w.EndArray();
    });
    key("disagreements");
    w.StartArray();
    identity_fields(d, [this](char const* name, IdentityField const& field) {
      for (IdentityReading const& r : field.disagreements) { witness(r, name); }
    });
    w.EndArray();
    w.EndObject();
    w.EndObject();
  }

  template <class F>
  static void identity_fields(Identity const& d, F&& each) {
    each("kind", d.kind);
    each("year", d.year);
    each("entity", d.entity);
    each("region_code", d.region_code);
    each("date", d.date);
  }

  void witness(IdentityReading const& r, char const* disagreement) {
    w.StartObject();
    if (disagreement != nullptr) {
      key("key");
      text(disagreement);
      key("value");
      text(r.value);
    }
    key("from");
    text(name_of(r.witness.kind));
    if (r.witness.page > 0) {
      key("page");
      w.Int(r.witness.page);
    }
    if (r.witness.box.width() > 0) {
      key("bbox");
      box(r.witness.box);
    }
    key("text");
    text(r.witness.text);
    w.EndObject();
  }

  void integer_or_null(std::optional<std::int64_t> const& value) {
    if (value) {
      w.Int64(*value);
    } else {
      w.Null();
    }
  }

  void organization(Organization const& o) {
    w.StartObject();
    key("offices");
    strings(o.offices);
    key("office_count");
    integer_or_null(o.office_count);
    key("subordinate_units");
    integer_or_null(o.subordinate_units);
    key("staff");
    w.StartObject();
    staff_figure("authorized", "authorized_change", o.staff.authorized);
    staff_figure("actual", "actual_change", o.staff.actual);
    staff_figure("on_post", "on_post_change", o.staff.on_post);
    staff_figure("retired", "retired_change", o.staff.retired);
    staff_figure("leave", "leave_change", o.staff.leave);
    w.EndObject();
    w.EndObject();
  }

  void staff_figure(char const* name, char const* change_name, StaffFigure const& f) {
    key(name);
    integer_or_null(f.value);
    if (f.change) {
      key(change_name);
      w.Int64(*f.change);
    }
  }

  void indicator(Indicator const& i, Table const& t) {
    w.StartObject();
    key("level1");
    text_or_null(i.level1);
    key("level2");
    text_or_null(i.level2);
    key("level3");
    text(i.level3);
    key("operator");
    text_or_null(i.operator_sign);
    key("target");
    text_or_null(i.target);
    key("unit");
    text_or_null(i.unit);
    key("basis");
    text_or_null(i.basis);
    key("weight");
    text_or_null(i.weight);
    key("project");
    text_or_null(i.project);
    key("table");
    text(t.id);
    key("page");
    w.Int(i.page);
    key("bbox");
    box(i.box);
    w.EndObject();
  }

  void glossary_entry(GlossaryEntry const& g) {
    w.StartObject();
    key("term");
    text(g.term);
    key("definition");
    text_or_null(g.definition);
    key("page");
    w.Int(g.place.page);
    key("bbox");
    box(g.place.box);
    w.EndObject();
  }

  void table(Table const& t, TableReading const& reading) {
    w.StartObject();
    key("id");
    text(t.id);
    key("type");
    text_or_null(reading.type);
    key("number");
    text_or_null(t.caption.number);
    key("title");
    text_or_null(t.caption.title);
    key("unit");
    text_or_null(t.caption.unit);
    key("entity");
    text_or_null(t.caption.entity);
    optional("unit_entity", reading.unit_entity);
    optional("part", reading.part);
    key("pages");
    w.StartArray();
    for (int const p : t.pages) { w.Int(p); }
    w.EndArray();
    key("rows");
    w.Int(t.rows);
    key("cols");
    w.Int(t.cols);
    key("header_rows");
    w.Int(t.header_rows);
    key("empty");
    w.Bool(t.empty);
    key("empty_statement");
    text_or_null(t.caption.empty_statement);
    key("notes");
    strings(t.caption.notes);
    key("method");
    text(name_of(t.method));
    key("columns");
    w.StartArray();
    for (std::size_t i = 0; i < t.column_paths.size(); ++i) { column(i, t.column_paths[i], i < reading.columns.size() ? reading.columns[i] : Column{}); }
    w.EndArray();
    key("cells");
    w.StartArray();
    for (TableCell const& c : t.cells) { cell(c); }
    w.EndArray();
    w.EndObject();
  }

  void column(std::size_t index, std::vector<std::string> const& path, Column const& c) {
    w.StartObject();
    key("index");
    w.Uint64(index);
    key("path");
    strings(path);
    key("role");
    text(name_of(c.role));
    if (c.role == ColumnRole::amount) {
      key("measure");
      text_or_null(c.measure);
      if (!c.basis.empty()) {
        key("basis");
        text(c.basis);
      }
      if (c.prior_year) {
        key("prior_year");
        w.Bool(true);
      }
    }
    w.EndObject();
  }

  void observation(Observation const& o, Table const& t, std::string_view part) {
    w.StartObject();
    key("id");
    text(o.id);
    key("table");
    text(o.type);
    key("table_id");
    text(t.id);
    optional("unit_entity", o.unit_entity);
    optional("part", part);
    key("side");
    text_or_null(name_of(o.side));
    row_name(o.name);
    key("column");
    strings(o.path);
    key("measure");
    text_or_null(o.measure);
    if (!o.basis.empty()) {
      key("basis");
      text(o.basis);
    }
    key("prior_year");
    w.Bool(o.prior_year);
    key("amount");
    text(o.amount.text());
    key("unit");
    text_or_null(o.unit);
    key("yuan");
    text_or_null(o.yuan ? o.yuan->text() : "");
    key("mark");
    text(name_of(o.mark));
    key("proof");
    text(name_of(o.proof));
    key("page");
    w.Int(o.page);
    key("bbox");
    box(o.box);
    w.EndObject();
  }

  void statement(Statement const& s) {
    w.StartObject();
    key("id");
    text(s.id);
    key("section");
    text(s.section);
    key("subject");
    text_or_null(s.subject);
    key("measure");
    text(name_of(s.measure));
    key("value");
    text(s.value.text());
    key("unit");
    text_or_null(s.unit);
    if (s.yuan) {
      key("yuan");
      text(s.yuan->text());
    }
    for (auto const& [name, value] : {std::pair{"of", &s.of}, {"base", &s.base}, {"reason", &s.reason}, {"code", &s.code}}) {
      if (value->empty()) { continue; }
      key(name);
      text(*value);
    }
    for (auto const& [name, value] : {std::pair{"not_arranged", s.not_arranged}, {"approximate", s.approximate}}) {
      if (!value) { continue; }
      key(name);
      w.Bool(true);
    }
    key("links");
    strings(s.links);
    key("proof");
    text(name_of(s.proof));
    key("page");
    w.Int(s.page);
    key("bbox");
    box(s.box);
    key("text");
    text(s.text);
    w.EndObject();
  }

  void check(Check const& c, Extraction const& e) {
    w.StartObject();
    key("id");
    text(c.id);
    key("kind");
    text(name_of(c.kind));
    key("status");
    text(name_of(c.status));
    key("rule");
    text(c.rule);
    key("printed");
    text_or_null(c.printed);
    key("expected");
    text_or_null(c.expected);
    key("difference");
    text_or_null(c.difference ? c.difference->text() : "");
    key("tolerance");
    text_or_null(c.tolerance ? c.tolerance->text() : "");
    key("unit");
    text_or_null(c.unit);
    key("operands");
    w.StartArray();
    for (FigureRef const& f : c.operands) { text(id_of(f, e)); }
    w.EndArray();
    if (c.table) {
      key("table_id");
      text(e.tables[*c.table].id);
    }
    if (!c.text.empty()) {
      key("text");
      text(c.text);
    }
    if (!c.message.empty()) {
      key("message");
      text(c.message);
      key("message_en");
      text(c.message_en);
    }
    if (c.status == CheckStatus::fail) { failed(c, e); }
    if (c.page > 0) {
      key("page");
      w.Int(c.page);
    }
    if (c.box) {
      key("bbox");
      box(*c.box);
    }
    w.EndObject();
  }

  void failed(Check const& c, Extraction const& e) {
    key("suspect");
    text_or_null(c.suspect ? id_of(c.operands[*c.suspect], e) : std::string_view());
    key("suggested");
    text_or_null(c.suggested);
    key("blame");
    text(name_of(c.blame));
    if (!c.reason.empty()) {
      key("reason");
      text(c.reason);
    }
    key("explained");
    text_or_null(c.explained);
  }

  static std::string_view part_of(Extraction const& e, Observation const& o) {
    return o.table < e.table_readings.size() ? std::string_view(e.table_readings[o.table].part) : std::string_view();
  }

  static std::string_view id_of(FigureRef const& f, Extraction const& e) {
    return f.of == FigureRef::Of::statement ? e.statements[f.index].id : e.observations[f.index].id;
  }

  void row_name(RowName const& n) {
    key("code");
    text_or_null(n.main.code);
    if (n.main.system != CodeSystem::none) {
      key("code_system");
      text(name_of(n.main.system));
    }
    key("label");
    text_or_null(n.label);
    key("official_label");
    text_or_null(n.official_label);
    if (!n.resolved_code.empty()) {
      key("resolved_code");
      text(n.resolved_code);
    }
    key("label_path");
    strings(n.label_path);
    if (n.others.empty()) { return; }
    key("other_codes");
    w.StartArray();
    for (RowCode const& c : n.others) {
      w.StartObject();
      key("system");
      text(name_of(c.system));
      key("code");
      text(c.code);
      key("label");
      text_or_null(c.label);
      w.EndObject();
    }
    w.EndArray();
  }

  void strings(std::vector<std::string> const& list) {
    w.StartArray();
    for (std::string const& s : list) { text(s); }
    w.EndArray();
  }

  void cell(TableCell const& c) {
    w.StartObject();
    key("row");
    w.Int(c.row);
    key("col");
    w.Int(c.col);
    key("rowspan");
    w.Int(c.rowspan);
    key("colspan");
    w.Int(c.colspan);
    key("text");
    text(c.text);
    if (c.amount && c.raw != c.text) {
      key("raw");
      text(c.raw);
    }
    key("page");
    w.Int(c.page);
    key("bbox");
    box(c.box);
    if (c.overflow) {
      key("overflow");
      w.Bool(true);
    }
    w.EndObject();
  }

  void warnings(Problems const& problems) {
    w.StartArray();
    for (Problem const& p : problems) {
      w.StartObject();
      key("code");
      text(name_of(p.code));
      key("message");
      text(p.message);
      if (p.page > 0) {
        key("page");
        w.Int(p.page);
      }
      if (p.box) {
        key("bbox");
        box(*p.box);
      }
      w.EndObject();
    }
    w.EndArray();
  }

  void summary(Extraction const& e) {
    std::uint64_t cells = 0;
    for (Table const& t : e.tables) { cells += t.cells.size(); }
    w.StartObject();
    key("tables");
    w.Uint64(e.tables.size());
    key("typed_tables");
    w.Uint64(static_cast<std::uint64_t>(std::count_if(e.table_readings.begin(), e.table_readings.end(), [](TableReading const& t) { return !t.type.empty(); })));
    key("observations");
    w.Uint64(e.observations.size());
    key("cells");
    w.Uint64(cells);
    key("glyphs_on_table_pages");
    w.Uint64(e.glyphs_on_table_pages);
    key("residue_glyphs");
    w.Uint64(residue_glyphs(e));
    key("checks");
    w.StartObject();
    for (CheckStatus const status : {CheckStatus::pass, CheckStatus::rounding, CheckStatus::fail}) {
      key(status == CheckStatus::pass ? "pass" : status == CheckStatus::rounding ? "rounding" : "fail");
      w.Uint64(static_cast<std::uint64_t>(
          std::count_if(e.checks.begin(), e.checks.end(), [&](Check const& c) { return c.status == status; })));
    }
    w.EndObject();
    key("proven_share");
    auto const share = proven_share(e);
    if (share) {
      std::string const number = share->text();
      w.RawValue(number.c_str(), number.size(), rapidjson::kNumberType);
    } else {
      w.Null();
    }
    key("warnings");
    w.Uint64(e.warnings.size());
    w.EndObject();
  }

  Writer& w;
};

template <class F>
std::string write(JsonLayout layout, F&& f) {
  Buffer buffer;
  if (layout == JsonLayout::line) {
    rapidjson::Writer<Buffer> writer(buffer);
    Records records(writer);
    f(records);
  } else {
    rapidjson::PrettyWriter<Buffer> writer(buffer);
    writer.SetIndent(' ', 1);
    writer.SetFormatOptions(rapidjson::kFormatSingleLineArray);
    Records records(writer);
    f(records);
  }
  std::string out(buffer.GetString(), buffer.GetSize());
  out += '\n';
  return out;
}

} // namespace

std::string to_json(Extraction const& extraction, JsonLayout layout) {
  return write(layout, [&](auto& records) { records.document(extraction); });
}

std::string findings_to_json(Extraction const& extraction, JsonLayout layout) {
  return write(layout, [&](auto& records) { records.findings(extraction); });
}

std::string failure_to_json(std::string const& file, Problem const& problem, JsonLayout layout) {
  return write(layout, [&](auto& records) { records.failure(file, problem); });
}

} // namespace gongkai
