// SPDX-License-Identifier: GPL-3.0-or-later
#include "output/json.hpp"

#include "base/version.hpp"
#include "output/json_text_records.hpp"
#include "record/check_judgement.hpp"

#include <rapidjson/prettywriter.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <cmath>

namespace gongkai {
namespace {

template <class Writer>
class Records : JsonTextRecords<Writer> {
  using Base = JsonTextRecords<Writer>;
  using Base::section, Base::identity, Base::organization, Base::indicator, Base::glossary_entry, Base::statement,
      Base::judged, Base::who_and_why;
  using Base::w, Base::key, Base::text, Base::text_or_null, Base::optional, Base::box, Base::strings;

public:
  explicit Records(Writer& writer) : Base(writer) {}

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
    TableReading const unread;
    for (std::size_t i = 0; i < e.tables.size(); ++i) {
      table(e, i, i < e.table_readings.size() ? e.table_readings[i] : unread);
    }
    w.EndArray();
    key("observations");
    w.StartArray();
    for (std::size_t i = 0; i < e.observations.size(); ++i) { observation(e, i); }
    w.EndArray();
    key("statements");
    w.StartArray();
    for (std::size_t i = 0; i < e.statements.size(); ++i) { statement_of(e, i); }
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
      for (FigureRef const& f : c.operands) { (f.of == FigureRef::Of::observation ? shown : said)[f.index] = true; }
    }
    w.EndArray();
    key("observations");
    w.StartArray();
    for (std::size_t i = 0; i < shown.size(); ++i) {
      if (shown[i]) { observation(e, i); }
    }
    w.EndArray();
    key("statements");
    w.StartArray();
    for (std::size_t i = 0; i < said.size(); ++i) {
      if (said[i]) { statement_of(e, i); }
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

  void table(Extraction const& e, std::size_t index, TableReading const& reading) {
    Table const& t = e.tables[index];
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
    Column const unread;
    for (std::size_t i = 0; i < t.column_paths.size(); ++i) {
      column(i, t.column_paths[i], i < reading.columns.size() ? reading.columns[i] : unread);
    }
    w.EndArray();
    key("cells");
    w.StartArray();
    for (TableCell const& c : t.cells) { cell(c, judgement_of(e.judged, index, c.row, c.col)); }
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

  void statement_of(Extraction const& e, std::size_t index) {
    FigureRef const figure{FigureRef::Of::statement, static_cast<std::uint32_t>(index)};
    statement(e.statements[index], judgement_of(e.judged, figure));
  }

  void observation(Extraction const& e, std::size_t index) {
    Observation const& o = e.observations[index];
    Table const& t = e.tables[o.table];
    std::string_view const part = part_of(e, o);
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
    judged(judgement_of(e.judged, {FigureRef::Of::observation, static_cast<std::uint32_t>(index)}));
    key("page");
    w.Int(o.page);
    key("bbox");
    box(o.box);
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
    optional("form", c.form);
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
    if (!c.taken_off.empty()) { subtracted(c, e); }
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

  void subtracted(Check const& c, Extraction const& e) {
    key("subtracted");
    w.StartArray();
    for (std::size_t i = 0; i < c.operands.size() && i < c.taken_off.size(); ++i) {
      if (c.taken_off[i]) { text(id_of(c.operands[i], e)); }
    }
    w.EndArray();
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
    if (CheckJudgement const said = judgement_about(c, e); said.judgement != nullptr) { looked_at(said, e); }
  }

  /// What a person said of it.
  void looked_at(CheckJudgement const& said, Extraction const& e) {
    key(said.confirmed() ? "confirmed" : "accepted");
    w.StartObject();
    if (said.figure) {
      key("figure");
      text(id_of(*said.figure, e));
    }
    who_and_why(*said.judgement);
    w.EndObject();
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

  void cell(TableCell const& c, Judgement const* judgement) {
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
    judged(judgement);
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
    w.Uint64(static_cast<std::uint64_t>(std::count_if(e.table_readings.begin(), e.table_readings.end(),
                                                      [](TableReading const& t) { return !t.type.empty(); })));
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
    if (std::size_t const confirmed = confirmed_checks(e); confirmed > 0) {
      key("confirmed");
      w.Uint64(confirmed);
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
};

template <class F>
void write(JsonLayout layout, TextSink const& sink, F&& f) {
  JsonStream stream(sink);
  if (layout == JsonLayout::line) {
    QuickStrings<rapidjson::Writer<JsonStream>> writer(stream);
    Records records(writer);
    f(records);
  } else {
    QuickStrings<rapidjson::PrettyWriter<JsonStream>> writer(stream);
    writer.SetIndent(' ', 1);
    writer.SetFormatOptions(rapidjson::kFormatSingleLineArray);
    Records records(writer);
    f(records);
  }
  stream.finish();
}

template <class F>
std::string written(JsonLayout layout, F&& f) {
  std::string out;
  write(
      layout, [&out](std::string_view part) { out += part; }, f);
  out += '\n';
  return out;
}

} // namespace

void write_json(Extraction const& extraction, JsonLayout layout, TextSink const& sink) {
  write(layout, sink, [&](auto& records) { records.document(extraction); });
}

std::string to_json(Extraction const& extraction, JsonLayout layout) {
  return written(layout, [&](auto& records) { records.document(extraction); });
}

std::string findings_to_json(Extraction const& extraction, JsonLayout layout) {
  return written(layout, [&](auto& records) { records.findings(extraction); });
}

std::string failure_to_json(std::string const& file, Problem const& problem, JsonLayout layout) {
  return written(layout, [&](auto& records) { records.failure(file, problem); });
}

} // namespace gongkai
