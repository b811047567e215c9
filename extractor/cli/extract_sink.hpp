// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Where `gongkai extract` puts what it reads.
#pragma once

#include "base/problem.hpp"
#include "record/extraction.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace gongkai::cli {

/// As the command line says it.
struct ExtractOutput {
  std::vector<std::string> files; ///< What is read.
  std::string format = "json";
  std::string path; ///< Empty or "-" for standard output.
  std::string layout = "printed";
  bool byte_order_mark = false;
  bool is_csv() const { return format == "csv"; }
  bool is_workbook() const { return format == "xlsx"; }
};

/// Where the records of each file go.
class ExtractSink {
public:
  virtual ~ExtractSink() = default;
  virtual void add(Extraction const& extraction) = 0;
  virtual void add_unread(std::string const& file, Problem const& problem) = 0;
  virtual void finish() = 0;
};

/// Makes the sink of the forms that are made from a data set, CSV and XLSX. \throws UsageError where there is none.
using DataSetSink = std::function<std::unique_ptr<ExtractSink>(ExtractOutput const&)>;

} // namespace gongkai::cli
