// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/row_groups.hpp"

#include <algorithm>

namespace gongkai {
namespace {

bool is_code(ColumnRole role) {
  return role == ColumnRole::code || role == ColumnRole::code_class || role == ColumnRole::code_division ||
         role == ColumnRole::code_item || role == ColumnRole::unit_code;
}

void add_key_column(ColumnGroup& group, int index, Column const& column) {
  bool const code = is_code(column.role);
  // A code after a name begins another key, whether it has a column of its own or stands before the next name.
  if (group.keys.empty() || ((code || column.coded) && !group.keys.back().labels.empty())) {
    group.keys.emplace_back();
  }
  (code ? group.keys.back().codes : group.keys.back().labels).push_back(index);
}

} // namespace

std::vector<ColumnGroup> column_groups(std::vector<Column> const& columns) {
  std::vector<ColumnGroup> groups(1);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    Column const& c = columns[i];
    int const index = static_cast<int>(i);
    if (c.role == ColumnRole::ignored) { continue; }
    if (c.role == ColumnRole::amount) {
      groups.back().amounts.push_back(index);
    } else {
      if (!groups.back().amounts.empty()) { groups.emplace_back(); }
      add_key_column(groups.back(), index, c);
    }
    if (groups.back().side == Side::none) { groups.back().side = c.side; }
  }
  std::erase_if(groups, [](ColumnGroup const& g) { return g.amounts.empty(); });
  return groups;
}

} // namespace gongkai
