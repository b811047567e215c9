// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/same_names.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace gongkai {
namespace {

/// What a row's figure is, as far as its table says.
using Key = std::tuple<std::string, std::string, bool, std::string>; // name, basis, last year's, measure

struct Entry {
  std::size_t sheet = 0;
  FigureIndex figure = 0;
  bool once = true; ///< In its list.
};

/// Names in more tables say little.
constexpr std::size_t most_tables = 8;

class SameNames {
public:
  explicit SameNames(Equations& equations) : m_equations(equations) {}

  void see(Sheet const& sheet, std::size_t index) {
    for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
      RowKind const kind = sheet.rows[r].kind;
      bool const named = !sheet.rows[r].bare.empty() && (kind == RowKind::plain || kind == RowKind::unit);
      if (!named) { continue; } // "total" is no name
      for (std::size_t c = 0; c < sheet.columns.size(); ++c) {
        std::int32_t const cell = sheet.at(r, c);
        Column const& column = *sheet.columns[c].column;
        if (cell < 0 || column.rate || sheet.value(cell) == 0) { continue; }
        auto& entries = m_entries[{sheet.rows[r].bare, column.basis, column.prior_year, column.measure}];
        if (!entries.empty() && entries.back().sheet == index) {
          entries.back().once = false;
        } else {
          entries.push_back({index, static_cast<FigureIndex>(cell)});
        }
      }
    }
  }

  void add() {
    std::map<std::pair<std::size_t, std::size_t>, std::vector<std::pair<FigureIndex, FigureIndex>>> pairs;
    for (auto const& [key, entries] : m_entries) {
      if (entries.size() > most_tables) { continue; }
      for (std::size_t a = 0; a < entries.size(); ++a) {
        for (std::size_t b = a + 1; b < entries.size(); ++b) {
          if (!entries[a].once || !entries[b].once) { continue; }
          pairs[{entries[a].sheet, entries[b].sheet}].emplace_back(entries[a].figure, entries[b].figure);
        }
      }
    }
    for (auto const& [sheets, figures] : pairs) {
      std::uint32_t const family =
          m_equations.add_family("same name in two tables", CheckKind::cross_table, Trust::likely);
      for (auto const& [a, b] : figures) {
        Term const term{a, false};
        m_equations.add(EquationForm::copy, family, b, std::span(&term, 1));
      }
    }
  }

private:
  Equations& m_equations;
  std::map<Key, std::vector<Entry>> m_entries;
};

} // namespace

void add_same_names(std::span<Sheet const> sheets, CheckPatterns const& patterns, Equations& equations) {
  SameNames names(equations);
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    if (patterns.named_tables.accepts(sheets[i].type)) { names.see(sheets[i], i); }
  }
  names.add();
}

} // namespace gongkai
