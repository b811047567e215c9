// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Which rows of a list add up to which. The layout says it: by codes (201 is the sum of the 201xx), by numbering, by
/// the columns in which names stand, by rows called total. Where it can be read in more than one way, each way is a
/// reading, and the figures decide (equations.hpp).
#pragma once

#include "check/sheet.hpp"

#include <vector>

namespace gongkai {

enum class SumRule : unsigned char {
  children, ///< A row and the rows one level below it.
  total,    ///< A row called total and the rows it sums up.
  of_which, ///< A row and those marked as parts of it: all parts, or some.
};

/// printed row = sum of part rows, in every column.
struct RowSum {
  SumRule rule = SumRule::children;
  std::size_t printed = 0; ///< Indexes into Sheet::rows.
  std::vector<std::size_t> parts;
  bool doubtful =
      false; ///< The level of a row is a guess: the sum counts where it holds, and is nothing where it fails.
};

/// One way to read a list.
struct OutlineReading {
  std::string name;  ///< "codes", "numbering", ...: for the rule of a check.
  bool sure = false; ///< The levels are printed (codes), not guessed.
  std::vector<RowSum> sums;
};

/// All ways worth trying, the most usual first.
std::vector<OutlineReading> read_outline(Sheet const& sheet);

} // namespace gongkai
