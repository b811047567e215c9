// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/sheet.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>

namespace gongkai {
namespace {

/// The text of a header path without the texts that only say which figure of the year a column holds: such a text says
/// nothing about what adds up to what, and stands above in one table and below in another.
std::vector<std::string> arithmetic_path(std::vector<std::string> const& path, CheckPatterns const& patterns,
                                         Normaliser const& normaliser) {
  std::vector<std::string> out;
  out.reserve(path.size());
  for (std::string const& text : path) { out.push_back(normaliser.squeeze(text)); }
  if (out.size() < 2) { return out; }
  auto const* entry = patterns.columns.find(out.back());
  if (entry != nullptr && entry->key == "basis") { out.pop_back(); }
  return out;
}

/// The entries of patterns by text: the same rows stand in many tables.
class KnownEntries {
public:
  explicit KnownEntries(KeyedPatterns const& patterns) : m_patterns(patterns) {}

  KeyedPatterns::Entry const* find(std::string const& text) {
    auto const [at, added] = m_known.try_emplace(text, nullptr);
    if (added) { at->second = m_patterns.find(text); }
    return at->second;
  }

private:
  KeyedPatterns const& m_patterns;
  std::unordered_map<std::string, KeyedPatterns::Entry const*> m_known;
};

class SheetBuilder {
public:
  SheetBuilder(Extraction const& extraction, CheckPatterns const& patterns, AmountReader const& amounts,
               Normaliser const& normaliser)
      : m_e(extraction), m_patterns(patterns), m_amounts(amounts), m_normaliser(normaliser), m_row_kinds(patterns.rows),
        m_items(patterns.items) {}

  void build(std::size_t table, std::vector<FigureIndex> const& figures, std::vector<Sheet>& out) {
    TableReading const& reading = m_e.table_readings[table];
    std::vector<int> group_of(reading.columns.size(), -1);
    for (std::size_t g = 0; g < reading.groups.size(); ++g) {
      for (int const c : reading.groups[g].amounts) { group_of[static_cast<std::size_t>(c)] = static_cast<int>(g); }
    }
    std::vector<std::vector<FigureIndex>> by_group(reading.groups.size());
    for (FigureIndex const f : figures) {
      int const g = group_of[static_cast<std::size_t>(m_e.observations[f].col)];
      if (g >= 0) { by_group[static_cast<std::size_t>(g)].push_back(f); }
    }
    for (std::size_t g = 0; g < by_group.size(); ++g) {
      if (!by_group[g].empty()) { out.push_back(build_group(table, g, by_group[g])); }
    }
  }

private:
  Sheet build_group(std::size_t table, std::size_t group, std::vector<FigureIndex> const& figures) {
    TableReading const& reading = m_e.table_readings[table];
    Sheet sheet;
    sheet.table = table;
    sheet.group = group;
    sheet.type = reading.type;
    sheet.part = reading.part;
    sheet.side = m_e.observations[figures.front()].side;
    for (int const c : reading.groups[group].amounts) {
      std::size_t const i = static_cast<std::size_t>(c);
      auto const& paths = m_e.tables[table].column_paths;
      sheet.columns.push_back(
          {c, &reading.columns[i],
           arithmetic_path(i < paths.size() ? paths[i] : std::vector<std::string>{}, m_patterns, m_normaliser)});
    }
    for (FigureIndex const f : figures) {
      Observation const& o = m_e.observations[f];
      if (sheet.rows.empty() || sheet.rows.back().row != o.row) {
        sheet.rows.push_back(describe_row(o));
        sheet.cells.resize(sheet.rows.size() * sheet.columns.size(), blank_cell);
      }
      auto const column =
          std::find_if(sheet.columns.begin(), sheet.columns.end(), [&](auto const& c) { return c.col == o.col; });
      sheet.cells[(sheet.rows.size() - 1) * sheet.columns.size() +
                  static_cast<std::size_t>(column - sheet.columns.begin())] = static_cast<std::int32_t>(f);
    }
    mark_cells(sheet);
    sheet.entities = lists_entities(sheet);
    return sheet;
  }

  bool lists_entities(Sheet const& sheet) const {
    std::vector<int> labels;
    for (KeyColumns const& key : m_e.table_readings[sheet.table].groups[sheet.group].keys) {
      labels.insert(labels.end(), key.labels.begin(), key.labels.end());
    }
    auto const& paths = m_e.tables[sheet.table].column_paths;
    if (labels.size() != 1 || static_cast<std::size_t>(labels[0]) >= paths.size()) { return false; }
    auto const& path = paths[static_cast<std::size_t>(labels[0])];
    if (path.empty()) { return false; }
    auto const* entry = m_patterns.columns.find(m_normaliser.squeeze(path.back()));
    return entry != nullptr && entry->key == "entity";
  }

  SheetRow describe_row(Observation const& o) {
    SheetRow out;
    out.row = o.row;
    out.name = &o.name;
    out.label = m_normaliser.squeeze(o.name.label);
    out.bare = out.label;
    for (auto mark = m_patterns.mark.match(out.bare); mark && !mark->groups[1].empty();
         mark = m_patterns.mark.match(out.bare)) {
      out.bare.erase(0, mark->groups[1].size());
    }
    out.code_printed = o.name.main.system != CodeSystem::none && o.name.main.system != CodeSystem::unit;
    out.unit_code = o.name.main.system == CodeSystem::unit;
    out.code = out.code_printed ? o.name.main.code : out.unit_code ? std::string() : o.name.resolved_code;
    if (out.code_printed) { out.code_name = m_normaliser.squeeze(o.name.main.label); }
    read_numbering(out);
    if (out.bare.empty()) { return out; }
    if (auto const* kind = out.code_printed ? nullptr : m_row_kinds.find(out.bare)) {
      out.kind = kind->key == "grand"      ? RowKind::grand
                 : kind->key == "current"  ? RowKind::current
                 : kind->key == "subtotal" ? RowKind::subtotal
                                           : RowKind::unit;
    }
    if (out.unit_code) { out.kind = RowKind::unit; }
    if (m_patterns.item_tables.accepts(o.type)) {
      if (auto const* item = m_items.find(out.bare)) { out.item = item->key; }
    }
    return out;
  }

  /// "Of which" may stand before another mark: both count.
  void read_numbering(SheetRow& row) const {
    std::string_view rest = row.label;
    while (auto const* entry = m_patterns.numbering.find(rest)) {
      if (entry->key != of_which_key) {
        row.rank = entry->key[0] - '0';
        return;
      }
      row.of_which = true;
      auto const mark = m_patterns.mark.match(rest);
      if (!mark || mark->groups[1].empty()) { return; }
      rest.remove_prefix(mark->groups[1].size());
    }
  }

  /// Cells with text under amount columns, and the columns in which names stand.
  void mark_cells(Sheet& sheet) const {
    Table const& table = m_e.tables[sheet.table];
    std::vector<int> labels;
    for (KeyColumns const& key : m_e.table_readings[sheet.table].groups[sheet.group].keys) {
      labels.insert(labels.end(), key.labels.begin(), key.labels.end());
    }
    std::sort(labels.begin(), labels.end());
    auto row = sheet.rows.begin();
    bool named = false;
    // A row without a name goes on where the one above stands.
    auto const next_row = [&] {
      auto const above = row++;
      if (row != sheet.rows.end()) {
        row->first_label = above->first_label;
        row->last_label = above->last_label;
      }
      named = false;
    };
    for (TableCell const& cell : table.cells) { // sorted by row, then column
      while (row != sheet.rows.end() && row->row < cell.row) { next_row(); }
      if (row == sheet.rows.end()) { break; }
      if (row->row != cell.row) { continue; }
      auto const label = std::find(labels.begin(), labels.end(), cell.col);
      if (label != labels.end()) {
        row->last_label = static_cast<int>(label - labels.begin());
        if (!named) { row->first_label = row->last_label; }
        named = true;
      }
      if (cell.amount || label != labels.end()) { continue; }
      auto const column =
          std::find_if(sheet.columns.begin(), sheet.columns.end(), [&](auto const& c) { return c.col == cell.col; });
      if (column == sheet.columns.end()) { continue; }
      std::int32_t& at = sheet.cells[static_cast<std::size_t>(row - sheet.rows.begin()) * sheet.columns.size() +
                                     static_cast<std::size_t>(column - sheet.columns.begin())];
      if (at == blank_cell && !m_amounts.read(m_normaliser.squeeze(cell.text))) { at = unreadable_cell; }
    }
  }

  static constexpr std::string_view of_which_key = "9"; ///< In rows.toml.

  Extraction const& m_e;
  CheckPatterns const& m_patterns;
  AmountReader const& m_amounts;
  Normaliser const& m_normaliser;
  KnownEntries m_row_kinds, m_items;
};

/// Codes found by the names of rows, where none are printed. A name may stand for a division or for an item below
/// another one ("other expenditure on transport"); that shows only from the rows that follow.
class CodeMender {
public:
  CodeMender(Sheet& sheet, Classification const& classification, int year)
      : m_rows(sheet.rows), m_classification(classification), m_year(year) {}

  void mend() {
    bool const printed = std::any_of(m_rows.begin(), m_rows.end(), [](SheetRow const& r) { return r.code_printed; });
    if (printed) { return; }
    if (std::count_if(m_rows.begin(), m_rows.end(), [](SheetRow const& r) { return !r.code.empty(); }) < 2) {
      find_government_codes();
      return;
    }
    std::string division;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
      SheetRow& row = m_rows[i];
      if (row.code.size() == class_digits) {
        division.clear();
      } else if (row.code.size() == item_digits) {
        std::string const as_division(
            m_classification.code_of(system_of(row.code), row.code.substr(0, class_digits), row.bare, m_year));
        if (!as_division.empty() && named_again(i)) {
          row.code = division = as_division;
          continue;
        }
      } else if (row.code.size() == division_digits) {
        division.clear();
        continue;
      }
      if (division.empty()) { continue; }
      auto const below = m_classification.code_of(system_of(division), division, row.bare, m_year);
      if (!below.empty()) { row.code = below; }
    }
  }

private:
  static constexpr std::size_t class_digits = 3, division_digits = 5, item_digits = 7;

  /// Before the next class.
  bool named_again(std::size_t i) const {
    for (std::size_t k = i + 1; k < m_rows.size() && m_rows[k].code.size() != class_digits; ++k) {
      if (m_rows[k].bare == m_rows[i].bare) { return true; }
    }
    return false;
  }

  void find_government_codes() {
    std::string above;
    for (SheetRow& row : m_rows) {
      std::string_view code;
      if (!above.empty()) { code = m_classification.code_of(CodeSystem::economic_government, above, row.bare, m_year); }
      if (code.empty()) {
        code = m_classification.code_of(CodeSystem::economic_government, "", row.bare, m_year);
        if (!code.empty()) { above = code; }
      }
      row.code = code;
    }
  }

  std::vector<SheetRow>& m_rows;
  Classification const& m_classification;
  int m_year;
};

/// Two lists side by side, with the total below the second only.
bool continues(Sheet const& left, Sheet const& right) {
  auto const has_total = [](Sheet const& s) {
    return std::any_of(s.rows.begin(), s.rows.end(),
                       [](SheetRow const& r) { return r.kind == RowKind::grand || r.kind == RowKind::current; });
  };
  return left.table == right.table && left.side == Side::none && right.side == Side::none && !has_total(left) &&
         has_total(right) &&
         std::equal(
             left.columns.begin(), left.columns.end(), right.columns.begin(), right.columns.end(),
             [](auto const& a, auto const& b) { return a.path == b.path && a.column->measure == b.column->measure; });
}

} // namespace

void connect(std::vector<Sheet>& sheets, Classification const& classification) {
  for (Sheet& sheet : sheets) { CodeMender(sheet, classification, 0).mend(); }
  for (std::size_t i = 0; i + 1 < sheets.size();) {
    if (!continues(sheets[i], sheets[i + 1])) {
      ++i;
      continue;
    }
    Sheet& left = sheets[i];
    Sheet& right = sheets[i + 1];
    left.group = right.group;
    left.rows.insert(left.rows.end(), std::make_move_iterator(right.rows.begin()),
                     std::make_move_iterator(right.rows.end()));
    left.cells.insert(left.cells.end(), right.cells.begin(), right.cells.end());
    sheets.erase(sheets.begin() + static_cast<std::ptrdiff_t>(i) + 1);
  }
  std::set<std::string_view> entities;
  for (Sheet const& sheet : sheets) {
    if (!sheet.entities) { continue; }
    for (SheetRow const& row : sheet.rows) {
      if (row.kind == RowKind::plain && !row.bare.empty()) { entities.insert(row.bare); }
    }
  }
  for (Sheet& sheet : sheets) {
    for (SheetRow& row : sheet.rows) {
      if (row.kind == RowKind::plain && row.code.empty() && entities.contains(row.bare)) { row.kind = RowKind::unit; }
    }
  }
}

namespace {

/// Whether the first figure of the tables that an amount without decimals is linked to is just that one. Null where it
/// is linked to none.
std::optional<bool> is_that_of_table(Extraction const& extraction, Statement const& s) {
  if (s.links.empty()) { return std::nullopt; }
  auto const at = std::find_if(extraction.observations.begin(), extraction.observations.end(),
                               [&](Observation const& o) { return o.id == s.links.front(); });
  if (at == extraction.observations.end() || at->unit != s.unit || at->amount.scale == 0) { return std::nullopt; }
  return static_cast<Wide>(s.value.mantissa) * ten_to(at->amount.scale) == at->amount.mantissa;
}

/// How the amounts of one unit are printed in the text.
struct PrintedDecimals {
  int two = 0, one = 0, more = 0;
  int zeros = 0;                   ///< Decimals that end in a printed zero.
  int as_in_tables = 0, other = 0; ///< Without decimals where the tables have them: the same amounts, and others.
};

/// Such an amount is not rounded to fewer decimals: a zero is left out.
bool leaves_zeros_out(PrintedDecimals const& p) {
  constexpr int enough = 8, enough_of_tables = 3, outliers = 10;
  // One zero that is printed may be a misprint, and so may one amount that differs.
  bool const cuts = p.zeros == 0 || (p.zeros == 1 && p.one > 2);
  bool const as_in_tables = p.other <= 1 && p.as_in_tables >= enough_of_tables * (1 + p.other);
  bool const seen = p.one > 0 || as_in_tables;
  return cuts && seen && p.two + p.one >= enough && p.two > 0 && outliers * p.more <= p.two;
}

/// Units whose amounts the text prints without the zeros at their end ("78" beside "124.4" and "1569.81"), with the
/// decimals that these have.
std::map<std::string_view, int> decimals_of_text(Extraction const& extraction) {
  constexpr int usual = 2;
  std::map<std::string_view, PrintedDecimals> units;
  for (Statement const& s : extraction.statements) {
    if (!s.yuan || s.value.is_zero()) { continue; }
    PrintedDecimals& p = units[s.unit];
    if (s.value.scale == 0) {
      if (auto const same = is_that_of_table(extraction, s)) { ++(*same ? p.as_in_tables : p.other); }
      continue;
    }
    ++(s.value.scale == usual ? p.two : s.value.scale < usual ? p.one : p.more);
    p.zeros += s.value.mantissa % 10 == 0;
  }
  std::map<std::string_view, int> out;
  for (auto const& [unit, p] : units) {
    if (leaves_zeros_out(p)) { out[unit] = usual; }
  }
  return out;
}

} // namespace

std::vector<Figure> figures_of(Extraction const& extraction, AmountReader const& amounts) {
  std::vector<Figure> out;
  out.reserve(extraction.observations.size() + extraction.statements.size());
  for (std::size_t i = 0; i < extraction.observations.size(); ++i) {
    Observation const& o = extraction.observations[i];
    Figure f;
    f.ref = {FigureRef::Of::observation, static_cast<std::uint32_t>(i)};
    auto const power = amounts.power_of(o.unit);
    f.money = power.has_value();
    f.quantity = quantity_of(o.amount, power.value_or(0));
    out.push_back(std::move(f));
  }
  std::map<std::string_view, int> const decimals = decimals_of_text(extraction);
  std::string_view last_unit; // of an amount
  for (std::size_t i = 0; i < extraction.statements.size(); ++i) {
    Statement const& s = extraction.statements[i];
    Figure f;
    f.ref = {FigureRef::Of::statement, static_cast<std::uint32_t>(i)};
    if (s.measure == Measure::amount && s.yuan) { last_unit = s.unit; }
    // "Unchanged" and "is nought" have no unit of their own.
    bool const bare = (s.measure == Measure::change || s.measure == Measure::amount) && s.unit.empty();
    auto const power = amounts.power_of(bare ? last_unit : std::string_view(s.unit));
    f.money = power.has_value();
    if (!s.approximate) { f.quantity = quantity_of(s.value, power.value_or(0)); }
    if (f.quantity && !f.money) {
      f.quantity->counted = s.value.scale == 0 && (s.measure == Measure::count || s.measure == Measure::change);
    }
    if (auto const trimmed = decimals.find(s.unit); f.quantity && f.money && trimmed != decimals.end()) {
      for (int d = s.value.scale; d < trimmed->second && f.quantity->step > 2; ++d) { f.quantity->step /= 10; }
    }
    out.push_back(std::move(f));
  }
  return out;
}

std::vector<Sheet> sheets_of(Extraction const& extraction, std::vector<Figure> const& all,
                             CheckPatterns const& patterns, AmountReader const& amounts, Normaliser const& normaliser) {
  SheetBuilder builder(extraction, patterns, amounts, normaliser);
  std::vector<Sheet> out;
  std::vector<FigureIndex> figures;
  for (std::size_t i = 0; i < extraction.observations.size();) {
    std::size_t const table = extraction.observations[i].table;
    figures.clear();
    for (; i < extraction.observations.size() && extraction.observations[i].table == table; ++i) {
      figures.push_back(static_cast<FigureIndex>(i));
    }
    if (!extraction.table_readings[table].groups.empty() && extraction.tables[table].header_rows > 0) {
      builder.build(table, figures, out);
    }
  }
  for (Sheet& sheet : out) { sheet.figures = &all; }
  return out;
}

} // namespace gongkai
