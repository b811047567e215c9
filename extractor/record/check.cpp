// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/check.hpp"

namespace gongkai {

std::string_view name_of(CheckKind kind) noexcept {
  switch (kind) {
  case CheckKind::sum_mismatch: return "sum_mismatch";
  case CheckKind::cross_table: return "cross_table";
  case CheckKind::table_vs_prose: return "table_vs_prose";
  case CheckKind::prose_arithmetic: return "prose_arithmetic";
  case CheckKind::code_name: return "code_name";
  case CheckKind::wrong_year: return "wrong_year";
  case CheckKind::wrong_entity: return "wrong_entity";
  case CheckKind::missing_table: return "missing_table";
  case CheckKind::unit: return "unit";
  }
  return "sum_mismatch";
}

std::string_view name_of(CheckStatus status) noexcept {
  return status == CheckStatus::pass ? "pass" : status == CheckStatus::rounding ? "rounding" : "fail";
}

std::string_view name_of(Blame blame) noexcept {
  return blame == Blame::extraction ? "extraction" : blame == Blame::publisher ? "publisher" : "unknown";
}

} // namespace gongkai
