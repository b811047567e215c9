// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/grid.hpp"

namespace gongkai {

std::string_view name_of(GridMethod method) noexcept {
  switch (method) {
  case GridMethod::lattice: return "lattice";
  case GridMethod::shading: return "shading";
  case GridMethod::horizontal: return "horizontal";
  case GridMethod::alignment: return "alignment";
  }
  return "unknown";
}

std::vector<int> owners(Grid const& grid) {
  std::vector<int> out(static_cast<std::size_t>(grid.rows() * grid.cols()), -1);
  for (std::size_t i = 0; i < grid.cells.size(); ++i) {
    GridCell const& c = grid.cells[i];
    for (int r = c.row; r < c.row + c.rowspan; ++r) {
      for (int k = c.col; k < c.col + c.colspan; ++k) {
        out[static_cast<std::size_t>(r * grid.cols() + k)] = static_cast<int>(i);
      }
    }
  }
  return out;
}

} // namespace gongkai
