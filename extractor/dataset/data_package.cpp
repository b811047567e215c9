// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/version.hpp"
#include "dataset/export.hpp"
#include "dataset/output_folder.hpp"

#include <fmt/format.h>
#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include <algorithm>
#include <array>
#include <optional>

namespace gongkai::dataset {
namespace {

using Buffer = rapidjson::StringBuffer;
using Writer = rapidjson::PrettyWriter<Buffer>;

/// What a column of the view "figures" is to the Fiscal Data Package (taxonomy of budgets, 1.0-rc.1).
struct FiscalColumn {
  std::string_view column, type;
};
constexpr std::array fiscal_columns{
    FiscalColumn{"year", "date:fiscal-year"},
    FiscalColumn{"yuan", "value"},
    FiscalColumn{"phase", "phase:id"},
    FiscalColumn{"direction", "direction"},
    FiscalColumn{"entity", "administrative-classification:generic:level1:label"},
    FiscalColumn{"functional_code", "functional-classification:generic:level1:code"},
    FiscalColumn{"economic_code", "economic-classification:generic:level1:code"},
};

constexpr std::string_view taxonomy = "https://specs.frictionlessdata.io/taxonomies/fiscal/budgets.json";

std::string_view json_type(FieldType type) {
  switch (type) {
  case FieldType::integer: return "integer";
  case FieldType::decimal:
  case FieldType::coordinate: return "number";
  case FieldType::boolean: return "boolean";
  default: return "string";
  }
}

Field const* field_of(Relation const& relation, std::string_view name) {
  auto const at =
      std::find_if(relation.fields.begin(), relation.fields.end(), [&](Field const& f) { return f.name == name; });
  return at == relation.fields.end() ? nullptr : &*at;
}

bool all_required(Relation const& relation, std::string_view names) {
  return std::all_of(relation.fields.begin(), relation.fields.end(), [&](Field const& f) {
    bool const meant = fmt::format(" {} ", names).find(fmt::format(" {} ", f.name)) != std::string::npos;
    return !meant || f.required;
  });
}

class Package {
public:
  explicit Package(std::vector<Listing> const& listings) : m_listings(listings) { m_writer.SetIndent(' ', 1); }

  std::string write() {
    m_writer.StartObject();
    pair("profile", "data-package");
    pair("name", "gongkai");
    pair("title", "Budgets and final accounts of Chinese public bodies, as published");
    pair("created_by", fmt::format("gongkai {}", version()));
    pair("columnTypes", taxonomy);
    key("resources");
    m_writer.StartArray();
    for (Listing const& l : m_listings) { resource(l); }
    m_writer.EndArray();
    m_writer.EndObject();
    return fmt::format("{}\n", std::string_view(m_buffer.GetString(), m_buffer.GetSize()));
  }

private:
  void key(std::string_view name) { m_writer.Key(name.data(), static_cast<rapidjson::SizeType>(name.size())); }
  void text(std::string_view value) { m_writer.String(value.data(), static_cast<rapidjson::SizeType>(value.size())); }
  void pair(std::string_view name, std::string_view value) {
    key(name);
    text(value);
  }

  /// One name as it is, several as an array.
  void names(std::string_view list) {
    if (list.find(' ') == std::string_view::npos) { return text(list); }
    m_writer.StartArray();
    while (!list.empty()) {
      std::size_t const end = std::min(list.find(' '), list.size());
      text(list.substr(0, end));
      list.remove_prefix(std::min(end + 1, list.size()));
    }
    m_writer.EndArray();
  }

  void resource(Listing const& l) {
    m_writer.StartObject();
    pair("profile", "tabular-data-resource");
    pair("name", l.name);
    pair("path", fmt::format("{}.csv", l.name));
    pair("description", l.description);
    pair("format", "csv");
    pair("mediatype", "text/csv");
    pair("encoding", "utf-8");
    key("schema");
    schema(l);
    m_writer.EndObject();
  }

  void schema(Listing const& l) {
    m_writer.StartObject();
    key("fields");
    m_writer.StartArray();
    for (std::string const& column : l.columns) { field(l, column); }
    m_writer.EndArray();
    key("missingValues");
    m_writer.StartArray();
    text("");
    m_writer.EndArray();
    if (l.relation != nullptr) {
      // Region codes are left empty, not null, where a name's region is not known; a key may not be missing.
      if (l.relation->id != RelationId::entity_names) {
        key("primaryKey");
        names(l.relation->key);
      }
      foreign_keys(*l.relation);
    }
    m_writer.EndObject();
  }

  void foreign_keys(Relation const& r) {
    key("foreignKeys");
    m_writer.StartArray();
    for (ForeignKey const& k : r.foreign_keys) {
      // Table Schema has no key of several fields of which some are null.
      if (k.fields.find(' ') != std::string_view::npos && !all_required(r, k.fields)) { continue; }
      m_writer.StartObject();
      key("fields");
      names(k.fields);
      key("reference");
      m_writer.StartObject();
      pair("resource", k.relation);
      key("fields");
      names(k.key);
      m_writer.EndObject();
      m_writer.EndObject();
    }
    m_writer.EndArray();
  }

  void field(Listing const& l, std::string const& column) {
    m_writer.StartObject();
    pair("name", column);
    Field const* const f = l.relation != nullptr ? field_of(*l.relation, column) : of_figures(column);
    bool const year = l.relation == nullptr && column == "year", yuan = l.relation == nullptr && column == "yuan";
    FieldType const type = f != nullptr && !yuan ? f->type
                           : year                ? FieldType::integer
                           : yuan                ? FieldType::decimal
                                                 : FieldType::text;
    pair("type", json_type(type));
    if (type == FieldType::boolean) { booleans(); }
    if (f != nullptr && !f->description.empty()) { pair("description", f->description); }
    if (l.relation != nullptr && f->required && l.relation->id != RelationId::entity_names) {
      key("constraints");
      m_writer.StartObject();
      key("required");
      m_writer.Bool(true);
      m_writer.EndObject();
    }
    if (l.relation == nullptr) { fiscal(column); }
    m_writer.EndObject();
  }

  void booleans() {
    for (auto const& [name, value] : {std::pair{"trueValues", "1"}, {"falseValues", "0"}}) {
      key(name);
      m_writer.StartArray();
      text(value);
      m_writer.EndArray();
    }
  }

  void fiscal(std::string_view column) {
    for (FiscalColumn const& f : fiscal_columns) {
      if (f.column == column) { pair("columnType", f.type); }
    }
  }

  /// A column of the view "figures" is as in the relation it comes from.
  static Field const* of_figures(std::string_view column) {
    Field const* const f = field_of(relation(RelationId::observations), column);
    return f != nullptr ? f : field_of(relation(RelationId::documents), column);
  }

  std::vector<Listing> const& m_listings;
  Buffer m_buffer;
  Writer m_writer{m_buffer};
};

} // namespace

void export_data_package(Database& database, std::string const& folder) {
  std::vector<Listing> all = listings(database);
  std::erase_if(all, [](Listing const& l) { return l.relation == nullptr && l.name != "figures"; });
  OutputFolder const out(folder);
  for (Listing const& l : all) {
    out.write(fmt::format("{}.csv", l.name), [&](auto const& write) { write_csv(database, l, {}, write); });
  }
  out.write("datapackage.json", [&](auto const& write) { write(Package(all).write()); });
}

} // namespace gongkai::dataset
