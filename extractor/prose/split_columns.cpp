// SPDX-License-Identifier: GPL-3.0-or-later
#include "prose/split_columns.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace gongkai {
namespace {

constexpr double most_bins = 1500;

struct Span {
  double x0 = 0, x1 = 0;
  double middle() const { return (x0 + x1) / 2; }
  double width() const { return x1 - x0; }
};

class ColumnSplitter {
public:
  ColumnSplitter(Page const& page, std::vector<Line> const& lines, ColumnOptions const& options)
      : m_page(page), m_lines(lines), m_options(options) {}

  std::vector<TextBlock> split() {
    std::vector<TextBlock> out;
    if (m_lines.size() >= m_options.least_lines && m_page.width > 1) { find_gutters(); }
    for (std::size_t i = 0; i < m_lines.size();) {
      std::size_t end = i;
      while (end < m_lines.size() && !crosses(m_lines[end])) { ++end; }
      std::vector<Span> const columns = m_gutters.empty() ? std::vector<Span>{} : columns_of(i, end);
      if (columns.size() > 1) {
        add_columns(i, end, columns, out);
        i = end;
        m_in_columns = true;
        continue;
      }
      end = std::max(end, i + 1);
      if (out.empty() || m_in_columns) { out.push_back({{}, 0, m_page.width}); }
      out.back().lines.insert(out.back().lines.end(), m_lines.begin() + static_cast<std::ptrdiff_t>(i),
                              m_lines.begin() + static_cast<std::ptrdiff_t>(end));
      m_in_columns = false;
      i = end;
    }
    return out;
  }

private:
  /// Gaps that hardly any line fills, from the glyphs of all lines: a line of two columns may look like one, since
  /// gutters can be as narrow as the gaps in justified text.
  void find_gutters() {
    // A point a bin, but never so many that a page as wide as a street takes long.
    double const bin = std::max(1.0, m_page.width / most_bins);
    std::size_t const bins = static_cast<std::size_t>(m_page.width / bin) + 2;
    std::vector<int> const covered = lines_over_bins(bin, bins);
    double size = 0;
    for (Line const& line : m_lines) { size += line.size; }
    size /= static_cast<double>(m_lines.size());
    int const most = static_cast<int>(m_options.most_crossing * static_cast<double>(m_lines.size()));
    std::size_t first = 0, end = bins;
    while (first < bins && covered[first] <= most) { ++first; }
    while (end > first && covered[end - 1] <= most) { --end; }
    for (std::size_t x = first; x < end; ++x) {
      if (covered[x] > most) { continue; }
      std::size_t k = x;
      while (k < end && covered[k] <= most) { ++k; }
      if (static_cast<double>(k - x) * bin >= m_options.gutter * size) {
        m_gutters.push_back({static_cast<double>(x) * bin, static_cast<double>(k) * bin});
      }
      x = k;
    }
  }

  /// For each bin the lines with a glyph over it.
  std::vector<int> lines_over_bins(double bin, std::size_t bins) const {
    std::vector<int> steps(bins + 1, 0); // from one bin to the next
    std::vector<std::pair<std::size_t, std::size_t>> spans;
    for (Line const& line : m_lines) {
      spans.clear();
      for (Segment const& s : line.segments) {
        for (GlyphIndex const g : s.glyphs) {
          Box const& b = m_page.glyphs[g].box;
          double const first = std::max(std::floor(b.x0 / bin), 0.0);
          double const end = std::ceil(std::min(b.x1 / bin, static_cast<double>(bins)));
          if (first < end) { spans.emplace_back(static_cast<std::size_t>(first), static_cast<std::size_t>(end)); }
        }
      }
      if (!std::is_sorted(spans.begin(), spans.end())) { std::sort(spans.begin(), spans.end()); }
      for (std::size_t i = 0; i < spans.size();) {
        auto [first, end] = spans[i];
        for (++i; i < spans.size() && spans[i].first <= end; ++i) { end = std::max(end, spans[i].second); }
        ++steps[first];
        --steps[end];
      }
    }
    std::partial_sum(steps.begin(), steps.end(), steps.begin());
    steps.pop_back();
    return steps;
  }

  /// Whether a line has text in the middle of a gutter: then it belongs to no column. Punctuation may hang into its
  /// edges.
  bool crosses(Line const& line) const {
    return std::any_of(m_gutters.begin(), m_gutters.end(), [&](Span const& g) {
      for (Segment const& s : line.segments) {
        for (GlyphIndex const i : s.glyphs) {
          Box const& b = m_page.glyphs[i].box;
          if (b.x0 < g.x1 - 0.35 * g.width() && b.x1 > g.x0 + 0.35 * g.width()) { return true; }
        }
      }
      return false;
    });
  }

  /// The columns of lines [begin, end), or fewer than two where they are none.
  std::vector<Span> columns_of(std::size_t begin, std::size_t end) const {
    if (end - begin < m_options.least_lines) { return {}; }
    std::vector<Span> columns;
    double left = 0;
    for (Span const& g : m_gutters) {
      columns.push_back({left, g.middle()});
      left = g.middle();
    }
    columns.push_back({left, m_page.width});
    for (Span const& c : columns) {
      std::size_t filled = 0, glyphs = 0;
      for (std::size_t i = begin; i < end; ++i) {
        std::size_t const n = glyphs_in(m_lines[i], c).size();
        filled += n > 0;
        glyphs += n;
      }
      bool const enough = static_cast<double>(filled) >= m_options.least_filled * static_cast<double>(end - begin) &&
                          static_cast<double>(glyphs) >= m_options.least_glyphs * static_cast<double>(filled);
      if (!enough) { return {}; }
    }
    return columns;
  }

  std::vector<GlyphIndex> glyphs_in(Line const& line, Span const& column) const {
    std::vector<GlyphIndex> out;
    for (Segment const& s : line.segments) {
      for (GlyphIndex const i : s.glyphs) {
        double const x = m_page.glyphs[i].box.centre().x;
        if (x >= column.x0 && x < column.x1) { out.push_back(i); }
      }
    }
    return out;
  }

  void add_columns(std::size_t begin, std::size_t end, std::vector<Span> const& columns,
                   std::vector<TextBlock>& out) const {
    for (Span const& c : columns) {
      std::vector<GlyphIndex> glyphs;
      for (std::size_t i = begin; i < end; ++i) {
        std::vector<GlyphIndex> const part = glyphs_in(m_lines[i], c);
        glyphs.insert(glyphs.end(), part.begin(), part.end());
      }
      out.push_back({build_lines(m_page, glyphs), c.x0, c.x1});
    }
  }

  Page const& m_page;
  std::vector<Line> const& m_lines;
  ColumnOptions m_options;
  std::vector<Span> m_gutters;
  bool m_in_columns = false; ///< The last block was a column.
};

} // namespace

std::vector<TextBlock> split_columns(Page const& page, std::vector<Line> const& lines, ColumnOptions const& options) {
  return ColumnSplitter(page, lines, options).split();
}

} // namespace gongkai
