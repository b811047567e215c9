// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// SQLite, as far as data sets need it.
#pragma once

#include "output/rows.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace gongkai::dataset {

/// A data set that cannot be opened, read or written. what() is one line: what, where, what to do.
class DatabaseError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Rows that the schema refuses: the fault of what was to be written, not of the database.
class ConstraintError : public DatabaseError {
  using DatabaseError::DatabaseError;
};

/// A prepared statement. Parameters and columns count from 0. Views of texts live until the next step.
class Query {
public:
  /// \throws DatabaseError
  Query(sqlite3* database, std::string_view sql);

  Query& bind(int parameter, std::string_view text);
  Query& bind(int parameter, std::int64_t number);
  Query& bind_value(int parameter, Value const& value); ///< Its text must outlive the next reset.
  void bind_kept(int parameter, std::monostate);
  void bind_kept(int parameter, std::int64_t number);
  void bind_kept(int parameter, double number);
  void bind_kept(int parameter, std::string_view text); ///< Likewise.

  /// The next row, or false at the end. \throws DatabaseError
  bool step();

  /// To the end, then ready for other parameters, also where it fails. \throws DatabaseError, ConstraintError
  void run();

  void reset();

  int columns() const;
  std::string_view name(int column) const;
  bool is_null(int column) const;
  Value value(int column) const;
  std::string_view text(int column) const;
  std::int64_t integer(int column) const;
  double real(int column) const;

private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  [[noreturn]] void fail();
  std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
};

class Database {
public:
  enum class Mode { read, write, create };

  /// ":memory:" is one that lives as long as this object. What is only to be read may lie where nothing can be written.
  /// \throws DatabaseError
  Database(std::string const& path, Mode mode);

  Query query(std::string_view sql) { return {m_database.get(), sql}; }

  /// One or more statements without results. \throws DatabaseError
  void execute(std::string const& sql);

  /// The first column of the first row; 0 where there is none.
  std::int64_t number(std::string_view sql);

private:
  struct Close {
    void operator()(sqlite3* database) const;
  };
  /// Null where it cannot be opened; `code` says why.
  static sqlite3* open(std::string const& path, int flags, int& code);
  std::unique_ptr<sqlite3, Close> m_database;
};

/// All or nothing: what is not committed is taken back.
class Transaction {
public:
  explicit Transaction(Database& database);
  ~Transaction();
  Transaction(Transaction const&) = delete;
  Transaction& operator=(Transaction const&) = delete;
  void commit();

private:
  Database& m_database;
  bool m_open = true;
};

} // namespace gongkai::dataset
