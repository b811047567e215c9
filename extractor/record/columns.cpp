// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/columns.hpp"

#include "record/classification.hpp"

#include <algorithm>
#include <cctype>

namespace gongkai {
namespace {

constexpr auto file = "columns.toml";

/// What stands in a column's body.
struct Content {
  int amounts = 0, codes = 0, texts = 0, coded_texts = 0;
  bool decimals = false; ///< A figure with decimals: no code, no rank.
};

/// "201...", "[20101]...": a class, division or item code before a name.
bool begins_with_code(std::string_view text) {
  if (text.starts_with('[') || text.starts_with('(')) { text.remove_prefix(1); }
  std::size_t const digits = std::min(text.find_first_not_of("0123456789"), text.size());
  return digits < text.size() && system_of(text.substr(0, digits)) != CodeSystem::none;
}

std::vector<Content> contents(Table const& table, Normaliser const& normaliser, AmountReader const& amounts) {
  std::vector<Content> out(static_cast<std::size_t>(table.cols));
  for (TableCell const& c : table.cells) {
    if (c.row < table.header_rows || c.colspan > 1 || c.col >= table.cols) { continue; }
    Content& content = out[static_cast<std::size_t>(c.col)];
    std::string const text = normaliser.squeeze(c.text);
    auto const amount = amounts.read(text);
    if (!amount) {
      ++content.texts;
      content.coded_texts += begins_with_code(text);
    } else if (amount->mark == Mark::amount || amount->mark == Mark::zero) {
      ++content.amounts;
      content.decimals = content.decimals || amount->value.scale > 0;
      content.codes += system_of(text) != CodeSystem::none;
    }
  }
  return out;
}

ColumnRole role_by_content(Content const& content, bool measured) {
  if (content.amounts == 0 && content.texts == 0) { return measured ? ColumnRole::amount : ColumnRole::ignored; }
  if (content.amounts < content.texts) { return ColumnRole::label; }
  bool const codes = content.codes == content.amounts && !content.decimals && !measured && content.codes >= 2;
  return codes ? ColumnRole::code : ColumnRole::amount;
}

/// Code columns side by side under one header, each with the digits of its own level.
void split_code_columns(Table const& table, std::vector<Column>& columns) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].role != ColumnRole::code) { continue; }
    std::size_t end = i + 1;
    while (end < columns.size() && columns[end].role == ColumnRole::code &&
           table.column_paths[end] == table.column_paths[i]) {
      ++end;
    }
    if (end - i == 2 || end - i == 3) {
      columns[i].role = ColumnRole::code_class;
      columns[i + 1].role = ColumnRole::code_division;
      if (end - i == 3) { columns[i + 2].role = ColumnRole::code_item; }
    }
    i = end - 1;
  }
}

} // namespace

std::string_view name_of(ColumnRole role) noexcept {
  switch (role) {
  case ColumnRole::amount: return "amount";
  case ColumnRole::code:
  case ColumnRole::code_class:
  case ColumnRole::code_division:
  case ColumnRole::code_item:
  case ColumnRole::unit_code: return "code";
  case ColumnRole::label: return "label";
  case ColumnRole::ignored: return "other";
  }
  return "other";
}

std::string_view name_of(Side side) noexcept {
  return side == Side::receipts ? "receipts" : side == Side::expenditure ? "expenditure" : "";
}

int year_in(std::string_view text) noexcept {
  auto const digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  for (std::size_t i = 0; i + 4 <= text.size(); ++i) {
    bool const four =
        digit(i) && digit(i + 1) && digit(i + 2) && digit(i + 3) && !digit(i + 4) && (i == 0 || !digit(i - 1));
    if (!four) { continue; }
    int const year =
        (text[i] - '0') * 1000 + (text[i + 1] - '0') * 100 + (text[i + 2] - '0') * 10 + (text[i + 3] - '0');
    if (year >= 1990 && year <= 2099) { return year; }
  }
  return 0;
}

ColumnReader::ColumnReader(PatternFiles const& files)
    : m_roles(files, file, "role"), m_measures(files, file, "measure"), m_bases(files, file, "basis"),
      m_prior_year(files, file, "prior_year"), m_sides(files, file, "side") {}

ColumnRole ColumnReader::role_of(std::string_view leaf, Column& column) const {
  auto const* entry = m_roles.find(leaf);
  if (entry == nullptr) { return ColumnRole::amount; }
  std::string_view const key = entry->key;
  if (key == "class") { return ColumnRole::code_class; }
  if (key == "division") { return ColumnRole::code_division; }
  if (key == "item") { return ColumnRole::code_item; }
  if (key == "code") { return ColumnRole::code; }
  if (key == "unit_code") { return ColumnRole::unit_code; }
  column.entity = key == "entity";
  if (column.entity) {
    column.strength = 1;
    return ColumnRole::label;
  }
  if (!key.starts_with("label")) { return ColumnRole::ignored; }
  column.strength = key == "label_main" ? 3 : key == "label" ? 2 : 1;
  return ColumnRole::label;
}

void ColumnReader::read_measure(std::vector<std::string> const& path, int year, TablePatterns const& table_patterns,
                                Column& column) const {
  std::string generic, qualifier;
  bool carried = false;
  for (auto text = path.rbegin(); text != path.rend(); ++text) {
    if (auto const* m = m_measures.find(*text)) {
      carried = carried || m->key == "carryover";
      if (m->has("generic")) {
        // Of two that say little, the sum says more than the amount.
        if (generic.empty() || generic == "amount") { generic = m->key; }
      } else if (column.measure.empty()) {
        column.measure = m->key;
      } else if (m->has("qualifies") && m->key != column.measure && qualifier.empty()) {
        qualifier = m->key;
      }
    }
    if (column.basis.empty()) {
      if (auto const* basis = m_bases.find(*text)) { column.basis = basis->key; }
    }
    if (column.unit.empty()) {
      if (auto const unit = table_patterns.unit_in_text.match(*text)) { column.unit = std::string(unit->groups[1]); }
    }
    int const printed = year_in(*text);
    column.prior_year =
        column.prior_year || m_prior_year.find(*text) != nullptr || (printed != 0 && year != 0 && printed < year);
  }
  if (column.measure.empty()) { column.measure = generic; }
  if (!qualifier.empty()) { column.measure = qualifier + "/" + column.measure; }
  column.rate = column.measure.ends_with("change_rate");
  // "Carried over from last year" is money of this year; a change stands between two years.
  if (carried || column.rate || column.measure.starts_with("change")) { column.prior_year = false; }
}

std::vector<Column> ColumnReader::read(Table const& table, int year, TablePatterns const& table_patterns,
                                       Normaliser const& normaliser, AmountReader const& amounts) const {
  std::vector<Content> const content = contents(table, normaliser, amounts);
  std::vector<Column> out(static_cast<std::size_t>(table.cols));
  for (std::size_t i = 0; i < out.size(); ++i) {
    Column& column = out[i];
    std::vector<std::string> path;
    if (i < table.column_paths.size()) {
      for (std::string const& text : table.column_paths[i]) { path.push_back(normaliser.squeeze(text)); }
    }
    if (!path.empty()) {
      column.role = role_of(path.back(), column);
      if (auto const* side = m_sides.find(path.front())) {
        column.side = side->key == "receipts" ? Side::receipts : Side::expenditure;
      }
    } else {
      column.role = ColumnRole::amount;
    }
    // A header that speaks of names stands over amounts only where the rulings say so by mistake.
    bool const figures = content[i].decimals && content[i].amounts > content[i].texts;
    if (column.role == ColumnRole::label && figures) { column.role = ColumnRole::amount; }
    // A column of codes is one, whatever number its header promises.
    constexpr int enough_codes = 3;
    bool const all_codes =
        content[i].codes == content[i].amounts && content[i].codes >= enough_codes && !content[i].decimals;
    if (column.role == ColumnRole::ignored && all_codes && content[i].texts == 0) { column.role = ColumnRole::code; }
    column.coded = content[i].coded_texts * 2 > content[i].texts;
    if (column.role != ColumnRole::amount) { continue; }
    read_measure(path, year, table_patterns, column);
    column.role = role_by_content(content[i], !column.measure.empty());
    if (column.role == ColumnRole::label) { column.strength = 2; }
  }
  if (!table.column_paths.empty()) { split_code_columns(table, out); }
  return out;
}

} // namespace gongkai
