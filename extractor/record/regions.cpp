// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/regions.hpp"

#include "text/characters.hpp"
#include "text/csv_rows.hpp"

#include <algorithm>
#include <tuple>

namespace gongkai {
namespace {

constexpr auto file = "regions.csv";
constexpr std::size_t most_ideographs = 16; // of a name
constexpr std::size_t ideograph_bytes = 3;  // in UTF-8
constexpr std::size_t short_name = 2 * ideograph_bytes;

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
  std::vector<Name> names;     ///< Sorted by name.
};

Regions::Regions(PatternFiles const& files) : m_files(&files) {
  if (files.examples_count()) { data(); }
}

Regions::~Regions() = default;

Regions::Data const& Regions::data() const {
  std::call_once(m_once, [this] {
    auto out = std::make_unique<Data>();
    std::vector<CsvView> const rows =
        view_csv(*m_files, file, {"code", "name", "parent", "short", "publisher", "until"});
    out->regions.reserve(rows.size());
    out->names.reserve(rows.size() * 5 / 4);
    for (CsvView const& row : rows) {
      auto const index = static_cast<std::uint32_t>(out->regions.size());
      int const until = row.fields[5].empty() ? 0 : csv_number(file, row.line, row.fields[5]);
      out->regions.push_back({row.fields[0], row.fields[1], row.fields[2], until});
      out->names.push_back({row.fields[1], index, true});
      each_part(row.fields[3], [&](std::string_view name) { out->names.push_back({name, index, false}); });
      each_part(row.fields[4], [&](std::string_view name) { out->names.push_back({name, index, false}); });
    }
    std::sort(out->names.begin(), out->names.end(),
              [](Name const& a, Name const& b) { return std::tie(a.name, a.region) < std::tie(b.name, b.region); });
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

/// Regions with the longest name that stands at a place of the text.
std::vector<Region const*> Regions::longest_at(std::string_view text, std::size_t at, bool full_only,
                                               std::size_t& length) const {
  Data const& d = data();
  std::vector<Region const*> out;
  for (std::size_t bytes = std::min(text.size() - at, most_ideographs * ideograph_bytes); bytes >= short_name;
       --bytes) {
    std::string_view const part = text.substr(at, bytes);
    auto name = std::lower_bound(d.names.begin(), d.names.end(), part,
                                 [](Name const& n, std::string_view p) { return n.name < p; });
    for (; name != d.names.end() && name->name == part; ++name) {
      if (name->full || !full_only) { out.push_back(&d.regions[name->region]); }
    }
    // A code withdrawn counts only where no region has the name now.
    if (std::any_of(out.begin(), out.end(), [](Region const* r) { return r->until == 0; })) {
      std::erase_if(out, [](Region const* r) { return r->until != 0; });
    }
    if (!out.empty()) {
      length = bytes;
      return out;
    }
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
