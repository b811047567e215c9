// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// How a table's columns stand together. A table may print two or three lists side by side (receipts and expenditure,
/// personnel and public expenses), each with its own names and amounts; and one list may carry two code systems:
///
///     | code | name | code | name | total | basic |     one group, two keys, two amount columns
///     | name | amount | name | amount | amount |        two groups, one key each
///     | amount | amount | amount |                      one group without a key: the column path alone names the
///     amount
#pragma once

#include "record/columns.hpp"

#include <vector>

namespace gongkai {

/// Columns that name a row together: a code (in up to three columns) and names.
struct KeyColumns {
  std::vector<int> codes, labels; ///< Indexes of columns, from left to right.
};

struct ColumnGroup {
  std::vector<KeyColumns> keys;
  std::vector<int> amounts;
  Side side = Side::none;
};

/// From left to right; a group has at least one amount column.
std::vector<ColumnGroup> column_groups(std::vector<Column> const& columns);

} // namespace gongkai
