// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// From paragraphs to statements. A paragraph is read from figure to figure: the words before one say what it measures
/// and of what; a figure without a name of its own belongs to the item in force (named before it in the paragraph, else
/// by the heading). See docs/design/0006-statements.md.
#pragma once

#include "prose/paragraph.hpp"
#include "prose/statement_patterns.hpp"
#include "table/table.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace gongkai {

/// What else is known of the document.
struct StatementContext {
  std::string_view entity;     ///< Left out of names; may be empty.
  int year = 0;                ///< Of the figures; 0 where unknown.
  bool final_accounts = false; ///< A figure of the budget is not what was spent.
};

struct StatementReading {
  std::vector<Statement> statements; ///< In reading order.
  std::vector<FigureSpan> spans;     ///< All digits of the paragraphs, contents left out.
};

/// `tables`: the sentences under empty ones are read too; their statements have no paragraph (no_paragraph).
StatementReading read_statements(Prose const& prose, std::span<Table const> tables, StatementContext const& context,
                                 StatementPatterns const& patterns);

} // namespace gongkai
