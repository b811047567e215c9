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

void expect_current_data_set(Database& database, std::string const& path) {
  expect_data_set(database, path);
  auto const has = [&](std::string_view name, std::size_t columns) {
    Query q = database.query("SELECT count(*) FROM pragma_table_info(?)");
    q.bind(0, name);
    auto const found = q.step() ? static_cast<std::size_t>(q.integer(0)) : 0;
    return columns == 0 ? found > 0 : found == columns;
  };
  bool const current = std::all_of(relations().begin(), relations().end(),
                                   [&](Relation const& r) { return has(r.name, r.fields.size()); }) &&
                       std::all_of(views().begin(), views().end(), [&](View const& v) { return has(v.name, 0); }) &&
                       has("summaries", 0);
  if (!current) {
    throw DatabaseError(fmt::format(
        "{} was made by an earlier version of gongkai; gongkai build with -o {} brings it up to date", path, path));
  }
}

namespace {

/// What is not there yet of it.
void make_schema(Database& database) {
  for (Relation const& r : relations()) { database.execute(create_table(r)); }
  database.execute(private_tables);
  database.execute(indexes);
  for (View const& v : views()) { database.execute(fmt::format("CREATE VIEW {} AS\n{}", v.name, v.sql)); }
}

std::string stored_sql(Database& database, std::string_view name) {
  Query q = database.query("SELECT sql FROM sqlite_schema WHERE name = ?");
  q.bind(0, name);
  return q.step() ? std::string(q.text(0)) : std::string();
}

/// Its rows go into a table as it is made today; columns that it did not have are null.
void remake(Database& database, Relation const& relation) {
  std::string columns;
  {
    Query q = database.query(fmt::format("SELECT name FROM pragma_table_info('{}')", relation.name));
    while (q.step()) { columns += fmt::format("{}\"{}\"", columns.empty() ? "" : ", ", q.text(0)); }
  }
  database.execute(fmt::format("ALTER TABLE {0} RENAME TO earlier_{0}", relation.name));
  database.execute(create_table(relation));
  database.execute(fmt::format("INSERT INTO {0} ({1}) SELECT {1} FROM earlier_{0}; DROP TABLE earlier_{0};",
                               relation.name, columns));
}

/// What an earlier program of the same version of the schema made lacks tables, columns at the end, views, or has
/// other keys.
void bring_up_to_date(Database& database) {
  std::vector<Relation const*> other;
  for (Relation const& r : relations()) {
    std::string const now = create_table(r), stored = stored_sql(database, r.name);
    // As it was given, but for "IF NOT EXISTS" and the semicolon.
    if (!stored.empty() && now.find(std::string_view(stored).substr(stored.find('('))) == std::string::npos) {
      other.push_back(&r);
    }
  }
  bool const views_differ = std::any_of(views().begin(), views().end(),
                                        [&](View const& v) { return !stored_sql(database, v.name).ends_with(v.sql); });
  if (other.empty() && !views_differ && !stored_sql(database, "summaries").empty()) { return; }
  for (View const& v : views()) { database.execute(fmt::format("DROP VIEW IF EXISTS {}", v.name)); }
  database.execute("PRAGMA legacy_alter_table = ON"); // References to the table are to the one that takes its place.
  for (Relation const* r : other) { remake(database, *r); }
  database.execute("PRAGMA legacy_alter_table = OFF");
  make_schema(database);
}

} // namespace

void prepare(Database& database, std::string const& path) {
  // The next settings are kept in the file: not in that of another program.
  bool const claimed = database.number("PRAGMA application_id") != 0;
  if (claimed || database.number("SELECT count(*) FROM sqlite_schema") > 0) { expect_data_set(database, path); }
  // Readers are not blocked while a build writes, and a write that is cut off leaves the file as it was. Large pages
  // are written with fewer calls.
  database.execute(
      "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16384; "
      "PRAGMA wal_autocheckpoint = 1000;");
  Transaction transaction(database);
  if (database.number("SELECT count(*) FROM sqlite_schema") > 0) {
    expect_data_set(database, path);
    bring_up_to_date(database);
    transaction.commit();
    return;
  }
  database.execute(
      fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {};", application_id, data_set_version));
  make_schema(database);
  transaction.commit();
}

} // namespace gongkai::dataset
