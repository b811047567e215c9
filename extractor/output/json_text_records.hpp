// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "output/json_values.hpp"
#include "record/extraction.hpp"

#include <utility>

namespace gongkai {

/// The records that are read from the running text, and the document's identity, as JSON.
template <class Writer>
class JsonTextRecords : protected JsonValues<Writer> {
  using Base = JsonValues<Writer>;

protected:
  using Base::Base;
  using Base::w, Base::key, Base::text, Base::text_or_null, Base::optional, Base::box, Base::strings,
      Base::integer_or_null;

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

  void judged(Judgement const* j) {
    if (j == nullptr) { return; }
    bool const corrected = j->action == Judgement::Action::correct;
    key(corrected ? "corrected" : "accepted");
    w.StartObject();
    if (corrected) {
      key("read");
      text(j->read);
    }
    if (j->publisher) {
      key("verdict");
      text("publisher");
    }
    who_and_why(*j);
    w.EndObject();
  }

  void who_and_why(Judgement const& j) {
    for (auto const& [name, value] : {std::pair{"by", &j.by}, {"at", &j.at}, {"note", &j.note}}) {
      optional(name, *value);
    }
  }

  void statement(Statement const& s, Judgement const* judgement) {
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
    for (auto const& [name, value] :
         {std::pair{"of", &s.of}, {"base", &s.base}, {"reason", &s.reason}, {"code", &s.code}}) {
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
    judged(judgement);
    key("page");
    w.Int(s.page);
    key("bbox");
    box(s.box);
    key("text");
    text(s.text);
    w.EndObject();
  }
};

} // namespace gongkai
