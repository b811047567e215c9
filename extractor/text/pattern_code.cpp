// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/pattern_code.hpp"

#include <algorithm>

namespace gongkai {
namespace {

template <class T>
std::span<T const> part_of(T const* table, TableSlice slice) {
  return {table + slice.at, slice.count};
}

std::string_view part_of(char const* text, TableSlice slice) { return {text + slice.at, slice.count}; }

PatternCode code_of(BuiltInPatterns const& all, BuiltInPattern const& p) {
  PatternCode out;
  out.understood = p.understood;
  out.has_program = p.has_program;
  out.from_begin = p.from_begin;
  out.groups = p.groups;
  out.choices = p.choices;
  out.first = p.first;
  out.second = p.second;
  out.last = p.last;
  out.required = {p.all, part_of(all.slots, p.any)};
  out.steps = part_of(all.steps, p.steps);
  out.branches = part_of(all.branches, p.branches);
  out.classes = part_of(all.classes, p.classes);
  out.ranges = part_of(all.ranges, p.ranges);
  out.firsts = part_of(all.firsts, p.firsts);
  out.tables = part_of(all.tables, p.tables);
  out.texts = part_of(all.texts, p.texts);
  return out;
}

} // namespace

std::optional<PatternCode> built_in_code(std::string_view expression) {
  BuiltInPatterns const& all = built_in_patterns();
  auto const found = std::lower_bound(
      all.patterns.begin(), all.patterns.end(), expression,
      [&](BuiltInPattern const& p, std::string_view e) { return part_of(all.expressions, p.expression) < e; });
  if (found == all.patterns.end() || part_of(all.expressions, found->expression) != expression) { return std::nullopt; }
  return code_of(all, *found);
}

} // namespace gongkai
