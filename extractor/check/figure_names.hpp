// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "check/check_patterns.hpp"

#include <string>
#include <string_view>
#include <unordered_map>

namespace gongkai {

/// The lowest level of a name such as "class/division/item".
std::string last_level(std::string_view subject);

/// What names of figures have in common, in the text and in tables. Each name is read once.
class FigureNames {
public:
  /// `patterns` must outlive it.
  explicit FigureNames(CheckPatterns const& patterns) : m_patterns(patterns) {}

  /// What is left of a name without the words that say nothing (patterns/prose/links.toml).
  std::string const& core(std::string_view name) { return known(name).core; }
  /// The measure a name stands for (patterns/checks/items.toml), or empty.
  std::string const& item(std::string_view name) { return known(name).item; }
  /// Whether it is the name of a whole: all receipts, all expenditure.
  bool is_whole(std::string_view name) { return known(name).whole; }

private:
  struct Known {
    std::string core, item;
    bool whole = false;
  };
  Known const& known(std::string_view name);

  CheckPatterns const& m_patterns;
  std::unordered_map<std::string, Known> m_known;
};

} // namespace gongkai
