// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/row_names.hpp"

#include "text/pattern_file.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace gongkai {
namespace {

constexpr auto file = "rows.toml";

/// Rows without a mark of their level stand below all that have one.
constexpr int unmarked_rank = 9;

/// The code that names a row, where several do: what the money is for says most, then the department's classification.
int importance(CodeSystem system) {
  switch (system) {
  case CodeSystem::functional: return 3;
  case CodeSystem::economic_department: return 2;
  case CodeSystem::economic_government: return 1;
  default: return 0;
  }
}

/// A level is one digit: ranks are counted in tables of ten.
void require_ranks(PatternFiles const& files) {
  if (!files.examples_count()) { return; }
  for (PatternTable const& t : PatternFile(files, file).tables("numbering")) {
    std::string const key = t.text("key");
    if (key.size() != 1 || key[0] < '1' || key[0] > '9') {
      t.fail_at("key", fmt::format("the key \"{}\" is no level from 1 to 9", key));
    }
  }
}

} // namespace

RowPatterns::RowPatterns(PatternFiles const& files)
    : numbering(files, file, "numbering"), mark(files, file, "mark", 1), total(files, file, "total"),
      code_in_label(files, file, "code_in_label", 2), code_alone(files, file, "code_alone"),
      money_label(files, file, "money_label"), money_block(files, file, "money_block"),
      money_head(files, file, "money_head") {
  require_ranks(files);
}

CellMap::CellMap(Table const& table)
    : m_rows(table.rows), m_cols(table.cols),
      m_cells(static_cast<std::size_t>(table.rows) * static_cast<std::size_t>(table.cols)) {
  for (TableCell const& c : table.cells) {
    for (int r = c.row; r < std::min(c.row + c.rowspan, m_rows); ++r) {
      for (int k = c.col; k < std::min(c.col + c.colspan, m_cols); ++k) {
        m_cells[static_cast<std::size_t>(r) * static_cast<std::size_t>(m_cols) + static_cast<std::size_t>(k)] = &c;
      }
    }
  }
}

TableCell const* CellMap::at(int row, int col) const {
  if (row < 0 || col < 0 || row >= m_rows || col >= m_cols) { return nullptr; }
  return m_cells[static_cast<std::size_t>(row) * static_cast<std::size_t>(m_cols) + static_cast<std::size_t>(col)];
}

RowNamer::RowNamer(ColumnGroup const& group, std::vector<Column> const& columns, CellMap const& cells,
                   RowPatterns const& patterns, Classification const& classification, Normaliser const& normaliser,
                   int year)
    : m_group(group), m_columns(columns), m_cells(cells), m_patterns(patterns), m_classification(classification),
      m_normaliser(normaliser), m_year(year), m_inherited(group.keys.size()) {}

std::string RowNamer::bare(std::string_view label) const {
  std::string text = m_normaliser.squeeze(label);
  for (auto mark = m_patterns.mark.match(text); mark && !mark->groups[1].empty(); mark = m_patterns.mark.match(text)) {
    text.erase(0, mark->groups[1].size());
  }
  return text;
}

bool RowNamer::split_code(std::string const& squeezed, std::string& code, std::string& rest) const {
  auto const match = m_patterns.code_in_label.match(squeezed);
  if (!match) { return false; }
  // Without brackets a number may also begin a name: then only a code that exists is one.
  bool const bracketed = match->pattern == 0;
  std::string const found(match->groups[1]);
  if (!bracketed && m_classification.name(found, m_year).empty()) { return false; }
  code = found;
  rest = std::string(match->groups[2]);
  return true;
}

std::string RowNamer::join_code(std::size_t key, std::array<std::string, 3> const& parts) {
  Inherited& last = m_inherited[key];
  if (parts[0].empty() && parts[1].empty() && parts[2].empty()) { return {}; }
  if (!parts[0].empty()) {
    if (parts[0] != last.code_class) { last.division.clear(); }
    last.code_class = parts[0].substr(0, 3);
    if (parts[0].size() >= 5) {
      last.division = parts[0].substr(0, 5);
      if (parts[1].empty() && parts[2].empty()) { return parts[0]; }
    }
  }
  if (!parts[1].empty()) { last.division = parts[1].size() >= 5 ? parts[1].substr(0, 5) : last.code_class + parts[1]; }
  if (!parts[2].empty()) { return parts[2].size() == 7 ? parts[2] : last.division + parts[2]; }
  if (!parts[1].empty()) { return parts[1].size() == 7 ? parts[1] : last.division; }
  return last.code_class;
}

/// A code that prints only its own level, in a single column: "40" under 201 is 20140, "01" under 20140 is 2014001 or
/// 20101.
std::string RowNamer::complete(std::size_t key, std::string const& code, std::string_view label) {
  Inherited& last = m_inherited[key];
  std::string out = code;
  if (code.size() == 2 && !last.code_class.empty()) {
    std::string const item = last.division.empty() ? std::string() : last.division + code,
                      division = last.code_class + code;
    bool const is_division =
        item.empty() || (!m_classification.accepts(item, 0, label) && m_classification.accepts(division, 0, label));
    out = is_division ? division : item;
  }
  if (out.size() >= 3) { last.code_class = out.substr(0, 3); }
  last.division = out.size() >= 5 ? out.substr(0, 5) : std::string();
  return out;
}

RowNamer::KeyText RowNamer::read_key(std::size_t key, int row) {
  KeyColumns const& columns = m_group.keys[key];
  KeyText out;
  std::array<std::string, 3> parts;
  std::string whole;
  bool unit_code = false;
  TableCell const* last_cell = nullptr;
  auto const take_label = [&](TableCell const& cell, std::string const& squeezed, int strength) {
    std::string code, rest;
    std::string label = cell.text;
    if (split_code(squeezed, code, rest)) {
      whole = code;
      label = rest;
    }
    if (label.empty()) { return; }
    out.context.push_back(label);
    if (strength >= out.strength) {
      out.strength = strength;
      out.label = label;
    }
  };
  for (int const c : columns.codes) {
    TableCell const* cell = m_cells.at(row, c);
    if (cell == nullptr || cell == last_cell) { continue; }
    last_cell = cell;
    std::string const squeezed = m_normaliser.squeeze(cell->text);
    ColumnRole const role = m_columns[static_cast<std::size_t>(c)].role;
    if (!m_patterns.code_alone.matches(squeezed)) {
      take_label(*cell, squeezed, 1);
    } else if (role == ColumnRole::unit_code) {
      unit_code = true;
      whole = squeezed;
    } else if (role == ColumnRole::code) {
      whole = squeezed;
    } else {
      parts[role == ColumnRole::code_class ? 0 : role == ColumnRole::code_division ? 1 : 2] = squeezed;
    }
  }
  for (int const c : columns.labels) {
    TableCell const* cell = m_cells.at(row, c);
    if (cell == nullptr || cell == last_cell) { continue; }
    last_cell = cell;
    take_label(*cell, m_normaliser.squeeze(cell->text), std::max(1, m_columns[static_cast<std::size_t>(c)].strength));
  }
  out.code.code = whole.empty() ? join_code(key, parts) : unit_code ? whole : complete(key, whole, bare(out.label));
  out.code.system = out.code.code.empty() ? CodeSystem::none : unit_code ? CodeSystem::unit : system_of(out.code.code);
  if (out.code.system == CodeSystem::none && !out.code.code.empty()) { out.code.system = CodeSystem::unit; }
  // The name beside the code, not that of a project further to the right.
  out.code.label = out.context.empty() ? std::string() : out.context.front();
  return out;
}

void RowNamer::set_path_by_code(RowName& name) {
  std::string const& code = name.main.code;
  for (std::size_t const length : {std::size_t{3}, std::size_t{5}}) {
    if (length >= code.size()) { break; }
    std::string const above = code.substr(0, length);
    auto const printed = m_label_of.find(above);
    std::string label =
        printed != m_label_of.end() ? printed->second : std::string(m_classification.name(above, m_year));
    if (!label.empty()) { name.label_path.push_back(std::move(label)); }
  }
  m_label_of[code] = name.main.label;
}

void RowNamer::set_path_by_level(RowName& name) {
  std::string const squeezed = m_normaliser.squeeze(name.label);
  auto const* numbering = m_patterns.numbering.find(squeezed);
  std::string const label = bare(name.label);
  if (m_patterns.total.matches(label) && numbering == nullptr) {
    m_levels.clear();
    return;
  }
  int const rank = numbering != nullptr ? numbering->key[0] - '0' : unmarked_rank;
  while (!m_levels.empty() && m_levels.back().rank >= rank) { m_levels.pop_back(); }
  for (Level const& level : m_levels) { name.label_path.push_back(level.label); }
  m_levels.push_back({rank, label});
}

/// The code of a name that stands without one: looked for below the last one found, then one level up, and so on.
void RowNamer::resolve(RowName& name) {
  std::string const label = bare(name.label);
  for (CodeSystem const system : {CodeSystem::functional, CodeSystem::economic_department}) {
    bool const same = system_of(m_last_resolved) == system;
    for (std::size_t const length : {std::size_t{5}, std::size_t{3}, std::size_t{0}}) {
      if (length > 0 && (!same || m_last_resolved.size() < length)) { continue; }
      std::string_view const code =
          m_classification.code_of(system, std::string_view(m_last_resolved).substr(0, length), label, m_year);
      if (code.empty()) { continue; }
      m_last_resolved = name.resolved_code = std::string(code);
      name.official_label = m_classification.name(code, m_year);
      return;
    }
  }
}

RowName RowNamer::next(int row) {
  RowName name;
  int strength = 0;
  std::vector<std::string> context;
  for (std::size_t key = 0; key < m_group.keys.size(); ++key) {
    KeyText text = read_key(key, row);
    context.insert(context.end(), text.context.begin(), text.context.end());
    bool const coded = text.code.system != CodeSystem::none && text.code.system != CodeSystem::unit;
    bool const leads = coded && importance(text.code.system) > importance(name.main.system);
    if (leads) { std::swap(name.main, text.code); }
    if (text.code.system != CodeSystem::none) { name.others.push_back(std::move(text.code)); }
    // The name goes with the leading code; without codes the strongest label counts.
    if (!text.label.empty() && (leads || (name.main.system == CodeSystem::none && text.strength >= strength))) {
      name.label = text.label;
      strength = text.strength;
    }
  }
  if (name.label.empty() && name.main.code.empty()) { return name; }
  if (name.main.system != CodeSystem::none) {
    set_path_by_code(name);
    name.official_label = m_classification.name(name.main.code, m_year);
  } else {
    set_path_by_level(name);
    resolve(name);
  }
  // What stands before the label in the same row (an entity, a group) is above it.
  for (std::string const& text : context) {
    std::string part = bare(text);
    if (std::find(name.label_path.begin(), name.label_path.end(), part) == name.label_path.end()) {
      name.label_path.push_back(std::move(part));
    }
  }
  return name;
}

} // namespace gongkai
