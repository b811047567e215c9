// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/header_sums.hpp"

#include <algorithm>
#include <iterator>

namespace gongkai {
namespace {

/// Columns side by side under one text.
struct Node {
  std::string_view text;
  std::size_t first = 0, last = 0; ///< Columns of a run, the last one included.
  bool leaf = false;
  std::vector<Node> children;
};

enum class Marking : unsigned char { none, total, of_which, apart };

class HeaderSums {
public:
  HeaderSums(Sheet const& sheet, CheckPatterns const& patterns) : m_sheet(sheet), m_patterns(patterns) {}

  /// `columns`: those that hold the same figure of the year, from left to right.
  void read(std::vector<std::size_t> const& columns, ColumnSums& out) {
    m_columns = &columns;
    m_out = &out;
    Node root;
    root.last = columns.size() - 1;
    build(root, 0);
    visit(root);
  }

private:
  SheetColumn const& column(std::size_t i) const { return m_sheet.columns[(*m_columns)[i]]; }

  void build(Node& node, std::size_t level) const {
    for (std::size_t i = node.first; i <= node.last;) {
      auto const& path = column(i).path;
      Node child;
      child.first = child.last = i;
      child.leaf = path.size() <= level + 1;
      child.text = path.size() > level ? std::string_view(path[level]) : std::string_view();
      if (!child.leaf) {
        while (child.last < node.last) {
          auto const& next = column(child.last + 1).path;
          if (next.size() <= level + 1 || next[level] != child.text) { break; }
          ++child.last;
        }
        build(child, level + 1);
      }
      i = child.last + 1;
      node.children.push_back(std::move(child));
    }
  }

  Marking marking(Node const& node) const {
    if (node.leaf && column(node.first).column->rate) { return Marking::apart; }
    auto const* entry = m_patterns.columns.find(node.text);
    if (entry == nullptr) { return Marking::none; }
    if (entry->key == "total") { return node.leaf ? Marking::total : Marking::none; }
    return entry->key == "of_which" ? Marking::of_which : entry->key == "apart" ? Marking::apart : Marking::none;
  }

  static std::size_t total_of(Node const& node, std::vector<Marking> const& markings) {
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      if (markings[i] == Marking::total) { return i; }
    }
    return node.children.size();
  }

  std::vector<Marking> markings_of(Node const& node) const {
    std::vector<Marking> out;
    for (Node const& child : node.children) { out.push_back(marking(child)); }
    return out;
  }

  /// The columns whose sum is all that stands below a node.
  void add_value(Node const& node, std::vector<std::size_t>& out) const {
    if (node.leaf) {
      out.push_back((*m_columns)[node.first]);
      return;
    }
    std::vector<Marking> const markings = markings_of(node);
    std::size_t const total = total_of(node, markings);
    if (total < node.children.size()) {
      out.push_back((*m_columns)[node.children[total].first]);
      return;
    }
    // "of which" goes on to the end of the node.
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      if (i > 0 && markings[i] == Marking::of_which) { break; }
      if (markings[i] != Marking::apart) { add_value(node.children[i], out); }
    }
  }

  void visit(Node const& node) {
    std::vector<Marking> const markings = markings_of(node);
    std::size_t const total = total_of(node, markings);
    if (total < node.children.size()) { add_readings(node, markings, total); }
    for (Node const& child : node.children) {
      if (!child.leaf) { visit(child); }
    }
  }

  void add_readings(Node const& node, std::vector<Marking> const& markings, std::size_t total) {
    std::vector<ColumnSum> readings;
    for (bool const with_of_which : {true, false}) {
      ColumnSum sum;
      sum.rule = "header";
      sum.printed = (*m_columns)[node.children[total].first];
      for (std::size_t i = 0; i < node.children.size(); ++i) {
        if (i == total || markings[i] == Marking::apart) { continue; }
        if (!with_of_which && markings[i] == Marking::of_which) { continue; }
        add_value(node.children[i], sum.parts);
      }
      sum.taken_off.assign(sum.parts.size(), false);
      bool const known = !readings.empty() && readings.front().parts == sum.parts;
      if (!sum.parts.empty() && !known) { readings.push_back(std::move(sum)); }
    }
    if (!readings.empty()) { m_out->totals.push_back(std::move(readings)); }
  }

  Sheet const& m_sheet;
  CheckPatterns const& m_patterns;
  std::vector<std::size_t> const* m_columns = nullptr;
  ColumnSums* m_out = nullptr;
};

/// Finds the column of a measure among some columns; "a|b" is the first of several measures that is there.
std::optional<std::size_t> column_of(Sheet const& sheet, std::vector<std::size_t> const& columns,
                                     std::string_view measures) {
  while (true) {
    std::size_t const end = measures.find('|');
    std::string_view const measure = measures.substr(0, end);
    for (std::size_t const c : columns) {
      if (sheet.columns[c].column->measure == measure) { return c; }
    }
    if (end == std::string_view::npos) { return std::nullopt; }
    measures.remove_prefix(end + 1);
  }
}

void add_part(Sheet const& sheet, CheckPatterns const& patterns, std::vector<std::size_t> const& columns,
              std::string_view part, bool taken_off, int depth, ColumnSum& out) {
  if (part.starts_with('-')) {
    taken_off = !taken_off;
    part.remove_prefix(1);
  }
  if (auto const c = column_of(sheet, columns, part)) {
    out.parts.push_back(*c);
    out.taken_off.push_back(taken_off);
    return;
  }
  constexpr int deepest = 3;
  for (ItemSum const& identity : patterns.identities) {
    if (depth < deepest && std::find(identity.totals.begin(), identity.totals.end(), part) != identity.totals.end()) {
      for (std::string const& p : identity.parts) { add_part(sheet, patterns, columns, p, taken_off, depth + 1, out); }
      return;
    }
  }
}

void read_identities(Sheet const& sheet, CheckPatterns const& patterns, std::vector<std::size_t> const& columns,
                     ColumnSums& out) {
  for (ItemSum const& identity : patterns.identities) {
    if (!identity.tables.accepts(sheet.type)) { continue; }
    for (std::string const& total : identity.totals) {
      auto const printed = column_of(sheet, columns, total);
      if (!printed) { continue; }
      ColumnSum sum;
      sum.rule = identity.name;
      sum.printed = *printed;
      sum.declared = true;
      for (std::string const& part : identity.parts) { add_part(sheet, patterns, columns, part, false, 0, sum); }
      if (sum.parts.size() < 2) { break; }
      // What is declared counts instead of what the header seems to say.
      std::erase_if(out.totals, [&](auto const& readings) { return readings.front().printed == *printed; });
      out.totals.push_back({std::move(sum)});
      break;
    }
  }
}

/// Where no header names a total: "whole region, own level, lower level"; "owed, due in each of the years to come".
void guess_total(Sheet const& sheet, ColumnSums& out) {
  constexpr std::size_t fewest = 3, most = 24;
  std::vector<std::size_t> amounts;
  for (std::size_t c = 0; c < sheet.columns.size(); ++c) {
    if (!sheet.columns[c].column->rate) { amounts.push_back(c); }
  }
  if (amounts.size() < fewest || amounts.size() > most) { return; }
  std::vector<ColumnSum> readings;
  for (std::size_t const total : {amounts.front(), amounts.back()}) {
    ColumnSum sum;
    sum.rule = "columns and one of them";
    sum.printed = total;
    sum.guessed = true;
    std::copy_if(amounts.begin(), amounts.end(), std::back_inserter(sum.parts),
                 [&](std::size_t c) { return c != total; });
    sum.taken_off.assign(sum.parts.size(), false);
    readings.push_back(std::move(sum));
  }
  out.totals.push_back(std::move(readings));
}

} // namespace

ColumnSums read_header_sums(Sheet const& sheet, CheckPatterns const& patterns) {
  ColumnSums out;
  std::vector<bool> done(sheet.columns.size(), false);
  for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
    if (done[i]) { continue; }
    Column const& first = *sheet.columns[i].column;
    std::vector<std::size_t> same;
    for (std::size_t k = i; k < sheet.columns.size(); ++k) {
      Column const& c = *sheet.columns[k].column;
      if (c.basis != first.basis || c.prior_year != first.prior_year) { continue; }
      done[k] = true;
      same.push_back(k);
    }
    if (same.size() < 2) { continue; }
    HeaderSums(sheet, patterns).read(same, out);
    read_identities(sheet, patterns, same, out);
  }
  if (out.totals.empty()) { guess_total(sheet, out); }
  return out;
}

std::vector<std::vector<ColumnRate>> read_rates(Sheet const& sheet) {
  std::vector<std::vector<ColumnRate>> out;
  constexpr std::size_t most_columns = 24; // pairs of columns are tried: a wider table has no single rate to find
  if (sheet.columns.size() > most_columns) { return out; }
  auto const derived = [&](std::size_t c) {
    Column const& column = *sheet.columns[c].column;
    return column.rate || column.measure.starts_with("change");
  };
  for (std::size_t p = 0; p < sheet.columns.size(); ++p) {
    if (!derived(p)) { continue; }
    std::vector<ColumnRate> readings;
    for (std::size_t a = 0; a < sheet.columns.size(); ++a) {
      if (!derived(a) && sheet.columns[p].column->rate) { readings.push_back({RateForm::share, p, a, a}); }
      for (std::size_t b = 0; b < sheet.columns.size(); ++b) {
        if (a == b || derived(a) || derived(b)) { continue; }
        if (!sheet.columns[p].column->rate) {
          readings.push_back({RateForm::difference, p, a, b});
        } else {
          readings.push_back({RateForm::ratio, p, a, b});
          readings.push_back({RateForm::change, p, a, b});
        }
      }
    }
    if (!readings.empty()) { out.push_back(std::move(readings)); }
  }
  return out;
}

} // namespace gongkai
