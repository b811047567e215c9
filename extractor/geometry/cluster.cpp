// SPDX-License-Identifier: GPL-3.0-or-later
#include "geometry/cluster.hpp"

namespace gongkai {

Clusters cluster(std::span<double const> values, std::span<double const> weights, double gap, double extent) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });

  Clusters out;
  out.group_of.resize(values.size());
  double first = 0, last = 0, sum = 0, weight = 0;
  for (std::size_t const i : order) {
    double const v = values[i];
    double const w = weights.empty() ? 1.0 : weights[i];
    bool const joins = weight > 0 && v - last <= gap && v - first <= extent;
    if (!joins) {
      out.centre.push_back(v);
      first = v;
      sum = weight = 0;
    }
    sum += v * w;
    weight += w;
    last = v;
    out.centre.back() = sum / weight;
    out.group_of[i] = out.centre.size() - 1;
  }
  return out;
}

} // namespace gongkai
