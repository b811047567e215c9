// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// The records of documents as relations: the one description of all tables of a data set, with their columns, keys and
/// meanings. The SQLite schema, CSV, Data Package and tidy workbooks are derived from it. Names are those of the JSON
/// (docs/formats/json.md), except that the "id" of a record is called after it ("table_id"), and that words SQL keeps
/// for itself are avoided ("table" of an observation is "table_type", "column" is "column_path").
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace gongkai {

enum class FieldType : unsigned char {
  text,
  identifier, ///< A short text whose order is that of length, then letters: "o2" before "o10".
  integer,
  decimal,    ///< An exact decimal number, kept as text.
  coordinate, ///< Points on a page, with two decimals.
  boolean,    ///< 0 or 1
};

struct Field {
  std::string_view name;
  FieldType type = FieldType::text;
  bool required = false;
  std::string_view description;
};

/// Every value of `fields` that is not null stands in the key of `relation`. Names are divided by blanks.
struct ForeignKey {
  std::string_view fields;
  std::string_view relation;
  std::string_view key; ///< As many names as `fields`.
};

enum class RelationId : unsigned char {
  // Of documents:
  documents,
  sources,
  evidence,
  sections,
  paragraphs,
  tables,
  table_columns,
  cells,
  observations,
  other_codes,
  statements,
  statement_links,
  organization,
  offices,
  indicators,
  glossary,
  checks,
  check_operands,
  warnings,
  residue,
  judgements,
  // Of the data set:
  panel_checks,
  entity_names,
  // Dimensions:
  functional_class,
  economic_class,
  region,
  table_type,
  measure,
};

inline constexpr std::size_t relation_count = static_cast<std::size_t>(RelationId::measure) + 1;

enum class RelationKind : unsigned char {
  document,  ///< Its first field is the document.
  data_set,  ///< What `gongkai reconcile` found over documents.
  dimension, ///< From patterns/: the same for every data set of one version.
};

struct Relation {
  RelationId id{};
  RelationKind kind{};
  std::string_view name;
  std::string_view description;
  std::span<Field const> fields;
  std::string_view key; ///< Names of fields, divided by blanks.
  std::span<ForeignKey const> foreign_keys;
};

/// All of them, in the order of RelationId.
std::span<Relation const> relations() noexcept;

inline Relation const& relation(RelationId id) noexcept { return relations()[static_cast<std::size_t>(id)]; }

/// Null where there is none.
Relation const* relation_named(std::string_view name) noexcept;

} // namespace gongkai
