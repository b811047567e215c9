// SPDX-License-Identifier: GPL-3.0-or-later
#include "dataset/build.hpp"
#include "dataset/file_names.hpp"
#include "dataset/inputs.hpp"

#include <catch2/catch.hpp>

#include <cstdio>

using namespace gongkai::dataset;

TEST_CASE("names are UTF-8, or GB18030, or written out") {
  CHECK(utf8_name("a b.pdf") == "a b.pdf");
  CHECK(utf8_name("预算.pdf") == "预算.pdf");
  CHECK(utf8_name("\xD4\xA4\xCB\xE3.pdf") == "预算.pdf");
  CHECK(utf8_name("\xFF\xFE.pdf") == "\\xFF\\xFE.pdf");
  CHECK(utf8_name("").empty());
}

TEST_CASE("lists: a place a line, or divided by NULs") {
  using Places = std::vector<std::string>;
  CHECK(places_of_list("a\nb c\r\n\nd") == Places{"a", "b c", "d"});
  CHECK(places_of_list(std::string("a\nb\0c\0", 6)) == Places{"a\nb", "c"});
  CHECK(places_of_list("").empty());
}

TEST_CASE("inputs that lead nowhere are problems") {
  Inputs const found = find_inputs({"/nowhere/a.pdf", "/nowhere/*.pdf"});
  CHECK(found.files.empty());
  REQUIRE(found.problems.size() == 2);
  CHECK(found.problems[0].name == "/nowhere/a.pdf");
  CHECK(found.problems[0].message == "there is no such file or folder");
  CHECK(found.problems[1].message == "no file matches");
}

TEST_CASE("shards: every content is in exactly one") {
  for (int i = 0; i < 200; ++i) {
    std::array<char, 17> sha{};
    std::snprintf(sha.data(), sha.size(), "%08x00000000", static_cast<unsigned>(i) * 21'474'836U);
    int in = 0;
    for (std::uint32_t n = 1; n <= 7; ++n) { in += Shard{n, 7}.holds(sha.data()) ? 1 : 0; }
    CHECK(in == 1);
  }
}
