// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dataset/store.hpp"
#include "output/to_rows.hpp"

#include <string>
#include <vector>

namespace gongkai::cli {

/// The documents of one call as a small data set, in memory: what `gongkai extract` writes as CSV and XLSX is what
/// `gongkai export` writes.
class ExtractedDataSet {
public:
  ExtractedDataSet();

  void add(Extraction const& extraction);
  void add_unread(std::string const& file, Problem const& problem);

  /// The figures of all tables, one a row (view "figures"). \throws UsageError where it cannot be written.
  void write_csv(std::string const& output, std::vector<std::string> const& inputs, bool for_excel);

  /// A workbook: tables as printed, one sheet each, or tidy. `output` takes its place when it is whole.
  void write_workbook(std::string const& output, std::vector<std::string> const& inputs, bool tidy);

private:
  PatternFiles m_files;
  RowNames m_names;
  dataset::Store m_store;
};

} // namespace gongkai::cli
