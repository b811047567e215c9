// SPDX-License-Identifier: GPL-3.0-or-later
#include "output/rows.hpp"

#include <cmath>
#include <cstring>
#include <stdexcept>

namespace gongkai {
namespace {

// A row is one of its relation's number; its values follow, as many as the relation has fields.
enum class Tag : char { null = 'n', integer = 'i', coordinate = 'd', text = 't' };

template <class T>
void append(std::string& bytes, T value) {
  char raw[sizeof(T)];
  std::memcpy(raw, &value, sizeof(T));
  bytes.append(raw, sizeof(T));
}

template <class T>
T decode(std::string_view raw) {
  T value{};
  std::memcpy(&value, raw.data(), sizeof(T));
  return value;
}

} // namespace

void Rows::begin(RelationId relation) { m_bytes += static_cast<char>(relation); }

void Rows::null() { m_bytes += static_cast<char>(Tag::null); }

void Rows::integer(std::int64_t value) {
  m_bytes += static_cast<char>(Tag::integer);
  append(m_bytes, value);
}

void Rows::coordinate(double value) {
  m_bytes += static_cast<char>(Tag::coordinate);
  append(m_bytes, std::round(value * 100) / 100 + 0.0);
}

void Rows::text(std::string_view value) {
  m_bytes += static_cast<char>(Tag::text);
  append(m_bytes, static_cast<std::uint64_t>(value.size()));
  m_bytes += value;
}

void Rows::text_or_null(std::string_view value) {
  if (value.empty()) {
    null();
  } else {
    text(value);
  }
}

void Rows::integer_or_null(std::optional<std::int64_t> value) {
  if (value) {
    integer(*value);
  } else {
    null();
  }
}

bool RowReader::next() {
  if (m_rest.empty()) { return false; }
  auto const number = static_cast<unsigned char>(take(1)[0]);
  if (number >= relation_count) { throw std::runtime_error("rows: there is no such relation"); }
  m_relation = static_cast<RelationId>(number);
  m_values.resize(gongkai::relation(m_relation).fields.size());
  for (Value& v : m_values) { v = value(); }
  return true;
}

std::string_view RowReader::take(std::size_t count) {
  if (m_rest.size() < count) { throw std::runtime_error("rows: cut off"); }
  std::string_view const taken = m_rest.substr(0, count);
  m_rest.remove_prefix(count);
  return taken;
}

Value RowReader::value() {
  switch (static_cast<Tag>(take(1)[0])) {
  case Tag::null: return {};
  case Tag::integer: return decode<std::int64_t>(take(sizeof(std::int64_t)));
  case Tag::coordinate: return decode<double>(take(sizeof(double)));
  case Tag::text: return take(decode<std::uint64_t>(take(sizeof(std::uint64_t))));
  }
  throw std::runtime_error("rows: there is no such value");
}

} // namespace gongkai
