// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/pattern_files.hpp"
#include "text/pattern.hpp"
#include "text/pattern_catalogue.hpp"
#include "text/pattern_file.hpp"

#include <catch2/catch.hpp>
#include <re2/re2.h>

#include <string>
#include <vector>

using namespace gongkai;

namespace {

bool matches(std::string const& expression, std::string_view text) {
  return Pattern(expression).matches(text, TextCharacters(text));
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

TEST_CASE("a pattern matches what RE2 matches, whatever is passed over before RE2 is asked") {
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
        if (pattern.matches(text, TextCharacters(text)) == (by_re2.ok() && RE2::PartialMatch(text, by_re2))) {
          continue;
        }
        ++wrong;
        UNSCOPED_INFO(expression << " on " << text);
      }
      if (wrong > 10) { break; }
    }
  }
  CHECK(wrong == 0);
}

TEST_CASE("most patterns are passed over without RE2") {
  CHECK(texts_of_pattern("^(?:甲|乙)支出?$").size() == 4);
  CHECK(texts_of_pattern("甲.*").empty());
  CHECK(required_characters("^[0-9]+年(?:度|末)?预算").size() == 10);
  CHECK(required_characters("甲?").front().size() == 0);
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

TEST_CASE("a pattern with an error says so and matches nothing") {
  CHECK_FALSE(Pattern("(甲").error().empty());
  CHECK_FALSE(matches("(甲", "甲"));
  CHECK(Pattern("甲").error().empty());
}
