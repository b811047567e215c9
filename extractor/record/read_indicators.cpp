// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/indicator.hpp"
#include "record/observation.hpp"
#include "record/row_names.hpp"

#include <algorithm>
#include <array>

namespace gongkai {
namespace {

constexpr char const* file_name = "indicators.toml";

constexpr std::size_t longest_unit = 36; ///< Bytes: twelve ideographs.

enum Field { level1, level2, level3, sign, target, unit, basis, weight, project, name, fields };
constexpr std::array<std::string_view, fields> keys = {"level1", "level2", "level3", "operator", "target",
                                                       "unit",   "basis",  "weight", "project",  "name"};

/// Which columns hold which field: first column and one past the last; none where both are 0.
struct Columns {
  std::array<std::pair<int, int>, fields> of{};
  int head_end = 0; ///< The first row below the head.

  bool has(Field f) const { return of[f].second > of[f].first; }
  bool complete() const { return has(level3) && has(target); }
};

std::string without_separators(std::string_view number) {
  std::string out(number);
  std::erase(out, ',');
  return out;
}

class TableIndicators {
public:
  TableIndicators(Table const& table, std::size_t index, IndicatorPatterns const& patterns,
                  Normaliser const& normaliser, std::vector<Indicator>& out)
      : m_table(table), m_index(index), m_patterns(patterns), m_normaliser(normaliser), m_cells(table), m_out(out) {}

  /// What a table without a head takes over from the one that it goes on with.
  struct State {
    std::vector<Field> order; ///< Fields from left to right.
    std::string project;
  };

  /// `state` is that of the performance table before, and becomes this one's.
  void read(State& state) {
    find_project();
    if (m_project.empty() && m_table.caption.title.empty()) { m_project = state.project; }
    read_rows();
    if (!m_columns.complete() && !state.order.empty()) { read_continued(state); }
    if (m_columns.complete()) { state.order = order(); }
    state.project = m_project;
  }

private:
  void read_rows() {
    std::size_t next = 0; // the table's cells are sorted by row
    for (int row = 0; row < m_table.rows; ++row) {
      std::size_t const begin = next;
      while (next < m_table.cells.size() && m_table.cells[next].row == row) { ++next; }
      if (read_head(begin, next)) { continue; }
      if (m_columns.complete() && row >= m_columns.head_end) { read_row(row); }
    }
  }

  std::vector<Field> order() const {
    std::vector<Field> out;
    for (int f = 0; f < fields; ++f) {
      if (f != name && m_columns.has(static_cast<Field>(f))) { out.push_back(static_cast<Field>(f)); }
    }
    std::sort(out.begin(), out.end(), [&](Field a, Field b) { return m_columns.of[a].first < m_columns.of[b].first; });
    return out;
  }

  /// A table that the page break has cut off from its head: its columns are in the same order, from the one whose texts
  /// are names of level 1 on.
  void read_continued(State const& state) {
    auto const first = std::find_if(m_table.cells.begin(), m_table.cells.end(), [&](TableCell const& c) {
      return m_patterns.level1_name.matches(squeeze(c.text));
    });
    auto const begin = std::find(state.order.begin(), state.order.end(), level1);
    if (first == m_table.cells.end() || begin == state.order.end()) { return; }
    int col = first->col;
    for (auto f = begin; f != state.order.end() && col < m_table.cols; ++f) {
      TableCell const* const c = m_cells.at(first->row, col);
      int const end = c == nullptr ? col + 1 : c->col + c->colspan;
      m_columns.of[*f] = {col, end};
      col = end;
    }
    m_columns.head_end = 0;
    m_above = {};
    if (m_project.empty()) { m_project = state.project; }
    for (int row = 0; m_columns.complete() && row < m_table.rows; ++row) { read_row(row); }
  }

  std::string squeeze(std::string const& text) const { return m_normaliser.squeeze(text); }

  /// The name of the project stands behind its label in forms, or in the title.
  void find_project() {
    for (std::size_t i = 0; i + 1 < m_table.cells.size(); ++i) {
      TableCell const& c = m_table.cells[i];
      auto const* const entry = m_patterns.columns.find(squeeze(c.text));
      if (entry == nullptr || entry->key != keys[project]) { continue; }
      TableCell const* const right = m_cells.at(c.row, c.col + c.colspan);
      bool const heads_a_column = right == nullptr || right->row != c.row || c.row < m_table.header_rows;
      if (!heads_a_column) { m_project = right->text; }
      return;
    }
    std::string const title = squeeze(m_table.caption.title);
    if (auto const m = m_patterns.project_title.match(title); m && !m_patterns.form_title.matches(m->groups[1])) {
      m_project = m->groups[1];
    }
  }

  /// Whether the row's cells head indicators; takes their columns over.
  bool read_head(std::size_t begin, std::size_t end) {
    Columns found;
    for (std::size_t i = begin; i < end; ++i) {
      TableCell const& c = m_table.cells[i];
      if (c.text.size() > 60) { continue; }
      auto const* const entry = m_patterns.columns.find(squeeze(c.text));
      if (entry == nullptr) { continue; }
      auto const f = static_cast<std::size_t>(std::find(keys.begin(), keys.end(), entry->key) - keys.begin());
      if (f < fields && found.of[f].second == 0) {
        found.of[f] = {c.col, c.col + c.colspan};
        // The head of all levels may span the rows of the indicators too.
        if (f == level3 || f == target) { found.head_end = std::max(found.head_end, c.row + c.rowspan); }
      }
    }
    if (!found.has(level3)) { found.of[level3] = found.of[name]; }
    if (!found.complete()) { return false; }
    m_columns = found;
    m_above = {};
    return true;
  }

  /// The cell of a field in a row, or null.
  TableCell const* cell(int row, Field f) const {
    for (int col = m_columns.of[f].first; col < m_columns.of[f].second; ++col) {
      if (TableCell const* c = m_cells.at(row, col)) { return c; }
    }
    return nullptr;
  }

  std::string text(int row, Field f) const {
    TableCell const* const c = cell(row, f);
    return c == nullptr ? std::string() : c->text;
  }

  void read_row(int row) {
    TableCell const* const label = cell(row, level3);
    TableCell const* const value = cell(row, target);
    bool const first_of_both =
        label != nullptr && value != nullptr && label != value && (label->row == row || value->row == row);
    if (!first_of_both || value->col < m_columns.of[target].first) { return; }
    Indicator out;
    out.level3 = label->text;
    if (auto const m = m_patterns.indicator_number.match(out.level3)) { out.level3.erase(0, m->groups[0].size()); }
    out.level1 = inherited(row, level1);
    out.level2 = inherited(row, level2);
    std::string const squeezed = squeeze(label->text);
    if (auto const m = m_patterns.joined_levels.match(squeezed); m && !m_columns.has(level1)) {
      out.level1 = m->groups[1];
      out.level2 = m->groups[2];
      out.level3 = m->groups[3];
    }
    read_target(squeeze(value->text), out);
    if (auto const* const entry = m_patterns.operators.find(squeeze(text(row, sign)))) {
      out.operator_sign = entry->key;
    }
    if (m_columns.has(unit) && out.unit.empty()) { out.unit = text(row, unit); }
    out.basis = text(row, basis);
    out.weight = squeeze(text(row, weight));
    out.project = m_columns.has(project) ? inherited(row, project) : m_project;
    out.table = m_index;
    out.page = label->page;
    out.box = label->box;
    m_out.push_back(std::move(out));
  }

  /// The field's text, or the one above where it is blank.
  std::string inherited(int row, Field f) {
    std::string own = text(row, f);
    if (own.empty()) { return m_above[f]; }
    if (f == level1 && own != m_above[level1]) { m_above[level2].clear(); }
    m_above[f] = own;
    return own;
  }

  void read_target(std::string const& squeezed, Indicator& out) const {
    auto const m = m_patterns.year_target.matches(squeezed) ? std::nullopt : m_patterns.target.match(squeezed);
    if (m && m->groups[3].size() <= longest_unit) {
      take_operator(m->groups[1], out);
      out.target = without_separators(m->groups[2]);
      out.unit = without_brackets(m->groups[3]);
    } else if (auto const o = m_patterns.operator_first.match(squeezed)) {
      take_operator(o->groups[1], out);
      out.target = o->groups[2];
    } else {
      out.target = squeezed;
    }
  }

  void take_operator(std::string_view printed, Indicator& out) const {
    if (printed.empty()) { return; }
    if (auto const* const entry = m_patterns.operators.find(printed)) { out.operator_sign = entry->key; }
  }

  /// "(square metres)" and "square metres" are the same unit. The wide brackets are U+FF08 and U+FF09.
  static std::string without_brackets(std::string_view text) {
    for (auto const& [open, close] :
         {std::pair<std::string_view, std::string_view>{"(", ")"}, {"\xEF\xBC\x88", "\xEF\xBC\x89"}}) {
      if (text.starts_with(open) && text.ends_with(close)) {
        return std::string(text.substr(open.size(), text.size() - open.size() - close.size()));
      }
    }
    return std::string(text);
  }

  Table const& m_table;
  std::size_t m_index;
  IndicatorPatterns const& m_patterns;
  Normaliser const& m_normaliser;
  CellMap m_cells;
  std::vector<Indicator>& m_out;
  Columns m_columns;
  std::array<std::string, fields> m_above; ///< What a blank cell stands for.
  std::string m_project;
};

} // namespace

IndicatorPatterns::IndicatorPatterns(PatternFiles const& files)
    : columns(files, file_name, "column"), operators(files, file_name, "operator"),
      target(files, file_name, "target", 3), operator_first(files, file_name, "operator_first", 2),
      year_target(files, file_name, "year_target"), joined_levels(files, file_name, "joined_levels", 3),
      indicator_number(files, file_name, "indicator_number"), level1_name(files, file_name, "level1_name"),
      project_title(files, file_name, "project_title", 1), form_title(files, file_name, "form_title") {}

std::vector<Indicator> read_indicators(std::span<Table const> tables, std::span<TableReading const> readings,
                                       IndicatorPatterns const& patterns, Normaliser const& normaliser) {
  std::vector<Indicator> out;
  TableIndicators::State state;
  for (std::size_t i = 0; i < tables.size() && i < readings.size(); ++i) {
    if (readings[i].type.starts_with("performance")) {
      TableIndicators(tables[i], i, patterns, normaliser, out).read(state);
    }
  }
  return out;
}

} // namespace gongkai
