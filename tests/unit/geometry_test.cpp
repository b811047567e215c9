// SPDX-License-Identifier: GPL-3.0-or-later
#include "geometry/box.hpp"
#include "geometry/cluster.hpp"

#include <catch2/catch.hpp>

#include <vector>

using namespace gongkai;

TEST_CASE("neighbours within the gap are one group") {
  std::vector<double> const values{10, 30.5, 11, 30, 50};
  Clusters const c = cluster(values, {}, 2, 100);
  REQUIRE(c.group_of == std::vector<std::size_t>{0, 1, 0, 1, 2});
  REQUIRE(c.centre == std::vector<double>{10.5, 30.25, 50});
}

TEST_CASE("a group grows no wider than its extent, however small the steps") {
  std::vector<double> values;
  for (int i = 0; i <= 20; ++i) { values.push_back(i); }
  Clusters const c = cluster(values, {}, 1, 5);
  REQUIRE(c.centre.size() == 4);
  for (std::size_t g = 0; g < c.centre.size(); ++g) {
    double least = 100, most = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (c.group_of[i] != g) { continue; }
      least = std::min(least, values[i]);
      most = std::max(most, values[i]);
    }
    CHECK(most - least <= 5);
  }
}

TEST_CASE("the gap itself still joins, and a hair more does not") {
  CHECK(cluster(std::vector<double>{0, 3}, {}, 3, 10).centre.size() == 1);
  CHECK(cluster(std::vector<double>{0, 3.001}, {}, 3, 10).centre.size() == 2);
}

TEST_CASE("weights draw the centre of a group to the heavy values") {
  Clusters const c = cluster(std::vector<double>{1, 2}, std::vector<double>{1, 3}, 5, 5);
  REQUIRE(c.centre == std::vector<double>{1.75});
}

TEST_CASE("no values, no groups") { REQUIRE(cluster({}, {}, 1, 1).centre.empty()); }

TEST_CASE("disjoint sets do not depend on the order of joining") {
  DisjointSets a(6), b(6);
  a.join(1, 2);
  a.join(2, 5);
  a.join(3, 4);
  b.join(4, 3);
  b.join(5, 1);
  b.join(2, 1);
  for (std::size_t i = 0; i < 6; ++i) { CHECK(a.find(i) == b.find(i)); }
  CHECK(a.find(5) == 1);
  CHECK(a.find(4) == 3);
  CHECK(a.find(0) == 0);
}

TEST_CASE("a chain of sets is one set") {
  DisjointSets sets(1000);
  for (std::size_t i = 999; i > 0; --i) { sets.join(i, i - 1); }
  CHECK(sets.find(999) == 0);
}

TEST_CASE("a box that covers nothing becomes the first box it covers") {
  Box box = nothing();
  REQUIRE(is_nothing(box));
  box.cover({5, 6, 7, 8});
  REQUIRE(box == Box{5, 6, 7, 8});
  box.cover({1, 7, 2, 20});
  REQUIRE(box == Box{1, 6, 7, 20});
}

TEST_CASE("what two boxes have in common") {
  Box const box{0, 0, 10, 10};
  CHECK(overlap(box, {5, 5, 15, 15}) == Box{5, 5, 10, 10});
  CHECK(overlap(box, {10, 0, 20, 10}) == Box{10, 0, 10, 10}); // a shared side is a box without width
  CHECK(is_nothing(overlap(box, {10.1, 0, 20, 10})));
  CHECK(overlap_length(0, 10, 5, 20) == 5);
  CHECK(overlap_length(0, 10, 12, 20) == -2); // the gap
}

TEST_CASE("borders belong to a box, and slack widens it") {
  Box const box{0, 0, 10, 10};
  CHECK(box.contains(Point{10, 0}));
  CHECK_FALSE(box.contains(Point{10.1, 5}));
  CHECK(box.contains(Box{-1, 0, 10, 11}, 1));
  CHECK_FALSE(box.contains(Box{-1, 0, 10, 11}, 0.9));
  CHECK(box.intersects(Box{12, 0, 20, 10}, 2));
  CHECK_FALSE(box.intersects(Box{12, 0, 20, 10}, 1.9));
  CHECK(box.grown(-2) == Box{2, 2, 8, 8});
}
