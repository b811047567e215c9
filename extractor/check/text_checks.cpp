// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/text_checks.hpp"

#include "check/describe.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace gongkai {
namespace {

/// One name printed for a code.
struct PrintedName {
  FigureRef first;       ///< A figure of its row.
  bool accepted = false; ///< By the lists.
};

class CodeNames {
public:
  CodeNames(Extraction& extraction, Classification const& classification, Wording const& wording)
      : m_e(extraction), m_classification(classification), m_wording(wording),
        m_year(extraction.document.year_number()) {}

  void check(std::span<Sheet const> sheets) {
    for (Sheet const& sheet : sheets) {
      for (std::size_t r = 0; r < sheet.rows.size(); ++r) { see(sheet, r); }
    }
    for (auto const& [code, tables] : m_names) {
      std::set<std::string_view> right;
      for (auto const& [where, name] : tables) {
        if (name.accepted) { right.insert(where.second); }
      }
      for (auto const& [where, name] : tables) {
        if (!name.accepted) { judge(code, where.second, name, right); }
      }
    }
    drop_cut_names();
  }

private:
  void see(Sheet const& sheet, std::size_t r) {
    SheetRow const& row = sheet.rows[r];
    if (!row.code_printed || row.code_name.empty() || m_classification.name(row.code, m_year).empty()) { return; }
    for (std::size_t c = 0; c < sheet.columns.size(); ++c) {
      std::int32_t const cell = sheet.at(r, c);
      if (cell < 0) { continue; }
      bool const accepted = m_classification.accepts(row.code, 0, row.code_name);
      m_names[row.code].try_emplace({sheet.table, row.code_name},
                                    PrintedName{(*sheet.figures)[static_cast<std::size_t>(cell)].ref, accepted});
      return;
    }
  }

  void judge(std::string const& code, std::string const& printed, PrintedName const& name,
             std::set<std::string_view> const& right) {
    std::string_view const official = m_classification.name(code, m_year);
    bool const others = names_another(code, printed);
    if (right.empty() && !others) { return; }
    Observation const& o = m_e.observations[name.first.index];
    Check c;
    c.kind = CheckKind::code_name;
    c.status = CheckStatus::fail;
    c.rule = "code and name";
    c.printed = printed;
    c.expected = right.empty() ? std::string(official) : std::string(*right.begin());
    c.operands = {name.first};
    c.suspect = 0;
    c.suggested = c.expected;
    c.blame = Blame::publisher;
    c.reason = "whole";
    c.table = o.table;
    c.page = o.page;
    // The name's cell, not the amount's.
    for (TableCell const& cell : m_e.tables[o.table].cells) {
      bool const row = cell.row <= o.row && o.row < cell.row + cell.rowspan;
      if (row && !cell.amount && cell.col < o.col) { c.box = cell.box; }
    }
    m_found.push_back(std::move(c));
  }

  /// Several names of a table that end early were cut by their cells.
  void drop_cut_names() {
    std::map<std::size_t, int> cut;
    auto const is_cut = [](Check const& c) { return c.expected.starts_with(c.printed); };
    for (Check const& c : m_found) { cut[*c.table] += is_cut(c); }
    for (Check& c : m_found) {
      if (is_cut(c) && cut[*c.table] > 1) { continue; }
      describe(c, "code_name", m_e, m_wording);
      m_e.checks.push_back(std::move(c));
    }
  }

  /// A name from another row: one of the codes beside it has this name.
  bool names_another(std::string const& code, std::string const& printed) const {
    if (code.size() < 5) { return !m_classification.code_of(system_of(code), "", printed, m_year).empty(); }
    std::string_view const above = std::string_view(code).substr(0, code.size() - 2);
    return !m_classification.code_of(system_of(code), above, printed, m_year).empty();
  }

  Extraction& m_e;
  Classification const& m_classification;
  Wording const& m_wording;
  int m_year;
  std::vector<Check> m_found;
  std::map<std::string, std::map<std::pair<std::size_t, std::string>, PrintedName>>
      m_names; ///< By code, then table and name.
};

/// Whether a place is in the document itself, not in the file's name or metadata, which are no part of what is
/// published.
bool is_printed(WitnessKind kind) { return kind != WitnessKind::pdf_title && kind != WitnessKind::file_name; }

void add_disagreements(Extraction& e, IdentityField const& field, CheckKind kind, std::string_view rule,
                       Wording const& wording) {
  std::set<std::pair<int, std::string>> seen;
  for (IdentityReading const& r : field.disagreements) {
    if (!is_printed(r.witness.kind) || !seen.insert({r.witness.page, r.value}).second) { continue; }
    Check c;
    c.kind = kind;
    c.status = CheckStatus::fail;
    c.rule = rule;
    c.printed = r.value;
    c.expected = field.value;
    c.text = r.witness.text;
    c.suggested = field.value;
    c.blame = Blame::publisher;
    c.reason = "whole";
    c.page = r.witness.page;
    if (r.witness.box.area() > 0) { c.box = r.witness.box; }
    describe(c, name_of(kind), e, wording);
    e.checks.push_back(std::move(c));
  }
}

std::string without_end(std::string text, LinePatterns const& end) {
  if (auto const match = end.match(text)) { text.erase(text.size() - match->groups[0].size()); }
  return text;
}

} // namespace

void check_code_names(Extraction& extraction, std::span<Sheet const> sheets, Classification const& classification,
                      Wording const& wording) {
  CodeNames(extraction, classification, wording).check(sheets);
}

void check_identity(Extraction& extraction, CheckPatterns const& patterns, Normaliser const& normaliser) {
  Extraction& e = extraction;
  add_disagreements(e, e.document.year, CheckKind::wrong_year, "year of a title", patterns.wording);
  add_disagreements(e, e.document.entity, CheckKind::wrong_entity, "entity of a title", patterns.wording);
  int const year = e.document.year_number();
  if (year == 0) { return; }
  // Stock-taking days: final accounts count at the end of their year, budgets at the end of the year before.
  int const expected = e.document.kind.value.find("final_accounts") != std::string::npos ? year : year - 1;
  for (Paragraph const& p : e.prose.paragraphs) {
    if (p.kind != ParagraphKind::text) { continue; }
    std::string const text = normaliser.squeeze(p.text);
    auto const match = patterns.stock_day.match(text);
    if (!match) { continue; }
    int const printed = year_in(match->groups[1]);
    bool const other =
        printed != 0 && (printed < expected - 1 || printed > year || (printed == expected - 1 && expected == year));
    if (!other) { continue; }
    Check c;
    c.kind = CheckKind::wrong_year;
    c.status = CheckStatus::fail;
    c.rule = "day of the stock";
    c.printed = match->groups[1];
    c.expected = std::to_string(expected);
    c.suggested = c.expected;
    c.blame = Blame::publisher;
    c.reason = "whole";
    c.text = match->groups[0];
    c.page = p.lines.empty() ? 0 : p.lines.front().page;
    if (!p.lines.empty()) { c.box = p.lines.front().box; }
    describe(c, "wrong_year", e, patterns.wording);
    e.checks.push_back(std::move(c));
  }
}

void check_announced_tables(Extraction& extraction, CheckPatterns const& patterns, TableTyper const& types,
                            Normaliser const& normaliser) {
  struct Announced {
    Paragraph const* paragraph;
    std::string title;
    TableType const* type;
  };
  Extraction& e = extraction;
  std::vector<Announced> missing;
  std::size_t found = 0;
  std::set<std::string_view> held;
  std::set<std::string> titles;
  for (std::size_t i = 0; i < e.tables.size(); ++i) {
    held.insert(e.table_readings[i].type);
    titles.insert(normaliser.squeeze(e.tables[i].caption.title));
  }
  for (Paragraph const& p : e.prose.paragraphs) {
    if (p.kind != ParagraphKind::contents) { continue; }
    std::string const text = without_end(normaliser.squeeze(p.text), patterns.contents_end);
    auto const match = patterns.announced_table.match(text);
    if (!match) { continue; }
    std::string const title(match->groups[1]);
    TableType const* const type = types.of_title(title);
    if (type == nullptr) { continue; }
    if (held.contains(type->name) || held.contains(type->government) || titles.contains(title)) {
      ++found;
    } else {
      missing.push_back({&p, title, type});
    }
  }
  // A document without most of its tables keeps them in another file.
  if (missing.size() * 3 > found) { return; }
  for (Announced const& a : missing) {
    Check c;
    c.kind = CheckKind::missing_table;
    c.status = CheckStatus::fail;
    c.rule = "tables of the contents";
    c.expected = a.title;
    c.text = a.type->name;
    c.page = a.paragraph->lines.empty() ? 0 : a.paragraph->lines.front().page;
    if (!a.paragraph->lines.empty()) { c.box = a.paragraph->lines.front().box; }
    describe(c, "missing_table", e, patterns.wording);
    e.checks.push_back(std::move(c));
  }
}

namespace {

bool holds_figures(Extraction const& e, std::size_t table) {
  return std::any_of(e.observations.begin(), e.observations.end(),
                     [&](Observation const& o) { return o.table == table; });
}

/// The figure of another table that should stand in an empty one.
std::optional<FigureRef> figure_of_account(TableReading const& table, std::span<AccountEntry const> entries,
                                           std::span<Figure const> figures, CheckPatterns const& patterns) {
  for (Account const& account : patterns.accounts) {
    if (!account.is_of(table.type, table.part)) { continue; }
    auto const other = std::find_if(entries.begin(), entries.end(), [&](AccountEntry const& x) {
      auto const& quantity = figures[x.figure].quantity;
      return x.flow == account.flow && x.fund == account.fund && x.kind == account.kind && x.place == "total" &&
             x.basis.empty() && quantity && quantity->value != 0;
    });
    if (other != entries.end()) { return figures[other->figure].ref; }
    if (!account.part.empty()) { break; } // it is of that money alone
  }
  return std::nullopt;
}

/// Whether a section says that there is none of a whole.
bool says_none(Extraction const& e, std::string const& section, CheckPatterns const& patterns) {
  return std::any_of(e.statements.begin(), e.statements.end(), [&](Statement const& s) {
    bool const none = s.not_arranged || (s.measure == Measure::amount && s.value.is_zero());
    return none && s.section == section && patterns.whole_name.matches(s.subject);
  });
}

/// Whether a sentence may speak of another year, or of money that others have.
bool may_be_of_others(Extraction const& e, Statement const& s, CheckPatterns const& patterns) {
  int const year = e.document.year_number(), printed = year_in(s.text);
  return (year != 0 && printed != 0 && printed != year) || patterns.none_of_whole.matches(s.text);
}

/// The figure of the text that should stand in an empty table: of the section that is about this table alone, and with
/// the name of its whole.
std::optional<FigureRef> figure_of_text(Extraction const& e, std::size_t table, CheckPatterns const& patterns) {
  std::string const& type = e.table_readings[table].type;
  for (std::size_t t = 0; t < e.tables.size(); ++t) {
    if (t != table && e.table_readings[t].type == type) { return std::nullopt; }
  }
  for (std::size_t i = 0; i < e.statements.size(); ++i) {
    Statement const& s = e.statements[i];
    auto const tables = patterns.prose_tables.find(s.section);
    bool const ours =
        tables != patterns.prose_tables.end() && !tables->second.empty() && tables->second.front() == type;
    bool const said = (s.measure == Measure::amount || s.measure == Measure::budget_amount) && s.yuan &&
                      !s.value.is_zero() && !s.approximate;
    if (ours && said && patterns.whole_name.matches(s.subject) && !may_be_of_others(e, s, patterns) &&
        !says_none(e, s.section, patterns)) {
      return FigureRef{FigureRef::Of::statement, static_cast<std::uint32_t>(i)};
    }
  }
  return std::nullopt;
}

} // namespace

void check_empty_tables(Extraction& extraction, std::span<AccountEntry const> entries, std::span<Figure const> figures,
                        CheckPatterns const& patterns) {
  Extraction& e = extraction;
  for (std::size_t t = 0; t < e.tables.size(); ++t) {
    std::string const& type = e.table_readings[t].type;
    if (!e.tables[t].empty || type.empty() || holds_figures(e, t)) { continue; }
    auto ref = figure_of_account(e.table_readings[t], entries, figures, patterns);
    if (!ref) { ref = figure_of_text(e, t, patterns); }
    if (!ref) { continue; }
    Check c;
    c.kind = CheckKind::cross_table;
    c.status = CheckStatus::fail;
    c.rule = "empty table";
    if (ref->of == FigureRef::Of::statement) {
      Statement& s = e.statements[ref->index];
      s.proof = Proof::conflict;
      c.kind = CheckKind::table_vs_prose;
      c.expected = s.value.text();
      c.unit = s.unit;
    } else {
      c.expected = e.observations[ref->index].amount.text();
      c.unit = e.observations[ref->index].unit;
    }
    c.text = e.tables[t].caption.empty_statement;
    c.operands = {*ref};
    c.table = t;
    c.page = e.tables[t].pages.empty() ? 0 : e.tables[t].pages.front();
    describe(c, "empty_table", e, patterns.wording);
    e.checks.push_back(std::move(c));
  }
}

} // namespace gongkai
