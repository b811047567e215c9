// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dataset/database.hpp"
#include "text/line_patterns.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::dataset {

/// What is the same for all names of one entity of a region: the name without the region's before it and without what
/// only tells how wide the accounts are ("own level").
class EntityKeys {
public:
  /// Reads the regions of the data set. \throws PatternError
  EntityKeys(Database& database, PatternFiles const& files);

  std::string key(std::string_view region_code, std::string_view entity) const;

  /// Whether a name begins with that of a region that no other region bears.
  bool names_region(std::string_view entity) const;

private:
  std::map<std::string, std::string, std::less<>> m_region_names;
  LinePatterns m_name_end;
};

} // namespace gongkai::dataset
