// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/check_judgement.hpp"

#include <algorithm>
#include <cmath>

namespace gongkai {
namespace {

constexpr double nearly = 0.5; // points: the same box, rounded once more

bool same_box(Box const& a, Box const& b) {
  return std::abs(a.x0 - b.x0) < nearly && std::abs(a.y0 - b.y0) < nearly && std::abs(a.x1 - b.x1) < nearly &&
         std::abs(a.y1 - b.y1) < nearly;
}

/// Whether a judged cell is the one a check of words stands at.
bool is_at(AppliedJudgement const& judged, Check const& c, Extraction const& e) {
  if (!judged.table || judged.table != c.table || !c.box) { return false; }
  auto const& cells = e.tables[*judged.table].cells;
  return std::any_of(cells.begin(), cells.end(), [&](TableCell const& cell) {
    return cell.row == judged.row && cell.col == judged.col && cell.page == c.page && same_box(cell.box, *c.box);
  });
}

bool is_about(AppliedJudgement const& judged, Check const& c, Extraction const& e) {
  if (judged.judgement.about == Judgement::About::check) {
    return judged.judgement.page == c.page && judged.judgement.read == judged_text(c);
  }
  if (c.form.empty()) { return is_at(judged, c, e); }
  return judged.figure && std::find(c.operands.begin(), c.operands.end(), *judged.figure) != c.operands.end();
}

} // namespace

std::string const& judged_text(Check const& check) noexcept {
  return check.printed.empty() ? check.expected : check.printed;
}

CheckJudgement judgement_about(Check const& check, Extraction const& extraction) {
  CheckJudgement out;
  int most = 0;
  for (AppliedJudgement const& j : extraction.judged) {
    bool const corrected = j.judgement.action == Judgement::Action::correct;
    if ((corrected && !j.judgement.publisher) || !is_about(j, check, extraction)) { continue; }
    bool const suspect = check.suspect && j.figure && check.operands[*check.suspect] == *j.figure;
    int const weight = 1 + (j.judgement.publisher ? 2 : 0) + (suspect ? 1 : 0);
    if (weight > most) { out = {&j.judgement, j.figure}; }
    most = std::max(most, weight);
  }
  return out;
}

std::size_t confirmed_checks(Extraction const& extraction) {
  return static_cast<std::size_t>(
      std::count_if(extraction.checks.begin(), extraction.checks.end(), [&](Check const& c) {
        return c.status == CheckStatus::fail && judgement_about(c, extraction).confirmed();
      }));
}

} // namespace gongkai
