// SPDX-License-Identifier: GPL-3.0-or-later
// The witness finds what the pass lost, invented or put elsewhere.
#include "corpus/witness.hpp"
#include "support/drawn_page.hpp"

#include <catch2/catch.hpp>

using namespace gongkai;
using witness::compare;
using witness::Word;

namespace {

/// "1136" from (100, 100), digits of 5 points, as poppler-cpp tells it.
std::vector<Word> words() {
  return {{{U'1', {100, 96}, 10}, {U'1', {105, 96}, 10}, {U'3', {110, 96}, 10}, {U'6', {115, 96}, 10}}};
}

PageContent page() {
  PageContent out = drawing::blank_page();
  drawing::write(out, {100, 100}, "1136");
  return out;
}

} // namespace

TEST_CASE("the same text at the same place agrees") {
  auto const c = compare(words(), page());
  CHECK(c.words == 1);
  CHECK(c.glyphs == 4);
  CHECK(c.missing.empty());
  CHECK(c.unknown.empty());
}

TEST_CASE("a lost glyph is found out, though its neighbour is the same character") {
  PageContent p = page();
  p.glyphs.erase(p.glyphs.begin() + 1);
  CHECK(compare(words(), p).missing == std::vector<std::string>{"\"1136\" at 100,96"});
}

TEST_CASE("a wrong character, and one that poppler-cpp does not know, are found out") {
  PageContent p = page();
  p.glyphs[3].code = U'9';
  auto const c = compare(words(), p);
  CHECK(c.missing.size() == 1);
  CHECK(c.unknown.size() == 1);
}

TEST_CASE("text at another place is found out") {
  PageContent p = drawing::blank_page();
  drawing::write(p, {104, 100}, "1136");
  CHECK(compare(words(), p).missing.size() == 1);
  PageContent lower = drawing::blank_page();
  drawing::write(lower, {100, 112}, "1136");
  CHECK(compare(words(), lower).missing.size() == 1);
}

TEST_CASE("what poppler-cpp never tells is not asked of it") {
  PageContent p = page();
  drawing::write(p, {100.3, 100}, "1136");                                       // drawn twice
  drawing::write(p, {200, 100}, " \uFFFD");                                      // a blank, a glyph without Unicode
  drawing::write(p, {300, 100}, "999", {.visibility = Visibility::render_mode}); // hidden: it may know this or not
  CHECK(compare(words(), p).unknown.empty());
}
