// SPDX-License-Identifier: GPL-3.0-or-later
#include "dataset/reconcile.hpp"

#include "dataset/entity_keys.hpp"
#include "dataset/panel.hpp"
#include "dataset/schema.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <vector>

namespace gongkai::dataset {
namespace {

using Entity = std::pair<std::string, std::string>; ///< Region and key.
using Documents = std::map<Entity, std::vector<PanelDocument>>;

Documents documents_by_entity(Database& database, EntityKeys const& keys) {
  Query q = database.query("SELECT document, file, kind, entity, coalesce(region_code, ''), year FROM documents "
                           "WHERE kind IS NOT NULL AND entity IS NOT NULL AND year IS NOT NULL ORDER BY document");
  Documents out;
  while (q.step()) {
    PanelDocument d{std::string(q.text(0)),
                    std::string(q.text(1)),
                    std::string(q.text(2)),
                    std::string(q.text(3)),
                    std::string(q.text(4)),
                    {},
                    q.integer(5)};
    d.entity_key = keys.key(d.region_code, d.entity);
    out[{d.region_code, d.entity_key}].push_back(std::move(d));
  }
  return out;
}

void put_names(Database& database, Documents const& documents, ReconcileSummary& summary) {
  struct Use {
    std::string key;
    std::int64_t documents = 0, first = 0, last = 0;
  };
  std::map<Entity, Use> uses; // by region and name
  for (auto const& [entity, list] : documents) {
    for (PanelDocument const& d : list) {
      Use& u = uses[{d.region_code, d.entity}];
      u.key = d.entity_key;
      ++u.documents;
      u.first = u.first == 0 ? d.year : std::min(u.first, d.year);
      u.last = std::max(u.last, d.year);
    }
  }
  Query insert = database.query("INSERT INTO entity_names VALUES (?, ?, ?, ?, ?, ?)");
  for (auto const& [name, u] : uses) {
    insert.bind(0, name.first)
        .bind(1, name.second)
        .bind(2, u.key)
        .bind(3, u.documents)
        .bind(4, u.first)
        .bind(5, u.last);
    insert.run();
  }
  summary.names = static_cast<std::int64_t>(uses.size());
  summary.entities = static_cast<std::int64_t>(documents.size());
}

void compare_own(Panel& panel, std::vector<PanelDocument> const& list) {
  for (PanelDocument const& d : list) {
    for (PanelDocument const& other : list) {
      if (d.year == other.year + 1) { panel.compare_years(d, other); }
      if (d.year == other.year && d.is_final() && other.is_budget()) { panel.compare_with_budget(d, other); }
    }
  }
}

void compare_units(Database& database, Panel& panel, EntityKeys const& keys, Documents const& documents,
                   PanelDocument const& department) {
  Query q =
      database.query("SELECT DISTINCT unit_entity FROM observations WHERE document = ? AND unit_entity IS NOT NULL "
                     "ORDER BY 1");
  q.bind(0, department.key);
  while (q.step()) {
    std::string const unit(q.text(0));
    auto const at = documents.find({department.region_code, keys.key(department.region_code, unit)});
    if (at == documents.end()) { continue; }
    for (PanelDocument const& d : at->second) {
      bool const same_kind = d.is_budget() == department.is_budget() && d.is_final() == department.is_final();
      if (d.year == department.year && d.level() == "unit" && same_kind) {
        panel.compare_with_unit(department, unit, d);
      }
    }
  }
}

} // namespace

ReconcileSummary reconcile(std::string const& path, PatternFiles const& files) {
  Database database(path, Database::Mode::write);
  expect_current_data_set(database, path);
  Transaction transaction(database);
  database.execute("DELETE FROM panel_checks; DELETE FROM entity_names;");
  EntityKeys const keys(database, files);
  Documents documents = documents_by_entity(database, keys);
  ReconcileSummary names;
  put_names(database, documents, names);
  // A name that many places have is no entity where the place is not known.
  std::erase_if(documents, [&](auto const& d) { return d.first.first.empty() && !keys.names_region(d.first.second); });
  Panel panel(database, files);
  for (auto const& [entity, list] : documents) {
    compare_own(panel, list);
    for (PanelDocument const& d : list) {
      if (d.level() == "department") { compare_units(database, panel, keys, documents, d); }
    }
  }
  ReconcileSummary summary = panel.summary();
  summary.names = names.names;
  summary.entities = names.entities;
  transaction.commit();
  return summary;
}

} // namespace gongkai::dataset
