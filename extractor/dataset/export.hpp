// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// A data set in other forms. Rows come in the order of documents and reading, so the bytes written depend on what is
/// in the data set only, not on how it came there.
#pragma once

#include "dataset/database.hpp"
#include "output/relations.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::dataset {

/// A relation or a view, with the names and types of its columns.
struct Listing {
  std::string name, description;
  Relation const* relation = nullptr; ///< Null for views.
  std::vector<std::string> columns;
};

/// All of them: relations, then views.
std::vector<Listing> listings(Database& database);

/// \throws DatabaseError that names those there are, where there is none of this name.
Listing listing_named(Database& database, std::string_view name);

/// Calls `each` for every row, in order.
void for_each_row(Database& database, Listing const& listing, std::function<void(Query const&)> const& each);

/// A value as it is written in CSV: numbers with a point, as many decimals as tell them apart, nothing for null.
std::string plain_text(Query const& row, int column);

/// For each column, whether its texts are exact numbers.
std::vector<bool> decimal_columns(Listing const& listing);

struct CsvOptions {
  /// With a byte order mark, by which Excel knows UTF-8, and a ' before texts that it would take for formulas.
  bool for_excel = false;
};

/// RFC 4180 with a header line, UTF-8.
void write_csv(Database& database, Listing const& listing, CsvOptions const& options,
               std::function<void(std::string_view)> const& write);

/// One JSON object a line; nulls are left out.
void write_jsonl(Database& database, Listing const& listing, std::function<void(std::string_view)> const& write);

/// NAME.csv (or NAME.jsonl) for every relation and view into a folder, which is made where it is not there. `folder`
/// must be empty but for files of these names. \throws DatabaseError where something cannot be written.
void export_csv(Database& database, std::string const& folder, CsvOptions const& options);
void export_jsonl(Database& database, std::string const& folder);

/// A Frictionless Data Package: export_csv() of relations and the view "figures", and datapackage.json with their Table
/// Schemas, keys, and what each column is to the Fiscal Data Package.
void export_data_package(Database& database, std::string const& folder);

} // namespace gongkai::dataset
