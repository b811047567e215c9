// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/prose_figures.hpp"

#include "check/figure_names.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

namespace gongkai {
namespace {

/// How a statement's name leads to a figure.
enum class Lookup : unsigned char {
  row_name,  ///< A row has the name.
  row_item,  ///< A row stands for the same kind of money.
  total_row, ///< The name is that of the whole.
  column,    ///< A column of the total row has the name.
  empty,     ///< The table of the section has no figures.
};

/// Statements of one passage and kind, looked up in the same way in one column of one table (or in its total row).
struct Passage {
  std::size_t table = 0; ///< Index into Extraction::tables.
  bool of_section = false;
  int holding = 0, failing = 0;
  std::optional<std::uint32_t> proving, adopted; ///< Families in Equations.
};

struct Candidate {
  std::size_t passage = 0;
  std::int32_t cell = blank_cell; ///< A FigureIndex, or blank_cell.
  bool holds = false;
  bool ambiguous = false; ///< Another figure is as likely meant.
  bool prior_year = false;
};

/// Enough that holds to take what fails for an error.
bool telling(Passage const& p, int failing_more) {
  int const holding = p.holding - failing_more, failing = p.failing + failing_more;
  return holding >= (p.of_section ? std::max(1, 2 * failing - 1) : 3 * failing + 1);
}

class ProseFigures {
public:
  ProseFigures(Extraction const& e, std::span<Sheet const> sheets, CheckPatterns const& patterns, Equations& equations)
      : m_e(e), m_sheets(sheets), m_patterns(patterns), m_names(patterns), m_equations(equations) {
    for (std::size_t i = 0; i < sheets.size(); ++i) { index_sheet(i); }
  }

  void add() {
    std::vector<std::vector<Candidate>> all(m_e.statements.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      Statement const& s = m_e.statements[i];
      bool const amount =
          s.measure == Measure::amount || s.measure == Measure::prior_amount || s.measure == Measure::budget_amount;
      if (!amount || s.subject.empty() || !m_equations.figures()[figure(i)].quantity) { continue; }
      if (!s.not_arranged && !m_equations.figures()[figure(i)].money && !s.value.is_zero()) { continue; }
      m_now = &all[i];
      m_statement = i;
      collect(s);
    }
    for (auto const& candidates : all) { count(candidates); }
    for (std::size_t i = 0; i < all.size(); ++i) { choose(i, all[i]); }
  }

private:
  struct Place {
    std::size_t sheet = 0, index = 0; ///< A row or a column.
  };
  using Key = std::tuple<std::string_view, Measure, std::size_t, Lookup, std::size_t, std::string_view, bool>;

  FigureIndex figure(std::size_t statement) const {
    return static_cast<FigureIndex>(m_e.observations.size() + statement);
  }

  void index_sheet(std::size_t i) {
    Sheet const& sheet = m_sheets[i];
    for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
      SheetRow const& row = sheet.rows[r];
      if (row.kind == RowKind::grand || row.kind == RowKind::current || row.label.empty()) {
        m_totals.push_back({i, r});
      }
      if (row.bare.empty()) { continue; }
      m_rows[m_names.core(row.bare)].push_back({i, r});
      if (!row.item.empty()) { m_items[row.item].push_back({i, r}); }
    }
    for (std::size_t c = 0; c < sheet.columns.size(); ++c) {
      SheetColumn const& column = sheet.columns[c];
      if (column.column->rate) { continue; }
      if (!column.path.empty()) { m_columns[m_names.core(column.path.back())].push_back({i, c}); }
      std::string_view const measure = column.column->measure;
      if (!measure.empty()) { m_measures[measure].push_back({i, c}); }
    }
  }

  bool of_section(std::string const& section, std::string const& type) const {
    auto const tables = m_patterns.prose_tables.find(section);
    return tables != m_patterns.prose_tables.end() &&
           std::find(tables->second.begin(), tables->second.end(), type) != tables->second.end();
  }

  void collect(Statement const& s) {
    std::string const name = last_level(s.subject);
    std::string const core = m_names.core(name);
    std::string const& item = m_names.item(name);
    collect_rows(s, core);
    if (!item.empty()) { collect_places(s, Lookup::row_item, m_items, item); }
    collect_columns(s, core, item);
    if (m_names.is_whole(name)) {
      for (Place const& p : m_totals) { collect_row(s, Lookup::total_row, p, false); }
    }
    if (s.value.is_zero()) { collect_empty(s); }
  }

  /// Rows with the statement's name, those of the right level where codes tell.
  void collect_rows(Statement const& s, std::string const& core) {
    auto const found = m_rows.find(core);
    if (found == m_rows.end()) { return; }
    auto const levels = static_cast<std::size_t>(std::count(s.subject.begin(), s.subject.end(), '/'));
    auto const fits = [&](SheetRow const& row) {
      if (!s.code.empty() && row.code_printed) { return s.code == row.code; }
      if (row.code.empty() || system_of(row.code) != CodeSystem::functional) { return levels == 0; }
      return levels == 0 || row.code.size() == 2 * levels + 3;
    };
    for (std::size_t k = 0; k < found->second.size(); ++k) {
      Place const& p = found->second[k];
      SheetRow const& row = m_sheets[p.sheet].rows[p.index];
      if (!fits(row)) { continue; }
      // The same name at several levels, or below several names.
      bool const again = std::any_of(found->second.begin(), found->second.end(), [&](Place const& q) {
        SheetRow const& other = m_sheets[q.sheet].rows[q.index];
        return q.sheet == p.sheet && q.index != p.index && fits(other) &&
               (levels > 0 || other.code.size() <= row.code.size());
      });
      collect_row(s, Lookup::row_name, p, again);
    }
  }

  template <class Map, class Name>
  void collect_places(Statement const& s, Lookup lookup, Map const& map, Name const& name) {
    auto const found = map.find(name);
    if (found == map.end()) { return; }
    for (Place const& p : found->second) {
      auto const same =
          std::count_if(found->second.begin(), found->second.end(), [&](Place const& q) { return q.sheet == p.sheet; });
      collect_row(s, lookup, p, same > 1);
    }
  }

  void collect_row(Statement const& s, Lookup lookup, Place const& p, bool ambiguous) {
    Sheet const& sheet = m_sheets[p.sheet];
    auto const kind = lookup == Lookup::total_row ? static_cast<std::size_t>(sheet.rows[p.index].kind) : 0;
    for (std::size_t c = 0; c < sheet.columns.size(); ++c) {
      Column const& column = *sheet.columns[c].column;
      if (column.rate) { continue; }
      bool const section = of_section(s.section, sheet.type);
      add_candidate(s, sheet,
                    {section ? std::string_view() : std::string_view(s.section), s.measure, p.sheet, lookup,
                     c + (kind << 16), "", false},
                    sheet.at(p.index, c), column, ambiguous);
    }
  }

  /// Columns with the statement's name, in total rows and in tables of one row.
  void collect_columns(Statement const& s, std::string const& core, std::string const& item) {
    std::set<std::pair<std::size_t, std::size_t>> places;
    auto const take = [&](auto const& map, auto const& name) {
      if (auto const found = map.find(name); found != map.end()) {
        for (Place const& p : found->second) { places.insert({p.sheet, p.index}); }
      }
    };
    take(m_columns, core);
    if (!item.empty()) { take(m_measures, std::string_view(item)); }
    for (auto const& [i, c] : places) {
      Sheet const& sheet = m_sheets[i];
      Column const& column = *sheet.columns[c].column;
      auto const again = std::count_if(places.begin(), places.end(), [&](auto const& p) {
        Column const& other = *m_sheets[p.first].columns[p.second].column;
        return p.first == i && other.basis == column.basis && other.prior_year == column.prior_year;
      });
      for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
        SheetRow const& row = sheet.rows[r];
        bool const total = row.kind == RowKind::grand || row.kind == RowKind::current || row.label.empty();
        if (!total && sheet.rows.size() > 1) { continue; }
        bool const section = of_section(s.section, sheet.type);
        add_candidate(s, sheet,
                      {section ? std::string_view() : std::string_view(s.section), s.measure, i, Lookup::column,
                       static_cast<std::size_t>(row.kind), column.basis, column.prior_year},
                      sheet.at(r, c), column, again > 1);
      }
    }
  }

  /// The table of the section is empty, and the text says so.
  void collect_empty(Statement const& s) {
    auto const tables = m_patterns.prose_tables.find(s.section);
    if (tables == m_patterns.prose_tables.end() || tables->second.empty()) { return; }
    for (std::size_t t = 0; t < m_e.tables.size(); ++t) {
      if (!m_e.tables[t].empty || m_e.table_readings[t].type != tables->second.front()) { continue; }
      Candidate c;
      c.passage = passage({s.section, s.measure, t, Lookup::empty, 0, "", false}, t, true);
      c.holds = true;
      m_now->push_back(c);
    }
  }

  void add_candidate(Statement const& s, Sheet const& sheet, Key const& key, std::int32_t cell, Column const& column,
                     bool ambiguous) {
    if (cell == unreadable_cell) { return; }
    Candidate c;
    c.cell = cell;
    c.ambiguous = ambiguous;
    c.prior_year = column.prior_year;
    if (column.prior_year != (s.measure == Measure::prior_amount)) {
      if (!column.prior_year) { return; }
    }
    if (cell >= 0 && !m_equations.figures()[static_cast<FigureIndex>(cell)].money) { return; }
    auto const outcome = evaluate(cell);
    if (!outcome) { return; }
    c.holds = outcome->status != CheckStatus::fail;
    c.passage = passage(key, sheet.table, std::get<0>(key).empty());
    m_now->push_back(c);
  }

  std::optional<Equations::Outcome> evaluate(std::int32_t cell) const {
    Term const term{static_cast<FigureIndex>(cell), false};
    return m_equations.evaluate(EquationForm::copy, figure(m_statement), std::span(&term, cell >= 0 ? 1 : 0));
  }

  std::size_t passage(Key const& key, std::size_t table, bool of_section) {
    auto const [at, added] = m_known.try_emplace(key, m_passages.size());
    if (added) {
      Passage p;
      p.table = table;
      p.of_section = of_section;
      m_passages.push_back(p);
    }
    return at->second;
  }

  bool is_zero(std::int32_t cell) const {
    return cell < 0 || m_equations.figures()[static_cast<FigureIndex>(cell)].quantity->value == 0;
  }

  /// Each statement counts once for a passage.
  void count(std::vector<Candidate> const& candidates) {
    std::map<std::size_t, std::pair<bool, bool>> said; // holds, fails
    for (Candidate const& c : candidates) {
      if (c.holds && is_zero(c.cell)) { continue; }
      if (!c.holds && c.ambiguous) { continue; }
      auto& [holds, fails] = said[c.passage];
      (c.holds ? holds : fails) = true;
    }
    for (auto const& [p, what] : said) { ++(what.first ? m_passages[p].holding : m_passages[p].failing); }
  }

  void choose(std::size_t i, std::vector<Candidate> const& candidates) {
    Candidate const* holding = nullptr;
    Candidate const* failing = nullptr;
    auto const better = [&](Candidate const& a, Candidate const* b) {
      if (b == nullptr) { return true; }
      auto const rank = [&](Candidate const& c) {
        Passage const& p = m_passages[c.passage];
        bool const sure = telling(p, c.holds && !is_zero(c.cell) ? 1 : 0) && !c.ambiguous;
        return std::tuple(sure, p.of_section, p.holding - p.failing, c.cell >= 0);
      };
      return rank(a) > rank(*b);
    };
    Statement const& s = m_e.statements[i];
    for (Candidate const& c : candidates) {
      bool const prior = c.prior_year && s.measure != Measure::prior_amount;
      if (c.holds && !prior && better(c, holding)) { holding = &c; }
      bool const counts = !c.holds && !c.ambiguous && !prior && telling(m_passages[c.passage], 0);
      if (counts && better(c, failing)) { failing = &c; }
    }
    if (holding != nullptr) {
      Passage& p = m_passages[holding->passage];
      bool const nothing = is_zero(holding->cell);
      bool const sure = !holding->ambiguous && (s.not_arranged ? nothing : telling(p, nothing ? 0 : 1));
      bool const zero_counts = !nothing || s.not_arranged || p.holding >= 2;
      add_equation(i, *holding, sure && zero_counts);
      return;
    }
    // "None is arranged" is said of many things.
    if (failing == nullptr || s.not_arranged) { return; }
    if (failing->cell < 0 && m_passages[failing->passage].holding < 4) { return; }
    add_equation(i, *failing, true);
  }

  void add_equation(std::size_t i, Candidate const& c, bool proving) {
    Passage& p = m_passages[c.passage];
    auto& family = proving ? p.proving : p.adopted;
    if (!family) {
      family = m_equations.add_family("text and table", CheckKind::table_vs_prose,
                                      proving ? Trust::declared : Trust::adopted);
      m_equations.set_table(*family, p.table);
    }
    Term const term{static_cast<FigureIndex>(c.cell), false};
    m_equations.add(EquationForm::copy, *family, figure(i), std::span(&term, c.cell >= 0 ? 1 : 0));
  }

  Extraction const& m_e;
  std::span<Sheet const> m_sheets;
  CheckPatterns const& m_patterns;
  FigureNames m_names;
  Equations& m_equations;
  std::unordered_map<std::string, std::vector<Place>> m_rows, m_items, m_columns;
  std::unordered_map<std::string_view, std::vector<Place>> m_measures;
  std::vector<Place> m_totals;
  std::map<Key, std::size_t> m_known;
  std::vector<Passage> m_passages;
  // Of the statement that is looked up:
  std::vector<Candidate>* m_now = nullptr;
  std::size_t m_statement = 0;
};

} // namespace

void add_prose_figures(Extraction const& extraction, std::span<Sheet const> sheets, CheckPatterns const& patterns,
                       Equations& equations) {
  ProseFigures(extraction, sheets, patterns, equations).add();
}

} // namespace gongkai
