// SPDX-License-Identifier: GPL-3.0-or-later
#include "prose/statement_patterns.hpp"

#include "text/pattern_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace gongkai {
namespace {

constexpr auto figures_file = "prose/figures.toml";
constexpr auto clauses_file = "prose/clauses.toml";
constexpr auto sections_file = "prose/sections.toml";

UnitKind kind_of(PatternTable const& table) {
  constexpr std::array<std::pair<std::string_view, UnitKind>, 4> kinds{{{"money", UnitKind::money},
                                                                        {"percent", UnitKind::percent},
                                                                        {"count", UnitKind::count},
                                                                        {"area", UnitKind::area}}};
  std::string const name = table.text("kind");
  for (auto const& [text, kind] : kinds) {
    if (text == name) { return kind; }
  }
  table.fail_at("kind", fmt::format("there is no kind of units \"{}\"", name));
}

FigureUse use_of(PatternTable const& table) {
  std::string const name = table.text("use");
  for (int i = 0; i < static_cast<int>(FigureUse::unexplained); ++i) {
    if (name_of(static_cast<FigureUse>(i)) == name) { return static_cast<FigureUse>(i); }
  }
  table.fail_at("use", fmt::format("there is no use of figures \"{}\"", name));
}

std::vector<UnitPattern> read_units(PatternFiles const& files) {
  std::vector<UnitPattern> out;
  for (PatternTable const& t : PatternFile(files, figures_file).tables("unit")) {
    out.push_back(
        {kind_of(t), t.text_or("key", ""), static_cast<int>(t.number_or("power", 0)), Pattern(t.text("pattern"))});
    require_groups(files, t, out.back().pattern, 1);
    try_examples(files, t, out.back().pattern);
  }
  return out;
}

std::vector<SpanPattern> read_spans(PatternFiles const& files) {
  std::vector<SpanPattern> out;
  for (PatternTable const& t : PatternFile(files, figures_file).tables("span")) {
    out.push_back({use_of(t), Pattern(t.text("pattern"))});
    try_examples(files, t, out.back().pattern);
  }
  return out;
}

std::vector<Pattern> read_numerals(PatternFiles const& files) {
  std::vector<Pattern> out;
  for (PatternTable const& t : PatternFile(files, figures_file).tables("numeral")) {
    out.emplace_back(t.text("pattern"));
    require_groups(files, t, out.back(), 1);
    try_examples(files, t, out.back());
  }
  return out;
}

std::string text_of(PatternFiles const& files, std::string_view name) {
  return PatternFile(files, clauses_file).tables(name).front().text("text");
}

} // namespace

StatementPatterns::StatementPatterns(PatternFiles const& files)
    : units(read_units(files)), spans(read_spans(files)), numerals(read_numerals(files)),
      sections(files, sections_file, "section"), topics(files, sections_file, "topic"),
      base_kinds(files, clauses_file, "base_kind"), unchanged(files, figures_file, "unchanged"),
      approximate(files, figures_file, "approximate"), share(files, clauses_file, "share", 2),
      completion(files, clauses_file, "completion", 1), decrease(files, clauses_file, "decrease", 2),
      increase(files, clauses_file, "increase", 2), changed(files, clauses_file, "changed", 1),
      prior(files, clauses_file, "prior", 2), planned(files, clauses_file, "planned", 1),
      base(files, clauses_file, "base", 3), front(files, clauses_file, "front", 1),
      tail(files, clauses_file, "tail", 1), generic(files, clauses_file, "generic"),
      counted_after(files, clauses_file, "counted_after"), counted_name(files, clauses_file, "counted_name", 1),
      bare_count(files, clauses_file, "bare_count"), bare_amount(files, clauses_file, "bare_amount"),
      levels(files, clauses_file, "levels", 1), code(files, clauses_file, "code", 1),
      not_arranged(files, clauses_file, "not_arranged", 1), no_statement(files, clauses_file, "no_statement"),
      reason(files, clauses_file, "reason", 1), heading_tail(files, clauses_file, "heading_tail", 1),
      among(files, clauses_file, "among"), named(files, clauses_file, "named", 1),
      inner_year(files, clauses_file, "inner_year", 2), two_names(files, clauses_file, "two_names", 2),
      planned_if_executed(files, clauses_file, "planned_if_executed", 1),
      executed_after(files, clauses_file, "executed_after"), whole(files, clauses_file, "whole"),
      not_arranged_tail(files, clauses_file, "not_arranged_tail", 1), both_sides(files, clauses_file, "both_sides", 1),
      expenditure_word(files, clauses_file, "expenditure_word"), receipts_name(files, clauses_file, "receipts_name", 1),
      count_total(files, clauses_file, "count_total", 1), long_name(files, clauses_file, "long_name", 2),
      range(files, clauses_file, "range"), counted_on(files, clauses_file, "counted_on"),
      aside(files, clauses_file, "aside"), item_heading(files, sections_file, "item_heading"),
      reason_goes_on(files, clauses_file, "reason_goes_on"), unchanged_base(files, clauses_file, "unchanged_base", 2),
      counted_term(files, clauses_file, "counted_term"), both_totals(files, clauses_file, "both_totals", 1),
      both_sides_text(text_of(files, "both_sides")), expenditure_text(text_of(files, "expenditure_word")),
      both_totals_text(text_of(files, "both_totals")) {}

} // namespace gongkai
