// SPDX-License-Identifier: GPL-3.0-or-later
// Where a document is from: regions named by its entity, else by its cover and titles; for the budget of a government,
// also by its text.
#include "record/identity.hpp"

#include <algorithm>
#include <map>

namespace gongkai {
namespace {

/// Levels as the administrative divisions number them.
constexpr int county = 3;

int times(std::string_view text, std::string_view name) {
  int count = 0;
  for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + name.size())) {
    ++count;
  }
  return count;
}

} // namespace

/// All text outside tables, and the tables' captions and first cells: only for documents that do not name their place
/// where it belongs.
std::string IdentityReader::whole_text(IdentitySource const& source) const {
  std::string out;
  for (ProsePage const& page : source.prose) {
    for (ProseLine const& line : page.lines) { (out += line.text) += '\n'; }
  }
  for (Table const& t : source.tables) {
    (out += t.caption.title) += '\n';
    for (TableCell const& c : t.cells) {
      if (!c.amount) { (out += c.text) += '\n'; }
    }
    for (std::string const& note : t.caption.notes) { (out += note) += '\n'; }
  }
  return out;
}

Region const* IdentityReader::choose(RegionMention const& mention, IdentitySource const& source) const {
  if (mention.regions.size() <= 1) { return mention.regions.empty() ? nullptr : mention.regions.front(); }
  std::string const text = whole_text(source);
  return m_regions.by_context(mention.regions, [&](std::string_view name) { return times(text, name); });
}

void IdentityReader::set_region(Region const* region, IdentityReading reading, Identity& out) const {
  if (region == nullptr) { return; }
  out.region_code.value = reading.value = region->code;
  out.region_code.evidence.push_back(std::move(reading));
  out.region = region->name;
}

/// Texts that name the place of a document whose entity does not, the best first.
std::vector<Witness const*> IdentityReader::place_witnesses(Witnesses const& witnesses) const {
  std::vector<Witness const*> out;
  for (Witness const& w : witnesses.cover) {
    if (m_assembly.matches(w.text)) { out.push_back(&w); }
  }
  for (WitnessKind const kind : {WitnessKind::running_title, WitnessKind::date_line, WitnessKind::table_title,
                                 WitnessKind::entity_line, WitnessKind::pdf_title}) {
    for (Witness const& w : witnesses.others) {
      if (w.kind == kind) { out.push_back(&w); }
    }
  }
  return out;
}

void IdentityReader::read_region(IdentitySource const& source, Witnesses const& witnesses, Identity& out) const {
  if (!out.entity.value.empty()) {
    RegionMention const named = m_regions.first_in(out.entity.value);
    if (!named.regions.empty()) {
      if (!out.entity.evidence.empty()) { set_region(choose(named, source), out.entity.evidence.front(), out); }
      return;
    }
  }
  for (Witness const* w : place_witnesses(witnesses)) {
    RegionMention const named = m_regions.first_in(w->text);
    if (named.regions.empty()) { continue; }
    set_region(choose(named, source), {"", worth(w->kind), *w}, out);
    return;
  }
}

/// The region of one level that a text without a proper title names most.
Region const* IdentityReader::most_named(std::string_view text, std::string_view level) const {
  std::map<std::string_view, std::pair<Region const*, int>> counts;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t const end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    at = end + 1;
    for (RegionMention m = m_regions.first_in(line); !m.regions.empty(); m = m_regions.first_in(line)) {
      Region const& r = *m.regions.front();
      bool const fits = m.regions.size() == 1 && r.level() < county && (level.empty() || r.name.ends_with(level));
      if (fits) {
        auto& entry = counts[r.code];
        entry.first = &r;
        ++entry.second;
      }
      line.remove_prefix(m.end);
    }
  }
  auto const best = std::max_element(counts.begin(), counts.end(),
                                     [](auto const& a, auto const& b) { return a.second.second < b.second.second; });
  return best == counts.end() ? nullptr : best->second.first;
}

/// Who reports for a government, with the place: "the city's finance bureau" of the city; else the place itself.
void IdentityReader::read_government(IdentitySource const& source, Witnesses const& witnesses, IdentityField reporter,
                                     Identity& out) const {
  out.entity = std::move(reporter);
  out.entity.disagreements.clear(); // other finance bureaus are named on the way
  // A report tells of the year before as well.
  std::string const before = std::to_string(out.year_number() - 1);
  std::erase_if(out.year.disagreements,
                [&](IdentityReading const& r) { return r.value == before && r.witness.kind != WitnessKind::cover; });
  read_region(source, witnesses, out);
  if (out.region.empty()) {
    std::string_view level;
    Witness const* says = nullptr;
    for (Witness const& w : witnesses.others) {
      auto const match = w.kind == WitnessKind::table_title ? m_government_level.match(w.text) : std::nullopt;
      if (!match) { continue; }
      level = match->groups[1].empty() ? match->groups[2] : match->groups[1];
      says = &w;
      break;
    }
    Witness const none{WitnessKind::prose, 0, {}, {}};
    set_region(most_named(whole_text(source), level), {"", m_weights.prose, says != nullptr ? *says : none}, out);
  }
  if (out.region.empty()) { return; }
  if (out.entity.value.empty()) {
    out.entity.value = out.region;
    out.entity.evidence = out.region_code.evidence;
    for (IdentityReading& r : out.entity.evidence) { r.value = out.region; }
    return;
  }
  if (auto const first = m_level_first.match(out.entity.value); first && out.region.ends_with(first->groups[1])) {
    out.entity.value = out.region + out.entity.value.substr(first->groups[1].size());
  } else if (m_regions.first_in(out.entity.value).regions.empty()) {
    out.entity.value = out.region + out.entity.value;
  }
  for (IdentityReading& r : out.entity.evidence) { r.value = out.entity.value; }
}

} // namespace gongkai
