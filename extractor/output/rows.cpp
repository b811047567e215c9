// SPDX-License-Identifier: GPL-3.0-or-later
#include "output/rows.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace gongkai {

using row_bytes::decode;
using row_bytes::Tag;

namespace {

template <class T>
void append(std::string& bytes, T value) {
  std::array<char, sizeof(T)> raw{};
  std::memcpy(raw.data(), &value, sizeof(T));
  bytes.append(raw.data(), raw.size());
}

/// Takes a value off; a text without its length, so that bytes compare as the texts do.
std::string_view take_value(std::string_view& row) {
  std::size_t size = 1, skipped = 0;
  switch (static_cast<Tag>(row[0])) {
  case Tag::null: break;
  case Tag::integer:
  case Tag::coordinate: size += sizeof(std::int64_t); break;
  case Tag::text:
    skipped = 1 + sizeof(std::uint64_t);
    size = skipped + decode<std::uint64_t>(row.substr(1));
    break;
  }
  std::string_view const value = row.substr(skipped, size - skipped);
  row.remove_prefix(size);
  return value;
}

bool is_integer(std::string_view row) { return static_cast<Tag>(row[0]) == Tag::integer; }

/// Whether the first `fields` values of one come before those of the other.
bool comes_before(std::string_view a, std::string_view b, std::size_t fields) {
  for (std::size_t i = 0; i < fields; ++i) {
    bool const numbers = is_integer(a) && is_integer(b);
    std::string_view const x = take_value(a), y = take_value(b);
    if (x == y) { continue; }
    return numbers ? decode<std::int64_t>(x.substr(1)) < decode<std::int64_t>(y.substr(1)) : x < y;
  }
  return false;
}

/// Of a key that is made of the first fields; 0 where it is not.
std::size_t leading_key(Relation const& relation) {
  std::size_t count = 0;
  std::string_view rest = relation.key;
  while (!rest.empty()) {
    std::size_t const end = std::min(rest.find(' '), rest.size());
    if (count == relation.fields.size() || relation.fields[count].name != rest.substr(0, end)) { return 0; }
    ++count;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return count;
}

/// Numbered as they are ("o9", "o10"), rows are a few runs that ascend: to merge these is less work than to sort.
void order_by_key(std::vector<std::string_view>& rows, Relation const& relation) {
  std::size_t const fields = leading_key(relation);
  auto const less = [fields](std::string_view a, std::string_view b) { return comes_before(a, b, fields); };
  std::vector<std::size_t> ends;
  for (std::size_t i = 1; i <= rows.size(); ++i) {
    if (i == rows.size() || less(rows[i], rows[i - 1])) { ends.push_back(i); }
  }
  auto const at = [&](std::size_t i) { return rows.begin() + static_cast<std::ptrdiff_t>(i); };
  while (ends.size() > 1) {
    std::vector<std::size_t> joined;
    for (std::size_t i = 0, begin = 0; i < ends.size(); i += 2) {
      std::size_t const end = ends[std::min(i + 1, ends.size() - 1)];
      std::inplace_merge(at(begin), at(ends[i]), at(end), less);
      joined.push_back(end);
      begin = end;
    }
    ends = std::move(joined);
  }
}

} // namespace

void Rows::begin(RelationId relation) {
  m_begins.push_back(m_bytes.size());
  m_bytes += static_cast<char>(relation);
}

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

std::string_view Rows::row_at(std::size_t number) const {
  std::size_t const begin = m_begins[number];
  std::size_t const end = number + 1 < m_begins.size() ? m_begins[number + 1] : m_bytes.size();
  return std::string_view(m_bytes).substr(begin, end - begin);
}

std::string Rows::in_key_order() const {
  std::array<std::vector<std::string_view>, relation_count> of_relation;
  for (std::size_t i = 0; i < m_begins.size(); ++i) {
    std::string_view const row = row_at(i);
    of_relation[static_cast<unsigned char>(row[0])].push_back(row.substr(1));
  }
  std::string out;
  out.reserve(m_bytes.size());
  for (std::size_t i = 0; i < relation_count; ++i) {
    order_by_key(of_relation[i], relations()[i]);
    for (std::string_view const row : of_relation[i]) {
      out += static_cast<char>(i);
      out += row;
    }
  }
  return out;
}

bool RowReader::next() {
  if (m_rest.empty()) { return false; }
  m_relation = row_bytes::take_relation(m_rest);
  m_values.resize(gongkai::relation(m_relation).fields.size());
  for (Value& v : m_values) {
    row_bytes::take_value(m_rest, [&](auto value) { v = value; });
  }
  return true;
}

} // namespace gongkai
