// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/version.hpp"
#include "output/inspect.hpp"
#include "text/characters.hpp"
#include "text/foreign_bytes.hpp"

#include <fmt/format.h>
#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include <cmath>

namespace gongkai {
namespace {

std::string_view name_of_role(Role role) {
  switch (role) {
  case Role::text: return "text";
  case Role::blank: return "blank";
  case Role::hidden: return "hidden";
  case Role::cut_off: return "cut_off";
  case Role::doubled: return "doubled";
  case Role::watermark: return "watermark";
  case Role::stamp: return "stamp";
  case Role::furniture: return "furniture";
  }
  return "";
}

std::string_view name_of_visibility(Visibility v) {
  switch (v) {
  case Visibility::visible: return "visible";
  case Visibility::render_mode: return "render_mode";
  case Visibility::clipped: return "clipped";
  case Visibility::cut_off: return "cut_off";
  case Visibility::same_colour: return "same_colour";
  case Visibility::transparent: return "transparent";
  case Visibility::covered: return "covered";
  }
  return "";
}

std::string_view name_of_style(RulingStyle style) {
  switch (style) {
  case RulingStyle::solid: return "solid";
  case RulingStyle::dashed: return "dashed";
  case RulingStyle::shading_edge: return "shading_edge";
  }
  return "";
}

/// The turn of the reading frame, as Page::turn counts it, taken into account: a ruling on the page as seen.
Ruling seen_ruling(Page const& page, Ruling const& r) {
  Box const b = page.to_seen(r.box());
  Ruling out = r;
  bool const horizontal = (r.direction == Direction::horizontal) == (page.turn % 2 == 0);
  out.direction = horizontal ? Direction::horizontal : Direction::vertical;
  out.position = horizontal ? b.centre().y : b.centre().x;
  out.begin = horizontal ? b.x0 : b.y0;
  out.end = horizontal ? b.x1 : b.y1;
  return out;
}

class Values {
public:
  explicit Values(Inspection const& inspection) : m_in(inspection), m_page(inspection.page), m_writer(m_buffer) {
    m_writer.SetIndent(' ', 1);
    m_writer.SetFormatOptions(rapidjson::kFormatSingleLineArray);
  }

  std::string write(InspectStage stage) {
    m_writer.StartObject();
    head(stage);
    switch (stage) {
    case InspectStage::glyphs: glyphs(); break;
    case InspectStage::rulings: rulings(); break;
    case InspectStage::grid: grids(); break;
    case InspectStage::tables: tables(); break;
    }
    m_writer.EndObject();
    std::string out(m_buffer.GetString(), m_buffer.GetSize());
    return out += '\n';
  }

private:
  // ---- Plain values ------------------------------------------------------------------------------------
  void key(char const* name) { m_writer.Key(name); }
  void value(std::string_view s) { m_writer.String(s.data(), static_cast<rapidjson::SizeType>(s.size())); }
  void value(int i) { m_writer.Int(i); }
  void value(bool b) { m_writer.Bool(b); }
  void value(double d) { m_writer.Double(std::isfinite(d) ? std::round(d * 100) / 100 + 0.0 : 0.0); }
  void value(Box const& b) {
    m_writer.StartArray();
    for (double const v : {b.x0, b.y0, b.x1, b.y1}) { value(v); }
    m_writer.EndArray();
  }
  void value(std::vector<double> const& list) {
    m_writer.StartArray();
    for (double const v : list) { value(v); }
    m_writer.EndArray();
  }
  void value(std::vector<std::string> const& list) {
    m_writer.StartArray();
    for (std::string const& s : list) { value(std::string_view(s)); }
    m_writer.EndArray();
  }

  template <class T>
  void field(char const* name, T const& v) {
    key(name);
    if constexpr (std::is_convertible_v<T, std::string_view>) {
      value(std::string_view(v));
    } else {
      value(v);
    }
  }
  void text_or_null(char const* name, std::string_view s) {
    key(name);
    if (s.empty()) {
      m_writer.Null();
    } else {
      value(s);
    }
  }
  void colour(std::uint32_t rgb) { field("colour", fmt::format("#{:06X}", rgb & 0xFFFFFF)); }

  /// An array with one object a value of the list; `each` writes the object's fields.
  template <class List, class F>
  void objects(char const* name, List const& list, F&& each) {
    key(name);
    m_writer.StartArray();
    for (auto const& item : list) {
      m_writer.StartObject();
      each(item);
      m_writer.EndObject();
    }
    m_writer.EndArray();
  }

  // ---- The stages --------------------------------------------------------------------------------------
  void head(InspectStage stage) {
    Box const seen = m_page.to_seen({0, 0, m_page.width, m_page.height});
    field("schema_version", schema_version);
    field("file", m_in.file);
    field("page", m_page.number);
    field("pages", m_in.pages);
    field("width", seen.width());
    field("height", seen.height());
    field("turn", m_page.turn * 90);
    field("show", name_of(stage));
    objects("warnings", m_in.problems, [&](Problem const& p) {
      field("code", name_of(p.code));
      field("message", p.message);
      if (p.box) { field("bbox", *p.box); }
    });
  }

  void glyphs() {
    objects("fonts", m_page.fonts, [&](Font const& f) {
      text_or_null("name", as_utf8(f.name)); // many are GBK
      field("bold", f.bold);
      field("italic", f.italic);
    });
    std::size_t i = 0;
    objects("glyphs", m_page.glyphs, [&](Glyph const& g) {
      field("text", to_utf8(std::u32string_view(&g.code, 1)));
      field("code", fmt::format("U+{:04X}", static_cast<std::uint32_t>(g.code)));
      field("bbox", m_page.to_seen(g.box));
      field("role", name_of_role(m_page.roles[i]));
      field("visibility", name_of_visibility(g.visibility));
      field("size", static_cast<double>(g.size));
      field("font", static_cast<int>(g.font));
      field("bold", g.bold);
      colour(g.colour);
      field("angle", (g.angle + m_page.turn * 90) % 360);
      field("run", static_cast<int>(m_page.run_of[i]));
      field("order", static_cast<int>(g.order));
      if (g.window != 0) { field("clip", m_page.to_seen(m_page.windows[g.window - 1])); }
      ++i;
    });
  }

  void rulings() {
    objects("rulings", m_page.rulings, [&](Ruling const& r) {
      Ruling const s = seen_ruling(m_page, r);
      field("direction", std::string_view(s.direction == Direction::horizontal ? "horizontal" : "vertical"));
      field("style", name_of_style(s.style));
      field("position", s.position);
      field("begin", s.begin);
      field("end", s.end);
      field("thickness", s.thickness);
      colour(s.colour);
      field("order", static_cast<int>(s.order));
    });
    objects("shades", m_page.shades, [&](Shade const& s) {
      field("bbox", m_page.to_seen(s.box));
      colour(s.colour);
      field("opaque", s.opaque);
      field("order", static_cast<int>(s.order));
    });
    objects("images", m_page.images, [&](ImageBox const& i) {
      field("bbox", m_page.to_seen(i.box));
      field("opaque", i.opaque);
      field("order", static_cast<int>(i.order));
    });
  }

  void grids() {
    objects("grids", m_in.grids, [&](Grid const& g) {
      field("method", name_of(g.method));
      field("bbox", m_page.to_seen(g.box));
      field("rows", g.rows());
      field("cols", g.cols());
      field("column_boundaries", g.xs);
      field("row_boundaries", g.ys);
      field("open_top", g.open_top);
      field("open_bottom", g.open_bottom);
      objects("cells", g.cells, [&](GridCell const& c) {
        field("row", c.row);
        field("col", c.col);
        field("rowspan", c.rowspan);
        field("colspan", c.colspan);
        field("bbox", m_page.to_seen(c.box));
      });
    });
  }

  void caption(Caption const& c) {
    text_or_null("number", c.number);
    text_or_null("title", c.title);
    text_or_null("unit", c.unit);
    text_or_null("entity", c.entity);
    field("notes", c.notes);
    text_or_null("empty_statement", c.empty_statement);
    field("continued", c.continued);
  }

  void tables() {
    std::size_t i = 0;
    objects("tables", m_in.tables, [&](PageTable const& t) {
      text_or_null("id", m_in.table_ids[i++]);
      caption(t.caption);
      field("method", name_of(t.grid.method));
      field("bbox", m_page.to_seen(t.grid.box));
      field("rows", t.grid.rows());
      field("cols", t.grid.cols());
      field("header_rows", t.header_rows);
      field("first_on_page", t.first_on_page);
      field("last_on_page", t.last_on_page);
      objects("cells", t.cells, [&](TableCell const& c) { cell(c); });
    });
    objects("lines", m_in.lines, [&](UsedLine const& l) {
      field("use", name_of(l.use));
      field("bbox", l.box);
      field("text", l.text);
    });
  }

  void cell(TableCell const& c) {
    field("row", c.row);
    field("col", c.col);
    field("rowspan", c.rowspan);
    field("colspan", c.colspan);
    text_or_null("text", c.text);
    text_or_null("raw", c.raw);
    field("amount", c.amount);
    field("bold", c.bold);
    field("overflow", c.overflow);
    field("bbox", c.box);
  }

  Inspection const& m_in;
  Page const& m_page;
  rapidjson::StringBuffer m_buffer;
  rapidjson::PrettyWriter<rapidjson::StringBuffer> m_writer;
};

} // namespace

std::string inspection_to_json(Inspection const& inspection, InspectStage stage) {
  return Values(inspection).write(stage);
}

} // namespace gongkai
