// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/blame.hpp"

#include <algorithm>
#include <vector>

namespace gongkai {
namespace {

TableCell const* cell_of(Table const& table, int row, int col) {
  auto const at = std::lower_bound(table.cells.begin(), table.cells.end(), std::pair{row, col},
                                   [](TableCell const& c, std::pair<int, int> const& p) {
                                     return std::pair{c.row, c.col} < p;
                                   });
  return at != table.cells.end() && at->row == row && at->col == col ? &*at : nullptr;
}

/// Whether a figure's text was put together from pieces: a blank inside is more than a thousands separator.
bool in_pieces(std::string const& raw) {
  auto const first = raw.find_first_not_of(' '), last = raw.find_last_not_of(' ');
  if (first == std::string::npos) { return false; }
  std::string_view const inner = std::string_view(raw).substr(first, last - first + 1);
  return inner.find_first_of(" \n") != std::string_view::npos;
}

bool has_problem(Extraction const& e, std::size_t table, int page) {
  Problems const& problems = e.tables[table].problems;
  return std::any_of(problems.begin(), problems.end(), [&](Problem const& p) {
    bool const of_cells = p.code == ProblemCode::uncertain_table || p.code == ProblemCode::cells_overlap ||
                          p.code == ProblemCode::text_outside_cells;
    return of_cells && (p.page == 0 || p.page == page);
  });
}

/// The same figure, printed alike at another place.
bool repeated(Equations const& equations, FigureIndex f) {
  return std::any_of(equations.all().begin(), equations.all().end(), [&](Equation const& e) {
    if (e.form != EquationForm::copy || !e.applied || e.status == CheckStatus::fail || e.trivial) { return false; }
    auto const terms = equations.terms(e);
    return e.printed == f || (!terms.empty() && terms.front().figure == f);
  });
}

/// What the page says of one figure.
Verdict by_page(Extraction const& extraction, FigureRef const& ref, bool misplaced) {
  if (ref.of == FigureRef::Of::statement) { return {Blame::publisher, "whole"}; }
  Observation const& o = extraction.observations[ref.index];
  Table const& table = extraction.tables[o.table];
  TableCell const* const cell = cell_of(table, o.row, o.col);
  if (cell == nullptr) { return {}; }
  TableCell const* const left = cell_of(table, o.row, o.col - 1);
  TableCell const* const right = cell_of(table, o.row, o.col + 1);
  if (cell->overflow || (left != nullptr && left->overflow) || (right != nullptr && right->overflow)) {
    return {Blame::extraction, "overflow"};
  }
  if (in_pieces(cell->raw)) { return {Blame::extraction, "split_cell"}; }
  if (has_problem(extraction, o.table, o.page)) { return {Blame::extraction, "uncertain_table"}; }
  // Without rulings nothing but its place says which column a figure belongs to.
  if (misplaced) { return {table.method == GridMethod::lattice ? Blame::unknown : Blame::extraction, "misplaced"}; }
  if (table.method != GridMethod::lattice && table.method != GridMethod::shading) { return {}; }
  return {Blame::publisher, "whole"};
}

} // namespace

Verdict judge(Extraction const& extraction, Equations const& equations, Suspicion const& suspicion) {
  if (repeated(equations, suspicion.figure)) { return {Blame::publisher, "repeated"}; }
  return by_page(extraction, equations.figures()[suspicion.figure].ref, suspicion.misplaced);
}

Verdict judge_all(Extraction const& extraction, Equations const& equations, Equation const& equation) {
  std::vector<FigureIndex> figures;
  if (equation.form != EquationForm::blank) { figures.push_back(equation.printed); }
  for (Term const& t : equations.terms(equation)) { figures.push_back(t.figure); }
  bool all_whole = !figures.empty();
  for (FigureIndex const f : figures) {
    Verdict verdict = by_page(extraction, equations.figures()[f].ref, false);
    if (verdict.blame == Blame::extraction) { return verdict; }
    all_whole = all_whole && verdict.blame == Blame::publisher;
  }
  return all_whole ? Verdict{Blame::publisher, "all_whole"} : Verdict{};
}

} // namespace gongkai
