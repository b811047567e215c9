// SPDX-License-Identifier: GPL-3.0-or-later
#include "dataset/store.hpp"

#include "dataset/schema.hpp"

#include <fmt/format.h>

namespace gongkai::dataset {
namespace {

/// A database with the schema in it: statements can be prepared.
Database prepared(std::string const& path) {
  Database database(path, Database::Mode::create);
  prepare(database, path);
  return database;
}

/// Of a document that is to be read under another name.
constexpr std::string_view renamed_reader = "none: read under a name that it has no longer";

constexpr std::size_t rows_at_once = 16;

std::string insert_sql(Relation const& relation, std::size_t rows) {
  std::string row;
  for (std::size_t i = 0; i < relation.fields.size(); ++i) { row += i == 0 ? "(?" : ", ?"; }
  row += ")";
  std::string sql = fmt::format("INSERT INTO {} VALUES {}", relation.name, row);
  for (std::size_t i = 1; i < rows; ++i) { sql += ", " + row; }
  return sql;
}

/// Binds the values of the row that `rest` begins with, and takes it off.
void bind_row(Query& query, std::size_t parameter, std::size_t fields, std::string_view& rest) {
  for (std::size_t const end = parameter + fields; parameter < end; ++parameter) {
    row_bytes::take_value(rest, [&](auto value) { query.bind_kept(static_cast<int>(parameter), value); });
  }
}

} // namespace

Store::Store(std::string const& path)
    : m_database(prepared(path)), m_insert(relation_count),
      m_seen(m_database.query("SELECT document FROM files_seen WHERE file = ? AND bytes = ? AND changed = ?")),
      m_put_seen(m_database.query("INSERT OR REPLACE INTO files_seen VALUES (?, ?, ?, ?)")),
      m_put_source(m_database.query("INSERT OR REPLACE INTO sources VALUES (?, ?, ?, ?)")),
      m_put_reading(m_database.query("INSERT OR REPLACE INTO readings VALUES (?, ?, ?, ?)")),
      m_put_summary(m_database.query("INSERT OR REPLACE INTO summaries VALUES (?, ?)")),
      m_held(m_database.query("SELECT document FROM files_seen WHERE file = ? AND document <> ?")),
      m_is_there(m_database.query("SELECT 1 FROM documents WHERE document = ?")),
      m_savepoint(m_database.query("SAVEPOINT document")), m_release(m_database.query("RELEASE document")),
      m_take_back(m_database.query("ROLLBACK TO document")) {
  for (Relation const& r : relations()) {
    bool const of_documents = r.kind == RelationKind::document;
    std::string const condition = of_documents                       ? "document = ?1"
                                  : r.id == RelationId::panel_checks ? "document = ?1 OR other_document = ?1"
                                                                     : "?1 IS NULL";
    m_remove.push_back(m_database.query(fmt::format("DELETE FROM {} WHERE {}", r.name, condition)));
  }
}

void Store::put_dimensions(Rows const& rows) {
  Transaction transaction(m_database);
  for (Relation const& r : relations()) {
    if (r.kind == RelationKind::dimension) { m_database.execute(fmt::format("DELETE FROM {}", r.name)); }
  }
  insert(rows.bytes());
  transaction.commit();
}

std::unordered_map<std::string, KnownDocument> Store::documents() {
  std::unordered_map<std::string, KnownDocument> out;
  Query q = m_database.query(
      "SELECT document, reader, outcome, file, coalesce(timeout, 0), coalesce(memory, 0) FROM documents "
      "LEFT JOIN readings USING (document)");
  while (q.step()) {
    out.emplace(q.text(0), KnownDocument{std::string(q.text(1)), std::string(q.text(2)), std::string(q.text(3)),
                                         q.integer(4), q.integer(5)});
  }
  return out;
}

std::optional<std::string> Store::seen(InputFile const& file) {
  m_seen.bind(0, file.name).bind(1, static_cast<std::int64_t>(file.bytes)).bind(2, file.changed);
  std::optional<std::string> document;
  if (m_seen.step()) { document = m_seen.text(0); }
  m_seen.reset();
  return document;
}

void Store::as_a_whole(std::function<void()> const& write) {
  if (!m_gathering) {
    m_gathering.emplace(m_database);
    m_since = std::chrono::steady_clock::now();
  }
  m_savepoint.run();
  try {
    write();
  } catch (...) {
    for (Inserter& i : m_insert) { i.waiting.clear(); }
    try {
      m_take_back.run();
      m_release.run();
    } catch (DatabaseError const&) { // Where the disk is full SQLite has taken all of it back: that is to be told.
    }
    throw;
  }
  m_release.run();
  commit_when_due();
}

void Store::commit_when_due() {
  if (m_gathering && std::chrono::steady_clock::now() - m_since >= m_gather) { commit(); }
}

void Store::commit() {
  if (!m_gathering) { return; }
  m_gathering->commit();
  m_gathering.reset();
}

void Store::put(std::string_view document, std::string_view rows, std::vector<InputFile const*> const& files,
                Reading const& reading, std::string_view summary) {
  as_a_whole([&] {
    m_is_there.bind(0, document);
    bool const is_there = m_is_there.step();
    m_is_there.reset();
    for (Relation const& r : relations()) {
      // A document read anew keeps its files.
      if (!is_there || r.id == RelationId::sources) { continue; }
      m_remove[static_cast<std::size_t>(r.id)].bind(0, document).run();
    }
    insert(rows);
    add_files({{std::string(document), files}});
    Value const seconds = reading.seconds;
    m_put_reading.bind(0, document).bind_value(1, seconds).bind(2, reading.timeout).bind(3, reading.memory).run();
    m_put_summary.bind(0, document).bind(1, summary).run();
  });
}

void Store::put_files(std::vector<Holding> const& holdings) {
  if (!holdings.empty()) {
    as_a_whole([&] { add_files(holdings); });
  }
}

void Store::copy_from_other(std::string_view document, bool replace) {
  Transaction transaction(m_database);
  // Files are those of both.
  Query files = m_database.query("INSERT OR REPLACE INTO sources SELECT * FROM other.sources WHERE document = ?");
  for (Relation const& r : relations()) {
    if (r.kind != RelationKind::document || r.id == RelationId::sources || !replace) { continue; }
    m_remove[static_cast<std::size_t>(r.id)].bind(0, document).run();
    Query q = m_database.query(fmt::format("INSERT INTO {0} SELECT * FROM other.{0} WHERE document = ?", r.name));
    q.bind(0, document).run();
  }
  files.bind(0, document).run();
  for (char const* table : {"readings", "summaries"}) {
    if (!replace) { continue; }
    Query q =
        m_database.query(fmt::format("INSERT OR REPLACE INTO {0} SELECT * FROM other.{0} WHERE document = ?", table));
    q.bind(0, document).run();
  }
  copy_seen_files(document);
  transaction.commit();
}

void Store::copy_seen_files(std::string_view document) {
  // A name that stands for one content here and for another there says of neither whether it has changed.
  for (char const* sql : {"INSERT OR IGNORE INTO files_seen SELECT * FROM other.files_seen WHERE document = ?",
                          "DELETE FROM files_seen WHERE document <> ?1 AND file IN (SELECT file FROM "
                          "other.files_seen WHERE document = ?1)"}) {
    Query q = m_database.query(sql);
    q.bind(0, document).run();
  }
}

void Store::insert(std::string_view rows) {
  while (!rows.empty()) { add_row(rows); }
  finish_rows();
}

void Store::add_row(std::string_view& rest) {
  RelationId const id = row_bytes::take_relation(rest);
  Inserter& inserter = m_insert[static_cast<std::size_t>(id)];
  std::size_t const fields = relation(id).fields.size();
  if (!inserter.many) { inserter.many.emplace(m_database.query(insert_sql(relation(id), rows_at_once))); }
  inserter.waiting.push_back(rest);
  bind_row(*inserter.many, (inserter.waiting.size() - 1) * fields, fields, rest);
  if (inserter.waiting.size() < rows_at_once) { return; }
  inserter.many->run();
  inserter.waiting.clear();
}

void Store::finish_rows() {
  for (Relation const& r : relations()) {
    Inserter& inserter = m_insert[static_cast<std::size_t>(r.id)];
    if (!inserter.one && !inserter.waiting.empty()) { inserter.one.emplace(m_database.query(insert_sql(r, 1))); }
    for (std::string_view row : inserter.waiting) {
      bind_row(*inserter.one, 0, r.fields.size(), row);
      inserter.one->run();
    }
    inserter.waiting.clear();
  }
}

void Store::remove(std::string_view document) {
  for (Query& q : m_remove) { q.bind(0, document).run(); }
  for (char const* table : {"readings", "summaries"}) {
    Query q = m_database.query(fmt::format("DELETE FROM {} WHERE document = ?", table));
    q.bind(0, document).run();
  }
}

void Store::add_files(std::vector<Holding> const& holdings) {
  std::vector<std::pair<std::string, std::string_view>> lost; // documents and names
  for (Holding const& h : holdings) {
    for (InputFile const* file : h.files) {
      m_held.bind(0, file->name).bind(1, h.document);
      if (m_held.step()) { lost.emplace_back(m_held.text(0), file->name); }
      m_held.reset();
      Value const archive = file->archive.empty() ? Value() : Value(std::string_view(file->archive));
      std::string const region = m_region_of_name ? m_region_of_name(file->name) : std::string();
      Value const code = region.empty() ? Value() : Value(std::string_view(region));
      m_put_source.bind(0, h.document).bind(1, file->name).bind_value(2, archive).bind_value(3, code).run();
      m_put_seen.bind(0, file->name)
          .bind(1, static_cast<std::int64_t>(file->bytes))
          .bind(2, file->changed)
          .bind(3, h.document)
          .run();
    }
  }
  for (auto const& [document, file] : lost) { take_file(document, file); }
}

void Store::take_file(std::string const& document, std::string_view file) {
  Query gone = m_database.query("DELETE FROM sources WHERE document = ? AND file = ?");
  gone.bind(0, document).bind(1, file).run();
  Query first = m_database.query("SELECT min(file) FROM sources WHERE document = ?");
  first.bind(0, document).step();
  if (first.is_null(0)) {
    remove(document);
    return;
  }
  Query rename = m_database.query("UPDATE documents SET file = ?, reader = ? WHERE document = ? AND file = ?");
  rename.bind(0, first.text(0)).bind(1, renamed_reader).bind(2, document).bind(3, file).run();
}

std::vector<std::pair<std::string, std::string>> Store::renamed() {
  std::vector<std::pair<std::string, std::string>> out;
  Query q = m_database.query("SELECT document, file FROM documents WHERE reader = ? ORDER BY document");
  q.bind(0, renamed_reader);
  while (q.step()) { out.emplace_back(q.text(0), q.text(1)); }
  return out;
}

void Store::finish() {
  commit();
  m_database.execute("PRAGMA analysis_limit = 1000; PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE);");
}

} // namespace gongkai::dataset
