// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// What a person found when looking at the page: that a figure was read right, or what is printed instead
/// (docs/formats/corrections.md).
#pragma once

#include "geometry/box.hpp"
#include "record/check.hpp"

#include <tl/expected.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai {

struct Judgement {
  enum class Action : unsigned char { accept, correct };
  enum class About : unsigned char { place, check };
  Action action = Action::accept;
  About about = About::place; ///< A figure or cell; or a check that stands at none.
  bool publisher = false;     ///< What is printed is the publisher's error.
  int page = 0;               ///< Counted from 1; 0 for a check of the whole document.
  Box box;                    ///< Of the figure or cell, on the page as seen; of a check none is needed.
  std::string read;           ///< What had been read there.
  std::string value;          ///< What is printed, where that is something else.
  std::string by, at, note;
};

/// Judgements of several documents.
struct Corrections {
  std::map<std::string, std::vector<Judgement>, std::less<>> by_sha256;
  std::string fingerprint; ///< Of the files they were read from; empty where there are none.

  /// Adds those of another file; of two judgements about one place the later one counts.
  void add(Corrections&& more);

  /// Those of one document.
  std::vector<Judgement> const& of(std::string_view sha256) const;
};

/// A judgement and what it was applied to: nothing, where it is about a check.
struct AppliedJudgement {
  Judgement judgement;
  std::optional<FigureRef> figure;  ///< An observation or a statement.
  std::optional<std::size_t> table; ///< Where it is a cell: index into Extraction::tables,
  int row = 0, col = 0;             ///< and its place.
};

/// Reads a file of corrections; fails with a sentence that says what is wrong with it.
tl::expected<Corrections, std::string> parse_corrections(std::string_view json);

/// Of the judgements in a file of corrections, those about one document that were not applied to it, as a JSON array
/// that holds them as they are: what is read otherwise now, and what was seen of residue and warnings.
std::string judgements_not_applied(std::string_view json, std::string_view sha256,
                                   std::vector<AppliedJudgement> const& judged);

/// Of `judged`, the one about a figure, or about a cell; null where nobody looked at it.
Judgement const* judgement_of(std::vector<AppliedJudgement> const& judged, FigureRef const& figure);
Judgement const* judgement_of(std::vector<AppliedJudgement> const& judged, std::size_t table, int row, int col);

} // namespace gongkai
