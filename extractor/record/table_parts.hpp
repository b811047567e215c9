// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Tables printed in parts: one of a type for each subordinate entity, or one by function and one by economic class.
/// What tells the parts apart is kept with them, so that their amounts are not taken for one table's.
#pragma once

#include "prose/paragraph.hpp"
#include "record/identity.hpp"
#include "record/observation.hpp"
#include "text/keyed_patterns.hpp"

#include <span>

namespace gongkai {

class TableParts {
public:
  /// \throws PatternError where patterns/tables.toml or identity.toml has an error.
  TableParts(PatternFiles const& files, Normaliser const& normaliser);

  /// Sets TableReading::unit_entity and part where the document has several tables of a type, and
  /// Observation::unit_entity of their amounts. `entity` is the document's: nothing is set for what is its own.
  void set(std::span<Table const> tables, Prose const& prose, std::string_view entity, TableReadings& readings) const;

private:
  void set_tables(std::span<Table const> tables, Prose const& prose, std::string_view entity,
                  std::vector<TableReading>& readings) const;
  std::string entity_of(Table const& table) const;
  void set_parts(std::span<Table const> tables, std::vector<std::size_t> const& members,
                 std::vector<TableReading>& readings) const;
  static void drop_common(std::vector<std::string>& keys);

  Normaliser const* m_normaliser;
  KeyedPatterns m_part, m_level;
  LinePatterns m_unit_label, m_entity_name, m_no_entity;
};

} // namespace gongkai
