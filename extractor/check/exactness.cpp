// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/exactness.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

namespace gongkai {
namespace {

/// What the sums of a table, or of a document, say.
struct SumWitness {
  double evidence = 0; ///< How unlikely it is that rounded figures add up so well, in natural logarithms.
  int exact = 0, off = 0;
  std::vector<FigureIndex> in_all_off; ///< Figures that take part in every sum that is off.

  /// One misprint may be the reason of all that is off.
  bool one_figure_off() const noexcept { return off == 0 || !in_all_off.empty(); }
};

/// Rounded figures add up so well in less than one document of a hundred.
constexpr double enough_evidence = 5;
/// Where more than one figure is off, so many sums of a document, and of a table, must be exact for each that is off.
constexpr int exact_in_document = 20, exact_in_table = 2;

/// Rounding is out of the question. Below that, a publisher may still let a long sum be off by two last digits.
constexpr double overwhelming_evidence = 14;
constexpr std::uint32_t many_parts = 5;

class SumReader {
public:
  explicit SumReader(Equations const& equations) : m_equations(equations) {}

  /// What one unit of the last digit is worth in the most exact figure of a sum.
  Wide finest_step(Equation const& e) const {
    Wide out = quantity(e.printed).step;
    for (Term const& t : m_equations.terms(e)) { out = std::min(out, quantity(t.figure).step); }
    return out;
  }

  /// Figures of a sum that end in another digit than nought, as those that were rounded mostly do.
  int ragged(Equation const& e) const {
    Wide const round = finest_step(e) * 10;
    auto const is_ragged = [&](FigureIndex f) { return quantity(f).value % round != 0; };
    int out = is_ragged(e.printed);
    for (Term const& t : m_equations.terms(e)) { out += is_ragged(t.figure); }
    return out;
  }

  void hear(Equation const& e, SumWitness& witness) const {
    constexpr int fewest = 3; // of two figures one is a copy of the other
    int const figures = ragged(e);
    if (figures < fewest) { return; }
    if (e.difference != 0) {
      hear_off(e, witness);
      return;
    }
    ++witness.exact;
    // The errors of n parts, each anywhere within half a unit, are together below half a unit with this chance.
    double const parts = figures - 1;
    witness.evidence -= std::log(std::erf(0.5 * std::sqrt(6 / parts)));
  }

private:
  void hear_off(Equation const& e, SumWitness& witness) const {
    std::vector<FigureIndex> own{e.printed};
    for (Term const& t : m_equations.terms(e)) { own.push_back(t.figure); }
    if (witness.off++ == 0) {
      witness.in_all_off = std::move(own);
    } else {
      std::erase_if(witness.in_all_off,
                    [&](FigureIndex f) { return std::find(own.begin(), own.end(), f) == own.end(); });
    }
  }

  Quantity const& quantity(FigureIndex f) const { return *m_equations.figures()[f].quantity; }

  Equations const& m_equations;
};

bool is_sum_of(FigureRef::Of place, Equations const& equations, Equation const& e) {
  return e.form == EquationForm::sum && !e.trivial && e.count > 0 && equations.figures()[e.printed].ref.of == place;
}

bool is_table_sum(Equations const& equations, Equation const& e) {
  return is_sum_of(FigureRef::Of::observation, equations, e);
}

bool is_text_sum(Equations const& equations, Equation const& e) {
  return is_sum_of(FigureRef::Of::statement, equations, e) && equations.family(e).kind == CheckKind::prose_arithmetic;
}

/// Off by one last digit, or by two.
Wide tightened(SumReader const& reader, Equation const& e, double evidence) {
  bool const lenient = evidence < overwhelming_evidence && e.count >= many_parts;
  return reader.finest_step(e) / 2 * (lenient ? 5 : 3);
}

/// What the tables of a document say; the sums of each table apart in `tables`.
SumWitness hear_tables(Equations const& equations, Extraction const& extraction,
                       std::map<std::size_t, SumWitness>& tables) {
  SumReader const reader(equations);
  SumWitness out;
  for (Equation const& e : equations.all()) {
    bool const sure = equations.family(e).trust == Trust::declared;
    if (!sure || !is_table_sum(equations, e) || e.status == CheckStatus::fail) { continue; }
    reader.hear(e, out);
    reader.hear(e, tables[extraction.observations[equations.figures()[e.printed].ref.index].table]);
  }
  return out;
}

bool is_exact(SumWitness const& witness) { return witness.evidence >= enough_evidence && witness.one_figure_off(); }

} // namespace

void tighten_exact_sums(Equations& equations, Extraction const& extraction) {
  SumReader const reader(equations);
  std::map<std::size_t, SumWitness> tables;
  SumWitness const document = hear_tables(equations, extraction, tables);
  bool const by_document = is_exact(document);
  bool const mostly = document.evidence >= enough_evidence && document.exact >= exact_in_document * document.off;
  for (std::uint32_t i = 0; i < equations.all().size(); ++i) {
    Equation const& e = equations.all()[i];
    if (!is_table_sum(equations, e)) { continue; }
    SumWitness const& table = tables[extraction.observations[equations.figures()[e.printed].ref.index].table];
    if (!by_document && !is_exact(table) && !(mostly && table.exact >= exact_in_table * table.off)) { continue; }
    double const evidence = std::max(by_document || mostly ? document.evidence : 0, table.evidence);
    equations.tighten(i, tightened(reader, e, evidence));
  }
}

void tighten_exact_text(Equations& equations, Extraction const& extraction) {
  SumReader const reader(equations);
  std::map<std::size_t, SumWitness> tables;
  SumWitness const document = hear_tables(equations, extraction, tables);
  SumWitness text;
  for (Equation const& e : equations.all()) {
    if (is_text_sum(equations, e) && e.status != CheckStatus::fail) { reader.hear(e, text); }
  }
  // The text prints the figures of the tables.
  if (is_exact(document)) { text.evidence += document.evidence; }
  if (!is_exact(text)) { return; }
  for (std::uint32_t i = 0; i < equations.all().size(); ++i) {
    Equation const& e = equations.all()[i];
    if (is_text_sum(equations, e)) { equations.tighten(i, tightened(reader, e, text.evidence)); }
  }
}

} // namespace gongkai
