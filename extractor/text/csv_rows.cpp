// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/csv_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

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

/// Calls `row(line number, line)` for each line that is no comment, the row of column names first.
template <class F>
void each_line(std::string_view text, F&& row) {
  int number = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t const end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    at = end + 1;
    ++number;
    if (!line.empty() && line.back() == '\r') { line.remove_suffix(1); }
    if (!line.empty() && line.front() != '#') { row(number, line); }
  }
}

void expect_columns(std::string_view file, int number, std::string_view line,
                    std::initializer_list<std::string_view> columns) {
  if (line != fmt::format("{}", fmt::join(columns, ","))) {
    throw PatternError(fmt::format("patterns/{}:{}: the columns must be {}", file, number, fmt::join(columns, ",")));
  }
}

void expect_fields(std::string_view file, int number, std::size_t fields, std::size_t expected) {
  if (fields != expected) {
    throw PatternError(fmt::format("patterns/{}:{}: {} fields where {} are expected", file, number, fields, expected));
  }
}

void each_embedded_row(std::string_view text, EmbeddedRows const& rows, std::string_view file,
                       std::initializer_list<std::string_view> columns,
                       std::function<void(CsvView const&)> const& take) {
  expect_columns(file, rows.line - 1, text.substr(rows.columns, rows.rows - rows.columns - 1), columns);
  CsvView row;
  row.line = rows.line;
  char const* at = text.data() + rows.rows;
  for (std::size_t i = 0; i + columns.size() <= rows.lengths.size(); i += columns.size(), ++row.line) {
    for (std::size_t k = 0; k < columns.size(); ++k) {
      row.fields[k] = {at, rows.lengths[i + k]};
      at += rows.lengths[i + k] + 1;
    }
    take(row);
  }
}

} // namespace

std::vector<CsvRow> read_csv(PatternFiles const& files, std::string_view file,
                             std::initializer_list<std::string_view> columns) {
  std::vector<CsvRow> rows;
  bool named = false;
  each_line(files.text(file), [&](int number, std::string_view line) {
    if (!std::exchange(named, true)) { return expect_columns(file, number, line, columns); }
    rows.push_back({number, split(line)});
    expect_fields(file, number, rows.back().fields.size(), columns.size());
  });
  if (!named) { throw PatternError(fmt::format("patterns/{}: the row of column names is missing", file)); }
  return rows;
}

void each_csv_row(PatternFiles const& files, std::string_view file, std::initializer_list<std::string_view> columns,
                  std::function<void(CsvView const&)> const& take) {
  if (EmbeddedRows const* const rows = files.built_in_rows(file)) {
    return each_embedded_row(files.text(file), *rows, file, columns, take);
  }
  bool named = false;
  each_line(files.text(file), [&](int number, std::string_view line) {
    if (!std::exchange(named, true)) { return expect_columns(file, number, line, columns); }
    CsvView row;
    row.line = number;
    std::size_t fields = 0;
    for (std::size_t at = 0; at <= line.size(); ++fields) {
      std::size_t const end = std::min(line.find(',', at), line.size());
      if (fields < CsvView::most_columns) { row.fields[fields] = line.substr(at, end - at); }
      at = end + 1;
    }
    expect_fields(file, number, fields, columns.size());
    take(row);
  });
  if (!named) { throw PatternError(fmt::format("patterns/{}: the row of column names is missing", file)); }
}

int csv_number(std::string_view file, int line, std::string_view field) {
  int value = 0;
  auto const [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
  if (error != std::errc() || end != field.data() + field.size()) {
    throw PatternError(fmt::format("patterns/{}:{}: \"{}\" is no number", file, line, field));
  }
  return value;
}

} // namespace gongkai
