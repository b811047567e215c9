// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// CSV files of patterns/: UTF-8, a row of column names first, "#" begins a comment line; a field in double quotes may
/// hold commas, and two double quotes for one.
#pragma once

#include "text/pattern_files.hpp"

#include <array>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai {

struct CsvRow {
  int line = 0;                    ///< In the file, counted from 1, for messages.
  std::vector<std::string> fields; ///< As many as there are columns.
};

/// A row of a file without quotes: views into the text of the files, for lists of thousands of rows.
struct CsvView {
  static constexpr std::size_t most_columns = 8;
  int line = 0;
  std::array<std::string_view, most_columns> fields;
};

/// The rows of a file after the row of column names, which must be `columns`.
/// \throws PatternError with file, line and reason where the file is missing, a row has another number of fields, or
/// the columns differ.
std::vector<CsvRow> read_csv(PatternFiles const& files, std::string_view file,
                             std::initializer_list<std::string_view> columns);

/// The same without copies, a row after the other: at most CsvView::most_columns columns, and no quotes. The views live
/// as long as `files`. \throws PatternError
void each_csv_row(PatternFiles const& files, std::string_view file, std::initializer_list<std::string_view> columns,
                  std::function<void(CsvView const&)> const& take);

/// A whole number in a field. \throws PatternError with file, line and reason.
int csv_number(std::string_view file, int line, std::string_view field);

} // namespace gongkai
