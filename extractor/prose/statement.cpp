// SPDX-License-Identifier: GPL-3.0-or-later
#include "prose/statement.hpp"

#include <array>

namespace gongkai {

std::string_view name_of(Measure measure) noexcept {
  constexpr std::array<std::string_view, 9> names{
      "amount", "share", "change", "change_rate", "prior_amount", "budget_amount", "completion_rate", "count", "area"};
  return names[static_cast<std::size_t>(measure)];
}

std::string_view name_of(FigureUse use) noexcept {
  constexpr std::array<std::string_view, 10> names{
      "statement", "date", "document_number", "heading_number", "code",
      "threshold", "name", "contact",         "reference",      "unexplained"};
  return names[static_cast<std::size_t>(use)];
}

} // namespace gongkai
