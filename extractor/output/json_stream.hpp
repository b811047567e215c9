// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <rapidjson/stream.h>

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

namespace gongkai {

/// Takes a text part by part.
using TextSink = std::function<void(std::string_view part)>;

/// Where a writer of RapidJSON writes to: hands on what it is given in parts, so that a document's text, which may be
/// larger than all its records, never stands in memory as a whole.
class JsonStream {
public:
  using Ch = char; ///< As RapidJSON wants it.

  explicit JsonStream(TextSink const& sink) : m_sink(sink), m_buffer(usual), m_at(m_buffer.data()) {}

  void Put(char c) {
    Reserve(1);
    *m_at++ = c;
  }

  /// Room for so many characters, which PutUnsafe() then takes for granted.
  void Reserve(std::size_t count) {
    if (static_cast<std::size_t>(m_buffer.data() + m_buffer.size() - m_at) >= count) { return; }
    hand_on();
    if (m_buffer.size() < count) { m_buffer.resize(count); }
    m_at = m_buffer.data();
  }
  void PutUnsafe(char c) noexcept { *m_at++ = c; }

  /// RapidJSON asks for it at the end of each value; nothing is handed on before the buffer is full, or at the end.
  void Flush() const noexcept {}

  /// To be called at the end.
  void finish() { hand_on(); }

private:
  static constexpr std::size_t usual = std::size_t{1} << 16U;

  void hand_on() {
    if (m_at != m_buffer.data()) { m_sink({m_buffer.data(), static_cast<std::size_t>(m_at - m_buffer.data())}); }
    m_at = m_buffer.data();
  }

  TextSink const& m_sink;
  std::vector<char> m_buffer;
  char* m_at;
};

} // namespace gongkai

namespace rapidjson {

template <>
inline void PutReserve(gongkai::JsonStream& stream, std::size_t count) {
  stream.Reserve(count);
}

template <>
inline void PutUnsafe(gongkai::JsonStream& stream, char c) {
  stream.PutUnsafe(c);
}

} // namespace rapidjson
