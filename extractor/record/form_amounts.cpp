// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/form_amounts.hpp"

#include <algorithm>

namespace gongkai {
namespace {

/// The labels of an amount: texts left of it in its row, from the next amount (or the border) on; where the block has
/// columns of money (`in_columns`), beyond the amounts of the others.
std::vector<TableCell const*> labels_of(TableCell const& amount, CellMap const& cells, AmountReader const& amounts,
                                        Normaliser const& normaliser, bool in_columns) {
  std::vector<TableCell const*> out;
  for (int c = amount.col - 1; c >= 0; --c) {
    TableCell const* cell = cells.at(amount.row, c);
    if (cell == nullptr || (!out.empty() && out.back() == cell)) { continue; }
    if (amounts.read(normaliser.squeeze(cell->text))) {
      if (!in_columns || !out.empty()) { break; }
      continue;
    }
    out.push_back(cell);
  }
  std::reverse(out.begin(), out.end());
  return out;
}

std::string joined(std::vector<TableCell const*> const& cells, std::size_t first) {
  std::string out;
  for (std::size_t i = first; i < cells.size(); ++i) { out += (out.empty() ? "" : "/") + cells[i]->text; }
  return out;
}

} // namespace

void read_form_amounts(Table const& table, std::size_t index, TableReading const& reading, RowPatterns const& rows,
                       AmountReader const& amounts, TablePatterns const& table_patterns, Normaliser const& normaliser,
                       std::vector<Observation>& out) {
  CellMap const cells(table);
  TableCell const* block = nullptr;
  for (TableCell const& cell : table.cells) {
    if (cell.col == 0) {
      std::string const text = normaliser.squeeze(cell.text);
      block = rows.money_block.matches(text)                         ? &cell
              : cell.row < (block ? block->row + block->rowspan : 0) ? block
                                                                     : nullptr;
      continue;
    }
    if (block == nullptr || cell.row >= block->row + block->rowspan) { continue; }
    auto const amount = amounts.read(normaliser.squeeze(cell.text));
    if (!amount || (amount->mark != Mark::amount && amount->mark != Mark::zero) || amount->unit == "%") { continue; }
    // The head of the block's column, where the block has a row of heads.
    TableCell const* head = cells.at(block->row, cell.col);
    if (head != nullptr && (head->row >= cell.row || amounts.read(normaliser.squeeze(head->text)))) { head = nullptr; }
    bool const in_columns = head != nullptr && rows.money_head.matches(normaliser.squeeze(head->text));
    std::vector<TableCell const*> const labels = labels_of(cell, cells, amounts, normaliser, in_columns);
    std::size_t const first = !labels.empty() && labels.front() == block && labels.size() > 1 ? 1 : 0;
    if (labels.empty() || !rows.money_label.matches(normaliser.squeeze(joined(labels, 0)))) { continue; }
    Observation o;
    o.type = reading.type;
    o.table = index;
    o.row = cell.row;
    o.col = cell.col;
    o.name.label = joined(labels, first);
    for (std::size_t i = first; i < labels.size(); ++i) { o.name.label_path.push_back(labels[i]->text); }
    if (head != nullptr) { o.path.push_back(head->text); }
    o.measure = "amount";
    o.amount = amount->value;
    o.mark = amount->mark;
    std::string const block_text = normaliser.squeeze(block->text); // the match looks into it
    auto const unit = table_patterns.unit_in_text.match(block_text);
    o.unit = !amount->unit.empty() ? amount->unit : unit ? amounts.name_of_unit(unit->groups[1]) : reading.unit;
    if (auto const power = amounts.power_of(o.unit)) { o.yuan = o.amount.times_power_of_ten(*power); }
    o.page = cell.page;
    o.box = cell.box;
    out.push_back(std::move(o));
  }
}

} // namespace gongkai
