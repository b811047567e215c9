// SPDX-License-Identifier: GPL-3.0-or-later
#include "dataset/dimensions.hpp"
#include "dataset/entity_keys.hpp"
#include "dataset/export.hpp"
#include "dataset/schema.hpp"
#include "dataset/store.hpp"
#include "output/to_rows.hpp"
#include "text/pattern_catalogue.hpp"

#include <catch2/catch.hpp>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <tuple>

using namespace gongkai;
using namespace gongkai::dataset;

namespace {

std::set<std::string> names_of(Database& database, std::string const& sql) {
  std::set<std::string> out;
  Query q = database.query(sql);
  while (q.step()) { out.emplace(q.text(0)); }
  return out;
}

} // namespace

TEST_CASE("a new data set has every table and view, and its dimensions keep their references") {
  Store store(":memory:");
  PatternFiles const files;
  store.put_dimensions(dimension_rows(files));
  Database& db = store.database();
  std::set<std::string> const tables = names_of(db, "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')");
  for (Listing const& l : listings(db)) {
    INFO(l.name);
    CHECK(tables.contains(l.name));
    int rows = 0;
    for_each_row(db, l, [&](Query const&) { ++rows; });
    CHECK((rows > 0) == (l.relation != nullptr && l.relation->kind == RelationKind::dimension));
  }
  CHECK(db.number("SELECT count(*) FROM pragma_foreign_key_check") == 0);
  CHECK(names_of(db, "SELECT name FROM region WHERE code = '652301'") == std::set<std::string>{"昌吉市"});
  store.put_dimensions(dimension_rows(files)); // again: they are replaced
}

TEST_CASE("every table type and measure that patterns know has a name") {
  Store store(":memory:");
  PatternFiles const files;
  store.put_dimensions(dimension_rows(files));
  auto const types = names_of(store.database(), "SELECT type FROM table_type");
  auto const measures = names_of(store.database(), "SELECT measure FROM measure");
  std::size_t checked = 0;
  for (CatalogueEntry const& e : pattern_catalogue(files)) {
    if (e.file == "columns.toml" && e.kind == "measure") {
      INFO(e.key);
      CHECK(measures.contains(e.key));
      ++checked;
    }
    if (e.file == "tables.toml" && e.kind == "type" && !e.key.empty()) {
      INFO(e.key);
      CHECK(types.contains(e.key));
      ++checked;
    }
  }
  CHECK(checked > 50);
}

TEST_CASE("reading order: o2 before o10") {
  CHECK(reading_order(relation(RelationId::observations)) ==
        "\"document\", length(\"observation_id\"), \"observation_id\"");
  CHECK(reading_order(relation(RelationId::cells)) ==
        "\"document\", length(\"table_id\"), \"table_id\", \"row\", \"col\"");
}

TEST_CASE("a file that is no data set is told from one") {
  Database plain(":memory:", Database::Mode::create);
  plain.execute("CREATE TABLE t(x)");
  CHECK_THROWS_WITH(expect_data_set(plain, "x.db"), Catch::Contains("x.db is no data set of gongkai"));
  CHECK_THROWS_WITH(prepare(plain, "x.db"), Catch::Contains("no data set"));
}

TEST_CASE("a file of another program stays as it is") {
  auto const path = std::filesystem::temp_directory_path() / ("gongkai-schema-" + std::to_string(getpid()));
  auto const bytes = [&path] {
    std::ifstream in(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  for (char const* content : {"CREATE TABLE t(x)", "PRAGMA application_id = 77"}) {
    std::filesystem::remove(path);
    Database(path, Database::Mode::create).execute(content);
    std::string const before = bytes();
    CHECK_THROWS_WITH(Store(path), Catch::Contains("no data set"));
    CHECK(before.size() > 100);
    CHECK(bytes() == before);
  }
  std::filesystem::remove(path);
}

TEST_CASE("floating numbers are written as exact as they are") {
  Database db(":memory:", Database::Mode::create);
  Query q = db.query("SELECT 0.1234, 1234567.89, 12.50, 1e17, -0.0, 1e-5, 100.0");
  REQUIRE(q.step());
  int column = 0;
  for (char const* text : {"0.1234", "1234567.89", "12.5", "100000000000000000", "0", "0.00001", "100"}) {
    CHECK(plain_text(q, column++) == text);
  }
}

TEST_CASE("the weakest proof of a row of views is the one that is worth least") {
  Database db(":memory:", Database::Mode::create);
  db.execute(
      "CREATE TABLE documents(document, region_code, region, entity, year, kind, file);"
      "INSERT INTO documents(document) VALUES ('d');"
      "CREATE TABLE statements(document, item_number, section, subject, measure, fen, value, unit, base, reason, "
      "proof, page);"
      "CREATE TABLE observations(document, observation_id, table_id, row);"
      "CREATE TABLE figures(document, observation_id, region_code, region, entity, year, kind, phase, table_type, "
      "measure, item, yuan, fen, proof, page, file);");
  struct Row {
    char const *first, *second, *weakest;
  };
  for (Row const& r : {Row{"proven", "unproven", "unproven"}, Row{"unproven", "proven", "unproven"},
                       Row{"proven", "conflict", "conflict"}, Row{"conflict", "unproven", "conflict"},
                       Row{"proven", "proven", "proven"}}) {
    db.execute("DELETE FROM statements; DELETE FROM figures; DELETE FROM observations;");
    for (auto const& [measure, item, proof] :
         {std::tuple{"amount", "abroad", r.first}, {"change", "reception", r.second}}) {
      Query statement = db.query("INSERT INTO statements(document, measure, fen, proof) VALUES ('d', ?, 1, ?)");
      statement.bind(0, std::string_view(measure)).bind(1, std::string_view(proof)).run();
      Query figure = db.query("INSERT INTO figures(document, observation_id, table_type, item, yuan, fen, proof) "
                              "VALUES ('d', ?1, 'three_public', ?1, 1, 100, ?2)");
      figure.bind(0, std::string_view(item)).bind(1, std::string_view(proof)).run();
      Query place = db.query("INSERT INTO observations VALUES ('d', ?, 't1', 1)");
      place.bind(0, std::string_view(item)).run();
    }
    for (View const& v : views()) {
      if (v.name != "growth" && v.name != "three_public") { continue; }
      INFO(v.name << ": " << r.first << " and " << r.second);
      CHECK(names_of(db, "SELECT weakest_proof FROM (" + std::string(v.sql) + ")") == std::set<std::string>{r.weakest});
    }
  }
}

TEST_CASE("the three public expenses are told from what stands beside them") {
  struct Figure {
    int row;
    char const *item, *measure; ///< Null where the row, or the column, names none.
    int yuan;
  };
  struct Case {
    char const* name;
    std::vector<Figure> figures;
    std::string expected; ///< In all, abroad, vehicles, reception.
  };
  std::vector<Case> const cases{
      {"rows, below a larger expense, in columns of funds",
       {{1, nullptr, "total", 900},
        {1, nullptr, "general_public_budget", 900},
        {2, "three_public", "total", 60},
        {2, "three_public", "general_public_budget", 50},
        {3, "abroad", "total", 10},
        {3, "abroad", "general_public_budget", 5},
        {4, "vehicles", "total", 20},
        {5, "reception", "total", 30}},
       "60|10|20|30"},
      {"rows with a total of their own",
       {{1, "abroad", "amount", 10},
        {2, "vehicles", "amount", 20},
        {3, "reception", "amount", 30},
        {4, "total", "amount", 60}},
       "60|10|20|30"},
      {"rows whose total holds training too",
       {{1, "abroad", "amount", 10},
        {2, "vehicles", "amount", 20},
        {3, "training", "amount", 5},
        {4, "total", "amount", 35}},
       "|10|20|"},
      {"columns",
       {{1, nullptr, "total", 60},
        {1, nullptr, "abroad", 10},
        {1, nullptr, "vehicles", 20},
        {1, nullptr, "reception", 30}},
       "60|10|20|30"},
      {"columns, with meetings",
       {{1, nullptr, "total", 67},
        {1, nullptr, "abroad", 10},
        {1, nullptr, "vehicles", 20},
        {1, nullptr, "meetings", 37}},
       "|10|20|"},
      {"a fund's own column, where there is no other", {{1, "abroad", "general_public_budget", 10}}, "|10||"}};
  auto const view =
      std::find_if(views().begin(), views().end(), [](View const& v) { return v.name == "three_public"; });
  for (Case const& c : cases) {
    INFO(c.name);
    Database db(":memory:", Database::Mode::create);
    db.execute(
        "CREATE TABLE observations(document, observation_id, table_id, row);"
        "CREATE TABLE figures(document, observation_id, region_code, region, entity, year, kind, phase, table_type, "
        "measure, item, yuan, fen, proof, page, file);");
    for (std::size_t i = 0; i < c.figures.size(); ++i) {
      Figure const& f = c.figures[i];
      auto const text = [](char const* t) { return t == nullptr ? std::string("NULL") : "'" + std::string(t) + "'"; };
      std::string const id = std::to_string(i);
      db.execute(
          "INSERT INTO observations VALUES ('d', " + id + ", 't1', " + std::to_string(f.row) +
          ");"
          "INSERT INTO figures(document, observation_id, table_type, item, measure, yuan, fen, proof) VALUES ('d', " +
          id + ", 'three_public', " + text(f.item) + ", " + text(f.measure) + ", " + std::to_string(f.yuan) + ", " +
          std::to_string(100 * f.yuan) + ", 'proven')");
    }
    std::string const all =
        "SELECT coalesce(three_public, '') || '|' || coalesce(abroad, '') || '|' || coalesce(vehicles, '') "
        "|| '|' || coalesce(reception, '') FROM (" +
        std::string(view->sql) + ")";
    CHECK(names_of(db, all) == std::set<std::string>{c.expected});
  }
}

TEST_CASE("names of one entity have one key") {
  Store store(":memory:");
  PatternFiles const files;
  store.put_dimensions(dimension_rows(files));
  EntityKeys const keys(store.database(), files);
  std::string const key = keys.key("652301", "社会保险中心");
  for (char const* name : {"昌吉市社会保险中心", "昌吉社会保险中心", "新疆维吾尔自治区昌吉市社会保险中心",
                           "昌吉市社会保险中心（本级）", "昌吉市社会保险中心本级", "社会保险 中心"}) {
    INFO(name);
    CHECK(keys.key("652301", name) == key);
  }
  CHECK(keys.key("652301", "昌吉市财政局") != key);
  CHECK(keys.key("652301", "昌吉市") == "昌吉市"); // something must remain
  CHECK(keys.key("", "昌吉市社会保险中心") == "昌吉市社会保险中心");
}

TEST_CASE("documents that are gathered go in each as a whole") {
  std::string const path =
      (std::filesystem::temp_directory_path() / ("gongkai-gathered-" + std::to_string(getpid()))).string();
  auto const put = [](Store& store, std::string const& document, int office, int offices) {
    Rows rows = to_rows(Unread{std::string(64, document[1]), "a.pdf", 1, Outcome::crashed, ""}, "test");
    for (int i = 0; i < offices; ++i) {
      rows.begin(RelationId::offices);
      rows.text(document);
      rows.integer(office + i % 1000 * (office >= 0 ? 1 : 0));
      rows.text(std::string(500, 'x'));
    }
    InputFile file;
    file.name = document + ".pdf";
    store.put(document, rows.in_key_order(), {&file}, {});
  };
  auto const key = [](char digit) { return "d" + std::string(16, digit); };
  {
    Store store(path);
    store.gather_for(std::chrono::hours(1));
    put(store, key('1'), 0, 40);
    CHECK_THROWS_AS(put(store, key('2'), -1, 40), ConstraintError); // forty of one number
    put(store, key('3'), 0, 40);
    Database other(path, Database::Mode::read);
    CHECK(other.number("SELECT count(*) FROM documents") == 0);
    store.commit();
    CHECK(other.number("SELECT count(*) FROM documents") == 2);
    CHECK(other.number("SELECT count(*) FROM offices") == 80);
    // A full disk is told as such, and takes nothing of what was there.
    store.database().execute("PRAGMA max_page_count = " +
                             std::to_string(store.database().number("PRAGMA page_count") + 2));
    CHECK_THROWS_WITH(put(store, key('4'), 0, 1000), Catch::Contains("the disk is full"));
  }
  Database after(path, Database::Mode::read);
  CHECK(after.number("SELECT count(*) FROM documents") == 2);
  for (char const* end : {"", "-wal", "-shm"}) { std::filesystem::remove(path + end); }
}
