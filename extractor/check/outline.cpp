// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/outline.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace gongkai {
namespace {

// Depths, from the top. A list mixes at most some of them.
constexpr int depth_of_units = 45;
constexpr int depth_of_unmarked = 90;
constexpr int no_depth = -1; ///< Of totals.

int depth_of_rank(int rank) { return rank * 10; }
int depth_of_code(std::string const& code) { return code.size() <= 3 ? 50 : code.size() <= 5 ? 60 : 70; }

/// What counts as a level in a reading.
struct Levels {
  bool codes = false; ///< Else numbering only.
  bool units = false; ///< Rows of entities, and, between coded rows, all without a code, stand above the others.
  bool last_names = false, first_names = false; ///< The column in which a row's last or first name stands.
  bool restart = false;           ///< Numbering that begins anew after an unmarked row counts below that row.
  bool leading_subtotals = false; ///< Subtotals stand above their parts.
  bool leading_totals = false;    ///< Several totals stand above their parts.
};

bool is_total(SheetRow const& row) {
  // A numbered row called "receipts of the year" is a heading with its parts below.
  return row.kind == RowKind::grand || row.kind == RowKind::subtotal || (row.kind == RowKind::current && row.rank == 0);
}

class Outline {
public:
  Outline(Sheet const& sheet, Levels const& levels)
      : m_sheet(sheet), m_levels(levels), m_depths(sheet.rows.size(), no_depth) {
    m_guessed.assign(sheet.rows.size(), false);
    m_aside.assign(sheet.rows.size(), false);
    for (SheetRow const& row : sheet.rows) {
      if (!row.code.empty()) { m_deepest_code = std::max(m_deepest_code, depth_of_code(row.code)); }
    }
    read_rank_depths();
    for (std::size_t i = 0; i < sheet.rows.size(); ++i) { m_depths[i] = depth(i); }
    set_of_which();
    if (levels.restart) { set_restarts(); }
  }

  std::vector<RowSum> sums() {
    add_children();
    add_totals();
    return std::move(m_sums);
  }

private:
  /// Rows with numbering of one kind are of one level, whatever code a name alone was taken for.
  void read_rank_depths() {
    std::array<std::map<int, int>, 10> counts;
    for (SheetRow const& row : m_sheet.rows) {
      if (row.rank > 0 && !row.code.empty()) { ++counts[static_cast<std::size_t>(row.rank)][depth_of_code(row.code)]; }
    }
    for (std::size_t rank = 0; rank < counts.size(); ++rank) {
      auto const most = std::max_element(counts[rank].begin(), counts[rank].end(),
                                         [](auto const& a, auto const& b) { return a.second < b.second; });
      if (most != counts[rank].end()) { m_rank_depth[rank] = most->first; }
    }
  }

  int depth(std::size_t i) {
    SheetRow const& row = m_sheet.rows[i];
    if (row.kind == RowKind::subtotal && m_levels.leading_subtotals) { return depth_of_units; }
    if (row.kind == RowKind::grand && m_levels.leading_totals) { return depth_of_units; }
    if (is_total(row)) { return no_depth; }
    if (m_levels.last_names) { return row.last_label; }
    if (m_levels.first_names) { return row.first_label; }
    if (m_levels.units && (row.kind == RowKind::unit || (m_levels.codes && row.code.empty() && row.rank == 0))) {
      return depth_of_units;
    }
    if (m_levels.codes && !row.code_printed && row.rank > 0 && m_rank_depth[static_cast<std::size_t>(row.rank)] != 0) {
      return m_rank_depth[static_cast<std::size_t>(row.rank)];
    }
    if (m_levels.codes && !row.code.empty()) { return depth_of_code(row.code) + (repeats_row_above(i) ? 1 : 0); }
    if (row.rank > 0) { return depth_of_rank(row.rank); }
    return m_levels.codes ? depth_of_unknown(i) : depth_of_unmarked;
  }

  /// A name in no list of codes, among names that are: most likely one more of the lowest level.
  int depth_of_unknown(std::size_t i) {
    if (m_deepest_code == 0 || i == 0 || m_sheet.rows[i - 1].code_printed) { return depth_of_unmarked; }
    m_guessed[i] = true;
    return m_deepest_code;
  }

  /// The same code, name and figures again: the only part of the row above, whose own code is not printed.
  bool repeats_row_above(std::size_t i) const {
    if (i == 0) { return false; }
    SheetRow const &row = m_sheet.rows[i], &above = m_sheet.rows[i - 1];
    if (row.code != above.code || row.bare != above.bare || !row.code_printed) { return false; }
    for (std::size_t c = 0; c < m_sheet.columns.size(); ++c) {
      std::int32_t const a = m_sheet.at(i, c), b = m_sheet.at(i - 1, c);
      if ((a < 0) != (b < 0) || (a >= 0 && m_sheet.value(a) != m_sheet.value(b))) { return false; }
    }
    return true;
  }

  /// "of which" begins the parts of the row just above, whatever their numbering; the parts go on as long as rows have
  /// the same numbering, up to a row that has parts itself.
  void set_of_which() {
    auto const& rows = m_sheet.rows;
    for (std::size_t i = 1; i < rows.size(); ++i) {
      if (!rows[i].of_which || m_depths[i] == no_depth) { continue; }
      bool const of_total = m_depths[i - 1] == no_depth;
      int const own = m_depths[i], base = m_depths[i - 1] + 1;
      if (!of_total && base <= own) { continue; } // stands below the row above anyway
      bool const unmarked = own == depth_of_unmarked;
      std::size_t k = i;
      bool ends_before_parts = false;
      for (; k < rows.size() && m_depths[k] != no_depth && m_depths[k] >= own; ++k) {
        bool const has_parts = k + 1 < rows.size() && rows[k + 1].of_which && rows[k].rank == 0;
        ends_before_parts = k > i && unmarked && has_parts;
        if (ends_before_parts) { break; }
        m_aside[k] = of_total;
        if (!of_total) { m_depths[k] += base - own; }
      }
      // Nothing says where the last of several such lists ends.
      if (unmarked && !ends_before_parts) {
        std::fill(m_guessed.begin() + static_cast<std::ptrdiff_t>(i),
                  m_guessed.begin() + static_cast<std::ptrdiff_t>(k), true);
        if (!of_total) { m_open_end = std::min(m_open_end, i); }
      }
      i = k - 1;
    }
  }

  /// "1., 2." after an unmarked row, where numbering was used before: the parts of that row.
  void set_restarts() {
    auto const& rows = m_sheet.rows;
    bool numbered_before = false;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      bool const starts =
          i > 0 && rows[i].rank > 0 && rows[i - 1].rank == 0 && m_depths[i - 1] == depth_of_unmarked && numbered_before;
      numbered_before = numbered_before || rows[i].rank > 0;
      if (!starts) { continue; }
      int const own = m_depths[i];
      for (std::size_t k = i; k < rows.size() && rows[k].rank > 0 && m_depths[k] >= own && m_depths[k] != no_depth;
           ++k) {
        m_depths[k] += depth_of_unmarked;
      }
    }
  }

  void add_children() {
    std::vector<std::size_t> open; // rows above the current one, each deeper than the one before
    std::vector<RowSum> sums(m_sheet.rows.size());
    m_parent.assign(m_sheet.rows.size(), none);
    for (std::size_t i = 0; i < m_sheet.rows.size(); ++i) {
      if (m_depths[i] == no_depth || m_aside[i]) {
        open.clear();
        continue;
      }
      while (!open.empty() && !above(open.back(), i)) { open.pop_back(); }
      if (!open.empty()) {
        m_parent[i] = open.back();
        sums[open.back()].parts.push_back(i);
      }
      open.push_back(i);
    }
    spread_guesses();
    for (std::size_t i = 0; i < sums.size(); ++i) {
      if (sums[i].parts.empty()) { continue; }
      sums[i].printed = i;
      bool const partial = std::any_of(sums[i].parts.begin(), sums[i].parts.end(),
                                       [&](std::size_t p) { return m_sheet.rows[p].of_which; });
      sums[i].rule = partial ? SumRule::of_which : SumRule::children;
      sums[i].doubtful = doubtful(sums[i]);
      m_sums.push_back(std::move(sums[i]));
    }
  }

  /// A guessed row may be missing among the parts of any row above it.
  void spread_guesses() {
    m_above_guess.assign(m_guessed.size(), false);
    for (std::size_t i = 0; i < m_guessed.size(); ++i) {
      if (!m_guessed[i]) { continue; }
      for (std::size_t row = i; row != none && !m_above_guess[row]; row = m_parent[row]) { m_above_guess[row] = true; }
    }
  }

  bool doubtful(RowSum const& sum) const {
    return m_above_guess[sum.printed] ||
           std::any_of(sum.parts.begin(), sum.parts.end(), [&](std::size_t p) { return m_guessed[p]; });
  }

  bool above(std::size_t parent, std::size_t child) const {
    if (m_depths[parent] >= m_depths[child]) { return false; }
    std::string const &a = m_sheet.rows[parent].code, &b = m_sheet.rows[child].code;
    bool const both_coded = m_levels.codes && !a.empty() && !b.empty() && m_sheet.rows[child].code_printed;
    return !both_coded || b.starts_with(a);
  }

  void add_totals() {
    constexpr std::size_t nothing_yet = none;
    std::size_t leading = nothing_yet;
    std::vector<std::size_t> roots, since_grand, all;
    auto const add = [&](std::size_t printed, std::vector<std::size_t> parts) {
      if (parts.empty()) { return; }
      m_sums.push_back({SumRule::total, printed, std::move(parts), false});
      // Rows below a total at the end are no part of it; below one at the beginning all are.
      bool const above_all = m_sums.back().parts.back() > printed;
      m_sums.back().doubtful = (above_all ? m_open_end != none : m_open_end < printed) || doubtful(m_sums.back());
    };
    for (std::size_t i = 0; i < m_sheet.rows.size(); ++i) {
      if (m_depths[i] != no_depth) {
        if (m_parent[i] == none && !m_aside[i]) {
          roots.push_back(i);
          since_grand.push_back(i);
          all.push_back(i);
        }
        continue;
      }
      if (all.empty() && leading == nothing_yet) {
        leading = i;
      } else if (m_sheet.rows[i].kind == RowKind::grand) {
        add(i, since_grand);
        // A second one goes on from the first: "receipts", what is added to them, "all receipts".
        since_grand = {i};
        roots.clear();
      } else {
        // A subtotal stands for its parts from here on.
        add(i, roots);
        if (!roots.empty()) {
          since_grand.erase(since_grand.end() - static_cast<std::ptrdiff_t>(roots.size()), since_grand.end());
        }
        since_grand.push_back(i);
        roots.clear();
      }
    }
    if (leading != nothing_yet) { add(leading, all); }
  }

  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  Sheet const& m_sheet;
  Levels m_levels;
  std::vector<int> m_depths;
  std::vector<bool> m_guessed;        ///< Rows whose depth, or whose end, is not printed.
  std::vector<bool> m_above_guess;    ///< Guessed, or above a row that is.
  std::vector<bool> m_aside;          ///< Rows that are a part of a total, and of nothing else.
  std::size_t m_open_end = none;      ///< The first row of a list whose last rows may be its parts, or not.
  std::array<int, 10> m_rank_depth{}; ///< By numbering: how deep the codes of such rows are, mostly.
  int m_deepest_code = 0;
  std::vector<std::size_t> m_parent;
  std::vector<RowSum> m_sums;
};

bool same(std::vector<RowSum> const& a, std::vector<RowSum> const& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](RowSum const& x, RowSum const& y) { return x.printed == y.printed && x.parts == y.parts; });
}

} // namespace

std::vector<OutlineReading> read_outline(Sheet const& sheet) {
  std::vector<OutlineReading> out;
  if (sheet.rows.size() < 2) { return out; }
  auto const count = [&](auto const& test) { return std::count_if(sheet.rows.begin(), sheet.rows.end(), test); };
  auto const printed_codes = count([](SheetRow const& r) { return r.code_printed; });
  auto const codes = count([](SheetRow const& r) { return !r.code.empty(); });
  auto const units = count([](SheetRow const& r) { return r.kind == RowKind::unit; });
  auto const numbered = count([](SheetRow const& r) { return r.rank > 0; });
  auto const subtotals = count([](SheetRow const& r) { return r.kind == RowKind::subtotal; });
  auto const inset = count([](SheetRow const& r) { return r.last_label > 0; });
  auto const plain = count([](SheetRow const& r) { return !is_total(r); });
  auto const try_reading = [&](std::string name, Levels const& levels, bool sure) {
    std::vector<RowSum> sums = Outline(sheet, levels).sums();
    bool const known = std::any_of(out.begin(), out.end(), [&](auto const& r) { return same(r.sums, sums); });
    if (!known && !sums.empty()) { out.push_back({std::move(name), sure, std::move(sums)}); }
  };
  bool const coded = codes * 2 >= plain && codes > 0;
  if (coded) {
    bool const sure = printed_codes * 2 >= plain || numbered * 2 >= plain;
    try_reading("codes", {.codes = true}, sure);
    if (codes < plain) { try_reading("codes of entities", {.codes = true, .units = true}, sure); }
  }
  try_reading("numbering", {}, !coded && numbered * 2 >= plain);
  if (numbered > 0) { try_reading("numbering that restarts", {.restart = true}, false); }
  if (units > 0) { try_reading("entities", {.units = true}, false); }
  if (inset > 0) {
    try_reading("columns of names", {.last_names = true}, true);
    try_reading("columns of first names", {.first_names = true}, true);
  }
  auto const totals = count([](SheetRow const& r) { return r.kind == RowKind::grand; });
  if (totals > 1 && sheet.rows.front().kind == RowKind::grand) {
    try_reading("totals first", {.leading_totals = true}, false);
  }
  if (subtotals > 0) { try_reading("subtotals first", {.leading_subtotals = true}, false); }
  return out;
}

} // namespace gongkai
