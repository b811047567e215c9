// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/version.hpp"
#include "output/inspect.hpp"
#include "output/inspect_canvas.hpp"
#include "output/inspect_layers.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace gongkai {
namespace {

/// The frame around the page, in points.
struct Frame {
  static constexpr double margin = 14;
  static constexpr double title_height = 30; ///< File and page, and what the picture shows.
  static constexpr double line_height = 11;  ///< A line about a table, or of the legend.
  static constexpr double text_size = 7.5;
  static constexpr std::size_t max_lines = 10; ///< About tables; a page with more is told by its count.
};

constexpr std::string_view grey = R"(fill="#555" font-size="7.5")";

std::string_view explanation(InspectStage stage) {
  switch (stage) {
  case InspectStage::glyphs: return "glyphs: each character the file draws, and what it is to a reader";
  case InspectStage::rulings:
    return "rulings: lines, shades and images; a short stroke across marks each end of a line";
  case InspectStage::grid:
    return "grid: cells before any text is in them, with their row and column, and rows x columns where they span";
  case InspectStage::tables:
    return "tables: cells with their text, header rows, and where the other text of the page went";
  }
  return "";
}

/// How far the page's own picture steps back behind what is drawn over it.
double veil(InspectStage stage) {
  switch (stage) {
  case InspectStage::glyphs: return 0.35;
  case InspectStage::rulings: return 0.6;
  case InspectStage::grid: return 0.5;
  case InspectStage::tables: return 0.15;
  }
  return 0;
}

/// Joined by two blanks, empty parts left out.
std::string sentence(std::vector<std::string> const& parts) {
  std::string out;
  for (std::string const& p : parts) {
    if (!p.empty() && !out.empty()) { out += " \xC2\xB7 "; }
    out += p;
  }
  return out;
}

std::string about_table(PageTable const& t, std::string const& id) {
  Caption const& c = t.caption;
  return sentence({id.empty() ? "(not in the output)" : id,
                   fmt::format("{} rows x {} columns from {}", t.grid.rows(), t.grid.cols(), name_of(t.grid.method)),
                   fmt::format("{} header row{}", t.header_rows, t.header_rows == 1 ? "" : "s"), c.number, c.title,
                   c.unit, c.entity, c.continued ? "marked as continued" : "", c.empty_statement});
}

struct TopLine {
  std::string text;
  bool problem = false;
};

std::vector<TopLine> top_lines(Inspection const& in, InspectStage stage) {
  std::vector<TopLine> out;
  if (stage == InspectStage::tables) {
    for (std::size_t i = 0; i < in.tables.size(); ++i) { out.push_back({about_table(in.tables[i], in.table_ids[i])}); }
    if (in.tables.empty()) { out.push_back({"no table on this page"}); }
  }
  if (stage == InspectStage::grid && in.grids.empty()) { out.push_back({"no grid on this page"}); }
  for (Problem const& p : in.problems) { out.push_back({fmt::format("{}: {}", name_of(p.code), p.message), true}); }
  if (out.size() > Frame::max_lines) {
    std::size_t const more = out.size() - Frame::max_lines + 1;
    out.resize(Frame::max_lines - 1);
    out.push_back({fmt::format("and {} more", more)});
  }
  return out;
}

void draw_top(Canvas& canvas, Inspection const& in, InspectStage stage, std::vector<TopLine> const& lines,
              double width) {
  double const right = Frame::margin + width;
  std::string const page = fmt::format("page {} of {}", in.page.number, in.pages);
  double const page_width = 10 * width_in_ems(page);
  canvas.text(Frame::margin, 15, shortened(in.file, (width - page_width - 10) / 10),
              R"(font-size="10" font-weight="bold" fill="#111")");
  canvas.text(right, 15, page, R"(font-size="10" font-weight="bold" fill="#111" text-anchor="end")");
  std::string const made_by = fmt::format("gongkai {}", version());
  double const room = (width - Frame::text_size * width_in_ems(made_by) - 8) / Frame::text_size;
  canvas.text(Frame::margin, 26, shortened(explanation(stage), room), grey);
  canvas.text(right, 26, made_by, fmt::format("{} text-anchor=\"end\"", grey));
  double y = Frame::title_height + 6;
  for (TopLine const& line : lines) {
    canvas.text(Frame::margin, y, shortened(line.text, width / Frame::text_size),
                line.problem ? R"(fill="#C00000" font-size="7.5")" : R"(fill="#003F66" font-size="7.5")");
    y += Frame::line_height;
  }
}

/// Draws the legend from `top` downwards and returns its height.
double draw_legend(Canvas& canvas, Legend const& legend, double top, double width) {
  double x = Frame::margin, y = top + Frame::line_height;
  for (LegendItem const& item : legend) {
    std::string const label = item.count > 0 ? fmt::format("{} ({})", item.label, item.count) : item.label;
    double const length = 14 + Frame::text_size * width_in_ems(label) + 10;
    if (x > Frame::margin && x + length > Frame::margin + width) {
      x = Frame::margin;
      y += Frame::line_height + 2;
    }
    canvas.box({x, y - 6.5, x + 10, y + 0.5}, item.attributes);
    canvas.text(x + 14, y, label, R"(fill="#222" font-size="7.5")");
    x += length;
  }
  return legend.empty() ? 0 : y - top;
}

} // namespace

std::string_view name_of(InspectStage stage) noexcept {
  switch (stage) {
  case InspectStage::glyphs: return "glyphs";
  case InspectStage::rulings: return "rulings";
  case InspectStage::grid: return "grid";
  case InspectStage::tables: return "tables";
  }
  return "";
}

std::string_view name_of(TextUse use) noexcept {
  switch (use) {
  case TextUse::caption: return "caption";
  case TextUse::note: return "note";
  case TextUse::prose: return "prose";
  case TextUse::furniture: return "furniture";
  case TextUse::residue: return "residue";
  }
  return "";
}

std::string inspection_to_svg(Inspection const& in, InspectStage stage, double dpi) {
  Box const page = in.page.to_seen({0, 0, in.page.width, in.page.height});
  // A page smaller than its caption would cut it off.
  double const width = std::max(page.width(), 300.0);
  std::vector<TopLine> const lines = top_lines(in, stage);
  double const top = Frame::title_height + 4 + Frame::line_height * static_cast<double>(lines.size());

  Canvas body;
  draw_top(body, in, stage, lines, width);
  body.open(fmt::format("transform=\"translate({} {})\"", svg_number(Frame::margin), svg_number(top)));
  body.box(page, R"(fill="#fff" stroke="#999" stroke-width=".6")");
  if (in.picture) { body.image(page, pdf::to_png(*in.picture)); }
  body.box(page, fmt::format("fill=\"#fff\" fill-opacity=\"{}\"", svg_number(veil(stage))));
  Legend const legend = draw_stage(body, in, stage);
  body.close();
  double const bottom = top + page.height() + 3;
  double const height = bottom + draw_legend(body, legend, bottom, width) + 8;

  double const full_width = width + 2 * Frame::margin, scale = dpi / 72;
  Canvas out;
  out.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  out.raw(fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {} {}\" "
                      "font-family=\"DejaVu Sans,Noto Sans,Noto Sans CJK SC,Microsoft YaHei,PingFang SC,WenQuanYi Zen "
                      "Hei,sans-serif\">\n",
                      svg_number(full_width * scale), svg_number(height * scale), svg_number(full_width),
                      svg_number(height)));
  out.raw(fmt::format("<title>{}, page {}: {}</title>\n", xml_escaped(in.file), in.page.number, name_of(stage)));
  out.raw(R"(<rect width="100%" height="100%" fill="#F4F4F1"/>)").raw("\n").raw(body.svg()).raw("</svg>\n");
  return out.svg();
}

} // namespace gongkai
