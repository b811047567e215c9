// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/classification.hpp"

#include "text/characters.hpp"
#include "text/csv_rows.hpp"

#include <algorithm>
#include <cstdlib>

namespace gongkai {
namespace {

/// Years between a year and a span of years; 0 inside it.
int distance(int first, int last, int year) {
  if (year == 0) { return 9999 - last; }
  return year < first ? first - year : year > last ? year - last : 0;
}

/// One form for names that differ in the width of brackets, or in quotes, only.
std::string folded(std::string_view name) {
  std::string out;
  for (char32_t const c : to_utf32(name)) {
    if (c == U'"' || (c >= 0x2018 && c <= 0x201F)) { continue; }
    append_utf8(out, c == 0xFF08 ? U'(' : c == 0xFF09 ? U')' : c);
  }
  return out;
}

} // namespace

std::string_view name_of(CodeSystem system) noexcept {
  switch (system) {
  case CodeSystem::none: return "";
  case CodeSystem::functional: return "functional";
  case CodeSystem::economic_department: return "economic_department";
  case CodeSystem::economic_government: return "economic_government";
  case CodeSystem::unit: return "unit";
  }
  return "";
}

CodeSystem system_of(std::string_view code) noexcept {
  if (code.size() != 3 && code.size() != 5 && code.size() != 7) { return CodeSystem::none; }
  switch (code[0]) {
  case '2': return CodeSystem::functional;
  case '3': return code.size() == 7 ? CodeSystem::none : CodeSystem::economic_department;
  case '5': return code.size() == 7 ? CodeSystem::none : CodeSystem::economic_government;
  default: return CodeSystem::none;
  }
}

Classification::Classification(PatternFiles const& files) {
  add(files, "codes/functional.csv");
  add(files, "codes/economic.csv");
}

void Classification::add(PatternFiles const& files, std::string_view file) {
  for (CsvRow const& row : read_csv(files, file, {"code", "name", "first_year", "last_year"})) {
    Name name{row.fields[1], csv_number(file, row, 2), csv_number(file, row, 3)};
    auto& codes = m_codes[folded(name.name)];
    if (std::find(codes.begin(), codes.end(), row.fields[0]) == codes.end()) { codes.push_back(row.fields[0]); }
    m_names[row.fields[0]].push_back(std::move(name));
    ++m_count;
  }
}

std::string_view Classification::name(std::string_view code, int year) const {
  auto const found = m_names.find(std::string(code));
  if (found == m_names.end()) { return {}; }
  Name const* best = nullptr;
  for (Name const& n : found->second) {
    if (best == nullptr || distance(n.first_year, n.last_year, year) <= distance(best->first_year, best->last_year, year)) { best = &n; }
  }
  return best->name;
}

bool Classification::accepts(std::string_view code, int year, std::string_view squeezed_name) const {
  auto const found = m_names.find(std::string(code));
  if (found == m_names.end()) { return false; }
  std::string const wanted = folded(squeezed_name);
  return std::any_of(found->second.begin(), found->second.end(), [&](Name const& n) {
    return folded(n.name) == wanted && (year == 0 || distance(n.first_year, n.last_year, year) == 0);
  });
}

std::string_view Classification::code_of(CodeSystem system, std::string_view parent, std::string_view squeezed_name, int year) const {
  auto const found = m_codes.find(folded(squeezed_name));
  if (found == m_codes.end()) { return {}; }
  std::size_t const length = parent.empty() ? 3 : parent.size() + 2;
  std::vector<std::string_view> candidates;
  for (std::string const& code : found->second) {
    if (code.size() == length && code.starts_with(parent) && system_of(code) == system) { candidates.push_back(code); }
  }
  if (candidates.size() > 1) {
    std::erase_if(candidates, [&](std::string_view code) { return !accepts(code, year, squeezed_name); });
  }
  return candidates.size() == 1 ? candidates.front() : std::string_view{};
}

} // namespace gongkai
