// SPDX-License-Identifier: GPL-3.0-or-later
#include "output/inspect_layers.hpp"

#include "text/characters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace gongkai {
namespace {

/// Each tooltip is an element of its own; beyond this many they would make the SVG too heavy to open.
constexpr std::size_t max_tooltips = 6000;

constexpr std::string_view invisible = R"(fill="#000" fill-opacity="0")";

/// One kind of mark: its boxes are drawn as one element.
struct Kind {
  std::string_view label;
  std::string_view attributes;
  std::vector<Box> boxes = {};
};

template <std::size_t Count>
Legend draw_kinds(Canvas& canvas, std::array<Kind, Count> const& kinds) {
  Legend legend;
  for (Kind const& k : kinds) {
    canvas.boxes(k.boxes, k.attributes);
    if (!k.boxes.empty()) { legend.push_back({std::string(k.label), k.boxes.size(), std::string(k.attributes)}); }
  }
  return legend;
}

// ---- Glyphs -------------------------------------------------------------------------------------------

std::size_t kind_of(Role role, char32_t code) {
  switch (role) {
  case Role::blank: return 0;
  case Role::text: return code == 0xFFFD ? 6 : 1;
  case Role::furniture: return 2;
  case Role::watermark: return 3;
  case Role::stamp: return 4;
  case Role::doubled: return 5;
  case Role::hidden: return 7;
  case Role::cut_off: return 8;
  }
  return 1;
}

std::array<Kind, 9> glyph_kinds() {
  return {
      {{"blank", R"(fill="none" stroke="#999" stroke-width=".3" stroke-dasharray="1 1")"},
       {"text", R"(fill="#0072B2" fill-opacity=".13" stroke="#0072B2" stroke-width=".3")"},
       {"header, footer, page number", R"(fill="#009E73" fill-opacity=".3" stroke="#009E73" stroke-width=".4")"},
       {"watermark", R"(fill="#E69F00" fill-opacity=".35" stroke="#E69F00" stroke-width=".6")"},
       {"stamp", R"(fill="#AA3377" fill-opacity=".3" stroke="#AA3377" stroke-width=".6")"},
       {"drawn twice", R"(fill="none" stroke="#CC3FA0" stroke-width=".8")"},
       {"text without Unicode", R"(fill="#F0E442" fill-opacity=".8" stroke="#7A7000" stroke-width=".6")"},
       {"hidden", R"(fill="#D55E00" fill-opacity=".18" stroke="#D55E00" stroke-width=".5" stroke-dasharray="1.5 1")"},
       {"cut off by its cell",
        R"(fill="#882255" fill-opacity=".18" stroke="#882255" stroke-width=".5" stroke-dasharray="1.5 1")"}}};
}

/// The character of a hidden glyph is on no picture of the page, so it is written out.
void write_hidden(Canvas& canvas, Page const& page) {
  canvas.open(R"(fill="#B34700" font-family="sans-serif" text-anchor="middle")");
  for (std::size_t i = 0; i < page.glyphs.size(); ++i) {
    if (page.roles[i] != Role::hidden && page.roles[i] != Role::cut_off) { continue; }
    Box const b = page.to_seen(page.glyphs[i].box);
    double const size = std::clamp(0.75 * std::min(b.height(), 2 * b.width()), 1.0, 40.0);
    std::string text;
    append_utf8(text, page.glyphs[i].code);
    canvas.text(b.centre().x, b.centre().y + 0.35 * size, text, fmt::format("font-size=\"{}\"", svg_number(size)));
  }
  canvas.close();
}

std::string describe(Page const& page, Run const& run) {
  std::string text;
  for (GlyphIndex i = run.first; i < run.last; ++i) { append_utf8(text, page.glyphs[i].code); }
  Glyph const& g = page.glyphs[run.first];
  std::string const font = g.font < page.fonts.size() ? page.fonts[g.font].name : "";
  return fmt::format("{}\n{}, {} pt, #{:06X}, {} degrees{}", text, font.empty() ? "unnamed font" : font,
                     svg_number(g.size), g.colour, g.angle, g.bold ? ", bold" : "");
}

Legend draw_glyphs(Canvas& canvas, Inspection const& in) {
  Page const& page = in.page;
  auto kinds = glyph_kinds();
  for (std::size_t i = 0; i < page.glyphs.size(); ++i) {
    kinds[kind_of(page.roles[i], page.glyphs[i].code)].boxes.push_back(page.to_seen(page.glyphs[i].box));
  }
  Legend legend = draw_kinds(canvas, kinds);
  write_hidden(canvas, page);

  std::vector<Box> runs;
  for (Run const& run : page.runs) {
    runs.push_back(page.to_seen({run.box.x0, run.box.y1 - 0.25, run.box.x1, run.box.y1 + 0.45}));
  }
  constexpr std::string_view run_mark = R"(fill="#003F66" fill-opacity=".75")";
  canvas.boxes(runs, run_mark);
  if (!runs.empty()) { legend.push_back({"run (drawn in one go)", runs.size(), std::string(run_mark)}); }
  if (page.runs.size() <= max_tooltips) {
    for (Run const& run : page.runs) { canvas.box(page.to_seen(run.box), invisible, describe(page, run)); }
  }
  return legend;
}

// ---- Rulings ------------------------------------------------------------------------------------------

std::string_view style_name(RulingStyle style) {
  switch (style) {
  case RulingStyle::solid: return "solid";
  case RulingStyle::dashed: return "dashed";
  case RulingStyle::shading_edge: return "edge of a shade";
  }
  return "";
}

/// A hairline would not show: at least this wide, in points.
constexpr double least_width = 1.3;

/// The ruling and a short stroke across each of its ends, so that pieces of one line can be told apart.
void push_ruling(std::vector<Box>& boxes, Page const& page, Ruling const& r) {
  Ruling wide = r;
  wide.thickness = std::max(r.thickness, least_width);
  Ruling end = wide;
  end.direction = r.direction == Direction::horizontal ? Direction::vertical : Direction::horizontal;
  end.thickness = 0.8;
  end.begin = r.position - 2;
  end.end = r.position + 2;
  boxes.push_back(page.to_seen(wide.box()));
  for (double const position : {r.begin, r.end}) {
    end.position = position;
    boxes.push_back(page.to_seen(end.box()));
  }
}

void ruling_tooltips(Canvas& canvas, Page const& page) {
  if (page.rulings.size() > max_tooltips) { return; }
  for (Ruling const& r : page.rulings) {
    bool const horizontal = r.direction == Direction::horizontal;
    canvas.box(page.to_seen(r.box().grown(1.5)), invisible,
               fmt::format("{} {}, {} = {}, {} to {}, {} pt thick, #{:06X}", style_name(r.style),
                           horizontal ? "horizontal" : "vertical", horizontal ? "y" : "x", svg_number(r.position),
                           svg_number(r.begin), svg_number(r.end), svg_number(r.thickness), r.colour));
  }
}

Legend draw_rulings(Canvas& canvas, Inspection const& in) {
  std::array<Kind, 5> kinds{
      {{"shade", R"(fill="#66A61E" fill-opacity=".16" stroke="#66A61E" stroke-width=".5" stroke-dasharray="2 1.5")"},
       {"image", R"(fill="#AA3377" fill-opacity=".12" stroke="#AA3377" stroke-width="1.2")"},
       {"edge of a shade", R"(fill="#009E73" fill-opacity=".6")"},
       {"dashed ruling", R"(fill="#E66F00" fill-opacity=".85")"},
       {"solid ruling", R"(fill="#0060B2" fill-opacity=".75")"}}};
  Page const& page = in.page;
  for (Shade const& s : page.shades) { kinds[0].boxes.push_back(page.to_seen(s.box)); }
  for (ImageBox const& i : page.images) { kinds[1].boxes.push_back(page.to_seen(i.box)); }
  for (Ruling const& r : page.rulings) {
    push_ruling(kinds[r.style == RulingStyle::shading_edge ? 2
                      : r.style == RulingStyle::dashed     ? 3
                                                           : 4]
                    .boxes,
                page, r);
  }
  Legend legend = draw_kinds(canvas, kinds);
  for (LegendItem& item : legend) {
    if (item.label != "shade" && item.label != "image") { item.count /= 3; } // the ruling and its two ends
  }
  ruling_tooltips(canvas, page);
  return legend;
}

// ---- Grids and tables ---------------------------------------------------------------------------------

/// What belongs to one grid or table stands beside its left border, where it covers the least text.
void draw_tag(Canvas& canvas, Box const& box, std::string const& text, std::string_view colour) {
  constexpr double size = 6.5, height = 9;
  double const length = size * width_in_ems(text) + 6;
  double const x = std::max(box.x0 - height - 1, 0.0), y = std::max(box.y0, 0.0);
  canvas.box({x, y, x + height, y + length}, fmt::format("rx=\"1.5\" fill=\"{}\"", colour));
  canvas.raw(
      fmt::format("<g transform=\"translate({} {}) rotate(-90)\">", svg_number(x + 6.7), svg_number(y + length - 3)));
  canvas.text(0, 0, text, R"(fill="#fff" font-size="6.5" font-weight="bold")");
  canvas.raw("</g>\n");
}

std::string_view colour_of(GridMethod method) {
  switch (method) {
  case GridMethod::lattice: return "#0060B2";
  case GridMethod::shading: return "#00805A";
  case GridMethod::horizontal: return "#C25700";
  case GridMethod::alignment: return "#AA3377";
  }
  return "#000";
}

std::string label_of(GridCell const& c) {
  std::string label = fmt::format("{},{}", c.row, c.col);
  if (c.rowspan > 1 || c.colspan > 1) { label += fmt::format(" {}x{}", c.rowspan, c.colspan); }
  return label;
}

/// A border that no ruling closes: the grid may go on from or to another page.
void draw_open_border(Canvas& canvas, Page const& page, Box const& b, double y) {
  canvas.box(page.to_seen({b.x0, y - 1.1, b.x1, y + 1.1}),
             R"(fill="none" stroke="#D55E00" stroke-width=".8" stroke-dasharray="3 2")");
}

void draw_grid(Canvas& canvas, Page const& page, Grid const& grid, Legend& legend, std::size_t& spans) {
  std::string_view const colour = colour_of(grid.method);
  std::vector<Box> plain, spanning;
  for (GridCell const& c : grid.cells) {
    (c.rowspan > 1 || c.colspan > 1 ? spanning : plain).push_back(page.to_seen(c.box));
  }
  std::string const mark = fmt::format(R"(fill="{0}" fill-opacity=".05" stroke="{0}" stroke-width=".8")", colour);
  canvas.boxes(plain, mark);
  canvas.boxes(spanning, fmt::format(R"(fill="#F0B400" fill-opacity=".22" stroke="{}" stroke-width=".8")", colour));
  canvas.open(fmt::format(R"(fill="{}" font-size="4.5" font-family="DejaVu Sans Mono,monospace" )"
                          R"(stroke="#fff" stroke-width="1.2" paint-order="stroke")",
                          colour));
  for (GridCell const& c : grid.cells) {
    Box const b = page.to_seen(c.box);
    canvas.text(b.x0 + 1, b.y0 + 4.6, label_of(c), "");
  }
  canvas.close();
  if (grid.open_top) { draw_open_border(canvas, page, grid.box, grid.box.y0); }
  if (grid.open_bottom) { draw_open_border(canvas, page, grid.box, grid.box.y1); }
  spans += spanning.size();
  legend.push_back({fmt::format("cells, from {}", name_of(grid.method)), grid.cells.size(), mark});
}

Legend draw_grids(Canvas& canvas, Inspection const& in) {
  Legend legend;
  std::size_t spans = 0, number = 0;
  bool open = false;
  for (Grid const& grid : in.grids) {
    Legend own;
    draw_grid(canvas, in.page, grid, own, spans);
    auto const same =
        std::find_if(legend.begin(), legend.end(), [&](LegendItem const& i) { return i.label == own.front().label; });
    if (same == legend.end()) {
      legend.push_back(own.front());
    } else {
      same->count += own.front().count;
    }
    open = open || grid.open_top || grid.open_bottom;
    draw_tag(canvas, in.page.to_seen(grid.box),
             fmt::format("grid {}  {} x {}  {}", ++number, grid.rows(), grid.cols(), name_of(grid.method)),
             colour_of(grid.method));
  }
  if (spans > 0) {
    legend.push_back({"cells that span", spans, R"(fill="#F0B400" fill-opacity=".3" stroke="#777" stroke-width=".5")"});
  }
  if (open) {
    legend.push_back({"border not closed by a ruling", 0,
                      R"(fill="none" stroke="#D55E00" stroke-width=".8" stroke-dasharray="3 2")"});
  }
  return legend;
}

std::array<Kind, 4> cell_kinds() {
  return {{{"blank cell", R"(fill="#888" fill-opacity=".10" stroke="#0060B2" stroke-width=".6")"},
           {"cell", R"(fill="none" stroke="#0060B2" stroke-width=".7")"},
           {"cell with a figure", R"(fill="#00A060" fill-opacity=".15" stroke="#0060B2" stroke-width=".7")"},
           {"header cell", R"(fill="#0072B2" fill-opacity=".30" stroke="#0060B2" stroke-width=".9")"}}};
}

std::array<Kind, 6> line_kinds() {
  return {{{"prose", R"(fill="#777" fill-opacity=".14" stroke="#777" stroke-width=".5")"},
           {"header, footer, page number", R"(fill="#009E73" fill-opacity=".22" stroke="#009E73" stroke-width=".5")"},
           {"caption", R"(fill="#8E44AD" fill-opacity=".18" stroke="#8E44AD" stroke-width=".7")"},
           {"note", R"(fill="#E69F00" fill-opacity=".22" stroke="#C98A00" stroke-width=".7")"},
           {"text over its cell's border", R"(fill="none" stroke="#E66F00" stroke-width="1.4")"},
           {"residue: text that ended nowhere",
            R"(fill="#E00000" fill-opacity=".2" stroke="#E00000" stroke-width="1.4")"}}};
}

std::size_t kind_of(TextUse use) {
  switch (use) {
  case TextUse::prose: return 0;
  case TextUse::furniture: return 1;
  case TextUse::caption: return 2;
  case TextUse::note: return 3;
  case TextUse::residue: return 5;
  }
  return 0;
}

std::string describe(TableCell const& c, std::string const& table) {
  std::string const span = c.rowspan > 1 || c.colspan > 1 ? fmt::format(", spans {} x {}", c.rowspan, c.colspan) : "";
  return fmt::format("{} row {}, column {}{}\n{}", table, c.row, c.col, span, c.text.empty() ? "(blank)" : c.text);
}

Legend draw_tables(Canvas& canvas, Inspection const& in) {
  auto cells = cell_kinds();
  auto lines = line_kinds();
  for (UsedLine const& l : in.lines) { lines[kind_of(l.use)].boxes.push_back(l.box.grown(0.8)); }
  for (PageTable const& t : in.tables) {
    for (TableCell const& c : t.cells) {
      cells[c.row < t.header_rows ? 3 : c.text.empty() ? 0 : c.amount ? 2 : 1].boxes.push_back(c.box);
      if (c.overflow) { lines[4].boxes.push_back(c.box.grown(-0.8)); }
    }
  }
  Legend legend = draw_kinds(canvas, cells);
  Legend more = draw_kinds(canvas, lines);
  std::move(more.begin(), more.end(), std::back_inserter(legend));
  std::size_t tooltips = 0;
  for (std::size_t i = 0; i < in.tables.size(); ++i) {
    PageTable const& t = in.tables[i];
    std::string const id = in.table_ids[i].empty() ? "(not in the output)" : in.table_ids[i];
    for (TableCell const& c : t.cells) {
      if (++tooltips <= max_tooltips) { canvas.box(c.box, invisible, describe(c, id)); }
    }
    Box const seen = in.page.to_seen(t.grid.box);
    canvas.box(seen, R"(fill="none" stroke="#003F66" stroke-width="1.6")");
    draw_tag(canvas, seen, fmt::format("{}  {} x {}  {}", id, t.grid.rows(), t.grid.cols(), name_of(t.grid.method)),
             "#003F66");
  }
  for (UsedLine const& l : in.lines) {
    if (++tooltips <= max_tooltips) { canvas.box(l.box, invisible, fmt::format("{}\n{}", name_of(l.use), l.text)); }
  }
  return legend;
}

} // namespace

Legend draw_stage(Canvas& canvas, Inspection const& inspection, InspectStage stage) {
  switch (stage) {
  case InspectStage::glyphs: return draw_glyphs(canvas, inspection);
  case InspectStage::rulings: return draw_rulings(canvas, inspection);
  case InspectStage::grid: return draw_grids(canvas, inspection);
  case InspectStage::tables: return draw_tables(canvas, inspection);
  }
  return {};
}

} // namespace gongkai
