// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/shown_grid.hpp"

#include "text/characters.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace gongkai {

std::string shown_span(int rowspan, int colspan) {
  return rowspan == 1 && colspan == 1 ? std::string() : fmt::format("{{{}x{}}}", rowspan, colspan);
}

std::string shown(Grid const& grid) {
  std::string out;
  int row = 0;
  for (GridCell const& c : grid.cells) {
    for (; row < c.row; ++row) { out += '\n'; }
    if (!out.empty() && out.back() != '\n') { out += ' '; }
    out += fmt::format("{}{}", c.col, shown_span(c.rowspan, c.colspan));
  }
  for (; row < grid.rows(); ++row) { out += '\n'; }
  return out;
}

std::string shown(std::vector<Line> const& lines) {
  std::string out;
  for (Line const& line : lines) {
    bool first = true;
    for (Segment const& s : line.segments) {
      out += (first ? "" : " | ") + to_utf8(s.text);
      first = false;
    }
    out += '\n';
  }
  return out;
}

std::string unindented(std::string_view raw) {
  if (raw.starts_with('\n')) { raw.remove_prefix(1); }
  std::size_t const indent = std::min(raw.find_first_not_of(' '), raw.size());
  std::string out;
  for (std::size_t at = 0; at < raw.size();) {
    std::size_t const end = std::min(raw.find('\n', at), raw.size());
    std::string_view line = raw.substr(at, end - at);
    line.remove_prefix(std::min({indent, line.find_first_not_of(' '), line.size()}));
    bool const last = end == raw.size();
    if (!(last && line.empty())) { out += std::string(line) + "\n"; }
    at = end + 1;
  }
  return out;
}

} // namespace gongkai
