// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// What the checks of a document found, for people: worst first, what hangs together in one place.
#pragma once

#include "check/wording.hpp"
#include "record/extraction.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace gongkai {

enum class ReportLanguage : unsigned char { chinese, english };

struct ReportStyle {
  ReportLanguage language = ReportLanguage::english;
  bool colours = false; ///< As terminals understand them.
};

/// Failing checks that belong together: one change would mend them, or they have figures in common, or the document
/// explains them by the same sentence.
struct Finding {
  std::vector<std::size_t> checks; ///< Indexes into Extraction::checks.
  bool explained = false;          ///< By the document itself.
  bool confirmed = false;          ///< By a person, each of them: what is printed is the publisher's error.

  /// Whether it counts as a conflict: nobody has explained it, and nobody has confirmed it.
  bool is_open() const noexcept { return !explained && !confirmed; }
};

/// The findings of a document, the worst first: the open before the confirmed and the explained, figures by how far
/// they are off, then what is printed in words.
std::vector<Finding> findings_of(Extraction const& extraction);

/// Findings of one document and a line that sums up, for a terminal.
std::string to_report(Extraction const& extraction, std::string_view file, Wording const& wording,
                      ReportStyle const& style);

/// Sums up several documents.
struct ReportTotals {
  std::size_t files = 0, figures = 0, proven = 0, conflicts = 0, confirmed = 0;
  std::size_t unchecked = 0; ///< Files in which nothing could be checked.
  void add(Extraction const& extraction);
};
std::string to_report(ReportTotals const& totals, Wording const& wording, ReportStyle const& style);

} // namespace gongkai
