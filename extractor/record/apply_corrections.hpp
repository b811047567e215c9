// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Corrections take the place of what was read before anything is concluded from it. A judgement is applied where the
/// same text still stands at the same place; where it does not, that is a warning, and nothing is changed.
#pragma once

#include "record/correction.hpp"
#include "record/extraction.hpp"
#include "text/normalise.hpp"

#include <vector>

namespace gongkai {

class CorrectionRun {
public:
  /// All arguments must outlive it.
  CorrectionRun(std::vector<Judgement> const& judgements, AmountReader const& amounts, Normaliser const& normaliser)
      : m_judgements(judgements), m_amounts(amounts), m_normaliser(normaliser), m_done(judgements.size(), false),
        m_no_number(judgements.size(), false) {}

  /// Before records are made: texts of cells.
  void correct_tables(Extraction& extraction);

  /// Before statements are linked and checked: their values.
  void correct_statements(Extraction& extraction);

  /// When all records are there: says which of them were judged, and warns of judgements that found no place.
  void finish(Extraction& extraction);

private:
  bool same(std::string const& printed, std::string const& read) const;

  std::vector<Judgement> const& m_judgements;
  AmountReader const& m_amounts;
  Normaliser const& m_normaliser;
  std::vector<bool> m_done;
  std::vector<bool> m_no_number; ///< Its place was found, but its value is none for a figure of the text.
};

} // namespace gongkai
