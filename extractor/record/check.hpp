// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// What a test of a document's own arithmetic found. Values only: the tests are made in the check room.
#pragma once

#include "geometry/box.hpp"
#include "record/amount.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai {

enum class CheckKind : unsigned char {
  sum_mismatch,
  cross_table,
  table_vs_prose,
  prose_arithmetic,
  code_name,
  wrong_year,
  wrong_entity,
  missing_table,
  unit,
};

/// "sum_mismatch", "cross_table", ...
std::string_view name_of(CheckKind kind) noexcept;

enum class CheckStatus : unsigned char {
  pass,
  rounding, ///< Off by no more than the printed decimals allow.
  fail,
};

/// "pass", "rounding", "fail".
std::string_view name_of(CheckStatus status) noexcept;

enum class Blame : unsigned char { unknown, extraction, publisher };

/// "unknown", "extraction", "publisher".
std::string_view name_of(Blame blame) noexcept;

/// A figure of the document that takes part in checks: an observation, or a statement of the prose.
struct FigureRef {
  enum class Of : unsigned char { observation, statement };
  Of of = Of::observation;
  std::uint32_t index = 0; ///< Into Extraction::observations or Extraction::statements.

  friend bool operator==(FigureRef const&, FigureRef const&) = default;
};

struct Check {
  std::string id; ///< "c1", "c2", ... in the order of the document.
  CheckKind kind = CheckKind::sum_mismatch;
  CheckStatus status = CheckStatus::pass;
  std::string_view form; ///< How the operands give what is expected: "sum", "copy", "ratio", "change", "bound",
                         ///< "blank" (docs/formats/json.md); empty where they don't.
  std::string rule;      ///< The name of the rule in patterns/checks.
  std::string printed;   ///< As printed: a figure, or a text (a name, a year).
  std::string expected;  ///< What it should be by the other operands, in the same unit.
  std::string text;      ///< The line it stands in, where it is no figure of a table.
  std::optional<Decimal> difference; ///< printed - expected.
  std::optional<Decimal> tolerance;  ///< What the printed decimals allow.
  std::string unit;                  ///< Of printed, expected, difference and tolerance; empty where none is printed.
  std::vector<FigureRef> operands;   ///< The first is the one that is printed, where there is one.
  std::vector<bool> taken_off;       ///< For each operand: it is subtracted; empty where none is.
  std::optional<std::size_t> table;  ///< Where it stands: index into Extraction::tables.
  int page = 0;
  std::optional<Box> box;
  // Where it is no pass:
  std::string message, message_en; ///< A sentence each.
  // Where it fails:
  std::optional<std::size_t> suspect; ///< Index into operands.
  std::string suggested;              ///< What the suspect should be, where one value makes the equations hold.
  Blame blame = Blame::unknown;
  std::string reason;    ///< Why that blame: "overflow", "repeated", ...; empty where unknown.
  std::string explained; ///< The document's own sentence that explains it.
};

} // namespace gongkai
