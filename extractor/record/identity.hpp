// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// What the document is: its kind, the year it is about, who published it, for which region, when. Each is read at many
/// places (witnesses.hpp), with the wording of patterns/identity.toml; the places vote by what they are worth. Readings
/// that differ from what is decided are kept: last year's number left in a title, another department's name.
#pragma once

#include "record/regions.hpp"
#include "record/witnesses.hpp"
#include "text/keyed_patterns.hpp"
#include "text/line_patterns.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai {

/// One thing read at one place.
struct IdentityReading {
  std::string value;
  double weight = 0;
  Witness witness;
};

/// A key of the document's identity and where it was read.
struct IdentityField {
  std::string value;                          ///< Empty where nothing tells.
  std::vector<IdentityReading> evidence;      ///< That say so, the weightiest first: one of each kind of place.
  std::vector<IdentityReading> disagreements; ///< That say something else, in reading order.
};

struct Identity {
  IdentityField kind; ///< "department_budget", "unit_budget", "department_final_accounts", "unit_final_accounts",
                      ///< "government_budget", "other".
  IdentityField year; ///< Four digits.
  IdentityField entity;
  IdentityField region_code; ///< Six digits.
  IdentityField date;        ///< "2024-02-07", or "2024-02".
  std::string region;        ///< The full name of region_code.

  /// 0 where unknown.
  int year_number() const noexcept;
};

/// What a reading is worth, by the place where it stands. More of one kind add little: titles are copied.
struct IdentityWeights {
  double cover = 10, running_title = 6, entity_line = 6, form = 5, signature = 5, heading = 4, table_title = 4,
         year_line = 3, column = 2, table_header = 1, pdf_title = 3, prose = 2, file_name = 1;
  double again = 0.1;         ///< Share that each further reading of a kind adds ...
  double at_most = 1.5;       ///< ... up to this many times the first.
  double no_usual_name = 0.5; ///< Factor for an entity that does not end as names of entities do.
};

/// The document as the identity sees it.
struct IdentitySource {
  std::vector<Page> const& pages;
  std::span<ProsePage const> prose; ///< The lines of each page outside tables.
  std::span<Table const> tables;
  std::string_view pdf_title; ///< UTF-8
  std::string_view file_name;
};

class IdentityReader {
public:
  /// `files` and `normaliser` must outlive it. \throws PatternError where patterns/identity.toml or regions.csv has an
  /// error.
  IdentityReader(PatternFiles const& files, Normaliser const& normaliser, IdentityWeights const& weights = {});

  /// All keys empty where the document has no text.
  Identity read(IdentitySource const& source) const;

  Regions const& regions() const noexcept { return m_regions; }

private:
  struct Votes;

  void read_witness(Witness const& witness, Votes& votes) const;
  void read_title(Witness const& witness, Votes& votes) const;
  void read_cover(std::vector<Witness> const& lines, Votes& votes) const;
  void read_heading(Witness const& witness, Votes& votes) const;
  void read_reporter(Witness const& witness, Votes& votes) const;
  void read_kind(Witness const& witness, Votes& votes) const;
  void read_entity(Witness const& witness, std::string_view text, Votes& votes) const;
  void read_date(Witness const& witness, Votes& votes) const;
  void read_prose(IdentitySource const& source, Votes& votes) const;
  std::string year_of(std::string_view text) const;
  double worth(WitnessKind kind) const noexcept;

  void read_government(IdentitySource const& source, Witnesses const& witnesses, IdentityField reporter,
                       Identity& out) const;
  void read_region(IdentitySource const& source, Witnesses const& witnesses, Identity& out) const;
  void set_region(Region const* region, IdentityReading reading, Identity& out) const;
  Region const* choose(RegionMention const& mention, IdentitySource const& source) const;
  Region const* most_named(std::string_view text, std::string_view level) const;
  std::string whole_text(IdentitySource const& source) const;
  std::vector<Witness const*> place_witnesses(Witnesses const& witnesses) const;

  Normaliser const* m_normaliser;
  IdentityWeights m_weights;
  Regions m_regions;
  WitnessPatterns m_witness_patterns;
  KeyedPatterns m_kind;
  LinePatterns m_year, m_other_year, m_bare_year, m_title_entity, m_heading, m_heading_entity, m_table_title_entity,
      m_entity_line, m_no_entity, m_entity_name, m_entity_within, m_mention, m_reporter, m_level_first, m_assembly,
      m_government_level, m_report_date, m_date;
};

} // namespace gongkai
