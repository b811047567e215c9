// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/classification.hpp"

#include "text/characters.hpp"
#include "text/csv_rows.hpp"

#include <algorithm>

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

std::string full_width_brackets(std::string_view name) {
  std::string out;
  for (char32_t const c : to_utf32(name)) {
    append_utf8(out, c == U'(' ? char32_t{0xFF08} : c == U')' ? char32_t{0xFF09} : c);
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
  constexpr std::size_t usual = 3000; // rows
  m_by_code.reserve(usual);
  add(files, "codes/functional.csv");
  add(files, "codes/economic.csv");
  auto const by_code = [](Row const& a, Row const& b) { return a.code < b.code; };
  if (!std::is_sorted(m_by_code.begin(), m_by_code.end(), by_code)) {
    std::stable_sort(m_by_code.begin(), m_by_code.end(), by_code);
  }
  m_by_name = NameIndex(m_by_code.size());
  for (std::size_t i = 0; i < m_by_code.size(); ++i) {
    m_by_name.add(m_by_code[i].name, static_cast<std::uint32_t>(i));
  }
}

void Classification::add(PatternFiles const& files, std::string_view file) {
  each_csv_row(files, file, {"code", "name", "first_year", "last_year"}, [&](CsvView const& row) {
    m_by_code.push_back({row.fields[0], row.fields[1], csv_number(file, row.line, row.fields[2]),
                         csv_number(file, row.line, row.fields[3])});
  });
}

std::span<Classification::Row const> Classification::rows_of(std::string_view code) const {
  auto const first = std::lower_bound(m_by_code.begin(), m_by_code.end(), code,
                                      [](Row const& r, std::string_view c) { return r.code < c; });
  auto const last = std::find_if(first, m_by_code.end(), [&](Row const& r) { return r.code != code; });
  return {first, last};
}

std::string_view Classification::name(std::string_view code, int year) const {
  Row const* best = nullptr;
  for (Row const& r : rows_of(code)) {
    if (best == nullptr ||
        distance(r.first_year, r.last_year, year) <= distance(best->first_year, best->last_year, year)) {
      best = &r;
    }
  }
  return best == nullptr ? std::string_view{} : best->name;
}

bool Classification::accepts(std::string_view code, int year, std::string_view squeezed_name) const {
  std::span<Row const> const rows = rows_of(code);
  std::string const wanted = folded(squeezed_name);
  return std::any_of(rows.begin(), rows.end(), [&](Row const& r) {
    return (year == 0 || distance(r.first_year, r.last_year, year) == 0) && folded(r.name) == wanted;
  });
}

std::string_view Classification::code_of(CodeSystem system, std::string_view parent, std::string_view squeezed_name,
                                         int year) const {
  std::string const wanted = full_width_brackets(squeezed_name); // as the lists have them
  std::size_t const length = parent.empty() ? 3 : parent.size() + 2;
  std::vector<std::string_view> candidates;
  m_by_name.find(wanted, [&](std::uint32_t i) {
    std::string_view const code = m_by_code[i].code;
    bool const fits = code.size() == length && code.starts_with(parent) && system_of(code) == system;
    if (fits && m_by_code[i].name == wanted &&
        std::find(candidates.begin(), candidates.end(), code) == candidates.end()) {
      candidates.push_back(code);
    }
  });
  if (candidates.size() > 1) {
    std::erase_if(candidates, [&](std::string_view code) { return !accepts(code, year, squeezed_name); });
  }
  return candidates.size() == 1 ? candidates.front() : std::string_view{};
}

} // namespace gongkai
