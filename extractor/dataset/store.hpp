// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// A data set, for writing: documents go in and out as a whole.
#pragma once

#include "dataset/database.hpp"
#include "dataset/inputs.hpp"
#include "output/rows.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
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
  std::string file;                     ///< The name under which it was read.
  std::int64_t timeout = 0, memory = 0; ///< The limits it was read under: milliseconds, bytes.
};

/// What reading a document cost, and what it was allowed to.
struct Reading {
  double seconds = 0;
  std::int64_t timeout = 0, memory = 0;
};

/// Files that hold a document.
struct Holding {
  std::string document;
  std::vector<InputFile const*> files;
};

class Store {
public:
  /// Opens the data set, or makes it. \throws DatabaseError
  explicit Store(std::string const& path);

  Database& database() noexcept { return m_database; }

  /// Tells the code of the region that a file's name names; asked for files that are new or have changed.
  void set_region_of_name(std::function<std::string(std::string_view)> region_of_name) {
    m_region_of_name = std::move(region_of_name);
  }

  /// Puts the dimensions in place of those that are there.
  void put_dimensions(Rows const& rows);

  /// All documents by their keys.
  std::unordered_map<std::string, KnownDocument> documents();

  /// The document that a file held when it was last seen; null where it was not seen or has changed since.
  std::optional<std::string> seen(InputFile const& file);

  /// Documents that come within this time go in by one transaction, which costs less; 0, as at first, is one each.
  void gather_for(std::chrono::milliseconds time) noexcept { m_gather = time; }

  /// The document's rows in place of those that are there, and its files: all of it or, where it throws, nothing.
  /// \throws ConstraintError where the rows do not fit the schema, std::runtime_error where they are none.
  void put(std::string_view document, std::string_view rows, std::vector<InputFile const*> const& files,
           Reading const& reading, std::string_view summary = {});

  /// Files whose content is a document that is there; all of them or none. What they held before loses them only when
  /// all are noted: names may have been exchanged.
  void put_files(std::vector<Holding> const& holdings);

  /// Ends the transaction that gathers documents, where it is old enough, or at once.
  void commit_when_due();
  void commit();

  /// Documents that lost the name under which they were read, but not all names. They are called after the first of
  /// those they have, and count as read by no program, until they are read under it.
  std::vector<std::pair<std::string, std::string>> renamed(); ///< Document and name.

  /// In one transaction: all rows of a document from another data set, which is attached as "other".
  void copy_from_other(std::string_view document, bool replace);

  /// Writes everything to the file itself, and looks at what queries need to be fast.
  void finish();

private:
  /// Inserts rows of one relation, several by one statement: a statement costs as much as a row.
  struct Inserter {
    std::optional<Query> many, one;        ///< Made when they are needed: most runs put in little.
    std::vector<std::string_view> waiting; ///< Rows that `many` has already.
  };

  /// What `write` does is done as a whole or, where it throws, not at all.
  void as_a_whole(std::function<void()> const& write);
  void insert(std::string_view rows);
  void add_row(std::string_view& rest);
  void finish_rows();
  void copy_seen_files(std::string_view document);
  void remove(std::string_view document);
  void add_files(std::vector<Holding> const& holdings);
  void take_file(std::string const& document, std::string_view file);

  Database m_database;
  std::vector<Inserter> m_insert; ///< By RelationId.
  std::vector<Query> m_remove;    ///< Likewise.
  Query m_seen, m_put_seen, m_put_source, m_put_reading, m_put_summary, m_held, m_is_there;
  Query m_savepoint, m_release, m_take_back;
  std::optional<Transaction> m_gathering;
  std::chrono::steady_clock::time_point m_since; ///< When it began.
  std::chrono::milliseconds m_gather{0};
  std::function<std::string(std::string_view)> m_region_of_name;
};

} // namespace gongkai::dataset
