// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// The same figure in several tables. Each figure has an account (patterns/checks/accounts.toml) and a place in it: a
/// code, a name, or the total. Figures with the same account and place must be equal.
#pragma once

#include "check/equations.hpp"
#include "check/sheet.hpp"

#include <span>
#include <string>
#include <vector>

namespace gongkai {

/// A figure with what it is a figure of.
struct AccountEntry {
  std::string flow, fund, kind; ///< As in accounts.toml.
  std::string place;            ///< "208", "total", "grand" (with what is carried over), "unit:...", "name:..."
  std::string basis;            ///< As in Observation, where its table has several; "prior" before it for last year's.
  FigureIndex figure = 0;
  std::size_t sheet = 0; ///< Index into the sheets.
};

/// The accounts of all figures of the sheets that have one.
std::vector<AccountEntry> account_entries(std::span<Sheet const> sheets, CheckPatterns const& patterns,
                                          std::span<Figure const> figures);

void add_same_figures(std::vector<AccountEntry> entries, Equations& equations);

} // namespace gongkai
