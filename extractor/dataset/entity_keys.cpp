// SPDX-License-Identifier: GPL-3.0-or-later
#include "dataset/entity_keys.hpp"

#include <algorithm>

namespace gongkai::dataset {
namespace {

constexpr std::size_t ideograph = 3; ///< Bytes of one in UTF-8.

/// Takes a region's name off the beginning, or its name without the last ideograph (the kind of region), where that
/// leaves two or more. Something must remain.
bool take_off(std::string_view& name, std::string_view region) {
  std::string_view const shorter =
      region.size() >= 3 * ideograph ? region.substr(0, region.size() - ideograph) : region;
  for (std::string_view const beginning : {region, shorter}) {
    if (!beginning.empty() && name.starts_with(beginning) && name.size() >= beginning.size() + 2 * ideograph) {
      name.remove_prefix(beginning.size());
      return true;
    }
  }
  return false;
}

} // namespace

EntityKeys::EntityKeys(Database& database, PatternFiles const& files) : m_name_end(files, "panel.toml", "name_end") {
  Query q = database.query("SELECT code, name FROM region");
  while (q.step()) { m_region_names.emplace(q.text(0), q.text(1)); }
}

std::string EntityKeys::key(std::string_view region_code, std::string_view entity) const {
  std::string squeezed(entity);
  std::erase(squeezed, ' ');
  std::string_view name = squeezed;
  if (region_code.size() == 6) {
    // From the province down: any of the three may be named.
    for (std::string const& code : {std::string(region_code.substr(0, 2)) + "0000",
                                    std::string(region_code.substr(0, 4)) + "00", std::string(region_code)}) {
      auto const at = m_region_names.find(code);
      if (at != m_region_names.end()) { take_off(name, at->second); }
    }
  }
  while (auto const match = m_name_end.match(name)) {
    if (match->groups[0].empty() || match->groups[0].size() >= name.size()) { break; }
    name.remove_suffix(match->groups[0].size());
  }
  return std::string(name);
}

bool EntityKeys::names_region(std::string_view entity) const {
  std::map<std::string_view, int> bearers;
  for (auto const& [code, name] : m_region_names) {
    if (entity.starts_with(name)) { ++bearers[name]; }
  }
  return std::any_of(bearers.begin(), bearers.end(), [](auto const& b) { return b.second == 1; });
}

} // namespace gongkai::dataset
