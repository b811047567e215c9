// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/pattern_files.hpp"
#include "text/csv_rows.hpp"
#include "text/pattern.hpp"
#include "text/pattern_catalogue.hpp"
#include "text/pattern_code.hpp"
#include "text/pattern_file.hpp"
#include "text/required_characters.hpp"

#include <catch2/catch.hpp>
#include <re2/re2.h>

#include <algorithm>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

using namespace gongkai;

namespace {

bool matches(std::string const& expression, std::string_view text) {
  return Pattern(expression).matches(text, TextCharacters(text));
}

/// Where the groups of a match lie, by byte and length; nothing where there is none.
using Groups = std::vector<std::pair<std::ptrdiff_t, std::size_t>>;

Groups groups_of(RE2 const& expression, std::string const& text, std::size_t from = 0) {
  std::vector<re2::StringPiece> pieces(static_cast<std::size_t>(std::max(expression.NumberOfCapturingGroups(), 0)) + 1);
  Groups out;
  if (!expression.ok() ||
      !expression.Match(text, from, text.size(), RE2::UNANCHORED, pieces.data(), static_cast<int>(pieces.size()))) {
    return out;
  }
  std::ptrdiff_t const end = pieces[0].data() + pieces[0].size() - text.data();
  for (auto const& p : pieces) { out.emplace_back(p.data() == nullptr ? end : p.data() - text.data(), p.size()); }
  return out;
}

/// \throws where matches() says something else.
Groups groups_of(Pattern const& pattern, std::string const& text, std::size_t from = 0) {
  TextCharacters const characters(text);
  std::vector<std::string_view> groups;
  bool const found = pattern.match(text, characters, groups, from);
  if (from == 0 && found != pattern.matches(text, characters)) { throw std::logic_error("matches() differs"); }
  Groups out;
  for (std::string_view const g : groups) {
    bool const inside = g.data() >= text.data() && g.data() <= text.data() + text.size();
    out.emplace_back(inside ? g.data() - text.data() : -1, g.size());
  }
  return out;
}

/// Every text that stands in a pattern file: examples, counter-examples, and the patterns themselves.
std::vector<std::string> texts_of_files() {
  PatternFiles const files = files_with_examples();
  std::vector<std::string> out{"", "a", "2024", "1,036.02"};
  for (CatalogueEntry const& e : pattern_catalogue(files)) { out.push_back(e.pattern); }
  for (std::string const& name : files.names()) {
    if (!name.ends_with(".toml")) { continue; }
    PatternTable const root = PatternFile(files, name).root();
    for (std::string_view const kind : root.keys()) {
      for (PatternTable const& table : root.tables(kind)) {
        for (char const* key : {"examples", "counter_examples"}) {
          for (std::string& text : table.texts(key)) { out.push_back(std::move(text)); }
        }
      }
    }
  }
  return out;
}

} // namespace

TEST_CASE("a pattern matches what RE2 matches, group by group, though RE2 is hardly asked") {
  std::vector<std::string> const texts = texts_of_files();
  std::vector<std::string> expressions{"",
                                       "a|b",
                                       "^$",
                                       "^",
                                       "(?i)abc",
                                       "a{0}b",
                                       "a{2}",
                                       "(?:ab)?c",
                                       "[ab]c?",
                                       "[^a]b",
                                       "x+y*z?",
                                       "\\d年",
                                       "\\.",
                                       "[]a]",
                                       "[\\]a]b",
                                       "(?P<n>a)b",
                                       "a??b",
                                       "(?:a|)b",
                                       "^a|b$",
                                       "a$|^b",
                                       "[一-十]、",
                                       "(a|b(c|d)+)e",
                                       "\\x{4E00}",
                                       "\\p{Han}",
                                       "[[:digit:]]x",
                                       "(?:甲|乙)?丙",
                                       "^(?:甲$|乙)",
                                       "甲^乙",
                                       "[甲乙]{1,3}丙",
                                       "甲{0,2}",
                                       "+",
                                       "(",
                                       "[",
                                       "a)"};
  for (CatalogueEntry const& e : pattern_catalogue(PatternFiles())) { expressions.push_back(e.pattern); }
  std::vector<std::string> const odd{"ab", "ba",   "abc",  "ABC", "c",      "cab",    "aa", "aab",
                                     "b",  "]",    "]b",   "abe", "bdce",   "x1",     "甲", "乙丙",
                                     "丙", "甲乙", "一、", "年",  "2024年", "甲甲丙", "e",  "a)b"};
  int wrong = 0;
  for (std::string const& expression : expressions) {
    RE2::Options options;
    options.set_log_errors(false);
    RE2 const by_re2(expression, options);
    Pattern const pattern(expression);
    for (auto const* list : {&texts, &odd}) {
      for (std::string const& text : *list) {
        if (groups_of(pattern, text) == groups_of(by_re2, text)) { continue; }
        ++wrong;
        UNSCOPED_INFO(expression << " on " << text);
      }
      if (wrong > 10) { break; }
    }
  }
  CHECK(wrong == 0);
}

TEST_CASE("short texts are matched as RE2 does, also where alternatives overlap and repetitions meet") {
  std::vector<std::string> const pieces{"a",        "b",       "甲",   "乙",      ".",      "[ab]",
                                        "[^a]",     "[^甲b]",  "(a)",  "(甲|a)",  "(?:a|)", "(a|ab)",
                                        "(?:乙|b)", "[甲-丙]", "^",    "$",       "(a.)",   "(?:甲乙|甲)",
                                        "\\.",      "[a-c甲]", "(b*)", "(?:^|a)", "()",     "(?:b|$)"};
  std::vector<std::string> const counts{"", "", "", "*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,3}?", "{2,}"};
  std::vector<std::string> const letters{"a", "b", "甲", "乙", ".", "\n", "c", "\xE7", "丙"};
  std::mt19937 random(7);
  auto const pick = [&](auto const& list) { return list[random() % list.size()]; };
  int wrong = 0, understood = 0;
  for (int i = 0; i < 6000; ++i) {
    std::string expression;
    for (auto n = random() % 5 + 1; n > 0; --n) {
      std::string piece = pick(pieces) + pick(counts);
      switch (random() % 8) {
      case 0: piece = "(" + piece + pick(pieces) + ")" + pick(counts); break;
      case 1: piece = "(?:" + piece + "|" + pick(pieces) + pick(counts) + ")" + pick(counts); break;
      case 2: piece += "|"; break;
      default: break;
      }
      expression += piece;
    }
    RE2::Options options;
    options.set_log_errors(false);
    RE2 const by_re2(expression, options);
    auto const tree = parse_pattern(expression);
    understood += tree.has_value();
    if (tree) { CHECK(by_re2.ok()); }
    Pattern const pattern(expression);
    for (int k = 0; k < 12; ++k) {
      std::string text;
      for (auto n = random() % 9; n > 0; --n) { text += pick(letters); }
      std::size_t const from = k % 3 == 0 ? random() % (text.size() + 1) : 0;
      if (groups_of(pattern, text, from) == groups_of(by_re2, text, from)) { continue; }
      ++wrong;
      UNSCOPED_INFO(expression << " on " << text << " from " << from);
    }
    if (wrong > 10) { break; }
  }
  CHECK(wrong == 0);
  CHECK(understood > 2500);
}

TEST_CASE("a long text is matched, in linear time") {
  std::string text;
  for (int i = 0; i < 50000; ++i) { text += "甲a"; }
  Pattern const pattern("^(?:甲|a|甲a|a甲)*乙$");
  CHECK_FALSE(pattern.matches(text + "丙", TextCharacters(text + "乙丙")));
  CHECK(pattern.matches(text + "乙", TextCharacters(text + "乙")));
  std::string const shorter = text.substr(0, 4000);
  CHECK_FALSE(pattern.matches(shorter, TextCharacters("甲乙a")));
}

TEST_CASE("a pattern too long for a program is RE2's") {
  CHECK(matches("^((?:(?:(?:ab..cd..){10}){10}){10})+", "ab") == false);
  CHECK(matches("^(?:(?:(?:a?b?d?){9}){9}){9}c", "abdabc"));
}

TEST_CASE("hardly a pattern of wording needs RE2") {
  int all = 0, understood = 0;
  for (CatalogueEntry const& e : pattern_catalogue(PatternFiles())) {
    ++all;
    understood += parse_pattern(e.pattern).has_value();
  }
  CHECK(understood * 100 >= all * 99);
}

TEST_CASE("what is built in is what would be made of an expression") {
  auto const same = [](auto const& a, auto const& b) { return std::equal(a.begin(), a.end(), b.begin(), b.end()); };
  int all = 0, built_in = 0;
  for (CatalogueEntry const& e : pattern_catalogue(PatternFiles())) {
    ++all;
    std::optional<PatternCode> const code = built_in_code(e.pattern);
    if (!code) { continue; }
    ++built_in;
    PatternTables const tables = PatternTables::of(e.pattern);
    PatternCode const made = tables.code();
    INFO(e.pattern);
    CHECK(code->understood == made.understood);
    CHECK(code->has_program == made.has_program);
    CHECK(code->from_begin == made.from_begin);
    CHECK(code->groups == made.groups);
    CHECK(code->choices == made.choices);
    CHECK(code->first == made.first);
    CHECK(code->second == made.second);
    CHECK(code->last == made.last);
    CHECK(code->required.all == made.required.all);
    CHECK(same(code->required.any, made.required.any));
    CHECK(same(code->steps, made.steps));
    CHECK(same(code->branches, made.branches));
    CHECK(same(code->classes, made.classes));
    CHECK(same(code->ranges, made.ranges));
    CHECK(same(code->firsts, made.firsts));
    CHECK(same(code->tables, made.tables));
    CHECK(code->texts == made.texts);
  }
  CHECK(built_in == all);
  CHECK_FALSE(built_in_code("^no pattern of wording$"));
  CHECK_FALSE(built_in_code(""));
}

TEST_CASE("what a text must hold is read off the syntax") {
  std::vector<CharacterSlots> alternatives;
  auto const required = [&](std::string_view expression) {
    return required_characters(parse_pattern(expression).value(), alternatives);
  };
  CHECK(required("^[0-9]+年(?:度|末)?预算").any.size() == 10);
  CHECK(required("^[0-9]+年(?:度|末)?预算").all.size() == 3);
  CHECK(required("(?:甲|乙丙|[丁戊])己*").any.size() == 4);
  CHECK(required("(?:甲|乙丙|丁?)己").any.empty());
  CHECK(required("甲?").all.size() == 0);
  TextCharacters const text("部门预算");
  CHECK(text.may_hold(TextCharacters::slot(U'预')));
  CHECK_FALSE(text.may_hold(TextCharacters::slot(U'决')));
}

TEST_CASE("groups are views into the text") {
  std::string const text = "表12";
  std::vector<std::string_view> groups;
  REQUIRE(Pattern("^表([0-9]+)(a)?$").match(text, TextCharacters(text), groups));
  REQUIRE(groups.size() == 3);
  CHECK(groups[1] == "12");
  CHECK(groups[1].data() == text.data() + 3);
  CHECK(groups[2].empty());
  CHECK_FALSE(Pattern("^表([0-9]+)$").match("表", TextCharacters("表"), groups));
}

TEST_CASE("no match begins at a byte that is barred") {
  // One with a program, and one that only RE2 understands.
  for (char const* const expression : {"[0-9]+a", "(?i)[0-9]+A"}) {
    INFO(expression);
    std::string const text = "12a 34a";
    std::vector<bool> barred{true, false, false, false, true};
    std::vector<std::string_view> groups;
    Pattern const pattern(expression);
    REQUIRE(pattern.match(text, TextCharacters(text), groups, 0, &barred));
    CHECK(groups[0] == "2a");
    barred[1] = true;
    REQUIRE(pattern.match(text, TextCharacters(text), groups, 0, &barred));
    CHECK(groups[0] == "4a");
    barred.resize(text.size(), true);
    barred[5] = true;
    CHECK_FALSE(pattern.match(text, TextCharacters(text), groups, 0, &barred));
  }
}

TEST_CASE("a pattern with an error says so and matches nothing") {
  CHECK_FALSE(Pattern("(甲").error().empty());
  CHECK_FALSE(matches("(甲", "甲"));
  CHECK(Pattern("甲").error().empty());
}

TEST_CASE("the rows of the long lists lie where they were found when the program was built") {
  PatternFiles const built_in;
  PatternFiles const parsed = files_with_examples();
  struct List {
    std::string_view file;
    std::initializer_list<std::string_view> columns;
  };
  for (List const& list : {List{"regions.csv", {"code", "name", "parent", "short", "publisher", "until"}},
                           List{"codes/functional.csv", {"code", "name", "first_year", "last_year"}}}) {
    INFO(list.file);
    REQUIRE(built_in.built_in_rows(list.file) != nullptr);
    CHECK(parsed.built_in_rows(list.file) == nullptr);
    std::vector<CsvView> found, expected;
    each_csv_row(built_in, list.file, list.columns, [&](CsvView const& row) { found.push_back(row); });
    each_csv_row(parsed, list.file, list.columns, [&](CsvView const& row) { expected.push_back(row); });
    CHECK(found.size() > 1000);
    CHECK(std::equal(found.begin(), found.end(), expected.begin(), expected.end(),
                     [](CsvView const& a, CsvView const& b) { return a.line == b.line && a.fields == b.fields; }));
  }
  CHECK_THROWS_AS(each_csv_row(built_in, "regions.csv", {"code", "name"}, [](CsvView const&) {}), PatternError);
}
