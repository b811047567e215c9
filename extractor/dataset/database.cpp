// SPDX-License-Identifier: GPL-3.0-or-later
#include "dataset/database.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <filesystem>
#include <system_error>

namespace gongkai::dataset {
namespace {

/// Another program may be writing; it does so for half a second at a time.
constexpr int busy_milliseconds = 60'000;

std::string advice(int code) {
  switch (code & 0xFF) {
  case SQLITE_FULL: return "; the disk is full: make room and run the same command again, what is done stays";
  case SQLITE_BUSY:
  case SQLITE_LOCKED: return "; another program holds it: close that and try again";
  case SQLITE_READONLY:
  case SQLITE_PERM:
  case SQLITE_CANTOPEN: return "; is the folder there, and may it be written?";
  case SQLITE_CORRUPT: return "; the file is damaged: take a copy, or build it anew";
  default: return "";
  }
}

/// On a medium that cannot be written, in a folder that may not be, opening succeeds and reading does not.
bool can_be_read(sqlite3* database) {
  int const code = sqlite3_exec(database, "SELECT count(*) FROM sqlite_schema", nullptr, nullptr, nullptr);
  return code != SQLITE_CANTOPEN && code != SQLITE_READONLY;
}

/// Whether there is something that was written and is not in the file itself yet.
bool has_log(std::string const& path) {
  std::error_code error;
  auto const size = std::filesystem::file_size(path + "-wal", error);
  return !error && size > 0;
}

/// As SQLite takes a file that nobody changes.
std::string uri_of(std::string const& path) {
  std::error_code error;
  std::string uri = "file://";
  for (char const c : std::filesystem::absolute(path, error).string()) {
    bool const plain = c != '%' && c != '?' && c != '#';
    uri += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return uri + "?immutable=1";
}

/// "FILE: what went wrong", with what to do where that is known.
std::string message_of(sqlite3* database, int code) {
  char const* const file = sqlite3_db_filename(database, "main");
  std::string const name = file == nullptr || *file == '\0' ? "" : fmt::format("{}: ", file);
  std::string const what =
      code == SQLITE_NOTADB ? "is no data set of gongkai; make one with gongkai build" : sqlite3_errmsg(database);
  return fmt::format("{}{}{}", name, what, advice(code));
}

} // namespace

void Query::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Query::Query(sqlite3* database, std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  int const code = sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
  m_statement.reset(statement);
  if (code != SQLITE_OK) { throw DatabaseError(message_of(database, code)); }
}

void Query::fail() {
  sqlite3* const database = sqlite3_db_handle(m_statement.get());
  int const code = sqlite3_errcode(database);
  std::string const message = message_of(database, code), reason = sqlite3_errmsg(database);
  reset();
  if (int const kind = code & 0xFF; kind == SQLITE_CONSTRAINT || kind == SQLITE_MISMATCH || kind == SQLITE_TOOBIG) {
    throw ConstraintError(reason); // it goes into the data set, where the file's name would be of no use
  }
  throw DatabaseError(message);
}

Query& Query::bind(int parameter, std::string_view text) {
  // An empty view may have no address, which would be null.
  char const* const bytes = text.empty() ? "" : text.data();
  sqlite3_bind_text64(m_statement.get(), parameter + 1, bytes, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  return *this;
}

Query& Query::bind(int parameter, std::int64_t number) {
  sqlite3_bind_int64(m_statement.get(), parameter + 1, number);
  return *this;
}

void Query::bind_kept(int parameter, std::monostate) { sqlite3_bind_null(m_statement.get(), parameter + 1); }

void Query::bind_kept(int parameter, std::int64_t number) {
  sqlite3_bind_int64(m_statement.get(), parameter + 1, number);
}

void Query::bind_kept(int parameter, double number) { sqlite3_bind_double(m_statement.get(), parameter + 1, number); }

void Query::bind_kept(int parameter, std::string_view text) {
  char const* const bytes = text.empty() ? "" : text.data();
  sqlite3_bind_text64(m_statement.get(), parameter + 1, bytes, text.size(), SQLITE_STATIC, SQLITE_UTF8);
}

Query& Query::bind_value(int parameter, Value const& value) {
  std::visit([&](auto const& v) { bind_kept(parameter, v); }, value);
  return *this;
}

bool Query::step() {
  int const code = sqlite3_step(m_statement.get());
  if (code != SQLITE_ROW && code != SQLITE_DONE) { fail(); }
  return code == SQLITE_ROW;
}

void Query::run() {
  while (step()) {}
  reset();
}

void Query::reset() { sqlite3_reset(m_statement.get()); }

int Query::columns() const { return sqlite3_column_count(m_statement.get()); }

std::string_view Query::name(int column) const { return sqlite3_column_name(m_statement.get(), column); }

bool Query::is_null(int column) const { return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL; }

Value Query::value(int column) const {
  switch (sqlite3_column_type(m_statement.get(), column)) {
  case SQLITE_INTEGER: return integer(column);
  case SQLITE_FLOAT: return real(column);
  case SQLITE_NULL: return {};
  default: return text(column);
  }
}

std::string_view Query::text(int column) const {
  auto const* const bytes = reinterpret_cast<char const*>(sqlite3_column_text(m_statement.get(), column));
  if (bytes == nullptr) { return {}; }
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column))};
}

std::int64_t Query::integer(int column) const { return sqlite3_column_int64(m_statement.get(), column); }

double Query::real(int column) const { return sqlite3_column_double(m_statement.get(), column); }

void Database::Close::operator()(sqlite3* database) const { sqlite3_close(database); }

Database::Database(std::string const& path, Mode mode) {
  // A connection stays in its thread, and nobody asks how much memory there is: locks for both cost a tenth of writing.
  // Where something else of the program uses SQLite already, the second is refused, which does no harm.
  static int const once = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(once);
  int const access = mode == Mode::read    ? SQLITE_OPEN_READONLY
                     : mode == Mode::write ? SQLITE_OPEN_READWRITE
                                           : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  int code = SQLITE_OK;
  sqlite3* opened = open(path, access | SQLITE_OPEN_NOMUTEX, code);
  m_database.reset(opened);
  auto const fail = [&] {
    std::error_code error;
    if (mode != Mode::create && !std::filesystem::exists(path, error)) {
      throw DatabaseError(fmt::format("{}: there is no such data set", path));
    }
    throw DatabaseError(fmt::format("{}: {}{}", path, sqlite3_errstr(code), advice(code)));
  };
  if (code != SQLITE_OK) { fail(); }
  if (mode == Mode::read && !can_be_read(opened) && !has_log(path)) {
    // To read a data set is to write beside it who reads what, unless nobody can write it.
    m_database.reset(opened = open(uri_of(path), access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, code));
    if (code != SQLITE_OK) { fail(); }
  }
  sqlite3_extended_result_codes(opened, 0);
  sqlite3_busy_timeout(opened, busy_milliseconds);
}

sqlite3* Database::open(std::string const& path, int flags, int& code) {
  sqlite3* opened = nullptr;
  code = sqlite3_open_v2(path.c_str(), &opened, flags, nullptr);
  return opened;
}

void Database::execute(std::string const& sql) {
  if (sqlite3_exec(m_database.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
    throw DatabaseError(message_of(m_database.get(), sqlite3_errcode(m_database.get())));
  }
}

std::int64_t Database::number(std::string_view sql) {
  Query q = query(sql);
  return q.step() ? q.integer(0) : 0;
}

Transaction::Transaction(Database& database) : m_database(database) { m_database.execute("BEGIN IMMEDIATE"); }

Transaction::~Transaction() {
  if (!m_open) { return; }
  try {
    m_database.execute("ROLLBACK");
  } catch (DatabaseError const&) { // SQLite has taken it back itself.
  }
}

void Transaction::commit() {
  m_database.execute("COMMIT");
  m_open = false;
}

} // namespace gongkai::dataset
