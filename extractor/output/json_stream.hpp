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

  /// Where to write so many characters; advance() says where they end.
  char* room(std::size_t count) {
    reserve(count);
    return m_at;
  }
  void advance(char* end) noexcept { m_at = end; }

  /// An indentation is short: a few words are stored faster than so many bytes. What is too much is written over.
  static constexpr std::size_t short_indentation = 16;
  static char* indent(char* at, char c, std::size_t count) noexcept {
    std::memset(at, c, short_indentation);
    if (count > short_indentation) { std::memset(at, c, count); }
    return at + count;
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
    put(view, rapidjson::kStringType);
    return true;
  }

  /// Names are the format's own words: none of them holds what must be escaped.
  bool Key(char const* text, rapidjson::SizeType length, bool = false) {
    put({text, length}, rapidjson::kStringType);
    return true;
  }
  // NOLINTEND(readability-identifier-naming)

  /// A number as it shall stand there.
  void number(std::string_view digits) { put(digits, rapidjson::kNumberType); }

private:
  /// With what stands before it, as the writer's Prefix() and PrettyPrefix() put it (arrays on one line).
  void put(std::string_view text, rapidjson::Type type) {
    constexpr bool pretty = requires(QuickStrings & w) { w.PrettyPrefix(type); };
    auto* const level = this->level_stack_.template Top<typename Writer::Level>();
    std::size_t indentation = 0;
    if constexpr (pretty) { indentation = this->level_stack_.GetSize() / sizeof *level * this->indentCharCount_; }
    constexpr std::size_t marks = 4; // a comma and a line's end, or a colon and a blank; and quotes
    char* at = this->os_->room(marks + std::max(indentation, JsonStream::short_indentation) + text.size());
    bool const follows = level->valueCount > 0, names = !level->inArray && level->valueCount % 2 == 0;
    if (follows) { *at++ = level->inArray || names ? ',' : ':'; }
    if (pretty && names) {
      *at++ = '\n';
      at = JsonStream::indent(at, ' ', indentation);
    } else if (pretty && follows) {
      *at++ = ' ';
    }
    ++level->valueCount;
    if (type == rapidjson::kStringType) { *at++ = '"'; }
    at = std::copy(text.begin(), text.end(), at);
    if (type == rapidjson::kStringType) { *at++ = '"'; }
    this->os_->advance(at);
  }
};

} // namespace gongkai

namespace rapidjson {

template <>
inline void PutN(gongkai::JsonStream& stream, char c, std::size_t count) {
  std::size_t const least = gongkai::JsonStream::short_indentation;
  stream.advance(gongkai::JsonStream::indent(stream.room(std::max(count, least)), c, count));
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
