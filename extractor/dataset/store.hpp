// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// A data set, for writing: documents go in and out as a whole.
#pragma once

#include "dataset/database.hpp"
#include "dataset/inputs.hpp"
#include "output/rows.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace gongkai::dataset {

/// What is known of a document that was read before.
struct KnownDocument {
  std::string reader;
  std::string outcome;
  std::int64_t timeout = 0, memory = 0; ///< The limits it was read under: milliseconds, bytes.
};

/// What reading a document cost, and what it was allowed to.
struct Reading {
  double seconds = 0;
  std::int64_t timeout = 0, memory = 0;
};

class Store {
public:
  /// Opens the data set, or makes it. \throws DatabaseError
  explicit Store(std::string const& path);

  Database& database() noexcept { return m_database; }

  /// Puts the dimensions in place of those that are there.
  void put_dimensions(Rows const& rows);

  /// All documents by their keys.
  std::unordered_map<std::string, KnownDocument> documents();

  /// The document that a file held when it was last seen; null where it was not seen or has changed since.
  std::optional<std::string> seen(InputFile const& file);

  /// In one transaction: the document's rows in place of those that are there, and its files.
  void put(std::string_view document, std::string_view rows, std::vector<InputFile const*> const& files,
           Reading const& reading);

  /// In one transaction: files whose content is a document that is there.
  void put_files(std::string_view document, std::vector<InputFile const*> const& files);

  /// In one transaction: all rows of a document from another data set, which is attached as "other".
  void copy_from_other(std::string_view document, bool replace);

  /// Writes everything to the file itself, and looks at what queries need to be fast.
  void finish();

private:
  void insert(std::string_view rows);
  void remove(std::string_view document);
  void add_files(std::string_view document, std::vector<InputFile const*> const& files);

  Database m_database;
  std::vector<Query> m_insert, m_remove; ///< By RelationId.
  Query m_seen, m_put_seen, m_put_source, m_put_reading, m_orphans;
};

} // namespace gongkai::dataset
