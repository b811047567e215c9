// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/aligned_columns.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <iterator>
#include <utility>

namespace gongkai::aligned {
namespace {

/// How sure it is that a gap parts two cells.
enum class Trust {
  certain, ///< Between header cells, or beside an amount.
  likely,  ///< Wide, or between runs.
  weak,    ///< Perhaps within one cell.
};

/// A gap between two cells of one row: it holds a boundary.
struct Gap {
  double begin = 0, end = 0;
  double size = 1; ///< Font size, points.
  Trust trust{};
  bool after_code = false; ///< Digits end there, and a name may begin.
};

/// How many pieces cover an x, as a step function. Body pieces weigh one; header pieces a little, so that they
/// decide where the body doesn't.
class Cover {
public:
  void add(Piece const& p, double weight) {
    double const trim = std::min(0.08 * p.size, p.box.width() / 4);
    m_steps.emplace_back(p.box.x0 + trim, weight);
    m_steps.emplace_back(p.box.x1 - trim, -weight);
  }

  /// Makes sure that a stretch lies within a gap, however narrow.
  void mark_narrow(double begin, double end) {
    constexpr double narrow = 2.0, beside = 0.2; // points
    if (end - begin > narrow) { return; }
    m_steps.emplace_back(begin - beside, 0);
    m_steps.emplace_back(end + beside, 0);
  }

  void finish() {
    std::sort(m_steps.begin(), m_steps.end());
    double sum = 0;
    for (auto& [x, weight] : m_steps) {
      sum += weight;
      weight = sum;
    }
  }

  /// An interval that the same pieces cover throughout.
  struct Stretch {
    double begin = 0, end = 0, weight = 0;
    double middle() const { return (begin + end) / 2; }
  };

  std::vector<Stretch> stretches(double left, double right) const {
    std::vector<Stretch> out;
    double from = left, weight = 0;
    auto const add = [&](double to) {
      if (to > from) { out.push_back({from, to, weight}); }
    };
    for (auto const& [x, after] : m_steps) {
      if (x > left && x < right) {
        add(x);
        from = std::max(from, x);
      }
      weight = after;
    }
    add(right);
    return out;
  }

private:
  std::vector<std::pair<double, double>> m_steps;
};

void add_gaps(std::vector<Piece> const& pieces, bool header, std::vector<Gap>& gaps) {
  for (std::size_t i = 1; i < pieces.size(); ++i) {
    Piece const& a = pieces[i - 1];
    Piece const& b = pieces[i];
    Gap g;
    // Overhanging glyphs make a gap negative: the boundary then lies where the two touch.
    g.begin = std::min(a.box.x1, b.box.x0);
    g.end = std::max(a.box.x1, b.box.x0);
    if (a.box.x1 > b.box.x0) { g.begin = g.end = (a.box.x1 + b.box.x0) / 2; }
    g.size = std::max(a.size, b.size);
    bool const certain = header || a.kind == Kind::amount || b.kind == Kind::amount;
    g.trust = certain ? Trust::certain : b.weak ? Trust::weak : Trust::likely;
    g.after_code = a.kind == Kind::integer && b.kind == Kind::text;
    gaps.push_back(g);
  }
}

/// How many gaps of one trust overlap another.
class GapCounter {
public:
  template <class Counts>
  GapCounter(std::vector<Gap> const& gaps, Counts counts) {
    for (Gap const& g : gaps) {
      if (!counts(g)) { continue; }
      m_begins.push_back(g.begin);
      m_ends.push_back(g.end);
    }
    std::sort(m_begins.begin(), m_begins.end());
    std::sort(m_ends.begin(), m_ends.end());
  }

  std::ptrdiff_t overlapping(Gap const& g) const {
    auto const begun = std::lower_bound(m_begins.begin(), m_begins.end(), g.end) - m_begins.begin();
    auto const ended = std::upper_bound(m_ends.begin(), m_ends.end(), g.begin) - m_ends.begin();
    return begun - ended;
  }

private:
  std::vector<double> m_begins, m_ends;
};

/// The boundaries that explain all gaps at the least cost: each costs `price` and the weight of what it cuts. The gaps
/// that end left of a stretch say where the boundary before it lies at the least, so one sweep over the stretches finds
/// the cheapest set.
class Stabber {
public:
  Stabber(std::vector<Cover::Stretch> const& stretches, double price) : m_stretches(stretches), m_price(price) {}

  std::vector<std::size_t> stab(std::vector<Gap> gaps) const {
    if (gaps.empty()) { return {}; }
    std::sort(gaps.begin(), gaps.end(), [](Gap const& a, Gap const& b) { return a.end < b.end; });
    constexpr std::size_t none = static_cast<std::size_t>(-1);
    std::size_t const n = m_stretches.size();
    std::vector<double> cost(n, 0);
    std::vector<std::size_t> before(n, none);
    std::deque<std::size_t> window; // stretches that may hold the boundary before, costs rising
    double reach = -1e18;           // the boundary before lies right of this
    std::size_t gap = 0;
    for (std::size_t i = 0; i < n; ++i) {
      double const x = m_stretches[i].middle();
      while (gap < gaps.size() && gaps[gap].end + touch < x) { reach = std::max(reach, gaps[gap++].begin - touch); }
      while (!window.empty() && m_stretches[window.front()].middle() < reach) { window.pop_front(); }
      bool const first = reach < -1e17;
      if (!first && window.empty()) { continue; } // no boundary explains what ended before
      if (!first) { before[i] = window.front(); }
      constexpr double narrowness = 0.01; // of equal places the wider is better
      cost[i] = m_price + m_stretches[i].weight + narrowness / (0.1 + m_stretches[i].end - m_stretches[i].begin) +
                (first ? 0 : cost[window.front()]);
      while (!window.empty() && cost[window.back()] > cost[i]) { window.pop_back(); }
      window.push_back(i);
    }
    while (gap < gaps.size()) { reach = std::max(reach, gaps[gap++].begin - touch); }
    while (!window.empty() && m_stretches[window.front()].middle() < reach) { window.pop_front(); }
    std::vector<std::size_t> found;
    for (std::size_t i = window.empty() ? none : window.front(); i != none; i = before[i]) { found.push_back(i); }
    std::reverse(found.begin(), found.end());
    return found;
  }

private:
  static constexpr double touch = 0.3; ///< Points by which a boundary may miss a gap.
  std::vector<Cover::Stretch> const& m_stretches;
  double m_price;
};

/// Amounts in different columns never overlap, those in one column always do: between the ones and the others there is
/// a boundary even if no row has both.
void add_gaps_between_amounts(std::vector<PieceLine> const& body, std::vector<Gap>& gaps) {
  std::vector<Piece const*> amounts;
  for (PieceLine const& line : body) {
    for (Piece const& p : line.pieces) {
      if (p.kind == Kind::amount) { amounts.push_back(&p); }
    }
  }
  std::sort(amounts.begin(), amounts.end(), [](Piece const* a, Piece const* b) { return a->box.x0 < b->box.x0; });
  double end = amounts.empty() ? 0 : amounts.front()->box.x1;
  for (Piece const* p : amounts) {
    if (p->box.x0 > end + 0.5 * p->size) { gaps.push_back({end, p->box.x0, p->size, Trust::certain}); }
    end = std::max(end, p->box.x1);
  }
}

class BoundaryFinder {
public:
  BoundaryFinder(ColumnEvidence const& e, ColumnOptions const& options) : m_e(e), m_options(options) {
    for (double const x : e.lines) { m_found.push_back({x, x, 0}); }
    std::sort(m_found.begin(), m_found.end(), by_place);
    Cover cover;
    for (Piece const& p : e.leaves) { cover.add(p, options.header_weight); }
    for (Piece const& p : e.index.pieces) { cover.add(p, options.header_weight); }
    for (PieceLine const& line : e.body) {
      for (Piece const& p : line.pieces) { cover.add(p, 1); }
    }
    add_gaps(m_e.leaves, true, m_gaps);
    add_gaps(m_e.index.pieces, true, m_gaps);
    for (PieceLine const& line : m_e.body) { add_gaps(line.pieces, false, m_gaps); }
    add_gaps_between_amounts(m_e.body, m_gaps);
    for (Gap const& g : m_gaps) { cover.mark_narrow(g.begin, g.end); }
    cover.finish();
    m_stretches = cover.stretches(e.left, e.right);
  }

  std::vector<double> find() {
    std::vector<Cover::Stretch> const lines = m_found;
    for (Trust const trust : {Trust::certain, Trust::likely, Trust::weak}) { explain(m_gaps, trust); }
    if (!m_e.leaves.empty()) { explain_jointly(lines); }

    std::vector<double> xs{m_e.left};
    for (Cover::Stretch const& s : m_found) { xs.push_back(s.middle()); }
    xs.push_back(m_e.right);
    centre_on_header(xs);
    std::vector<double> out{xs.front()};
    for (std::size_t i = 1; i + 1 < xs.size(); ++i) {
      if (xs[i] > out.back() + 1 && xs[i] < xs.back() - 1) { out.push_back(xs[i]); }
    }
    out.push_back(std::max(xs.back(), out.back() + 1));
    return out;
  }

private:
  static bool by_place(Cover::Stretch const& a, Cover::Stretch const& b) { return a.middle() < b.middle(); }

  bool explained(Gap const& g) const {
    return std::any_of(m_found.begin(), m_found.end(), [&](Cover::Stretch const& s) {
      return s.middle() >= g.begin - m_options.line_reach && s.middle() <= g.end + m_options.line_reach;
    });
  }

  void explain(std::vector<Gap> const& gaps, Trust trust) {
    std::vector<Gap> open;
    for (Gap const& g : gaps) {
      if (g.trust == trust && !explained(g)) { open.push_back(g); }
    }
    // A place that explains gaps of lesser trust too is the better one.
    std::vector<Cover::Stretch> stretches = m_stretches;
    std::vector<double> begins, ends;
    for (Gap const& g : m_gaps) {
      if (g.trust <= trust) { continue; }
      begins.push_back(g.begin);
      ends.push_back(g.end);
    }
    std::sort(begins.begin(), begins.end());
    std::sort(ends.begin(), ends.end());
    auto const left_of = [](std::vector<double> const& v, double x) {
      return static_cast<double>(std::lower_bound(v.begin(), v.end(), x) - v.begin());
    };
    for (Cover::Stretch& s : stretches) {
      s.weight -= std::min(2.0, 0.2 * (left_of(begins, s.middle()) - left_of(ends, s.middle())));
    }
    double const price = 3 + 0.15 * static_cast<double>(m_e.body.size());
    std::vector<Cover::Stretch> fresh;
    for (std::size_t const i : Stabber(stretches, price).stab(open)) {
      Cover::Stretch const& s = m_stretches[i];
      if (trust == Trust::certain || holds(s, open, trust)) { fresh.push_back(s); }
    }
    m_found.insert(m_found.end(), fresh.begin(), fresh.end());
    std::sort(m_found.begin(), m_found.end(), by_place);
  }

  /// Step by step, the body may ask for more columns than there are header cells: a boundary taken where the header has
  /// its gap explains the body's only elsewhere in the same gap. Asked together, as many as the header has may do.
  void explain_jointly(std::vector<Cover::Stretch> const& lines) {
    // A small gap after a code may part it from its name.
    auto const may_part = [](Gap const& g) {
      return g.trust == Trust::likely || (g.trust == Trust::weak && g.after_code);
    };
    GapCounter const likely(m_gaps, may_part);
    // The second lines of wrapped labels stand alone and have no gaps.
    auto const rows = static_cast<double>(
        std::count_if(m_e.body.begin(), m_e.body.end(), [](PieceLine const& line) { return line.pieces.size() >= 2; }));
    auto const enough = static_cast<std::ptrdiff_t>(std::max(2.0, std::ceil(m_options.likely_share * rows)));
    std::vector<Gap> asked;
    for (Gap const& g : m_gaps) {
      bool const common = may_part(g) && likely.overlapping(g) >= enough;
      if (g.trust == Trust::certain || common) { asked.push_back(g); }
    }
    bool const too_many = m_found.size() + 1 > m_e.leaves.size();
    if (!too_many && std::all_of(asked.begin(), asked.end(), [&](Gap const& g) { return explained(g); })) { return; }
    std::vector<Cover::Stretch> const step_by_step = std::exchange(m_found, lines);
    std::vector<Gap> open;
    std::copy_if(asked.begin(), asked.end(), std::back_inserter(open), [&](Gap const& g) { return !explained(g); });
    double const price = 3 + 0.15 * static_cast<double>(m_e.body.size());
    bool cuts = false;
    for (std::size_t const i : Stabber(m_stretches, price).stab(std::move(open))) {
      m_found.push_back(m_stretches[i]);
      cuts = cuts || m_stretches[i].weight > m_options.likely_share * static_cast<double>(m_e.body.size());
    }
    std::sort(m_found.begin(), m_found.end(), by_place);
    if (cuts || m_found.size() + 1 != m_e.leaves.size()) { m_found = step_by_step; }
  }

  /// A boundary that only the body asks for has many rows and few cuts.
  bool holds(Cover::Stretch const& s, std::vector<Gap> const& gaps, Trust trust) const {
    int count = 0;
    double widest = 0;
    for (Gap const& g : gaps) {
      if (g.begin > s.middle() || g.end < s.middle()) { continue; }
      ++count;
      widest = std::max(widest, (g.end - g.begin) / g.size);
    }
    auto const rows = static_cast<double>(m_e.body.size());
    if (s.weight > m_options.cut_share * count) { return false; }
    if (trust == Trust::likely) { return m_e.leaves.empty() || count >= std::max(2.0, m_options.likely_share * rows); }
    return widest >= m_options.weak_gap && count >= m_options.weak_share * rows;
  }

  /// Header cells are centred in their columns: x[c+1] = 2 centre[c] - x[c]. So one boundary tells all, and it is
  /// chosen so that each lies within its stretch. Where that can't be, the columns stay as they are.
  void centre_on_header(std::vector<double>& xs) const {
    std::size_t const n = xs.size() - 1;
    std::vector<double> centre(n);
    if (m_e.leaves.size() != n) { return; }
    for (std::size_t c = 0; c < n; ++c) {
      centre[c] = m_e.leaves[c].centre();
      if (centre[c] <= xs[c] || centre[c] >= xs[c + 1]) { return; }
    }
    double const em = m_e.leaves.front().size;
    // x[c] = sign t + shift, with t = x[0]; each x[c] lies between low and high.
    double const inward = m_e.edges_known ? m_options.centre_slack : 1.0 * em,
                 outward = m_e.edges_known ? m_options.centre_slack : m_options.margin * em;
    double low = xs[0] - outward, high = xs[0] + inward, sign = 1, shift = 0;
    for (std::size_t c = 0; c < n; ++c) {
      shift = 2 * centre[c] - shift;
      sign = -sign;
      bool const last = c + 1 == n;
      double const from = (last ? xs[n] - inward : m_found[c].begin) - m_options.centre_slack;
      double const to = (last ? xs[n] + outward : m_found[c].end) + m_options.centre_slack;
      low = std::max(low, sign > 0 ? from - shift : shift - to);
      high = std::min(high, sign > 0 ? to - shift : shift - from);
    }
    if (low > high) { return; }
    double x = (low + high) / 2;
    for (std::size_t c = 0; c <= n; ++c) {
      double const from = c == 0 || c == n ? x : m_found[c - 1].begin, to = c == 0 || c == n ? x : m_found[c - 1].end;
      double const next = c < n ? 2 * centre[c] - x : 0;
      xs[c] = std::clamp(x, std::min(from, to), std::max(from, to));
      x = next;
    }
  }

  ColumnEvidence const& m_e;
  ColumnOptions const& m_options;
  std::vector<Gap> m_gaps;
  std::vector<Cover::Stretch> m_stretches;
  std::vector<Cover::Stretch> m_found; ///< Where the boundaries lie, rising.
};

} // namespace

int column_at(std::vector<double> const& xs, double x) noexcept {
  auto const after = std::upper_bound(xs.begin(), xs.end(), x);
  int const c = static_cast<int>(after - xs.begin()) - 1;
  return std::clamp(c, 0, static_cast<int>(xs.size()) - 2);
}

int column_of(std::vector<double> const& xs, Piece const& piece) noexcept {
  int best = column_at(xs, piece.centre());
  double most = -1;
  for (int c = column_at(xs, piece.box.x0), last = column_at(xs, piece.box.x1); c <= last; ++c) {
    auto const k = static_cast<std::size_t>(c);
    double const share = overlap_length(xs[k], xs[k + 1], piece.box.x0, piece.box.x1);
    if (share > most + 0.01) {
      most = share;
      best = c;
    }
  }
  return best;
}

std::vector<double> pieces_to_columns(ColumnEvidence const& evidence, ColumnOptions const& options) {
  return BoundaryFinder(evidence, options).find();
}

} // namespace gongkai::aligned
