// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Rows of relations, in one block of bytes: what a worker sends, and what is put into a data set.
#pragma once

#include "output/relations.hpp"

#include <cstdint>
#include <cstring>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace gongkai {

/// Rows are written one value after the other, in the order of the relation's fields.
class Rows {
public:
  void begin(RelationId relation);
  void null();
  void integer(std::int64_t value);
  void coordinate(double value); ///< Rounded to hundredths, as everywhere in the output.
  void text(std::string_view value);

  void boolean(bool value) { integer(value ? 1 : 0); }
  void text_or_null(std::string_view value);
  void integer_or_null(std::optional<std::int64_t> value);

  std::string const& bytes() const noexcept { return m_bytes; }
  /// The same rows, those of a relation together and in the order of their keys as bytes: in this order a table takes
  /// them for half of the work.
  std::string in_key_order() const;

  bool empty() const noexcept { return m_bytes.empty(); }

private:
  /// The bytes of the row that begins there.
  std::string_view row_at(std::size_t number) const;

  std::string m_bytes;
  std::vector<std::size_t> m_begins; ///< Of all rows.
};

/// Null, a whole number, a coordinate, or a text that lives as long as the bytes read.
using Value = std::variant<std::monostate, std::int64_t, double, std::string_view>;

namespace row_bytes {

// A row is one byte of its relation's number; its values follow, as many as the relation has fields.
enum class Tag : char { null = 'n', integer = 'i', coordinate = 'd', text = 't' };

/// \throws std::runtime_error where there are no more.
inline std::string_view take(std::string_view& rest, std::size_t count) {
  if (rest.size() < count) { throw std::runtime_error("rows: cut off"); }
  std::string_view const taken = rest.substr(0, count);
  rest.remove_prefix(count);
  return taken;
}

template <class T>
T decode(std::string_view raw) {
  T value{};
  std::memcpy(&value, raw.data(), sizeof(T));
  return value;
}

/// Takes a value off and gives it to `visit`, as it is: what is many times as much as anything else is not to be
/// copied.
template <class Visit>
void take_value(std::string_view& rest, Visit&& visit) {
  switch (static_cast<Tag>(take(rest, 1)[0])) {
  case Tag::null: return visit(std::monostate());
  case Tag::integer: return visit(decode<std::int64_t>(take(rest, sizeof(std::int64_t))));
  case Tag::coordinate: return visit(decode<double>(take(rest, sizeof(double))));
  case Tag::text: {
    auto const size = decode<std::uint64_t>(take(rest, sizeof(std::uint64_t)));
    return visit(take(rest, size));
  }
  }
  throw std::runtime_error("rows: there is no such value");
}

/// Takes the number of the next row's relation off. \throws std::runtime_error
inline RelationId take_relation(std::string_view& rest) {
  auto const number = static_cast<unsigned char>(take(rest, 1)[0]);
  if (number >= relation_count) { throw std::runtime_error("rows: there is no such relation"); }
  return static_cast<RelationId>(number);
}

} // namespace row_bytes

/// Reads rows back.
class RowReader {
public:
  /// `bytes` must outlive it.
  explicit RowReader(std::string_view bytes) : m_rest(bytes) {}

  /// The next row, or false at the end. \throws std::runtime_error where the bytes are no rows.
  bool next();

  RelationId relation() const noexcept { return m_relation; }
  std::vector<Value> const& values() const noexcept { return m_values; }

private:
  std::string_view m_rest;
  RelationId m_relation{};
  std::vector<Value> m_values;
};

} // namespace gongkai
