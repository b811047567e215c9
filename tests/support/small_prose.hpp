// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Running text beside the tables of a small document.
#pragma once

#include "prose/read_statements.hpp"
#include "support/small_document.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

namespace gongkai {

/// Adds a section of the text and reads all statements anew.
inline void say(SmallDocument& document, std::string const& heading, std::vector<std::string> const& paragraphs,
                bool final_accounts = false) {
  static PatternFiles const files;
  static StatementPatterns const patterns(files);
  Extraction& e = document.extraction;
  int const section = static_cast<int>(e.prose.sections.size());
  Section s;
  s.title = heading;
  s.page = 1;
  e.prose.sections.push_back(s);
  auto const add = [&](std::string const& text, bool is_heading) {
    Paragraph p;
    p.text = text;
    p.section = section;
    p.heading = is_heading;
    p.lines = {{0, 1, {0, 0, 100, 10}, {}}};
    e.prose.paragraphs.push_back(p);
  };
  add(heading, true);
  for (std::string const& text : paragraphs) { add(text, false); }
  e.statements = read_statements(e.prose, {}, {"", 2024, final_accounts}, patterns).statements;
}

inline std::vector<Check> failing(Extraction const& e) {
  std::vector<Check> out;
  std::copy_if(e.checks.begin(), e.checks.end(), std::back_inserter(out),
               [](Check const& c) { return c.status == CheckStatus::fail; });
  for (Check const& c : out) { UNSCOPED_INFO(c.message_en); }
  return out;
}

inline Statement const& said(Extraction const& e, std::string const& value, Measure measure = Measure::amount) {
  for (Statement const& s : e.statements) {
    if (s.value.text() == value && s.measure == measure) { return s; }
  }
  FAIL("nothing says " << value);
  return e.statements.front();
}

inline SmallDocument general_budget() {
  return SmallDocument("general_budget_expenditure", {{"code", "name", "合计", "基本支出", "项目支出"},
                                                      {"", "合计", "2130.01", "487.64", "1642.37"},
                                                      {"208", "社会保障和就业支出", "39.06", "39.06", ""},
                                                      {"210", "卫生健康支出", "23.22", "23.22", ""},
                                                      {"213", "农林水支出", "2042.34", "399.97", "1642.37"},
                                                      {"221", "住房保障支出", "25.39", "25.39", ""}});
}

constexpr auto general = "一般公共预算当年拨款情况说明";

} // namespace gongkai
