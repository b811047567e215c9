// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/document_stream.hpp"

#include <utility>

namespace gongkai::cli {

DocumentStream::DocumentStream(OutputFile& out, bool array, std::string between)
    : m_out(out), m_array(array), m_between(std::move(between)) {}

void DocumentStream::write(std::string document) {
  bool const first = m_count++ == 0;
  if (m_array) {
    document.pop_back(); // the line feed, which goes behind the comma
    document.insert(0, first ? "[\n" : ",\n");
  } else if (!first) {
    document.insert(0, m_between);
  }
  m_out.write(document);
}

void DocumentStream::finish() {
  if (m_array) { m_out.write("\n]\n"); }
}

} // namespace gongkai::cli
