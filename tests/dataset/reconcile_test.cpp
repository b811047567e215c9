// SPDX-License-Identifier: GPL-3.0-or-later
#include "dataset/dimensions.hpp"
#include "dataset/reconcile.hpp"
#include "dataset/store.hpp"
#include "output/to_rows.hpp"
#include "support/small_document.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

using namespace gongkai;
using namespace gongkai::dataset;

namespace {

/// A document with one table of two coded rows, in 万元.
class Disclosure {
public:
  Disclosure(std::string const& kind, int year, std::string const& entity, SmallDocument::Rows const& rows)
      : m_document("general_budget_expenditure", rows) {
    static int count = 0;
    Extraction& e = m_document.extraction;
    e.source.sha256 =
        std::string(1, static_cast<char>('a' + count / 10 % 6)) + std::string(62, '0') + std::to_string(count % 10);
    std::rotate(e.source.sha256.begin(), e.source.sha256.end() - 1, e.source.sha256.end());
    ++count;
    e.source.file = entity + std::to_string(year) + (kind.ends_with("accounts") ? " 决算.pdf" : ".pdf");
    e.document.kind.value = kind;
    e.document.year.value = std::to_string(year);
    e.document.entity.value = entity;
    e.document.region_code.value = "652301";
    e.document.region = "昌吉市";
    for (Observation& o : e.observations) { o.yuan = o.amount.times_power_of_ten(4); }
  }

  Extraction& extraction() { return m_document.extraction; }

private:
  SmallDocument m_document;
};

class Panels {
public:
  Panels() : m_path(std::filesystem::temp_directory_path() / ("gongkai-reconcile-" + std::to_string(getpid()))) {
    remove();
  }
  ~Panels() { remove(); }
  Panels(Panels const&) = delete;
  Panels& operator=(Panels const&) = delete;

  void add(Disclosure& d) {
    Store store(m_path);
    store.put_dimensions(dimension_rows(m_files));
    Extraction const& e = d.extraction();
    InputFile const file{e.source.file, {}, e.source.file, {}, 1, 1};
    store.put(document_key(e.source.sha256), to_rows(e, RowNames(m_files), "test").bytes(), {&file}, {});
    store.finish();
  }

  ReconcileSummary run() { return reconcile(m_path, m_files); }

  std::string text(std::string const& sql) {
    Database db(m_path, Database::Mode::read);
    Query q = db.query(sql);
    return q.step() ? std::string(q.text(0)) : std::string("nothing");
  }

private:
  void remove() const {
    for (char const* end : {"", "-wal", "-shm"}) { std::filesystem::remove(m_path + end); }
  }
  PatternFiles m_files;
  std::string m_path;
};

SmallDocument::Rows rows(std::string const& first, std::string const& second) {
  return {{"code", "name", "total"}, {"2010101", "a", first}, {"2010102", "b", second}};
}

/// The figures of the table are last year's.
Disclosure& as_prior_year(Disclosure& d) {
  for (Observation& o : d.extraction().observations) {
    o.prior_year = true;
    o.basis = "budget";
  }
  return d;
}

} // namespace

TEST_CASE("last year's figures against last year's document") {
  Panels panels;
  Disclosure before("department_budget", 2023, "昌吉市社会保险中心", rows("10.10", "20.25"));
  // 2010101 agrees in other decimals, within rounding; 2010102 does not.
  Disclosure now("department_budget", 2024, "社会保险中心（本级）", rows("10.1", "20.75"));
  panels.add(before);
  panels.add(as_prior_year(now));
  ReconcileSummary const s = panels.run();
  CHECK(s.passed == 1);
  CHECK(s.rounding == 0);
  CHECK(s.failed == 1);
  CHECK(s.names == 2);
  CHECK(s.entities == 1);
  CHECK(
      panels.text(
          "SELECT rule || ' ' || printed || ' ' || expected || ' ' || difference || ' ' || tolerance FROM panel_checks "
          "WHERE status = 'fail'") == "prior_year 20.75 20.25 0.50 0.01");
  CHECK(panels.text("SELECT message_en FROM panel_checks WHERE status = 'fail'") ==
        "“社会保险中心（本级）2024.pdf”, page 1: “一般行政管理事务” is 20.75 万元, but “昌吉市社会保险中心2023.pdf”, "
        "page 1 makes it "
        "20.25, off by 0.50.");
  CHECK(panels.text("SELECT count(*) FROM conflicts WHERE kind = 'panel'") == "1");
  panels.run(); // what was found before is replaced
  CHECK(panels.text("SELECT count(*) FROM panel_checks") == "2");
  CHECK(panels.text("SELECT count(*) FROM pragma_foreign_key_check") == "0");
}

TEST_CASE("differences that the printed decimals allow are rounding") {
  Panels panels;
  Disclosure before("department_budget", 2023, "昌吉市财政局", rows("10.14", "20.16"));
  Disclosure now("department_budget", 2024, "昌吉市财政局", rows("10.1", "20.1"));
  panels.add(before);
  panels.add(as_prior_year(now));
  ReconcileSummary const s = panels.run();
  CHECK(s.rounding == 1); // 10.14 may be printed as 10.1
  CHECK(s.failed == 1);   // 20.16 may not be printed as 20.1
}

TEST_CASE("other entities, years and levels are not compared") {
  Panels panels;
  Disclosure now("department_budget", 2024, "昌吉市财政局", rows("1.0", "2.0"));
  Disclosure other("department_budget", 2023, "昌吉市教育局", rows("9.0", "9.0"));
  Disclosure older("department_budget", 2022, "昌吉市财政局", rows("9.0", "9.0"));
  Disclosure unit("unit_budget", 2023, "昌吉市财政局", rows("9.0", "9.0"));
  panels.add(as_prior_year(now));
  for (Disclosure* d : {&other, &older, &unit}) { panels.add(*d); }
  ReconcileSummary const s = panels.run();
  CHECK(s.passed + s.rounding + s.failed == 0);
}

TEST_CASE("without a region, only names that hold one are of one entity") {
  for (auto const& [name, compared] : {std::pair{"教育局", 0}, {"昌吉市教育局", 2}, {"朝阳区教育局", 0}}) {
    INFO(name);
    Panels panels;
    Disclosure before("department_budget", 2023, name, rows("1.0", "2.0"));
    Disclosure now("department_budget", 2024, name, rows("1.0", "3.0"));
    as_prior_year(now);
    for (Disclosure* d : {&before, &now}) {
      d->extraction().document.region_code.value.clear();
      d->extraction().document.region.clear();
      panels.add(*d);
    }
    ReconcileSummary const s = panels.run();
    CHECK(s.passed + s.failed == compared);
    CHECK(s.names == 1);
  }
}

TEST_CASE("figures too large to be subtracted are not compared") {
  Panels panels;
  Disclosure before("department_budget", 2023, "昌吉市财政局", rows("9000000000000", "2.0"));
  Disclosure now("department_budget", 2024, "昌吉市财政局", rows("-9000000000000", "2.0"));
  panels.add(before);
  panels.add(as_prior_year(now));
  REQUIRE(panels.text("SELECT max(fen) FROM observations") == "9000000000000000000");
  ReconcileSummary const s = panels.run();
  CHECK(s.passed == 1);
  CHECK(s.rounding + s.failed == 0);
}

TEST_CASE("the budget in final accounts against the budget") {
  Panels panels;
  Disclosure budget("department_budget", 2024, "昌吉市财政局", rows("1.0", "2.0"));
  Disclosure accounts("department_final_accounts", 2024, "昌吉市财政局", rows("1.0", "3.0"));
  for (Observation& o : accounts.extraction().observations) { o.basis = "budget"; }
  panels.add(budget);
  panels.add(accounts);
  ReconcileSummary const s = panels.run();
  CHECK(s.passed == 1);
  CHECK(s.failed == 1);
  CHECK(panels.text("SELECT rule FROM panel_checks") == "budget_in_final_accounts");
}

TEST_CASE("what stands twice with two values says nothing") {
  Panels panels;
  SmallDocument::Rows twice{{"code", "name", "total"}, {"2010101", "a", "1.0"}, {"2010101", "a", "5.0"}};
  Disclosure before("department_budget", 2023, "昌吉市财政局", twice);
  Disclosure now("department_budget", 2024, "昌吉市财政局", rows("1.5", "2.0"));
  panels.add(before);
  panels.add(as_prior_year(now));
  ReconcileSummary const s = panels.run();
  CHECK(s.passed + s.rounding + s.failed == 0);
}

TEST_CASE("a change told in words against both documents") {
  Panels panels;
  Disclosure before("department_budget", 2023, "昌吉市财政局", rows("1.0", "2.0"));
  Disclosure now("department_budget", 2024, "昌吉市财政局", rows("1.0", "2.0"));
  auto const say = [](Disclosure& d, Measure measure, Decimal value, char const* base) {
    Statement s;
    s.id = fmt::format("s{}", d.extraction().statements.size() + 1);
    s.section = "receipts";
    s.subject = "收入";
    s.measure = measure;
    s.value = value;
    s.unit = "万元";
    s.yuan = value.times_power_of_ten(4);
    s.base = base;
    s.page = 2;
    s.text = "…";
    d.extraction().statements.push_back(s);
  };
  say(before, Measure::amount, {100'00, 2}, "");
  say(now, Measure::amount, {134'45, 2}, "");
  say(now, Measure::change, {34'45, 2}, "prior_budget");
  say(now, Measure::change, {30'00, 2}, "prior_budget");
  say(now, Measure::change, {99'00, 2}, "prior_final"); // there are no final accounts
  panels.add(before);
  panels.add(now);
  ReconcileSummary const s = panels.run();
  CHECK(s.passed == 1);
  CHECK(s.failed == 1);
  CHECK(panels.text("SELECT printed || ' ' || expected FROM panel_checks WHERE status = 'fail'") == "30.00 34.45");
}

TEST_CASE("a department's line for a unit against the unit's own document") {
  Panels panels;
  Disclosure department("department_budget", 2024, "昌吉市教育局", rows("1.0", "2.0"));
  Disclosure unit("unit_budget", 2024, "昌吉市第一中学", rows("7.5", "2.0"));
  for (Observation& o : department.extraction().observations) {
    o.name.main = {};
    o.measure = "total";
    o.unit_entity = "第一中学";
  }
  department.extraction().observations.pop_back();
  Observation& total = unit.extraction().observations[0];
  total.name.main = {};
  total.name.label = "合 计";
  total.measure = "total";
  panels.add(department);
  panels.add(unit);
  ReconcileSummary const s = panels.run();
  CHECK(s.failed == 1);
  CHECK(panels.text("SELECT rule || ' ' || printed || ' ' || expected FROM panel_checks") ==
        "unit_of_department 1.0 7.5");
}
