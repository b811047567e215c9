// SPDX-License-Identifier: GPL-3.0-or-later
#include "dataset/output_folder.hpp"
#include "dataset/workbook.hpp"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace gongkai::dataset {
namespace {

using Place = std::pair<int, int>; ///< Row and column of a table.

/// What failing checks say of a cell.
struct Finding {
  bool suspect = false;
  std::string text;
};

/// A printed amount: digits with separators, a sign. Null for anything else.
std::optional<std::string> number_in(std::string_view text) {
  std::string digits;
  for (char const c : text) {
    bool const sign = c == '-' && digits.empty();
    if (c == ',') { continue; }
    if (!sign && c != '.' && (c < '0' || c > '9')) { return std::nullopt; }
    digits += c;
  }
  bool const some = std::any_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
  return some && std::count(digits.begin(), digits.end(), '.') <= 1 ? std::optional(digits) : std::nullopt;
}

struct PrintedSize {
  int rows = 0, cols = 0, header_rows = 0;
};

class PrintedTable {
public:
  PrintedTable(Database& database, std::string_view document, std::string_view table)
      : m_database(database), m_document(document), m_table(table) {}

  /// From row `first` on down.
  void write(Workbook& workbook, lxw_worksheet* sheet, PrintedSize const& size, std::uint32_t first) {
    read_amount_columns();
    read_findings();
    read_places();
    Query cells = of_table("SELECT row, col, rowspan, colspan, text, x1 - x0 FROM cells");
    std::set<Place> covered;
    std::map<int, double> widths;
    std::vector<Written> written;
    while (cells.step()) {
      Place const at{static_cast<int>(cells.integer(0)), static_cast<int>(cells.integer(1))};
      Place const end{at.first + static_cast<int>(cells.integer(2)), at.second + static_cast<int>(cells.integer(3))};
      if (end.second == at.second + 1) { widths[at.second] = std::max(widths[at.second], cells.real(5)); }
      for (int r = at.first; r < end.first; ++r) {
        for (int c = at.second; c < end.second; ++c) { covered.emplace(r, c); }
      }
      write_cell(workbook, sheet, at, end, std::string(cells.text(4)), size.header_rows, first);
      written.push_back({at, end, widths_of_lines(cells.text(4))});
    }
    for (int r = 0; r < size.rows; ++r) {
      for (int c = 0; c < size.cols; ++c) {
        if (!covered.contains({r, c})) {
          workbook.write_blank(sheet, first + static_cast<std::uint32_t>(r), static_cast<std::uint16_t>(c),
                               blank_look(r < size.header_rows));
        }
      }
    }
    set_widths(sheet, widths);
    set_heights(sheet, widths, written, first);
  }

private:
  /// A cell's text: how wide each of its lines is, in characters; an ideograph is two.
  struct Written {
    Place at, end;
    std::vector<int> lines;
  };

  static std::vector<int> widths_of_lines(std::string_view text) {
    std::vector<int> out(1, 0);
    for (char const c : text) {
      auto const byte = static_cast<unsigned char>(c);
      if (c == '\n') {
        out.push_back(0);
      } else if (byte < 0x80) {
        ++out.back();
      } else if (byte >= 0xC0) {
        out.back() += 2;
      }
    }
    return out;
  }

  void write_cell(Workbook& workbook, lxw_worksheet* sheet, Place at, Place end, std::string const& text,
                  int header_rows, std::uint32_t first) {
    std::uint32_t const row = first + static_cast<std::uint32_t>(at.first);
    auto const col = static_cast<std::uint16_t>(at.second);
    bool const header = at.first < header_rows;
    std::optional<std::string> const number = header ? std::nullopt : number_at(at, text);
    CellLook const look = look_of(at, header, number);
    workbook.merge(sheet, row, col, first + static_cast<std::uint32_t>(end.first) - 1,
                   static_cast<std::uint16_t>(end.second - 1), look);
    if (number) {
      workbook.write(sheet, row, col, std::strtod(number->c_str(), nullptr), look);
    } else {
      workbook.write(sheet, row, col, std::string_view(text), look);
    }
    if (auto const found = m_findings.find(at); found != m_findings.end()) {
      workbook.comment(sheet, row, col, found->second.text);
    }
  }

  /// Of a column as wide as on the page, within what a screen shows.
  static double characters_in(double points) {
    constexpr double points_a_character = 5.5, narrowest = 6, widest = 60;
    return std::clamp(points / points_a_character, narrowest, widest);
  }

  /// So that all lines of its cells are seen: programs fit the height of a row to its text where it is edited, not
  /// where a file is opened, and never to cells that are merged.
  static void set_heights(lxw_worksheet* sheet, std::map<int, double> const& widths,
                          std::vector<Written> const& written, std::uint32_t first) {
    constexpr double margin = 1, line_height = 15, highest = 400; // characters, points, points (of 409 that Excel has)
    std::map<int, double> heights;
    for (Written const& w : written) {
      double room = -margin;
      for (int c = w.at.second; c < w.end.second; ++c) {
        auto const width = widths.find(c);
        room += characters_in(width == widths.end() ? 0 : width->second);
      }
      double lines = 0;
      for (int const width : w.lines) { lines += std::max(std::ceil(width / room), 1.0); }
      double const a_row = lines * line_height / (w.end.first - w.at.first);
      for (int r = w.at.first; r < w.end.first; ++r) { heights[r] = std::max(heights[r], a_row); }
    }
    for (auto const& [row, height] : heights) {
      if (height > line_height) {
        worksheet_set_row(sheet, first + static_cast<std::uint32_t>(row), std::min(height, highest), nullptr);
      }
    }
  }

  /// A sheet is a page wide.
  static void set_widths(lxw_worksheet* sheet, std::map<int, double> const& widths) {
    for (auto const& [col, width] : widths) {
      worksheet_set_column(sheet, static_cast<lxw_col_t>(col), static_cast<lxw_col_t>(col), characters_in(width),
                           nullptr);
    }
    worksheet_set_landscape(sheet);
    worksheet_fit_to_pages(sheet, 1, 0);
  }

  static CellLook blank_look(bool header) {
    CellLook look;
    look.border = true;
    if (header) { look.fill = CellLook::Fill::header; }
    return look;
  }

  Query of_table(std::string const& select) {
    Query q = m_database.query(select + " WHERE document = ? AND table_id = ?");
    q.bind(0, m_document).bind(1, m_table);
    return q;
  }

  void read_amount_columns() {
    Query amounts =
        m_database.query("SELECT col FROM table_columns WHERE document = ? AND table_id = ? AND role = 'amount'");
    amounts.bind(0, m_document).bind(1, m_table);
    while (amounts.step()) { m_amount_columns.insert(static_cast<int>(amounts.integer(0))); }
    Query seen = of_table("SELECT row, col, observation_id FROM observations");
    while (seen.step()) {
      m_observations.emplace(Place{static_cast<int>(seen.integer(0)), static_cast<int>(seen.integer(1))}, seen.text(2));
    }
  }

  /// The equation of a failing check: its first operand against the others.
  std::string equation(std::string_view check) {
    constexpr int most = 30;
    Query q = m_database.query("SELECT coalesce(o.amount, s.value), c.taken_off FROM check_operands c "
                               "LEFT JOIN observations o USING (document, observation_id) "
                               "LEFT JOIN statements s USING (document, statement_id) "
                               "WHERE document = ? AND check_id = ? ORDER BY position");
    q.bind(0, m_document).bind(1, check);
    std::string left, right;
    int count = 0;
    while (q.step() && ++count <= most) {
      if (count == 1) {
        left = q.text(0);
      } else if (right.empty() && q.integer(1) == 0) {
        right = q.text(0);
      } else {
        right += fmt::format(" {} {}", q.integer(1) != 0 ? "-" : "+", q.text(0));
      }
    }
    if (count > most) { right += " + ..."; }
    return right.empty() ? std::string() : fmt::format("{} <> {}", left, right);
  }

  void read_findings() {
    std::map<std::string, Place, std::less<>> place_of;
    for (auto const& [place, id] : m_observations) { place_of.emplace(id, place); }
    Query q =
        m_database.query("SELECT c.check_id, p.observation_id, p.observation_id = c.suspect, c.message, c.message_en, "
                         "c.printed, c.expected FROM checks c JOIN check_operands p USING (document, check_id) "
                         "WHERE document = ? AND c.status = 'fail' AND p.observation_id IS NOT NULL "
                         "ORDER BY length(check_id), check_id, position");
    q.bind(0, m_document);
    while (q.step()) {
      auto const at = place_of.find(q.text(1));
      if (at == place_of.end()) { continue; }
      Finding& f = m_findings[at->second];
      f.suspect = f.suspect || q.integer(2) != 0;
      std::string const sum = equation(q.text(0));
      f.text +=
          fmt::format("{}{}{}{}\n{}", f.text.empty() ? "" : "\n\n", sum, sum.empty() ? "" : "\n", q.text(3), q.text(4));
    }
  }

  /// Checks of words (a code against its name) stand at a place of the page, not at a figure.
  void read_places() {
    Query q =
        m_database.query("SELECT t.row, t.col, c.message, c.message_en FROM checks c JOIN cells t "
                         "ON t.document = c.document AND t.table_id = c.table_id AND t.page = c.page AND t.x0 = c.x0 "
                         "AND t.y0 = c.y0 AND t.x1 = c.x1 AND t.y1 = c.y1 WHERE c.document = ? AND c.table_id = ? "
                         "AND c.status = 'fail' AND NOT EXISTS (SELECT 1 FROM check_operands p "
                         "WHERE p.document = c.document AND p.check_id = c.check_id AND p.observation_id IS NOT NULL)");
    q.bind(0, m_document).bind(1, m_table);
    while (q.step()) {
      Finding& f = m_findings[{static_cast<int>(q.integer(0)), static_cast<int>(q.integer(1))}];
      f.suspect = true;
      f.text += fmt::format("{}{}\n{}", f.text.empty() ? "" : "\n\n", q.text(2), q.text(3));
    }
  }

  std::optional<std::string> number_at(Place at, std::string const& text) const {
    bool const amount = m_observations.contains(at) || m_amount_columns.contains(at.second);
    return amount ? number_in(text) : std::nullopt;
  }

  CellLook look_of(Place at, bool header, std::optional<std::string> const& number) const {
    CellLook look;
    look.border = true;
    look.bold = look.centred = header;
    if (header) { look.fill = CellLook::Fill::header; }
    if (number) {
      std::size_t const point = number->find('.');
      look.decimals = point == std::string::npos ? 0 : static_cast<int>(number->size() - point - 1);
    }
    if (auto const found = m_findings.find(at); found != m_findings.end()) {
      look.fill = found->second.suspect ? CellLook::Fill::suspect : CellLook::Fill::conflict;
    }
    return look;
  }

  Database& m_database;
  std::string_view m_document, m_table;
  std::set<int> m_amount_columns;
  std::map<Place, std::string> m_observations;
  std::map<Place, Finding> m_findings;
};

void write_tables(Database& database, std::string const& document, Workbook& workbook) {
  Query tables =
      database.query("SELECT table_id, number, title, unit, entity, header_rows, first_page, rows, cols FROM tables "
                     "WHERE document = ? ORDER BY length(table_id), table_id");
  tables.bind(0, document);
  while (tables.step()) {
    std::string const id(tables.text(0));
    lxw_worksheet* const sheet = workbook.add_sheet(fmt::format("{} {}", id.substr(1), tables.text(2)));
    std::string const title = fmt::format("{} {}", tables.text(1), tables.text(2));
    workbook.write(sheet, 0, 0, std::string_view(title),
                   CellLook{CellLook::Fill::none, -1, false, true, false, true, true});
    std::string const about = fmt::format("{}  {}  p. {}", tables.text(4), tables.text(3), tables.integer(6));
    workbook.write(sheet, 1, 0, std::string_view(about),
                   CellLook{CellLook::Fill::none, -1, false, false, false, true, true});
    PrintedSize const size{static_cast<int>(tables.integer(7)), static_cast<int>(tables.integer(8)),
                           static_cast<int>(tables.integer(5))};
    PrintedTable(database, document, id).write(workbook, sheet, size, 2);
  }
}

} // namespace

void export_printed_workbook(Database& database, std::string_view document, std::string const& path) {
  Workbook workbook(path, false);
  Query documents = database.query(
      "SELECT document FROM documents WHERE (?1 = '' OR document = ?1) AND tables > 0 ORDER BY document");
  documents.bind(0, document);
  bool any = false;
  while (documents.step()) {
    write_tables(database, std::string(documents.text(0)), workbook);
    any = true;
  }
  // A workbook without sheets is none that Excel opens.
  if (!any) { workbook.write(workbook.add_sheet("no tables"), 0, 0, std::string_view("no tables"), CellLook{}); }
  workbook.finish();
}

void export_printed_workbooks(Database& database, std::string const& folder) {
  OutputFolder const out(folder);
  Query documents = database.query("SELECT document, year, entity FROM documents WHERE tables > 0 ORDER BY document");
  while (documents.step()) {
    std::string name = fmt::format("{} {} {}.xlsx", documents.text(1), documents.text(2), documents.text(0));
    std::replace(name.begin(), name.end(), '/', ' ');
    name.erase(0, name.find_first_not_of(' '));
    export_printed_workbook(database, documents.text(0), out.path_of(name));
  }
}

} // namespace gongkai::dataset
