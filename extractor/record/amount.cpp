// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/amount.hpp"

#include "text/characters.hpp"
#include "text/csv_rows.hpp"

#include <algorithm>
#include <cstdint>

namespace gongkai {
namespace {

constexpr int most_digits = 18; // what an int64 holds, whatever the digits are
constexpr auto units_file = "units.csv";

bool is_triangle(char32_t c) { return c == 0x25B3 || c == 0x25B2; } // white and black: the accountant's minus
bool is_open(char32_t c) { return c == U'(' || c == 0xFF08; }
bool is_close(char32_t c) { return c == U')' || c == 0xFF09; }
bool is_separator(char32_t c) { return c == U',' || c == 0xFF0C; }
bool is_point(char32_t c) { return c == U'.' || c == 0xFF0E; }

/// Digits, separators and at most one point, from `at` on; moves `at` behind them. Null where no digit stands there, or
/// where other than three digits stand behind a separator: "10,20" may be 10.20 or 1020.
std::optional<Decimal> read_digits(std::u32string_view text, std::size_t& at) {
  Decimal out;
  constexpr int group = 3, no_group = -1;
  int digits = 0, in_group = no_group; // since the last separator
  bool point = false;
  for (; at < text.size(); ++at) {
    char32_t const c = text[at];
    if (is_digit(c)) {
      out.mantissa = out.mantissa * 10 + static_cast<std::int64_t>(c >= 0xFF10 ? c - 0xFF10 : c - U'0');
      out.scale += point;
      in_group += in_group != no_group && !point;
      if (++digits > most_digits) { return std::nullopt; }
    } else if (is_point(c) && !point && digits > 0) {
      point = true;
    } else if (is_separator(c) && digits > 0 && !point) {
      if (in_group != no_group && in_group != group) { return std::nullopt; }
      in_group = 0;
    } else {
      break;
    }
  }
  if (in_group != no_group && in_group != group) { return std::nullopt; }
  return digits > 0 ? std::optional(out) : std::nullopt;
}

} // namespace

std::string_view name_of(Mark mark) noexcept {
  switch (mark) {
  case Mark::amount: return "amount";
  case Mark::zero: return "zero";
  case Mark::dash: return "dash";
  case Mark::not_applicable: return "not_applicable";
  }
  return "amount";
}

AmountReader::AmountReader(PatternFiles const& files) : m_not_applicable(files, "rows.toml", "not_applicable") {
  for (CsvRow const& row : read_csv(files, units_file, {"unit", "power", "name"})) {
    m_units[row.fields[0]] = {csv_number(units_file, row.line, row.fields[1]), row.fields[2]};
  }
}

std::optional<Amount> AmountReader::read(std::string_view squeezed) const {
  if (squeezed.empty() || squeezed.size() > 60) { return std::nullopt; } // no figure is longer, and prose is
  std::u32string const text = to_utf32(squeezed);
  Amount out;
  if (std::all_of(text.begin(), text.end(), [](char32_t c) { return is_dash(c); })) {
    out.mark = Mark::dash;
    return out;
  }
  std::size_t at = 0;
  bool negative = false, bracket = false;
  for (; at < text.size() && !is_digit(text[at]); ++at) {
    char32_t const c = text[at];
    if (is_dash(c) || is_triangle(c)) {
      if (negative) { return std::nullopt; }
      negative = true;
    } else if (is_open(c) && !bracket) {
      bracket = true;
    } else if (c != U'+') {
      if (m_not_applicable.matches(squeezed)) {
        out.mark = Mark::not_applicable;
        return out;
      }
      return std::nullopt;
    }
  }
  auto const value = read_digits(text, at);
  if (!value) { return std::nullopt; }
  if (bracket) {
    if (at >= text.size() || !is_close(text[at])) { return std::nullopt; }
    ++at;
    negative = true;
  }
  out.value = *value;
  if (negative) { out.value.mantissa = -out.value.mantissa; }
  out.mark = out.value.is_zero() ? Mark::zero : Mark::amount;
  std::string const rest = to_utf8(std::u32string_view(text).substr(at));
  if (rest.empty()) { return out; }
  if (rest != "%" && !power_of(rest)) { return std::nullopt; }
  out.unit = rest == "%" ? rest : name_of_unit(rest);
  return out;
}

std::optional<int> AmountReader::power_of(std::string_view unit) const {
  auto const found = m_units.find(std::string(unit));
  return found == m_units.end() ? std::nullopt : std::optional(found->second.power);
}

std::string AmountReader::name_of_unit(std::string_view unit) const {
  auto const found = m_units.find(std::string(unit));
  return found == m_units.end() ? std::string(unit) : found->second.name;
}

} // namespace gongkai
