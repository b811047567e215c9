// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/prose_figures.hpp"

#include "check/suspects.hpp"

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
  kindred,   ///< A row has a name of the same meaning: it is the same only where the figure is.
};

/// Statements of one passage and kind, looked up in the same way in one column of one table (or in its total row).
struct Passage {
  std::size_t table = 0; ///< Index into Extraction::tables.
  bool of_section = false;
  int holding = 0, failing = 0;
  std::optional<std::uint32_t> proving, adopted; ///< Families in Equations.
};

constexpr std::size_t unlisted = 100;            ///< More than any list of tables is long.
constexpr std::size_t most_candidates = 200'000; ///< Of a document; where there are more, its names tell nothing.
constexpr std::size_t most_rows_of_a_name = 200;

struct Candidate {
  std::size_t passage = 0;
  std::int32_t cell = blank_cell; ///< A FigureIndex, or blank_cell.
  bool holds = false;
  bool ambiguous = false; ///< Another figure is as likely meant.
  bool prior_year = false;
  bool exact = false; ///< The name says which figure is meant, also where both are not alike.
  Lookup lookup = Lookup::row_name;
  std::size_t rank = unlisted; ///< The lower, the more the passage speaks of this table.
};

/// Enough that holds to take what fails for an error.
bool telling(Passage const& p, int failing_more) {
  int const holding = p.holding - failing_more, failing = p.failing + failing_more;
  return holding >= (p.of_section ? std::max(1, 2 * failing - 1) : 3 * failing + 1);
}

class ProseFigures {
public:
  ProseFigures(Extraction const& e, std::span<Sheet const> sheets, CheckPatterns const& patterns, FigureNames& names,
               PrintedValues const& values, Equations& equations)
      : m_e(e), m_sheets(sheets), m_patterns(patterns), m_names(names), m_values(values), m_equations(equations) {
    for (std::size_t i = 0; i < sheets.size(); ++i) { index_sheet(i); }
  }

  void add() {
    std::vector<std::vector<Candidate>> all(m_e.statements.size());
    std::size_t found = 0;
    for (std::size_t i = 0; i < all.size() && found < most_candidates; ++i) {
      Statement const& s = m_e.statements[i];
      bool const amount =
          s.measure == Measure::amount || s.measure == Measure::prior_amount || s.measure == Measure::budget_amount;
      if (!amount || s.subject.empty() || !m_equations.figures()[figure(i)].quantity) { continue; }
      if (!s.not_arranged && !m_equations.figures()[figure(i)].money && !s.value.is_zero()) { continue; }
      m_now = &all[i];
      m_statement = i;
      collect(s);
      found += all[i].size();
    }
    for (auto const& candidates : all) { count(candidates); }
    m_nothing.assign(all.size(), false);
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (std::any_of(all[i].begin(), all[i].end(), [&](Candidate const& c) {
            return c.holds && c.lookup != Lookup::empty && c.rank != unlisted && !is_zero(c.cell);
          })) {
        m_right.insert(name_of(i));
      }
    }
    for (std::size_t i = 0; i < all.size(); ++i) { choose(i, all[i]); }
  }

  std::vector<bool> take_nothing() { return std::move(m_nothing); }

private:
  struct Place {
    std::size_t sheet = 0, index = 0; ///< A row or a column.
  };
  using Key = std::tuple<std::string_view, Measure, std::size_t, Lookup, std::size_t, std::string_view, bool>;

  FigureIndex figure(std::size_t statement) const { return figure_of_statement(m_e, statement); }

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

  /// Which of the tables that a section speaks of has this type; `unlisted` where it speaks of none such.
  std::size_t rank_in_section(std::string const& section, std::string const& type) const {
    auto const tables = m_patterns.prose_tables.find(section);
    if (tables == m_patterns.prose_tables.end()) { return unlisted; }
    auto const at = std::find(tables->second.begin(), tables->second.end(), type);
    return at == tables->second.end() ? unlisted : static_cast<std::size_t>(at - tables->second.begin());
  }
  bool of_section(std::string const& section, std::string const& type) const {
    return rank_in_section(section, type) != unlisted;
  }

  void collect(Statement const& s) {
    std::string const name = last_level(s.subject);
    std::string const core = m_names.core(name);
    std::string const& own = m_names.item(name);
    std::string const& item = own.empty() ? m_names.item(core) : own;
    collect_rows(s, core, own);
    collect_kindred(s, core);
    m_exact = true;
    if (!item.empty()) { collect_places(s, Lookup::row_item, m_items, item); }
    collect_columns(s, name, core, item);
    m_exact = false;
    if (m_names.is_whole(name)) {
      for (Place const& p : m_totals) { collect_row(s, Lookup::total_row, p, false); }
    }
    if (s.value.is_zero()) { collect_empty(s); }
  }

  /// Rows with the statement's name, those of the right level where codes tell.
  void collect_rows(Statement const& s, std::string const& core, std::string const& item) {
    auto const found = m_rows.find(core);
    if (found == m_rows.end() || found->second.size() > most_rows_of_a_name) { return; }
    auto const levels = static_cast<std::size_t>(std::count(s.subject.begin(), s.subject.end(), '/'));
    std::string above;
    if (levels > 0) { above = m_names.core(last_level(s.subject.substr(0, s.subject.rfind('/')))); }
    auto const fits = [&](SheetRow const& row) {
      if (!s.code.empty() && row.code_printed) { return s.code == row.code; }
      // A kind of cost, such as training, and the task of the classification that is called so are not the same money.
      if (!item.empty() && !row.code.empty() && m_names.item(row.bare) != item) { return false; }
      if (levels == 0) { return true; }
      std::vector<std::string> const& path = row.name->label_path;
      if (path.size() >= 2) { return m_names.core(path[path.size() - 2]) == above; }
      return row.code.empty() || row.code.size() >= 2 * levels + 3;
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

  void collect_kindred(Statement const& s, std::string const& core) {
    if (s.subject.find('/') != std::string::npos) { return; }
    for (auto const& names : m_patterns.kindred) {
      if (std::find(names.begin(), names.end(), core) == names.end()) { continue; }
      for (std::string const& name : names) {
        auto const found = name == core ? m_rows.end() : m_rows.find(name);
        if (found == m_rows.end() || found->second.size() > most_rows_of_a_name) { continue; }
        for (Place const& p : found->second) { collect_row(s, Lookup::kindred, p, false); }
      }
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
  void collect_columns(Statement const& s, std::string const& name, std::string const& core, std::string const& item) {
    std::set<std::pair<std::size_t, std::size_t>> places;
    auto const take = [&](auto const& map, auto const& key) {
      if (auto const found = map.find(key); found != map.end()) {
        for (Place const& p : found->second) { places.insert({p.sheet, p.index}); }
      }
    };
    take(m_columns, core);
    if (!item.empty()) { take(m_measures, std::string_view(item)); }
    for (auto const& place : places) {
      std::size_t const i = place.first, c = place.second;
      Sheet const& sheet = m_sheets[i];
      Column const& column = *sheet.columns[c].column;
      auto const& path = sheet.columns[c].path;
      // Below the head of one budget's money a name means that money only.
      bool const of_one_budget = column.measure.find('/') != std::string::npos;
      m_exact = !of_one_budget && ((!item.empty() && column.measure == item) || (!path.empty() && path.back() == name));
      // A column with the name of another kind of money above it is not meant where one of this kind has the name.
      auto const again = std::count_if(places.begin(), places.end(), [&](auto const& p) {
        Column const& other = *m_sheets[p.first].columns[p.second].column;
        return p.first == i && other.basis == column.basis && other.prior_year == column.prior_year &&
               !(!item.empty() && column.measure == item && other.measure != item);
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
      c.holds = c.exact = true;
      c.lookup = Lookup::empty;
      c.rank = 0;
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
    c.lookup = std::get<3>(key);
    c.rank = rank_in_section(s.section, sheet.type);
    c.exact = c.lookup == Lookup::row_name || (m_exact && c.rank != unlisted && s.section != "performance");
    if (column.prior_year != (s.measure == Measure::prior_amount)) {
      if (!column.prior_year) { return; }
    }
    if (cell >= 0 && !m_equations.figures()[static_cast<FigureIndex>(cell)].money) { return; }
    auto const outcome = evaluate(cell);
    if (!outcome) { return; }
    c.holds = outcome->status != CheckStatus::fail;
    // What was planned is another figure than what a table of what was spent prints, though both may be equal.
    if (s.measure == Measure::budget_amount && !is_plan(column)) { return; }
    c.passage = passage(key, sheet.table, std::get<0>(key).empty());
    m_now->push_back(c);
  }

  static bool is_plan(Column const& column) { return column.basis.find("budget") != std::string::npos; }

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
      // A blank is as good as any other; a printed nought says something where the name says which it is.
      if (c.holds && is_zero(c.cell) && !(c.cell >= 0 && c.exact)) { continue; }
      if (!c.holds && c.ambiguous) { continue; }
      auto& [holds, fails] = said[c.passage];
      (c.holds ? holds : fails) = true;
    }
    for (auto const& [p, what] : said) { ++(what.first ? m_passages[p].holding : m_passages[p].failing); }
  }

  void choose(std::size_t i, std::vector<Candidate> const& candidates) {
    Statement const& s = m_e.statements[i];
    Candidate const* holding = nullptr;
    Candidate const* failing = nullptr;
    Candidate const* misprinted = nullptr;
    std::size_t nearest = unlisted;
    for (Candidate const& c : candidates) { nearest = std::min(nearest, c.rank); }
    m_nothing[i] = nearest != unlisted && std::any_of(candidates.begin(), candidates.end(), [&](Candidate const& c) {
                     return c.exact && !c.ambiguous && c.rank == nearest && is_zero(c.cell);
                   });
    for (Candidate const& c : candidates) {
      if (c.prior_year && s.measure != Measure::prior_amount) { continue; }
      if (c.holds) {
        if (better(s, c, holding, nearest)) { holding = &c; }
        continue;
      }
      bool const misprint = is_misprint(i, c);
      if (c.ambiguous && !misprint) { continue; }
      // One that was cut instead of rounded is no other figure.
      if (is_cut(i, c)) { return; }
      // A name that may mean more or less than the row does not say what the figure should be.
      if (c.lookup == Lookup::kindred) { continue; }
      if (misprint && misprinted == nullptr) { misprinted = &c; }
      if (c.ambiguous) { continue; }
      bool const named = c.exact && !may_be_part(i, c) && (s.subject.find('/') != std::string::npos || !said_before(i));
      bool const counts = tells(c, nearest, 0) && (named || alike(i, c));
      if (counts && better(s, c, failing, nearest)) { failing = &c; }
    }
    Candidate const* const whole = total_of(candidates, nearest);
    // Where the name has that figure elsewhere, it may mean something else here.
    bool const meant = whole != nullptr && (!m_right.contains(name_of(i)) || alike(i, *whole));
    if (meant && s.measure == Measure::amount && !s.not_arranged &&
        (holding == nullptr || (s.value.is_zero() && holding->lookup == Lookup::total_row))) {
      add_equation(i, *whole, true);
    } else if (holding != nullptr && !(failing != nullptr && says_nothing(s, *holding, nearest))) {
      add_equation(i, *holding, proves(s, *holding, nearest) || shows_misprints(i, *holding));
    } else if (holding == nullptr && misprinted != nullptr) {
      add_equation(i, *misprinted, true);
    } else if (failing != nullptr && !s.not_arranged &&
               (failing->lookup == Lookup::row_name || alike(i, *failing) || !m_right.contains(name_of(i)))) {
      // "None is arranged" is said of many things.
      add_equation(i, *failing, true);
    }
  }

  /// Whether the figure is that of the table but for one digit, and stands nowhere else.
  bool is_misprint(std::size_t i, Candidate const& c) const {
    return c.cell >= 0 && c.rank != unlisted && m_values.is_misprint_of(figure(i), static_cast<FigureIndex>(c.cell));
  }

  /// Whether a misprint of this figure would be taken for one.
  bool shows_misprints(std::size_t i, Candidate const& c) const {
    if (c.lookup == Lookup::kindred) { return false; }
    return c.cell >= 0 && c.rank != unlisted && is_very_long(*m_equations.figures()[figure(i)].quantity);
  }

  /// Whether another figure at the place of this one would be found out. `misread`: how many of the passage are already
  /// supposed to be misread.
  bool tells(Candidate const& c, std::size_t nearest, int misread) const {
    Passage const& p = m_passages[c.passage];
    int const enough_for_blank = c.exact && c.lookup != Lookup::row_name ? 1 : 4;
    if (c.ambiguous || c.rank != nearest || (c.cell < 0 && p.holding < enough_for_blank)) { return false; }
    return telling(p, misread);
  }

  bool proves(Statement const& s, Candidate const& c, std::size_t nearest) const {
    bool const nothing = is_zero(c.cell);
    if (c.ambiguous || c.lookup == Lookup::kindred) { return false; }
    if (s.not_arranged) { return nothing && c.exact; }
    // Figures whose table is empty are compared only as long as they are zero.
    if (c.lookup == Lookup::empty) { return false; }
    if (c.lookup == Lookup::total_row) { return c.rank == nearest && nearest != unlisted && !nothing; }
    return tells(c, nearest, nothing ? 0 : 1) &&
           (!nothing || (c.exact && !m_right.contains(s.section + '\n' + s.subject)));
  }

  /// A second amount of an item that was named once may be that of something else.
  bool said_before(std::size_t i) const {
    Statement const& s = m_e.statements[i];
    for (std::size_t k = i; k-- > 0 && m_e.statements[k].item == s.item;) {
      if (m_e.statements[k].measure == s.measure) { return true; }
    }
    return false;
  }

  /// A printed zero is like every blank cell.
  bool says_nothing(Statement const& s, Candidate const& holding, std::size_t nearest) const {
    return !s.not_arranged && is_zero(holding.cell) && !proves(s, holding, nearest);
  }

  std::string name_of(std::size_t i) const { return m_e.statements[i].section + '\n' + m_e.statements[i].subject; }

  /// The largest total of the table that the section is about: what the name of a whole means, where no total of this
  /// table has its figure.
  Candidate const* total_of(std::vector<Candidate> const& candidates, std::size_t nearest) const {
    Candidate const* out = nullptr;
    for (Candidate const& c : candidates) {
      if (c.lookup != Lookup::total_row || c.rank != nearest || nearest == unlisted || is_zero(c.cell)) { continue; }
      if (c.holds) { return nullptr; }
      auto const value = [&](Candidate const& x) {
        return m_equations.figures()[static_cast<FigureIndex>(x.cell)].quantity->value;
      };
      if (out == nullptr || value(c) > value(*out)) { out = &c; }
    }
    return out;
  }

  bool better(Statement const& s, Candidate const& a, Candidate const* b, std::size_t nearest) const {
    auto const rank = [&](Candidate const& c) {
      Passage const& p = m_passages[c.passage];
      return std::tuple(c.holds ? proves(s, c, nearest) : tells(c, nearest, 0), p.of_section, p.holding - p.failing,
                        c.cell >= 0);
    };
    return b == nullptr || rank(a) > rank(*b);
  }

  /// The text speaks of one budget's money; a table of more money may have more.
  bool may_be_part(std::size_t i, Candidate const& c) const {
    auto const tables = m_patterns.prose_tables.find(m_e.statements[i].section);
    if (c.cell < 0 || tables == m_patterns.prose_tables.end() || tables->second.empty()) { return false; }
    std::string const &own = fund_of(tables->second.front()),
                      &other = fund_of(m_e.table_readings[m_passages[c.passage].table].type);
    Wide const said = m_equations.figures()[figure(i)].quantity->value,
               printed = m_equations.figures()[static_cast<FigureIndex>(c.cell)].quantity->value;
    return own != other && absolute(said) < absolute(printed);
  }

  std::string const& fund_of(std::string const& type) const {
    static std::string const unknown;
    auto const account = std::find_if(m_patterns.accounts.begin(), m_patterns.accounts.end(),
                                      [&](Account const& a) { return a.tables.accepts(type); });
    return account == m_patterns.accounts.end() ? unknown : account->fund;
  }

  /// Less by not even one unit of the coarser print.
  bool is_cut(std::size_t i, Candidate const& c) const {
    if (c.cell < 0) { return false; }
    Quantity const &a = *m_equations.figures()[figure(i)].quantity,
                   &b = *m_equations.figures()[static_cast<FigureIndex>(c.cell)].quantity;
    return a.step > b.step && absolute(a.value) < absolute(b.value) && absolute(a.value - b.value) < a.step;
  }

  /// What may be a misprint of the other.
  bool alike(std::size_t i, Candidate const& c) const {
    if (c.cell < 0) { return false; } // a blank is no misprint
    Quantity const &a = *m_equations.figures()[figure(i)].quantity,
                   &b = *m_equations.figures()[static_cast<FigureIndex>(c.cell)].quantity;
    Wide const step = std::max(a.step, b.step);
    return likeness(a.value, rounded_quotient(b.value, step) * step, step) > 0;
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
  FigureNames& m_names;
  PrintedValues const& m_values;
  Equations& m_equations;
  std::unordered_map<std::string, std::vector<Place>> m_rows, m_items, m_columns;
  std::unordered_map<std::string_view, std::vector<Place>> m_measures;
  std::vector<Place> m_totals;
  std::map<Key, std::size_t> m_known;
  std::vector<Passage> m_passages;
  std::vector<bool> m_nothing;   ///< Of each statement: its name stands in the table of its section, and nothing there.
  std::set<std::string> m_right; ///< Sections and names of wholes whose figure is that of a total.
  // Of the statement that is looked up:
  std::vector<Candidate>* m_now = nullptr;
  std::size_t m_statement = 0;
  bool m_exact = false;
};

} // namespace

std::vector<bool> add_prose_figures(Extraction const& extraction, std::span<Sheet const> sheets,
                                    CheckPatterns const& patterns, FigureNames& names, PrintedValues const& values,
                                    Equations& equations) {
  ProseFigures figures(extraction, sheets, patterns, names, values, equations);
  figures.add();
  return figures.take_nothing();
}

} // namespace gongkai
