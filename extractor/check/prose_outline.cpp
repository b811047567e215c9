// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/prose_outline.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

namespace gongkai {
namespace {

class ProseOutline {
public:
  ProseOutline(Extraction const& e, CheckPatterns const& patterns, FigureNames& names, TextSums& sums)
      : m_e(e), m_patterns(patterns), m_names(names), m_sums(sums) {}

  void add() {
    read_lines();
    // The innermost first: the changes of wholes may be those of their parts' parts.
    for (std::size_t k = m_lines.size(); k-- > 0;) {
      if (m_lines[k].amount) { add_children(k); }
    }
    for (std::size_t k = 0; k < m_lines.size();) { k = add_row(k); }
  }

private:
  /// A paragraph that is numbered or says an amount.
  struct Line {
    int rank = 0; ///< Of its number, 1 (highest) to 4; 0 where it has none.
    std::optional<std::size_t> amount;
  };
  static constexpr std::size_t most_parts = 20;
  static constexpr int of_which = 9;

  void read_lines() {
    std::vector<std::optional<std::size_t>> amounts(m_e.prose.paragraphs.size()); // the first of each
    for (std::size_t i = 0; i < m_e.statements.size(); ++i) {
      std::size_t const p = m_e.statements[i].paragraph;
      if (p < amounts.size() && !amounts[p] && is_amount(i)) { amounts[p] = i; }
    }
    for (std::size_t p = 0; p < m_e.prose.paragraphs.size(); ++p) {
      Line line;
      line.amount = amounts[p];
      if (auto const* entry = m_patterns.numbering.find(m_e.prose.paragraphs[p].text)) {
        line.rank = entry->key[0] - '0';
        if (line.rank == of_which) { line.rank = 0; }
      }
      if (line.rank > 0 || line.amount || m_e.prose.paragraphs[p].heading) { m_lines.push_back(line); }
    }
  }

  bool is_amount(std::size_t i) const {
    Statement const& s = m_e.statements[i];
    return s.measure == Measure::amount && s.yuan && !s.not_arranged && m_sums.quantity(i) != nullptr;
  }

  /// "(1) Receipts 120: 1. Appropriations 100. 2. Other receipts 20."
  void add_children(std::size_t k) {
    std::vector<std::size_t> parts;
    int rank = 0;
    for (std::size_t i = k + 1; i < m_lines.size() && parts.size() < most_parts; ++i) {
      Line const& line = m_lines[i];
      if (line.rank <= m_lines[k].rank || (rank != 0 && line.rank < rank)) { break; }
      if (rank == 0) { rank = line.rank; }
      if (line.rank > rank) { continue; }
      if (!line.amount) { return; }
      parts.push_back(*line.amount);
    }
    if (parts.size() >= 2) { m_sums.add(*m_lines[k].amount, parts, known_of(parts)); }
  }

  /// Kinds of money, each named once, of which none is a part of another.
  Parts known_of(std::vector<std::size_t> const& parts) {
    for (std::vector<std::string> const& items : m_patterns.apart) {
      std::set<std::string_view> seen;
      bool const apart = std::all_of(parts.begin(), parts.end(), [&](std::size_t p) {
        std::string const& item = m_names.item(last_level(m_e.statements[p].subject));
        return std::find(items.begin(), items.end(), item) != items.end() && seen.insert(item).second;
      });
      if (apart) { return seen.size() == items.size() ? Parts::all : Parts::apart; }
    }
    return Parts::any;
  }

  /// Numbered paragraphs between two headings. Returns where the next row begins.
  std::size_t add_row(std::size_t k) {
    std::vector<std::size_t> parts;
    std::size_t i = k;
    Wide sum = 0;
    for (; i < m_lines.size() && m_lines[i].rank > 0 && m_lines[i].rank == m_lines[k].rank && m_lines[i].amount; ++i) {
      parts.push_back(*m_lines[i].amount);
      sum += m_sums.quantity(parts.back())->value;
    }
    if (parts.size() >= 2 && parts.size() <= most_parts) { add_said_elsewhere(parts, sum); }
    return std::max(i, k + 1);
  }

  /// What the row comes to, where the text says by how much that changed.
  void add_said_elsewhere(std::vector<std::size_t> const& parts, Wide sum) {
    if (m_by_value.empty()) {
      for (std::size_t i = 0; i < m_e.statements.size(); ++i) {
        if (!is_amount(i) || !m_sums.says_change(i)) { continue; }
        if (auto const key = m_sums.key_of(i)) { m_by_value[*key].push_back(i); }
      }
    }
    auto const found = m_by_value.find(static_cast<std::int64_t>(sum / ten_to(quantity_scale - 2)));
    if (found == m_by_value.end()) { return; }
    for (std::size_t const whole : found->second) {
      bool const own = std::find(parts.begin(), parts.end(), whole) != parts.end();
      if (own || m_sums.quantity(whole)->value != sum) { continue; }
      m_sums.add_open(whole, parts);
      return;
    }
  }

  Extraction const& m_e;
  CheckPatterns const& m_patterns;
  FigureNames& m_names;
  TextSums& m_sums;
  std::vector<Line> m_lines;
  std::unordered_map<std::int64_t, std::vector<std::size_t>> m_by_value; ///< See TextSums::key_of().
};

} // namespace

void add_prose_outline(Extraction const& extraction, CheckPatterns const& patterns, FigureNames& names,
                       TextSums& sums) {
  ProseOutline(extraction, patterns, names, sums).add();
}

} // namespace gongkai
