// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// The schema of a data set (docs/formats/dataset.md): a table for each relation, indexes, and the views researchers
/// ask for.
#pragma once

#include "dataset/database.hpp"
#include "output/relations.hpp"

#include <span>
#include <string>
#include <string_view>

namespace gongkai::dataset {

/// Raised when a column changes its name, type or meaning, or goes. A data set keeps it in PRAGMA user_version.
inline constexpr int data_set_version = 1;

/// A question researchers ask, as a view.
struct View {
  std::string_view name;
  std::string_view description;
  std::string_view sql; ///< After CREATE VIEW name AS.
};

/// In the order in which they are made.
std::span<View const> views() noexcept;

/// The CREATE TABLE of a relation.
std::string create_table(Relation const& relation);

/// ORDER BY terms that put a relation's rows in their order: that of reading.
std::string reading_order(Relation const& relation);

/// Makes the tables, indexes and views that are not there. \throws DatabaseError where the file is something else, or
/// of another version.
void prepare(Database& database, std::string const& path);

/// \throws DatabaseError where it is no data set that this program can read.
void expect_data_set(Database& database, std::string const& path);

/// The same, and with all tables and views of this program: gongkai build brings those of an earlier one up to date.
/// \throws DatabaseError
void expect_current_data_set(Database& database, std::string const& path);

} // namespace gongkai::dataset
