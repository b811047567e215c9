// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prose/paragraph.hpp"
#include "table/table.hpp"
#include "text/line_patterns.hpp"
#include "text/normalise.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace gongkai {

/// A number of people, and by how many it changed since the year before (negative: fewer). Null: not printed.
struct StaffFigure {
  std::optional<std::int64_t> value, change;
};

struct Staff {
  StaffFigure authorized; ///< Posts.
  StaffFigure actual;     ///< All people, the retired among them; their sum where only the kinds are printed.
  StaffFigure on_post;
  StaffFigure retired;
  StaffFigure leave; ///< Retired under the older rules, on full pay.
};

struct Organization {
  std::vector<std::string> offices;         ///< By name, as listed.
  std::optional<std::int64_t> office_count; ///< As printed.
  std::optional<std::int64_t>
      subordinate_units; ///< As printed, or as many as are listed; 0 where it is said that there are none.
  Staff staff;
};

/// The wording of organization, from patterns/prose/organization.toml.
struct OrganizationPatterns {
  explicit OrganizationPatterns(PatternFiles const& files);

  LinePatterns section, other_section;
  LinePatterns office_count, office_list, office_heading, office_name, no_name, list_end, not_counted;
  LinePatterns no_subordinates, subordinate_count, subordinate_list, unit_name, unit_head, own_unit;
  LinePatterns authorized, authorized_part, actual, actual_by_kind, on_post, retired, leave, staff_change,
      staff_unchanged, decrease;
};

/// Reads the sections that tell what the entity consists of. `tables` are those of Prose::tables.
Organization read_organization(Prose const& prose, std::span<Table const> tables, OrganizationPatterns const& patterns,
                               Normaliser const& normaliser);

} // namespace gongkai
