// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <span>
#include <vector>

namespace gongkai {

/// Groups numbers so that neighbours in a group are at most `gap` apart and a group is at most `extent` wide.
/// Returns for each value the index of its group; groups are numbered in rising order.
struct Clusters {
  std::vector<std::size_t> group_of;
  std::vector<double> centre; ///< Weighted mean of each group, rising.
};

/// `weights` may be empty (each value counts the same) or has one weight > 0 a value.
Clusters cluster(std::span<double const> values, std::span<double const> weights, double gap, double extent);

/// Disjoint sets over 0..n-1, with path halving.
class DisjointSets {
public:
  explicit DisjointSets(std::size_t n) : m_parent(n) { std::iota(m_parent.begin(), m_parent.end(), std::size_t{0}); }

  std::size_t find(std::size_t i) noexcept {
    while (m_parent[i] != i) {
      m_parent[i] = m_parent[m_parent[i]];
      i = m_parent[i];
    }
    return i;
  }

  /// The smaller root wins, so that the outcome doesn't depend on the order of calls.
  void join(std::size_t a, std::size_t b) noexcept {
    a = find(a);
    b = find(b);
    if (a != b) { m_parent[std::max(a, b)] = std::min(a, b); }
  }

private:
  std::vector<std::size_t> m_parent;
};

} // namespace gongkai
