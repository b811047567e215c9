// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/apply_corrections.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace gongkai {
namespace {

/// Two boxes are one place where they share this much of what both cover: a later version may draw a cell a little
/// differently, but never half of it.
constexpr double shared_at_least = 0.5;

double shared(Box const& a, Box const& b) {
  double const width = std::min(a.x1, b.x1) - std::max(a.x0, b.x0),
               height = std::min(a.y1, b.y1) - std::max(a.y0, b.y0);
  if (width <= 0 || height <= 0) { return 0; }
  double const both = width * height;
  return both / (a.width() * a.height() + b.width() * b.height() - both);
}

} // namespace

bool CorrectionRun::same(std::string const& printed, std::string const& read) const {
  std::string const a = m_normaliser.squeeze(printed), b = m_normaliser.squeeze(read);
  if (a == b) { return true; }
  auto const x = m_amounts.read(a), y = m_amounts.read(b);
  return x && y && x->value == y->value;
}

void CorrectionRun::correct_tables(Extraction& extraction) {
  for (std::size_t i = 0; i < m_judgements.size(); ++i) {
    Judgement const& j = m_judgements[i];
    if (j.about == Judgement::About::check) { continue; }
    TableCell* best = nullptr;
    AppliedJudgement applied{j, {}, {}, 0, 0};
    double best_share = shared_at_least;
    for (std::size_t t = 0; t < extraction.tables.size(); ++t) {
      for (TableCell& cell : extraction.tables[t].cells) {
        double const share = cell.page == j.page ? shared(cell.box, j.box) : 0;
        if (share < best_share || !same(cell.text, j.read)) { continue; }
        best = &cell;
        best_share = share;
        applied.table = t;
        applied.row = cell.row;
        applied.col = cell.col;
      }
    }
    if (best == nullptr) { continue; }
    m_done[i] = true;
    if (j.action == Judgement::Action::correct) {
      best->text = m_normaliser.normalise(j.value);
      best->amount = m_amounts.read(m_normaliser.squeeze(best->text)).has_value();
    }
    extraction.judged.push_back(std::move(applied));
  }
}

void CorrectionRun::correct_statements(Extraction& extraction) {
  for (std::size_t i = 0; i < m_judgements.size(); ++i) {
    Judgement const& j = m_judgements[i];
    if (j.about == Judgement::About::check) { continue; }
    for (std::size_t s = 0; s < extraction.statements.size() && !m_done[i]; ++s) {
      Statement& statement = extraction.statements[s];
      if (statement.page != j.page || shared(statement.box, j.box) < shared_at_least ||
          !same(statement.value.text(), j.read)) {
        continue;
      }
      if (j.action == Judgement::Action::correct) {
        auto const value = m_amounts.read(m_normaliser.squeeze(j.value));
        if (!value) {
          m_no_number[i] = true;
          break;
        }
        statement.value = value->value;
        if (auto const power = m_amounts.power_of(statement.unit); power && statement.yuan) {
          statement.yuan = statement.value.times_power_of_ten(*power);
        }
      }
      m_done[i] = true;
      extraction.judged.push_back(
          {j, FigureRef{FigureRef::Of::statement, static_cast<std::uint32_t>(s)}, std::nullopt, 0, 0});
    }
  }
}

void CorrectionRun::finish(Extraction& extraction) {
  for (AppliedJudgement& applied : extraction.judged) {
    if (!applied.table) { continue; }
    for (std::size_t i = 0; i < extraction.observations.size(); ++i) {
      Observation const& o = extraction.observations[i];
      if (o.table == *applied.table && o.row == applied.row && o.col == applied.col) {
        applied.figure = FigureRef{FigureRef::Of::observation, static_cast<std::uint32_t>(i)};
      }
    }
  }
  for (std::size_t i = 0; i < m_judgements.size(); ++i) {
    if (m_done[i]) { continue; }
    Judgement const& j = m_judgements[i];
    if (j.about == Judgement::About::check) {
      extraction.judged.push_back({j, {}, {}, 0, 0});
      continue;
    }
    std::string why = m_no_number[i]
                          ? fmt::format("\"{}\" is no number; mend its value", j.value)
                          : fmt::format("\"{}\" is not read there any more; look at the place again", j.read);
    extraction.warnings.push_back(
        {ProblemCode::correction_not_applied, "a correction was not applied, since " + std::move(why), j.page, j.box});
  }
}

} // namespace gongkai
