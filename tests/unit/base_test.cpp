// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/base64.hpp"
#include "base/problem.hpp"
#include "base/sha256.hpp"
#include "base/version.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace gongkai;

TEST_CASE("the version has three numbers") {
  int dots = 0;
  for (char const c : version()) { dots += c == '.'; }
  REQUIRE(dots == 2);
}

// The two examples of FIPS 180-2, and the empty input.
TEST_CASE("SHA-256 of known inputs") {
  REQUIRE(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  REQUIRE(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  REQUIRE(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

// The examples of RFC 4648.
TEST_CASE("base64 of known inputs") {
  CHECK(base64("").empty());
  CHECK(base64("f") == "Zg==");
  CHECK(base64("fo") == "Zm8=");
  CHECK(base64("foobar") == "Zm9vYmFy");
  CHECK(base64("\xFB\xFF") == "+/8=");
}

TEST_CASE("a problem's name is its code") {
  REQUIRE(name_of(ProblemCode::not_a_pdf) == "not_a_pdf");
  REQUIRE(name_of(ProblemCode::cells_overlap) == "cells_overlap");
}
