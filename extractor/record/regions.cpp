// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/regions.hpp"

#include "text/characters.hpp"
#include "text/csv_rows.hpp"
#include "text/name_index.hpp"

#include <algorithm>

namespace gongkai {
namespace {

constexpr auto file = "regions.csv";
constexpr std::size_t short_name = 6; // bytes: two ideographs in UTF-8

template <class F>
void each_part(std::string_view list, F&& take) {
  while (!list.empty()) {
    std::size_t const end = std::min(list.find('|'), list.size());
    take(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
}

} // namespace

struct Regions::Data {
  std::vector<Region> regions; ///< Sorted by code, as the file is.
  std::vector<Name> names;
  NameIndex beginnings; ///< The names' first two ideographs.
};

Regions::Regions(PatternFiles const& files) : m_files(&files) {
  if (files.examples_count()) { data(); }
}

Regions::~Regions() = default;

Regions::Data const& Regions::data() const {
  std::call_once(m_once, [this] {
    auto out = std::make_unique<Data>();
    constexpr std::size_t usual = 4000; // regions
    out->regions.reserve(usual);
    out->names.reserve(usual * 5 / 4);
    each_csv_row(*m_files, file, {"code", "name", "parent", "short", "publisher", "until"}, [&](CsvView const& row) {
      auto const index = static_cast<std::uint32_t>(out->regions.size());
      int const until = row.fields[5].empty() ? 0 : csv_number(file, row.line, row.fields[5]);
      out->regions.push_back({row.fields[0], row.fields[1], row.fields[2], until});
      out->names.push_back({row.fields[1], index, true});
      each_part(row.fields[3], [&](std::string_view name) { out->names.push_back({name, index, false}); });
      each_part(row.fields[4], [&](std::string_view name) { out->names.push_back({name, index, false}); });
    });
    out->beginnings = NameIndex(out->names.size());
    for (std::size_t i = 0; i < out->names.size(); ++i) {
      out->beginnings.add(out->names[i].name.substr(0, short_name), static_cast<std::uint32_t>(i));
    }
    m_data = std::move(out);
  });
  return *m_data;
}

std::size_t Regions::size() const { return data().regions.size(); }

Region const* Regions::of_code(std::string_view code) const {
  auto const& all = data().regions;
  auto found =
      std::lower_bound(all.begin(), all.end(), code, [](Region const& r, std::string_view c) { return r.code < c; });
  while (found != all.end() && found->code == code && found->until != 0) { ++found; }
  return found == all.end() || found->code != code ? nullptr : &*found;
}

/// Regions with the longest name that stands at a place of the text, in the order of their codes.
std::vector<Region const*> Regions::longest_at(std::string_view text, std::size_t at, bool full_only,
                                               std::size_t& length) const {
  Data const& d = data();
  std::string_view const rest = text.substr(at);
  std::vector<Region const*> out;
  if (rest.size() < short_name) { return out; }
  std::size_t longest = 0;
  d.beginnings.find(rest.substr(0, short_name), [&](std::uint32_t i) {
    Name const& name = d.names[i];
    std::size_t const bytes = name.name.size();
    if (bytes < std::max(longest, short_name) || (full_only && !name.full) || !rest.starts_with(name.name)) { return; }
    if (bytes > longest) { out.clear(); }
    longest = bytes;
    out.push_back(&d.regions[name.region]);
  });
  if (out.empty()) { return out; }
  length = longest;
  std::sort(out.begin(), out.end()); // they stand in one list, by their codes
  // A code withdrawn counts only where no region has the name now.
  if (std::any_of(out.begin(), out.end(), [](Region const* r) { return r->until == 0; })) {
    std::erase_if(out, [](Region const* r) { return r->until != 0; });
  }
  return out;
}

bool Regions::belongs(Region const& region, Region const& to) const {
  Region const* at = &region;
  while (at != nullptr && !at->parent.empty()) {
    if (at->parent == to.code) { return true; }
    at = of_code(at->parent);
  }
  return false;
}

RegionMention Regions::first_in(std::string_view text) const {
  RegionMention out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (continues_character(text[at])) { continue; } // inside a character
    std::size_t length = 0;
    std::vector<Region const*> found = longest_at(text, at, at > 0, length);
    if (found.empty() || (at > 0 && length <= short_name)) { continue; }
    // Other names of prefectures are words of their own right: they count before one of their counties only.
    std::size_t end = at + length;
    std::vector<Region const*> const first = found;
    for (std::size_t more = 0; end < text.size(); end += more) {
      std::vector<Region const*> below = longest_at(text, end, false, more);
      std::erase_if(below, [&](Region const* r) {
        return std::none_of(found.begin(), found.end(), [&](Region const* f) { return belongs(*r, *f); });
      });
      if (below.empty()) { break; }
      found = std::move(below);
    }
    if (found == first) {
      std::string_view const printed = text.substr(at, length);
      std::erase_if(found, [&](Region const* r) {
        return r->name != printed && r->level() == 2 && r->name.starts_with(printed);
      });
      // One short name of a province and of a city in it.
      if (found.size() > 1 && found[0]->level() == 1) { found.erase(found.begin() + 1, found.end()); }
    }
    if (found.empty()) { continue; }
    out.regions = std::move(found);
    out.begin = at;
    out.end = end;
    return out;
  }
  return out;
}

Region const* Regions::by_context(std::vector<Region const*> const& candidates,
                                  std::function<int(std::string_view)> const& times_named) const {
  if (candidates.size() == 1) { return candidates.front(); }
  Region const* best = nullptr;
  int most = 0;
  bool tie = false;
  for (Region const* r : candidates) {
    int named = 0;
    if (Region const* parent = of_code(r->parent)) {
      named = times_named(parent->name);
      // A city's name says more than its province's.
      if (named > 0 && parent->level() == 2) { named += 1000; }
      Region const* above = of_code(parent->parent);
      if (named == 0 && above != nullptr) { named = times_named(above->name); }
    }
    if (named > most) {
      most = named;
      best = r;
      tie = false;
    } else if (named == most && named > 0) {
      tie = true;
    }
  }
  return tie ? nullptr : best;
}

} // namespace gongkai
