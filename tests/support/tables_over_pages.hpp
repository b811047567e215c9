// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Tables of drawn pages, joined over them.
#pragma once

#include "support/reading.hpp"

#include <catch2/catch.hpp>

#include <string_view>
#include <vector>

inline std::vector<gongkai::Table> tables_over(std::vector<std::string_view> const& pages) {
  return gongkai::read_drawn(gongkai::drawn_pages(pages));
}

inline gongkai::Table only_table(std::vector<std::string_view> const& pages) {
  std::vector<gongkai::Table> tables = tables_over(pages);
  REQUIRE(tables.size() == 1);
  return tables.front();
}
