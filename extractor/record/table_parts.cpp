// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/table_parts.hpp"

#include <algorithm>
#include <map>

namespace gongkai {
namespace {

constexpr int rows_of_form = 6;           // at the top of a form, that say whose it is
constexpr std::size_t label_bytes = 60;   // a longer text is no label
constexpr std::size_t name_bytes = 150;   // a longer text is no entity
constexpr std::size_t shortest_name = 12; // four ideographs

} // namespace

TableParts::TableParts(PatternFiles const& files, Normaliser const& normaliser)
    : m_normaliser(&normaliser), m_part(files, "tables.toml", "part"), m_level(files, "tables.toml", "part_level"),
      m_unit_label(files, "tables.toml", "unit_label"), m_entity_name(files, "identity.toml", "entity_name"),
      m_no_entity(files, "identity.toml", "no_entity") {}

/// By the line over it, else by the label of a form.
std::string TableParts::entity_of(Table const& table) const {
  if (!table.caption.entity.empty()) { return table.caption.entity; }
  if (table.header_rows > 0) { return {}; }
  for (std::size_t i = 0; i + 1 < table.cells.size() && table.cells[i].row < rows_of_form; ++i) {
    TableCell const& label = table.cells[i];
    TableCell const& value = table.cells[i + 1];
    bool const beside = value.row == label.row && value.col == label.col + label.colspan;
    if (!beside || label.text.size() > label_bytes || value.text.size() > name_bytes) { continue; }
    if (m_unit_label.matches(m_normaliser->squeeze(label.text)) &&
        m_entity_name.matches(m_normaliser->squeeze(value.text))) {
      return value.text;
    }
  }
  return {};
}

/// What all have tells nothing apart.
void TableParts::drop_common(std::vector<std::string>& keys) {
  if (std::equal(keys.begin() + 1, keys.end(), keys.begin())) { std::fill(keys.begin(), keys.end(), std::string()); }
}

void TableParts::set_parts(std::span<Table const> tables, std::vector<std::size_t> const& members,
                           std::vector<TableReading>& readings) const {
  std::vector<std::string> levels, parts;
  for (std::size_t const i : members) {
    std::string const title = m_normaliser->squeeze(tables[i].caption.title);
    KeyedPatterns::Entry const* const level = m_level.find(title);
    KeyedPatterns::Entry const* const part = m_part.find(title);
    levels.push_back(level == nullptr ? "" : level->key);
    parts.push_back(part == nullptr ? "" : part->key);
  }
  drop_common(levels);
  drop_common(parts);
  for (std::size_t k = 0; k < members.size(); ++k) {
    readings[members[k]].part =
        levels[k].empty() || parts[k].empty() ? levels[k] + parts[k] : levels[k] + "/" + parts[k];
  }
}

void TableParts::set(std::span<Table const> tables, Prose const& prose, std::string_view entity,
                     TableReadings& readings) const {
  set_tables(tables, prose, entity, readings.tables);
  for (Observation& o : readings.observations) {
    if (o.unit_entity.empty()) { o.unit_entity = readings.tables[o.table].unit_entity; }
    if (o.unit_entity == entity) { o.unit_entity.clear(); }
  }
}

void TableParts::set_tables(std::span<Table const> tables, Prose const& prose, std::string_view entity,
                            std::vector<TableReading>& readings) const {
  std::map<std::string, std::vector<std::size_t>> by_type;
  for (std::size_t i = 0; i < readings.size(); ++i) {
    if (!readings[i].type.empty()) { by_type[readings[i].type].push_back(i); }
  }
  for (auto const& [type, members] : by_type) {
    if (members.size() < 2) { continue; }
    // The titles of performance tables are names of projects.
    if (!type.starts_with("performance")) { set_parts(tables, members, readings); }
    bool by_caption = false;
    for (std::size_t const i : members) {
      std::string name = entity_of(tables[i]);
      by_caption = by_caption || !name.empty();
      if (name != entity) { readings[i].unit_entity = std::move(name); }
    }
    if (by_caption) { continue; }
    for (std::size_t const i : members) {
      // Else the heading they stand under, where that is an entity's name and nothing more.
      for (TablePlace const& place : prose.tables) {
        if (place.table != i || place.section < 0) { continue; }
        std::string const& title = prose.sections[static_cast<std::size_t>(place.section)].title;
        bool const named = title.size() >= shortest_name && title.size() <= name_bytes &&
                           m_entity_name.matches(title) && !m_no_entity.matches(title);
        if (named && title != entity) { readings[i].unit_entity = title; }
      }
    }
  }
}

} // namespace gongkai
