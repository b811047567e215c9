// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/output_file.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace gongkai::cli {

/// What a command writes of several documents, one after the other.
class DocumentStream {
public:
  /// `array`: the documents are JSON objects, and become one array. Else `between` stands between two of them.
  DocumentStream(OutputFile& out, bool array, std::string between = {});

  /// Ends with a line feed.
  void write(std::string_view document);

  /// `write` gives the document part by part, without its last line feed.
  void write_in_parts(std::function<void(std::function<void(std::string_view)> const& sink)> const& write);

  /// To be called once, after the last document.
  void finish();

private:
  OutputFile& m_out;
  bool m_array;
  std::string m_between;
  std::size_t m_count = 0;
};

} // namespace gongkai::cli
