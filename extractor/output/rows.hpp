// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Rows of relations, in one block of bytes: what a worker sends, and what is put into a data set.
#pragma once

#include "output/relations.hpp"

#include <cstdint>
#include <optional>
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
  std::string_view take(std::size_t count);
  Value value();

  std::string_view m_rest;
  RelationId m_relation{};
  std::vector<Value> m_values;
};

} // namespace gongkai
