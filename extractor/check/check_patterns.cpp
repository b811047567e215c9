// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/check_patterns.hpp"

#include "text/pattern_file.hpp"

#include <algorithm>

namespace gongkai {

bool TableFilter::accepts(std::string_view type) const {
  if (types.empty()) { return true; }
  return std::any_of(types.begin(), types.end(), [&](std::string const& t) {
    return t.ends_with('*') ? type.starts_with(std::string_view(t).substr(0, t.size() - 1)) : type == t;
  });
}

CheckPatterns::CheckPatterns(PatternFiles const& files)
    : rows(files, "checks/outline.toml", "row"), columns(files, "checks/outline.toml", "column"),
      items(files, "checks/items.toml", "item"), numbering(files, "rows.toml", "numbering"),
      mark(files, "rows.toml", "mark", 1), form_total(files, "checks/outline.toml", "form_total"),
      form_part(files, "checks/outline.toml", "form_part"), explained(files, "checks/explained.toml", "explained"),
      wording(files), stock_day(files, "checks/document.toml", "stock_day", 1),
      contents_end(files, "checks/document.toml", "contents_end"),
      announced_table(files, "checks/document.toml", "announced_table", 1),
      none_of_whole(files, "checks/document.toml", "none_of_whole"),
      grand_total(files, "checks/prose.toml", "grand_total"),
      not_counted(files, "prose/organization.toml", "not_counted"),
      all_projects(files, "checks/prose.toml", "all_projects"),
      several_projects(files, "checks/prose.toml", "several_projects"),
      project_name(files, "checks/prose.toml", "project_name"), list_opens(files, "checks/prose.toml", "list_opens"),
      list_ends(files, "checks/prose.toml", "list_ends"), total_behind(files, "checks/prose.toml", "total_behind"),
      complete_list(files, "checks/prose.toml", "complete_list"),
      list_follows(files, "checks/prose.toml", "list_follows", 1), list_range(files, "checks/prose.toml", "list_range"),
      list_stops(files, "checks/prose.toml", "list_stops"), list_and(files, "checks/prose.toml", "list_and", 1),
      name_end(files, "checks/prose.toml", "name_end"), unchanged_behind(files, "checks/prose.toml", "unchanged"),
      compared(files, "checks/prose.toml", "compared"), balance(files, "checks/prose.toml", "balance"),
      plans(files, "checks/prose.toml", "plan"), name_core(files, "prose/links.toml", "core", 1),
      whole_name(files, "checks/prose.toml", "whole_name"), name_prefix(files, "checks/prose.toml", "name_prefix", 1) {
  for (PatternTable const& t : PatternFile(files, "prose/links.toml").tables("link")) {
    prose_tables[t.text("section")] = t.texts("tables");
  }
  for (auto const* file : {"prose/links.toml", "checks/prose.toml"}) {
    for (PatternTable const& t : PatternFile(files, file).tables("kindred")) { kindred.push_back(t.texts("names")); }
  }
  for (PatternTable const& t : PatternFile(files, "checks/prose.toml").tables("kinds")) {
    kinds.push_back({t.texts("parts"), t.texts("more")});
    if (kinds.back().parts.empty()) { t.fail("kinds need parts"); }
  }
  for (PatternTable const& t : PatternFile(files, "checks/prose.toml").tables("apart")) {
    apart.push_back(t.texts("items"));
  }
  for (PatternTable const& t : PatternFile(files, "checks/items.toml").tables("tables")) {
    item_tables.types = t.texts("types");
  }
  for (PatternTable const& t : PatternFile(files, "checks/identities.toml").tables("identity")) {
    identities.push_back({t.text("name"), {t.texts("tables")}, t.texts("totals"), t.texts("parts")});
    if (identities.back().totals.empty() || identities.back().parts.empty()) {
      t.fail("an identity needs totals and parts");
    }
  }
  PatternFile const file(files, "checks/accounts.toml");
  for (PatternTable const& t : file.tables("same_names")) { named_tables.types = t.texts("tables"); }
  for (PatternTable const& t : file.tables("account")) {
    accounts.push_back({{t.texts("tables")},
                        t.text_or("side", ""),
                        t.text_or("part", ""),
                        t.text_or("flow", ""),
                        t.text_or("fund", ""),
                        t.text_or("kind", "")});
  }
  for (PatternTable const& t : file.tables("measure")) {
    std::string const name = t.text("measure");
    measures[name] = {name, t.text_or("flow", ""), t.text_or("fund", ""), t.text_or("kind", "")};
  }
}

} // namespace gongkai
