// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/identity.hpp"

#include "record/identity_votes.hpp"
#include "text/characters.hpp"

#include <algorithm>
#include <charconv>

namespace gongkai {
namespace {

constexpr auto file = "identity.toml";
constexpr std::string_view government = "government_budget";
constexpr double weak = 0.3;              // of a title that says "budget" and nothing more
constexpr int weak_readings = 2;          // so many weak readings are enough
constexpr std::size_t lines_of_title = 5; // a cover's title stands on at most so many lines
constexpr std::size_t title_bytes = 240;
constexpr std::size_t shortest_entity = 9; // three ideographs
constexpr int prose_pages = 8;             // where an entity describes itself
constexpr int fewest_ideographs = 20;      // less is no document

Witness joined(std::vector<Witness> const& lines, std::size_t first, std::size_t last) {
  Witness out = lines[first];
  for (std::size_t i = first + 1; i <= last; ++i) {
    out.text += lines[i].text;
    out.box.cover(lines[i].box);
  }
  return out;
}

/// Whether anything can be read: glyphs without Unicode give signs, but no words.
bool has_words(std::vector<Page> const& pages) {
  int words = 0;
  for (Page const& page : pages) {
    for (Glyph const& g : page.glyphs) {
      words += is_ideograph(g.code);
      if (words >= fewest_ideographs) { return true; }
    }
  }
  return false;
}

} // namespace

int Identity::year_number() const noexcept {
  int out = 0;
  std::from_chars(year.value.data(), year.value.data() + year.value.size(), out);
  return out;
}

struct IdentityReader::Votes {
  IdentityVotes kind, year, entity, date, reporter;
  int weak = 0;         ///< Readings of kinds that say little.
  double strongest = 0; ///< Weight of the kinds that say more.
};

IdentityReader::IdentityReader(PatternFiles const& files, Normaliser const& normaliser, IdentityWeights const& weights)
    : m_normaliser(&normaliser), m_weights(weights), m_regions(files), m_witness_patterns(files),
      m_kind(files, file, "kind"), m_year(files, file, "year", 1), m_other_year(files, file, "other_year"),
      m_bare_year(files, file, "bare_year", 1), m_title_entity(files, file, "title_entity", 1),
      m_heading(files, file, "heading"), m_heading_entity(files, file, "heading_entity", 1),
      m_table_title_entity(files, file, "table_title_entity", 1), m_entity_line(files, file, "entity_line", 1),
      m_no_entity(files, file, "no_entity"), m_entity_name(files, file, "entity_name"),
      m_entity_within(files, file, "entity_within", 1), m_mention(files, file, "mention", 1),
      m_reporter(files, file, "reporter", 1), m_level_first(files, file, "level_first", 1),
      m_assembly(files, file, "assembly"), m_government_level(files, file, "government_level", 1),
      m_report_date(files, file, "report_date", 3), m_date(files, file, "date", 3) {}

double IdentityReader::worth(WitnessKind kind) const noexcept {
  switch (kind) {
  case WitnessKind::cover: return m_weights.cover;
  case WitnessKind::running_title: return m_weights.running_title;
  case WitnessKind::table_title: return m_weights.table_title;
  case WitnessKind::entity_line: return m_weights.entity_line;
  case WitnessKind::year_line: return m_weights.year_line;
  case WitnessKind::table_header: return m_weights.table_header;
  case WitnessKind::form: return m_weights.form;
  case WitnessKind::column: return m_weights.column;
  case WitnessKind::heading: return m_weights.heading;
  case WitnessKind::signature:
  case WitnessKind::date_line: return m_weights.signature;
  case WitnessKind::prose: return m_weights.prose;
  case WitnessKind::pdf_title: return m_weights.pdf_title;
  case WitnessKind::file_name: return m_weights.file_name;
  }
  return 0;
}

std::string IdentityReader::year_of(std::string_view text) const {
  auto const match = m_year.match(text);
  if (!match) { return {}; }
  // The first pattern is that of the draft in a report on two years; all others give way to what speaks of another
  // year.
  if (match->pattern > 0 && m_other_year.matches(text)) { return {}; }
  int const year = number_of_numeral(match->groups[1]);
  return year >= 1990 && year <= 2099 ? std::to_string(year) : std::string();
}

void IdentityReader::read_kind(Witness const& witness, Votes& votes) const {
  KeyedPatterns::Entry const* const kind = m_kind.find(witness.text);
  if (kind == nullptr) { return; }
  double const weight = worth(witness.kind);
  if (kind->has("weak")) {
    ++votes.weak;
    votes.kind.add(kind->key, weight * weak, witness);
  } else {
    votes.strongest = std::max(votes.strongest, weight);
    votes.kind.add(kind->key, weight, witness);
  }
}

/// A name may be wrapped in words that are no part of it.
void IdentityReader::read_entity(Witness const& witness, std::string_view text, Votes& votes) const {
  std::string name(text);
  for (auto within = m_entity_within.match(name); within && within->groups[1].size() < name.size();
       within = m_entity_within.match(name)) {
    std::string inner(within->groups[1]);
    name = std::move(inner);
  }
  if (name.size() < shortest_entity || m_no_entity.matches(name)) { return; }
  RegionMention const place = m_regions.first_in(name);
  if (!place.regions.empty() && place.begin == 0 && place.end == name.size()) { return; } // a place is no department
  bool const usual = m_entity_name.matches(name);
  votes.entity.add(std::move(name), worth(witness.kind) * (usual ? 1 : m_weights.no_usual_name), witness);
}

void IdentityReader::read_title(Witness const& witness, Votes& votes) const {
  read_kind(witness, votes);
  votes.year.add(year_of(witness.text), worth(witness.kind), witness);
  if (auto const entity = m_title_entity.match(witness.text)) { read_entity(witness, entity->groups[1], votes); }
}

/// The title of a cover may stand on several lines: of all ways to join lines that make a title, the longest counts.
void IdentityReader::read_cover(std::vector<Witness> const& lines, Votes& votes) const {
  for (Witness const& line : lines) {
    if (auto const entity = m_entity_line.match(line.text)) { read_entity(line, entity->groups[1], votes); }
    read_reporter(line, votes);
  }
  for (std::size_t first = 0; first < lines.size(); ++first) {
    for (std::size_t last = std::min(first + lines_of_title, lines.size()); last-- > first;) {
      if (lines[last].page != lines[first].page) { continue; }
      Witness const title = joined(lines, first, last);
      if (title.text.size() > title_bytes) { continue; }
      auto const entity = m_title_entity.match(title.text);
      bool const named = entity && !m_no_entity.matches(entity->groups[1]);
      KeyedPatterns::Entry const* const kind = named || last - first < 3 ? m_kind.find(title.text) : nullptr;
      bool const report = kind != nullptr && kind->key == government;
      if (!named && !report && last > first) { continue; }
      if (kind == nullptr && !named) { continue; }
      read_title(title, votes);
      first = last;
      break;
    }
  }
}

void IdentityReader::read_reporter(Witness const& witness, Votes& votes) const {
  if (auto const reporter = m_reporter.match(witness.text)) {
    votes.reporter.add(std::string(reporter->groups[1]), worth(witness.kind), witness);
  }
}

void IdentityReader::read_heading(Witness const& witness, Votes& votes) const {
  read_reporter(witness, votes);
  if (!m_heading.matches(witness.text)) { return; }
  if (auto const entity = m_heading_entity.match(witness.text)) { read_entity(witness, entity->groups[1], votes); }
  if (m_kind.find(witness.text) == nullptr) { return; }
  read_kind(witness, votes);
  votes.year.add(year_of(witness.text), worth(witness.kind), witness);
}

void IdentityReader::read_date(Witness const& witness, Votes& votes) const {
  auto const report = m_report_date.match(witness.text);
  auto const match = report ? report : m_date.match(witness.text);
  if (!match) { return; }
  std::string const date = iso_date(match->groups[1], match->groups[2], match->groups[3]);
  // The day of a report's reading is the report's own; a date on the cover comes before one at the end.
  votes.date.add(date, (report ? 2 : 1) * (witness.kind == WitnessKind::cover ? m_weights.cover : m_weights.signature),
                 witness);
}

void IdentityReader::read_witness(Witness const& witness, Votes& votes) const {
  switch (witness.kind) {
  case WitnessKind::cover:
  case WitnessKind::running_title:
  case WitnessKind::pdf_title: read_title(witness, votes); break;
  case WitnessKind::file_name:
    read_title(witness, votes);
    if (auto const year = m_bare_year.match(witness.text)) {
      votes.year.add(std::string(year->groups[1]), worth(witness.kind), witness);
    }
    break;
  case WitnessKind::table_title:
    read_kind(witness, votes);
    votes.year.add(year_of(witness.text), worth(witness.kind), witness);
    if (auto const entity = m_table_title_entity.match(witness.text)) {
      read_entity(witness, entity->groups[1], votes);
    }
    break;
  case WitnessKind::year_line:
  case WitnessKind::table_header: votes.year.add(year_of(witness.text), worth(witness.kind), witness); break;
  case WitnessKind::entity_line:
  case WitnessKind::form:
  case WitnessKind::column: read_entity(witness, witness.text, votes); break;
  case WitnessKind::signature:
    if (m_entity_name.matches(witness.text)) { read_entity(witness, witness.text, votes); }
    break;
  case WitnessKind::heading: read_heading(witness, votes); break;
  case WitnessKind::date_line: read_date(witness, votes); break;
  case WitnessKind::prose: break;
  }
}

/// Only where nothing else names the entity: what it says of itself on the first pages.
void IdentityReader::read_prose(IdentitySource const& source, Votes& votes) const {
  for (ProsePage const& page : source.prose.first(std::min<std::size_t>(source.prose.size(), prose_pages))) {
    for (ProseLine const& line : page.lines) {
      auto const match = m_mention.match(line.text);
      if (match && m_entity_name.matches(match->groups[1])) {
        read_entity({WitnessKind::prose, page.number, line.seen, line.text}, match->groups[1], votes);
      }
    }
  }
}

Identity IdentityReader::read(IdentitySource const& source) const {
  Identity out;
  if (!has_words(source.pages)) { return out; }
  Witnesses const witnesses = find_witnesses(source.pages, source.prose, source.tables, source.pdf_title,
                                             source.file_name, m_witness_patterns, *m_normaliser);
  Votes votes;
  read_cover(witnesses.cover, votes);
  for (Witness const& w : witnesses.others) { read_witness(w, votes); }
  out.kind = votes.kind.decide(m_weights.again, m_weights.at_most);
  if (votes.strongest == 0 && votes.weak < weak_readings) { out.kind = {"other", {}, {}}; }
  // What says little contradicts nothing.
  std::erase_if(out.kind.disagreements, [this](IdentityReading const& r) { return r.weight < worth(r.witness.kind); });
  out.year = votes.year.decide(m_weights.again, m_weights.at_most);
  // Columns of other years stand in every document.
  std::erase_if(out.year.disagreements,
                [](IdentityReading const& r) { return r.witness.kind == WitnessKind::table_header; });
  out.date = votes.date.decide(m_weights.again, m_weights.at_most);
  if (out.kind.value == government) {
    read_government(source, witnesses, votes.reporter.decide(m_weights.again, m_weights.at_most), out);
    return out;
  }
  votes.entity.join_short_forms(
      [this](std::string_view name) { return m_level_first.matches(name) || !m_entity_name.matches(name); });
  out.entity = votes.entity.decide(m_weights.again, m_weights.at_most);
  bool const certain = !out.entity.evidence.empty() && out.entity.evidence.front().weight > m_weights.prose;
  if (!certain) {
    read_prose(source, votes);
    out.entity = votes.entity.decide(m_weights.again, m_weights.at_most);
  }
  IdentityVotes::drop_short_forms(out.entity);
  read_region(source, witnesses, out);
  return out;
}

} // namespace gongkai
