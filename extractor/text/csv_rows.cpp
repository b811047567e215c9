// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/csv_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace gongkai {
namespace {

std::vector<std::string> split(std::string_view line) {
  std::vector<std::string> out(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    char const c = line[i];
    if (c == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"') {
      out.back() += '"';
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      out.emplace_back();
    } else {
      out.back() += c;
    }
  }
  return out;
}

} // namespace

std::vector<CsvRow> read_csv(PatternFiles const& files, std::string_view file, std::initializer_list<std::string_view> columns) {
  std::string_view const text = files.text(file);
  std::vector<CsvRow> rows;
  bool named = false;
  int number = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t const end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    at = end + 1;
    ++number;
    if (!line.empty() && line.back() == '\r') { line.remove_suffix(1); }
    if (line.empty() || line.front() == '#') { continue; }
    std::vector<std::string> fields = split(line);
    if (!named) {
      if (!std::equal(fields.begin(), fields.end(), columns.begin(), columns.end())) {
        throw PatternError(fmt::format("patterns/{}:{}: the columns must be {}", file, number, fmt::join(columns, ",")));
      }
      named = true;
      continue;
    }
    if (fields.size() != columns.size()) {
      throw PatternError(fmt::format("patterns/{}:{}: {} fields where {} are expected", file, number, fields.size(), columns.size()));
    }
    rows.push_back({number, std::move(fields)});
  }
  if (!named) { throw PatternError(fmt::format("patterns/{}: the row of column names is missing", file)); }
  return rows;
}

int csv_number(std::string_view file, CsvRow const& row, std::size_t column) {
  std::string const& field = row.fields.at(column);
  int value = 0;
  auto const [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
  if (error != std::errc() || end != field.data() + field.size()) {
    throw PatternError(fmt::format("patterns/{}:{}: \"{}\" is no number", file, row.line, field));
  }
  return value;
}

} // namespace gongkai
