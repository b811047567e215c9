// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/unit_conflicts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace gongkai {
namespace {

constexpr std::int64_t fewest_digits = 1000; // shorter figures agree by chance
constexpr int fewest_conflicts = 2;

/// What a figure says whatever its unit: its row and its digits without zeros at the end.
struct Figure {
  std::string row;
  std::int64_t digits = 0;
  int power = 0; ///< digits * 10^power is the amount in yuan.
  std::size_t table = 0;
  std::size_t observation = 0;
};

Figure figure_of(Observation const& o, std::size_t index) {
  Figure f{o.name.main.code, o.yuan->mantissa, -o.yuan->scale, o.table, index};
  if (f.row.empty()) { f.row = o.name.label_path.empty() ? o.name.label : o.name.label_path.back(); }
  while (f.digits != 0 && f.digits % 10 == 0) {
    f.digits /= 10;
    ++f.power;
  }
  return f;
}

/// The units of money differ by these powers of ten; others are chance.
bool is_unit_factor(int power) { return power == 3 || power == 4 || power == 5 || power == 8; }

struct Tally {
  int same = 0, other = 0;
  std::size_t example = 0, against = 0; ///< Observations that contradict each other.
};

} // namespace

Problems unit_conflicts(std::span<Table const> tables, std::span<Observation const> observations) {
  std::vector<Figure> figures;
  for (std::size_t i = 0; i < observations.size(); ++i) {
    Observation const& o = observations[i];
    if (!o.yuan || o.mark != Mark::amount) { continue; }
    Figure f = figure_of(o, i);
    if (!f.row.empty() && (f.digits >= fewest_digits || f.digits <= -fewest_digits)) {
      figures.push_back(std::move(f));
    }
  }
  auto const key = [](Figure const& f) { return std::tie(f.row, f.digits); };
  std::stable_sort(figures.begin(), figures.end(), [&](Figure const& a, Figure const& b) { return key(a) < key(b); });
  std::map<std::size_t, Tally> tallies;
  for (std::size_t first = 0, last = 0; first < figures.size(); first = last) {
    while (last < figures.size() && key(figures[last]) == key(figures[first])) { ++last; }
    // One figure of each table for each power: a long row of equal figures says it once.
    std::map<std::pair<std::size_t, int>, std::size_t> seen;
    for (std::size_t i = first; i < last; ++i) {
      seen.try_emplace({figures[i].table, figures[i].power}, figures[i].observation);
    }
    for (auto const& [a, observation] : seen) {
      for (auto const& [b, against] : seen) {
        if (a.first == b.first) { continue; }
        Tally& t = tallies[a.first];
        int const factor = std::abs(a.second - b.second);
        t.same += factor == 0;
        if (is_unit_factor(factor)) {
          if (t.other == 0) {
            t.example = observation;
            t.against = against;
          }
          ++t.other;
        }
      }
    }
  }
  Problems out;
  for (auto const& [table, t] : tallies) {
    if (t.other < fewest_conflicts || t.other <= t.same) { continue; }
    Observation const& o = observations[t.example];
    Observation const& other = observations[t.against];
    out.push_back(
        {ProblemCode::unit_contradicted,
         fmt::format("table {} is in {}, but {} of its figures stand in other tables with another unit: {} {} here, "
                     "{} {} in table {}; nothing was changed",
                     tables[table].id, o.unit, t.other, o.amount.text(), o.unit, other.amount.text(), other.unit,
                     tables[other.table].id),
         o.page, o.box});
  }
  return out;
}

} // namespace gongkai
