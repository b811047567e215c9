// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "check/sheet.hpp"

#include <vector>

namespace gongkai {

/// The figures that stand beside each figure of a table: left, right, above and below.
class Neighbours {
public:
  Neighbours(Extraction const& extraction, std::vector<Figure> const& figures);

  std::vector<FigureIndex> const& of(FigureIndex figure) const { return m_of[figure]; }

private:
  std::vector<std::vector<FigureIndex>> m_of; ///< Empty for figures of the text.
};

} // namespace gongkai
