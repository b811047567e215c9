// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Which figure of failing equations is wrong: the one whose single change makes them hold without breaking others.
#pragma once

#include "check/equations.hpp"
#include "check/neighbours.hpp"

#include <optional>
#include <vector>

namespace gongkai {

struct Suspicion {
  FigureIndex figure = 0;
  Wide value = 0;         ///< What would make the equations hold.
  bool misplaced = false; ///< It stands where nothing should: in the wrong row or column.
};

/// For each equation, by its index in Equations::all(): its suspect, where one figure is more likely wrong than all
/// others.
std::vector<std::optional<Suspicion>> find_suspects(Equations const& equations, Neighbours const& neighbours);

/// How like two figures are as texts: 2 where one misread, dropped, doubled or swapped digit makes one of the other, 1
/// where the decimal point or the sign does, else 0. `step`: what one unit of the last digit is worth.
int likeness(Wide printed, Wide other, Wide step);

/// Whether a figure is another one with the digits of a third before or behind them, nothing between.
bool glued(Wide printed, Wide other, Wide third, Wide step);

} // namespace gongkai
