// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/printed_values.hpp"

#include "check/suspects.hpp"

#include <algorithm>

namespace gongkai {

PrintedValues::PrintedValues(std::span<Figure const> figures) : m_figures(figures) {
  for (Figure const& f : figures) {
    if (!f.money || !f.quantity || f.quantity->value == 0) { continue; }
    m_values.emplace_back(absolute(f.quantity->value), f.quantity->half());
    m_widest = std::max(m_widest, f.quantity->half());
  }
  std::sort(m_values.begin(), m_values.end());
}

int PrintedValues::times(FigureIndex figure) const {
  Quantity const& q = *m_figures[figure].quantity;
  Wide const value = absolute(q.value), reach = std::max(m_widest, q.half());
  int same = 0;
  auto at = std::lower_bound(m_values.begin(), m_values.end(), std::pair{value - reach, Wide{0}});
  for (; at != m_values.end() && at->first <= value + reach; ++at) {
    same += absolute(at->first - value) <= std::max(at->second, q.half());
  }
  return same;
}

bool is_alike(Wide printed, Wide other, Wide step) {
  return likeness(printed, other, step) == 2 || printed == 10 * other || 10 * printed == other;
}

bool PrintedValues::is_misprint_of(FigureIndex figure, FigureIndex other) const {
  auto const &a = m_figures[figure].quantity, &b = m_figures[other].quantity;
  if (!a || !b || !is_long(*a) || !is_long(*b)) { return false; }
  Wide const step = std::max(a->step, b->step);
  Wide const value = a->step > b->step ? rounded_quotient(b->value, step) * step : b->value;
  return is_alike(a->value, value, step) && times(figure) < 2;
}

} // namespace gongkai
