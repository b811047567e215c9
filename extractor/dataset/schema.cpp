// SPDX-License-Identifier: GPL-3.0-or-later
#include "dataset/schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace gongkai::dataset {
namespace {

/// In the header of the file, so that file(1) and this program know it: "gong".
constexpr std::int64_t application_id = 0x676F6E67;

std::string_view sql_type(FieldType type) {
  switch (type) {
  case FieldType::integer:
  case FieldType::boolean: return "INTEGER";
  case FieldType::coordinate: return "REAL";
  default: return "TEXT";
  }
}

std::vector<std::string_view> words(std::string_view list) {
  std::vector<std::string_view> out;
  while (!list.empty()) {
    std::size_t const end = std::min(list.find(' '), list.size());
    out.push_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return out;
}

/// The key, quoted: some names are words of SQL.
std::string quoted_list(std::string_view list) {
  std::string out;
  for (std::string_view const word : words(list)) { out += fmt::format("{}\"{}\"", out.empty() ? "" : ", ", word); }
  return out;
}

/// For what is asked most: one document's rows stand together by the keys already.
constexpr char const* indexes = R"(
CREATE INDEX IF NOT EXISTS sources_file ON sources(file);
CREATE INDEX IF NOT EXISTS documents_entity ON documents(region_code, entity, year);
CREATE INDEX IF NOT EXISTS documents_text ON documents(text_fingerprint);
CREATE INDEX IF NOT EXISTS documents_figures ON documents(figures_fingerprint);
CREATE INDEX IF NOT EXISTS observations_functional ON observations(functional_code) WHERE functional_code IS NOT NULL;
CREATE INDEX IF NOT EXISTS observations_economic ON observations(economic_code) WHERE economic_code IS NOT NULL;
CREATE INDEX IF NOT EXISTS checks_failed ON checks(status) WHERE status = 'fail';
)";

/// What the program keeps for itself; no part of the exports. files_seen: a file that has not changed since is not read
/// again, not even for its fingerprint. readings: what reading cost, and under which limits. summaries: what
/// an index of review pages says of a document, as JSON.
constexpr char const* private_tables = R"(
CREATE TABLE IF NOT EXISTS files_seen(
  file TEXT PRIMARY KEY, bytes INTEGER NOT NULL, changed INTEGER NOT NULL, document TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS readings(
  document TEXT PRIMARY KEY, seconds REAL NOT NULL, timeout INTEGER NOT NULL, memory INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS summaries(document TEXT PRIMARY KEY, summary TEXT NOT NULL) WITHOUT ROWID;
)";

} // namespace

std::string create_table(Relation const& relation) {
  std::string sql = fmt::format("CREATE TABLE IF NOT EXISTS {}(\n", relation.name);
  for (Field const& f : relation.fields) {
    sql += fmt::format("  \"{}\" {}{},\n", f.name, sql_type(f.type), f.required ? " NOT NULL" : "");
  }
  sql += fmt::format("  PRIMARY KEY ({})", quoted_list(relation.key));
  for (ForeignKey const& key : relation.foreign_keys) {
    sql += fmt::format(",\n  FOREIGN KEY ({}) REFERENCES {}({})", quoted_list(key.fields), key.relation,
                       quoted_list(key.key));
  }
  return sql + "\n) WITHOUT ROWID;\n";
}

std::string reading_order(Relation const& relation) {
  std::string out;
  for (std::string_view const word : words(relation.key)) {
    auto const at =
        std::find_if(relation.fields.begin(), relation.fields.end(), [&](Field const& f) { return f.name == word; });
    bool const numbered = at->type == FieldType::identifier && word != "document" && word.ends_with("_id");
    out += out.empty() ? "" : ", ";
    out += numbered ? fmt::format("length(\"{0}\"), \"{0}\"", word) : fmt::format("\"{}\"", word);
  }
  return out;
}

void expect_data_set(Database& database, std::string const& path) {
  if (database.number("PRAGMA application_id") != application_id) {
    throw DatabaseError(fmt::format("{} is no data set of gongkai; make one with gongkai build", path));
  }
  std::int64_t const found = database.number("PRAGMA user_version");
  if (found != data_set_version) {
    throw DatabaseError(fmt::format("{} has version {} of the schema, this program reads version {}; build it anew",
                                    path, found, data_set_version));
  }
}

void prepare(Database& database, std::string const& path) {
  // The next settings are kept in the file: not in that of another program.
  bool const claimed = database.number("PRAGMA application_id") != 0;
  if (claimed || database.number("SELECT count(*) FROM sqlite_schema") > 0) { expect_data_set(database, path); }
  // Readers are not blocked while a build writes, and a write that is cut off leaves the file as it was.
  database.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16384; "
                   "PRAGMA wal_autocheckpoint = 4000;");
  Transaction transaction(database);
  if (database.number("SELECT count(*) FROM sqlite_schema") > 0) {
    expect_data_set(database, path);
    database.execute(private_tables); // one that an earlier program did not know
    transaction.commit();
    return;
  }
  database.execute(
      fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {};", application_id, data_set_version));
  for (Relation const& r : relations()) { database.execute(create_table(r)); }
  database.execute(private_tables);
  database.execute(indexes);
  for (View const& v : views()) { database.execute(fmt::format("CREATE VIEW {} AS\n{}", v.name, v.sql)); }
  transaction.commit();
}

} // namespace gongkai::dataset
