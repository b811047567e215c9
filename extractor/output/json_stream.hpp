// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <rapidjson/rapidjson.h>
#include <rapidjson/stream.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
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

  // NOLINTBEGIN(readability-identifier-naming): RapidJSON's names
  void Put(char c) {
    reserve(1);
    *m_at++ = c;
  }

  /// Room for so many characters, which PutUnsafe() then takes for granted.
  void reserve(std::size_t count) {
    if (static_cast<std::size_t>(m_buffer.data() + m_buffer.size() - m_at) >= count) { return; }
    hand_on();
    if (m_buffer.size() < count) { m_buffer.resize(count); }
    m_at = m_buffer.data();
  }
  void PutUnsafe(char c) noexcept { *m_at++ = c; }

  void put(std::string_view text) {
    reserve(text.size());
    m_at = std::copy(text.begin(), text.end(), m_at);
  }

  void put_quoted(std::string_view text) {
    reserve(text.size() + 2);
    *m_at++ = '"';
    m_at = std::copy(text.begin(), text.end(), m_at);
    *m_at++ = '"';
  }

  /// An indentation, which is short: a few words are stored faster than so many bytes.
  void put_repeated(char c, std::size_t count) {
    constexpr std::size_t words = 16;
    reserve(std::max(count, words));
    if (count <= words) {
      std::memset(m_at, c, words); // what is too much is written over
    } else {
      std::memset(m_at, c, count);
    }
    m_at += count;
  }

  /// RapidJSON asks for it at the end of each value; nothing is handed on before the buffer is full, or at the end.
  void Flush() const noexcept {}
  // NOLINTEND(readability-identifier-naming)

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

/// Whether a text of UTF-8 stands in JSON as it is: nothing in it must be escaped.
inline bool stands_in_json(std::string_view text) noexcept {
  constexpr std::uint64_t ones = 0x0101010101010101U, highs = ones * 0x80U;
  // In a word of eight bytes: those that are zero, or less than a space (others may be marked behind one that is).
  auto const zeros = [](std::uint64_t w) { return (w - ones) & ~w & highs; };
  auto const escaped = [&](std::uint64_t w) {
    return (((w - ones * 0x20U) & ~w & highs) | zeros(w ^ ones * '"') | zeros(w ^ ones * '\\')) != 0;
  };
  for (; text.size() >= sizeof(std::uint64_t); text.remove_prefix(sizeof(std::uint64_t))) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data(), sizeof word);
    if (escaped(word)) { return false; }
  }
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; });
}

/// A writer of RapidJSON, Writer or PrettyWriter, that copies texts without escapes as a whole.
template <class Writer>
class QuickStrings : public Writer {
public:
  using Writer::Writer;

  // NOLINTBEGIN(readability-identifier-naming): RapidJSON's names
  bool String(char const* text, rapidjson::SizeType length, bool = false) {
    std::string_view const view(text, length);
    if (!stands_in_json(view)) { return Writer::String(text, length); }
    prefix(rapidjson::kStringType);
    this->os_->put_quoted(view);
    return true;
  }

  /// Names are the format's own words: none of them holds what must be escaped.
  bool Key(char const* text, rapidjson::SizeType length, bool = false) {
    prefix(rapidjson::kStringType);
    this->os_->put_quoted({text, length});
    return true;
  }
  // NOLINTEND(readability-identifier-naming)

  /// A number as it shall stand there.
  void number(std::string_view digits) {
    prefix(rapidjson::kNumberType);
    this->os_->put(digits);
  }

private:
  void prefix(rapidjson::Type type) {
    if constexpr (requires(QuickStrings & w) { w.PrettyPrefix(type); }) {
      this->PrettyPrefix(type);
    } else {
      this->Prefix(type);
    }
  }
};

} // namespace gongkai

namespace rapidjson {

template <>
inline void PutN(gongkai::JsonStream& stream, char c, std::size_t count) {
  stream.put_repeated(c, count);
}

template <>
inline void PutReserve(gongkai::JsonStream& stream, std::size_t count) {
  stream.reserve(count);
}

template <>
inline void PutUnsafe(gongkai::JsonStream& stream, char c) {
  stream.PutUnsafe(c);
}

} // namespace rapidjson
