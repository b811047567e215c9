// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/settle_places.hpp"

#include "check/proof.hpp"
#include "check/table_equations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace gongkai {
namespace {

/// A figure that may stand in another column.
struct Doubt {
  std::size_t table = 0, cell = 0; ///< Indexes into Extraction::tables and Table::cells.
};

/// Index of a table, row, column.
using Place = std::tuple<std::size_t, int, int>;

/// What the equations say of one way to read a document.
struct Tally {
  int holding = 0, failing = 0;
  std::vector<Proof> proof;

  bool better_than(Tally const& other) const noexcept {
    return (failing < other.failing && holding >= other.holding) ||
           (failing == other.failing && holding > other.holding);
  }
};

class PlaceSettler {
public:
  PlaceSettler(Extraction& e, CheckPatterns const& patterns, RecordKnowledge const& know,
               TablePatterns const& table_patterns, Normaliser const& normaliser, SettleOptions const& options)
      : m_e(e), m_patterns(patterns), m_know(know), m_table_patterns(table_patterns), m_normaliser(normaliser),
        m_options(options) {}

  void run() {
    std::vector<Doubt> const doubts = find_doubts();
    if (doubts.empty()) { return; }
    index_rows(doubts);
    index_observations();
    Tally now = tally();
    int trials = 0;
    for (Doubt const& d : doubts) {
      if (!is_free(d) || is_settled(d, now)) { continue; }
      if (trials++ == m_options.most_trials) { break; }
      TableCell const before = cell(d);
      move(d);
      read();
      Tally then = tally();
      if (then.better_than(now)) {
        now = std::move(then);
        tell(ProblemCode::place_by_arithmetic, d,
             fmt::format("by its place it belongs into column {}, but the sums hold in column {}: it was put there",
                         before.col + 1, cell(d).col + 1));
        continue;
      }
      cell(d) = before;
      read();
      if (before.overflow && !now.better_than(then)) {
        tell(ProblemCode::uncertain_place, d,
             fmt::format("it was put into column {}, but may belong into column {}: no sum tells", before.col + 1,
                         before.col + before.other_col + 1));
      }
    }
  }

private:
  TableCell& cell(Doubt const& d) const { return m_e.tables[d.table].cells[d.cell]; }

  /// Not those that a person has looked at: their place was seen too.
  std::vector<Doubt> find_doubts() const {
    std::set<Place> judged;
    for (AppliedJudgement const& j : m_e.judged) {
      if (j.table) { judged.emplace(*j.table, j.row, j.col); }
    }
    std::vector<Doubt> out;
    for (std::size_t t = 0; t < m_e.tables.size(); ++t) {
      if (m_e.table_readings[t].type.empty()) { continue; }
      auto const& cells = m_e.tables[t].cells;
      for (std::size_t c = 0; c < cells.size(); ++c) {
        bool const figure = cells[c].amount && cells[c].row >= m_e.tables[t].header_rows;
        if (figure && cells[c].other_col != 0 && !judged.contains({t, cells[c].row, cells[c].col})) {
          out.push_back({t, c});
        }
      }
    }
    // Where the print itself crosses a border, doubt is greatest.
    std::stable_partition(out.begin(), out.end(), [&](Doubt const& d) { return cell(d).overflow; });
    if (out.size() > m_options.most_doubts) { out.resize(m_options.most_doubts); }
    return out;
  }

  /// Of the tables in doubt, the cells in each row. A cell that is moved stays in its row.
  void index_rows(std::vector<Doubt> const& doubts) {
    for (Doubt const& d : doubts) {
      auto const [at, fresh] = m_rows.try_emplace(d.table);
      if (!fresh) { continue; }
      Table const& table = m_e.tables[d.table];
      for (std::size_t c = 0; c < table.cells.size(); ++c) {
        TableCell const& own = table.cells[c];
        for (int row = own.row; row < own.row + own.rowspan; ++row) { at->second[row].push_back(c); }
      }
    }
  }

  void index_observations() {
    m_observations.clear();
    for (std::size_t i = 0; i < m_e.observations.size(); ++i) {
      Observation const& o = m_e.observations[i];
      if (m_rows.contains(o.table)) { m_observations.try_emplace({o.table, o.row, o.col}, i); }
    }
  }

  /// Whether both columns are amounts of one list, and nothing stands in the other.
  bool is_free(Doubt const& d) const {
    TableCell const& own = cell(d);
    int const to = own.col + own.other_col;
    auto const& groups = m_e.table_readings[d.table].groups;
    auto const holds = [](ColumnGroup const& g, int col) {
      return std::find(g.amounts.begin(), g.amounts.end(), col) != g.amounts.end();
    };
    bool const one_list = std::any_of(groups.begin(), groups.end(),
                                      [&](ColumnGroup const& g) { return holds(g, own.col) && holds(g, to); });
    if (!one_list) { return false; }
    auto const& cells = m_e.tables[d.table].cells;
    auto const& row = m_rows.at(d.table).at(own.row);
    return std::none_of(row.begin(), row.end(), [&](std::size_t c) {
      return c != d.cell && cells[c].col <= to && to < cells[c].col + cells[c].colspan;
    });
  }

  /// A figure that only stands near a border is doubted where its sums fail, one printed across it where none confirms
  /// it.
  bool is_settled(Doubt const& d, Tally const& now) const {
    TableCell const& own = cell(d);
    auto const at = m_observations.find({d.table, own.row, own.col});
    if (at == m_observations.end()) { return true; }
    Proof const proof = now.proof[at->second];
    return proof == Proof::proven || (!own.overflow && proof != Proof::conflict);
  }

  /// Moves a figure to its other column. Order in the row stays: nothing stands between the two.
  void move(Doubt const& d) {
    TableCell& own = cell(d);
    int const to = own.col + own.other_col;
    auto const& cells = m_e.tables[d.table].cells;
    auto const there = std::find_if(cells.begin(), cells.end(), [&](TableCell const& c) {
      return c.col == to && c.colspan == 1 && c.page == own.page;
    });
    if (there != cells.end()) {
      // On a turned page columns lie one below the other.
      constexpr double same = 0.5;
      bool const turned = std::abs(there->box.x0 - own.box.x0) < same;
      own.box = turned ? Box{own.box.x0, there->box.y0, own.box.x1, there->box.y1}
                       : Box{there->box.x0, own.box.y0, there->box.x1, own.box.y1};
    }
    own.other_col = own.col - to;
    own.col = to;
    own.colspan = 1;
  }

  void read() {
    TableReadings readings =
        read_observations(m_e.tables, m_e.document.year_number(), m_know, m_table_patterns, m_normaliser);
    m_know.parts.set(m_e.tables, m_e.prose, m_e.document.entity.value, readings);
    m_e.table_readings = std::move(readings.tables);
    m_e.observations = std::move(readings.observations);
    index_observations();
  }

  Tally tally() const {
    std::vector<Figure> const figures = figures_of(m_e, m_know.amounts);
    std::vector<Sheet> sheets = sheets_of(m_e, figures, m_patterns, m_know.amounts, m_normaliser);
    connect(sheets, m_know.classification);
    Equations equations(figures);
    add_table_equations(m_e, sheets, m_patterns, m_normaliser, equations);
    equations.judge();
    Tally out;
    for (Equation const& e : equations.all()) {
      if (!e.applied || e.trivial) { continue; }
      ++(e.status == CheckStatus::fail ? out.failing : out.holding);
    }
    out.proof = prove(equations);
    return out;
  }

  void tell(ProblemCode code, Doubt const& d, std::string_view what) {
    TableCell const& own = cell(d);
    m_e.warnings.push_back({code,
                            fmt::format("table {}, row {}: {} is printed between two columns; {}",
                                        m_e.tables[d.table].id, own.row + 1, own.text, what),
                            own.page, own.box});
  }

  Extraction& m_e;
  CheckPatterns const& m_patterns;
  RecordKnowledge const& m_know;
  TablePatterns const& m_table_patterns;
  Normaliser const& m_normaliser;
  SettleOptions m_options;
  std::map<std::size_t, std::unordered_map<int, std::vector<std::size_t>>> m_rows; ///< By table and row: its cells.
  std::map<Place, std::size_t> m_observations;                                     ///< Of these tables.
};

} // namespace

void settle_places(Extraction& extraction, CheckPatterns const& patterns, RecordKnowledge const& know,
                   TablePatterns const& table_patterns, Normaliser const& normaliser, SettleOptions const& options) {
  PlaceSettler(extraction, patterns, know, table_patterns, normaliser, options).run();
}

} // namespace gongkai
