// SPDX-License-Identifier: GPL-3.0-or-later
#include "dataset/named_region.hpp"

#include <algorithm>

namespace gongkai::dataset {
namespace {

int times(std::string_view text, std::string_view name) {
  int count = 0;
  for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + name.size())) {
    ++count;
  }
  return count;
}

bool is_named(RegionMention const& mention, std::string_view text) {
  std::string_view const printed = text.substr(0, mention.end);
  return std::all_of(mention.regions.begin(), mention.regions.end(),
                     [&](Region const* r) { return printed.ends_with(r->name); });
}

} // namespace

std::string region_of_name(std::string_view file, Regions const& regions) {
  std::string squeezed;
  std::copy_if(file.begin(), file.end(), std::back_inserter(squeezed), [](char c) { return c != ' '; });
  for (std::string_view rest = squeezed; !rest.empty();) {
    std::size_t const slash = rest.rfind('/');
    std::string_view const part = slash == std::string_view::npos ? rest : rest.substr(slash + 1);
    rest = rest.substr(0, slash == std::string_view::npos ? 0 : slash);
    RegionMention const mention = regions.first_in(part);
    if (mention.regions.empty() || !is_named(mention, part)) { continue; }
    Region const* const region =
        regions.by_context(mention.regions, [&](std::string_view name) { return times(squeezed, name); });
    return region == nullptr ? std::string() : std::string(region->code);
  }
  return {};
}

} // namespace gongkai::dataset
