// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// What becomes of a wrong figure: figures of tables and of the text that were read right are made wrong in memory, one
/// at a time, and the document is checked again. A figure that was proven must then be in conflict.
#pragma once

#include "pipeline.hpp"

#include <array>
#include <random>
#include <string_view>

namespace gongkai {

enum class Corruption : unsigned char {
  digit,      ///< One digit is another.
  dropped,    ///< One digit is missing.
  doubled,    ///< One digit stands twice.
  column,     ///< The figure stands in the column beside it, or, where a figure stands there, that one is read in its
              ///< place.
  row,        ///< The figure of the next row is read in its place.
  said_digit, ///< In the text: one digit is another, missing, or stands twice;
  said_dropped,
  said_doubled,
  said_next, ///< the next figure that measures the same is read in its place.
  // Two figures have changed places. A sum is the same in any order: only where the figures stand elsewhere too can
  // this be seen, so it is measured, and no part of what is promised.
  exchanged_columns,
  exchanged_rows,
};

inline constexpr std::array promised{Corruption::digit, Corruption::dropped, Corruption::doubled, Corruption::column,
                                     Corruption::row};
inline constexpr std::array promised_of_text{Corruption::said_digit, Corruption::said_dropped,
                                             Corruption::said_doubled};
/// Text has no rows that could be taken for each other: this is measured only.
inline constexpr std::array measured_of_text{Corruption::said_next};
inline constexpr std::array measured{Corruption::exchanged_columns, Corruption::exchanged_rows};

std::string_view name_of(Corruption corruption) noexcept;

struct Tally {
  int trials = 0;
  int in_conflict = 0;
  int still_proven = 0;
  int named = 0;       ///< Of those in conflict, the ones that a failing check names as its suspect.
  int told_right = 0;  ///< Of those, the ones for which the true value is suggested.
  int other_named = 0; ///< Of those in conflict, the ones for which another figure is named.

  void add(Tally const& other) {
    trials += other.trials;
    in_conflict += other.in_conflict;
    still_proven += other.still_proven;
    named += other.named;
    told_right += other.told_right;
    other_named += other.other_named;
  }
};

/// Makes `trials` proven figures wrong, each alone, and counts what the checks say of them. `extraction` is left as it
/// was.
Tally corrupt(Extraction& extraction, Knowledge const& knowledge, Corruption corruption, int trials,
              std::mt19937& random, bool verbose = false);

/// The same for figures of the text.
Tally corrupt_text(Extraction& extraction, Knowledge const& knowledge, Corruption corruption, int trials,
                   std::mt19937& random, bool verbose = false);

} // namespace gongkai
