// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Which columns of a list add up to which, by the header over them, and which columns are the change or the rate
/// between two others.
#pragma once

#include "check/sheet.hpp"

#include <vector>

namespace gongkai {

/// printed column = sum of part columns, in every row. Indexes into Sheet::columns.
struct ColumnSum {
  std::string rule; ///< "header", or the name of the identity.
  std::size_t printed = 0;
  std::vector<std::size_t> parts;
  std::vector<bool> taken_off; ///< For each part: it is subtracted.
  bool declared = false;       ///< By an identity of patterns/checks.
  bool guessed = false; ///< No header says so: the first, or the last, of all columns may be the sum of the others.
};

/// For each total column the ways to read its parts, the most usual first.
struct ColumnSums {
  std::vector<std::vector<ColumnSum>> totals;
};

ColumnSums read_header_sums(Sheet const& sheet, CheckPatterns const& patterns);

/// printed = a - b, printed% = 100 a / b, printed% = 100 (a - b) / b, or printed% = 100 a / the total of a.
enum class RateForm : unsigned char { difference, ratio, change, share };

struct ColumnRate {
  RateForm form = RateForm::ratio;
  std::size_t printed = 0, a = 0, b = 0;
};

/// For each column of changes or rates all pairs of columns it may be about.
std::vector<std::vector<ColumnRate>> read_rates(Sheet const& sheet);

} // namespace gongkai
