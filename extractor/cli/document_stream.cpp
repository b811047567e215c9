// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/document_stream.hpp"

#include <utility>

namespace gongkai::cli {

DocumentStream::DocumentStream(OutputFile& out, bool array, std::string between)
    : m_out(out), m_array(array), m_between(std::move(between)) {}

void DocumentStream::write(std::string_view document) {
  if (document.ends_with('\n')) { document.remove_suffix(1); } // in an array it goes behind the comma
  write_in_parts([&](auto const& sink) { sink(document); });
}

void DocumentStream::write_in_parts(
    std::function<void(std::function<void(std::string_view)> const& sink)> const& write) {
  bool const first = m_count++ == 0;
  if (m_array) {
    m_out.write(first ? "[\n" : ",\n");
  } else if (!first) {
    m_out.write(m_between);
  }
  write([this](std::string_view part) { m_out.write(part); });
  if (!m_array) { m_out.write("\n"); }
}

void DocumentStream::finish() {
  if (m_array) { m_out.write("\n]\n"); }
}

} // namespace gongkai::cli
