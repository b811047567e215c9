// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "check/sheet.hpp"

#include <span>
#include <vector>

namespace gongkai {

/// Which amounts of money a document prints, and how often: a misread one stands nowhere else.
class PrintedValues {
public:
  explicit PrintedValues(std::span<Figure const> figures);

  /// How many figures print the same, itself among them, as far as the coarser of both tells.
  int times(FigureIndex figure) const;

  /// Whether a figure is `other` but for one misprint, and stands nowhere else.
  bool is_misprint_of(FigureIndex figure, FigureIndex other) const;

private:
  std::span<Figure const> m_figures;
  std::vector<std::pair<Wide, Wide>> m_values; ///< Values and the half of their steps, sorted.
  Wide m_widest = 0;                           ///< The largest of these halves.
};

/// Whether one digit that is another, missing, doubled or exchanged with its neighbour makes one figure of the other.
bool is_alike(Wide printed, Wide other, Wide step);

/// As many digits are enough for a likeness not to be by chance.
inline bool is_long(Quantity const& q) noexcept { return q.step != 0 && absolute(q.value) >= 100 * q.step; }

/// As many that two figures are not the same by chance.
inline bool is_very_long(Quantity const& q) noexcept { return q.step != 0 && absolute(q.value) >= 1000 * q.step; }

} // namespace gongkai
