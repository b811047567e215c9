// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/neighbours.hpp"

#include <map>
#include <utility>

namespace gongkai {

Neighbours::Neighbours(Extraction const& extraction, std::vector<Figure> const& figures) : m_of(figures.size()) {
  std::map<std::pair<std::size_t, int>, FigureIndex> above; // by table and column
  Observation const* last = nullptr;
  FigureIndex left = 0;
  auto const pair = [&](FigureIndex a, FigureIndex b) {
    m_of[a].push_back(b);
    m_of[b].push_back(a);
  };
  for (FigureIndex f = 0; f < figures.size(); ++f) { // in the order of the tables, row by row
    if (figures[f].ref.of != FigureRef::Of::observation) { continue; }
    Observation const& o = extraction.observations[figures[f].ref.index];
    if (last != nullptr && last->table == o.table && last->row == o.row) { pair(left, f); }
    auto const [at, added] = above.try_emplace({o.table, o.col}, f);
    if (!added) {
      pair(at->second, f);
      at->second = f;
    }
    last = &o;
    left = f;
  }
}

} // namespace gongkai
