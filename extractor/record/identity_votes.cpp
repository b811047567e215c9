// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/identity_votes.hpp"

#include "text/characters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace gongkai {
namespace {

/// Whether all characters of `a` stand in `b` in their order.
bool is_short_form(std::string_view a, std::string_view b) {
  if (a.size() >= b.size()) { return false; }
  std::u32string const wanted = to_utf32(a), in = to_utf32(b);
  std::size_t at = 0;
  for (char32_t const c : in) { at += at < wanted.size() && wanted[at] == c; }
  return at == wanted.size();
}

/// The value of an ideographic digit, -1 for other characters; 10 for ten.
int ideographic_digit(char32_t c) {
  constexpr std::array<char32_t, 10> digits{0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB,
                                            0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D};
  constexpr char32_t ten = 0x5341, zero = 0x96F6, circle = 0x25CB;
  if (c == ten) { return 10; }
  if (c == zero || c == circle || c == U'O') { return 0; }
  if (c >= U'0' && c <= U'9') { return static_cast<int>(c - U'0'); }
  auto const found = std::find(digits.begin(), digits.end(), c);
  return found == digits.end() ? -1 : static_cast<int>(found - digits.begin());
}

} // namespace

void IdentityVotes::add(std::string value, double weight, Witness const& witness) {
  if (!value.empty()) { m_readings.push_back({std::move(value), weight, witness}); }
}

IdentityField IdentityVotes::decide(double again, double at_most) const {
  struct Tally {
    std::map<WitnessKind, std::pair<double, int>> kinds; ///< Best weight and count.
    std::size_t first = 0;
  };
  std::map<std::string_view, Tally> tallies;
  for (std::size_t i = 0; i < m_readings.size(); ++i) {
    auto const [tally, fresh] = tallies.try_emplace(m_readings[i].value);
    if (fresh) { tally->second.first = i; }
    auto& [weight, count] = tally->second.kinds[m_readings[i].witness.kind];
    weight = std::max(weight, m_readings[i].weight);
    ++count;
  }
  IdentityField out;
  double best = 0;
  std::size_t best_first = 0;
  for (auto const& [value, tally] : tallies) {
    double sum = 0;
    for (auto const& [kind, entry] : tally.kinds) {
      sum += entry.first * std::min(1 + again * (entry.second - 1), at_most);
    }
    if (sum > best || (sum == best && tally.first < best_first)) {
      best = sum;
      best_first = tally.first;
      out.value = value;
    }
  }
  for (IdentityReading const& r : m_readings) {
    if (r.value != out.value) {
      out.disagreements.push_back(r);
    } else if (std::none_of(out.evidence.begin(), out.evidence.end(),
                            [&](IdentityReading const& e) { return e.witness.kind == r.witness.kind; })) {
      out.evidence.push_back(r);
    }
  }
  std::stable_sort(out.evidence.begin(), out.evidence.end(),
                   [](auto const& a, auto const& b) { return a.weight > b.weight; });
  return out;
}

void IdentityVotes::join_short_forms(std::function<bool(std::string_view)> const& may_be_short) {
  std::vector<std::string> names;
  for (IdentityReading const& r : m_readings) {
    if (std::find(names.begin(), names.end(), r.value) == names.end()) { names.push_back(r.value); }
  }
  for (std::string const& name : names) {
    if (!may_be_short(name)) { continue; }
    std::vector<std::string const*> longer;
    for (std::string const& other : names) {
      if (is_short_form(name, other) && !may_be_short(other)) { longer.push_back(&other); }
    }
    if (longer.size() != 1) { continue; }
    for (IdentityReading& r : m_readings) {
      if (r.value == name) { r.value = *longer.front(); }
    }
  }
}

void IdentityVotes::drop_short_forms(IdentityField& field) {
  std::erase_if(field.disagreements, [&](IdentityReading const& r) {
    return is_short_form(r.value, field.value) || is_short_form(field.value, r.value);
  });
}

int number_of_numeral(std::string_view text) {
  int value = 0, tens = -1;
  for (char32_t const c : to_utf32(text)) {
    int const digit = ideographic_digit(c);
    if (digit < 0 || value > 9999) { return 0; }
    if (digit == 10) {
      tens = value == 0 ? 1 : value;
      value = 0;
    } else {
      value = value * 10 + digit;
    }
  }
  return tens < 0 ? value : tens * 10 + value;
}

std::string iso_date(std::string_view year, std::string_view month, std::string_view day) {
  int const y = number_of_numeral(year), m = number_of_numeral(month), d = number_of_numeral(day);
  if (y < 1990 || y > 2099 || m < 1 || m > 12 || d > 31) { return {}; }
  return d == 0 ? fmt::format("{:04}-{:02}", y, m) : fmt::format("{:04}-{:02}-{:02}", y, m, d);
}

} // namespace gongkai
