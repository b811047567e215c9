// SPDX-License-Identifier: GPL-3.0-or-later
#include "dataset/workbook.hpp"

#include "dataset/export.hpp"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <map>
#include <utility>

namespace gongkai::dataset {
namespace {

constexpr std::size_t longest_text = 32'767; ///< Characters; Excel's limit.
constexpr std::size_t longest_name = 31;     ///< Of a sheet; UTF-16 units.

/// As many characters of a UTF-8 text as are allowed.
std::string_view cut(std::string_view text, std::size_t characters) {
  if (text.size() <= characters) { return text; }
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool const begins = (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80;
    if (begins && count++ == characters) { return text.substr(0, i); }
  }
  return text;
}

constexpr lxw_color_t header_colour = 0xE8EEF4, conflict_colour = 0xFFE08A, suspect_colour = 0xF4A6A0;

} // namespace

struct Workbook::Formats {
  std::map<CellLook, lxw_format*> all;
};

Workbook::Workbook(std::string const& path, bool rows_only_forward)
    : m_path(path), m_formats(std::make_unique<Formats>()) {
  lxw_workbook_options options{};
  options.constant_memory = rows_only_forward ? LXW_TRUE : LXW_FALSE;
  m_workbook = workbook_new_opt(path.c_str(), &options);
  if (m_workbook == nullptr) { throw DatabaseError(fmt::format("{}: the workbook cannot be made", path)); }
  lxw_doc_properties properties{};
  std::array<char, 8> company{"gongkai"};
  properties.company = company.data();
  properties.created = 1; // not now: the same data give the same bytes
  workbook_set_properties(m_workbook, &properties);
}

Workbook::~Workbook() {
  if (m_workbook != nullptr) { lxw_workbook_free(m_workbook); }
}

lxw_worksheet* Workbook::add_sheet(std::string_view name) {
  std::string clean;
  for (char const c : name) { clean += std::string_view("[]:*?/\\'\n").find(c) == std::string_view::npos ? c : ' '; }
  clean = cut(clean, longest_name);
  std::string unique = clean;
  for (int i = 2; m_names.contains(unique); ++i) {
    std::string const suffix = fmt::format(" {}", i);
    unique = std::string(cut(clean, longest_name - suffix.size())) + suffix;
  }
  m_names.insert(unique);
  lxw_worksheet* const sheet = workbook_add_worksheet(m_workbook, unique.c_str());
  if (sheet == nullptr) { throw DatabaseError(fmt::format("{}: the sheet '{}' cannot be made", m_path, unique)); }
  return sheet;
}

lxw_format* Workbook::format(CellLook const& look) {
  auto const [at, is_new] = m_formats->all.emplace(look, nullptr);
  if (!is_new) { return at->second; }
  lxw_format* const f = at->second = workbook_add_format(m_workbook);
  if (look.border) {
    format_set_border(f, LXW_BORDER_THIN);
    format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
  }
  if (look.bold) { format_set_bold(f); }
  if (look.centred) { format_set_align(f, LXW_ALIGN_CENTER); }
  if (look.decimals < 0) {
    if (!look.one_line) { format_set_text_wrap(f); }
    format_set_num_format(f, "@"); // text also when it is edited
  } else {
    std::string number = look.grouped ? "#,##0" : "0";
    if (look.decimals > 0) { number.append(".").append(static_cast<std::size_t>(look.decimals), '0'); }
    format_set_num_format(f, number.c_str());
  }
  if (look.fill != CellLook::Fill::none) {
    format_set_bg_color(f, look.fill == CellLook::Fill::header     ? header_colour
                           : look.fill == CellLook::Fill::conflict ? conflict_colour
                                                                   : suspect_colour);
  }
  return f;
}

void Workbook::write(lxw_worksheet* sheet, std::uint32_t row, std::uint16_t col, std::string_view text,
                     CellLook const& look) {
  worksheet_write_string(sheet, row, col, std::string(cut(text, longest_text)).c_str(), format(look));
}

void Workbook::write(lxw_worksheet* sheet, std::uint32_t row, std::uint16_t col, double number, CellLook const& look) {
  worksheet_write_number(sheet, row, col, number, format(look));
}

void Workbook::write_blank(lxw_worksheet* sheet, std::uint32_t row, std::uint16_t col, CellLook const& look) {
  worksheet_write_blank(sheet, row, col, format(look));
}

void Workbook::merge(lxw_worksheet* sheet, std::uint32_t row, std::uint16_t col, std::uint32_t last_row,
                     std::uint16_t last_col, CellLook const& look) {
  if (last_row > row || last_col > col) {
    worksheet_merge_range(sheet, row, col, last_row, last_col, "", format(look));
  }
}

void Workbook::comment(lxw_worksheet* sheet, std::uint32_t row, std::uint16_t col, std::string const& text) {
  lxw_comment_options options{};
  options.x_scale = 3;
  options.y_scale = 2;
  worksheet_write_comment_opt(sheet, row, col, std::string(cut(text, longest_text)).c_str(), &options);
}

void Workbook::finish() {
  lxw_workbook* const workbook = std::exchange(m_workbook, nullptr);
  lxw_error const error = workbook_close(workbook);
  if (error != LXW_NO_ERROR) {
    throw DatabaseError(fmt::format("{} cannot be written: {}", m_path, lxw_strerror(error)));
  }
}

namespace {

int decimals_of(std::string_view number) {
  std::size_t const point = number.find('.');
  return point == std::string_view::npos ? 0 : static_cast<int>(number.size() - point - 1);
}

bool is_money(std::string_view column) { return column == "yuan" || column == "fen"; }

void write_sheet(Database& database, Listing const& listing, Workbook& workbook) {
  constexpr double narrowest = 10; // characters
  lxw_worksheet* const sheet = workbook.add_sheet(listing.name);
  auto const columns = static_cast<std::uint16_t>(listing.columns.size());
  std::vector<bool> const decimal = decimal_columns(listing);
  CellLook const header{CellLook::Fill::header, -1, false, true, false, true, true},
      plain{CellLook::Fill::none, -1, false, false, false, true, true};
  for (std::uint16_t i = 0; i < columns; ++i) {
    workbook.write(sheet, 0, i, std::string_view(listing.columns[i]), header);
    worksheet_set_column(sheet, i, i, std::max(listing.columns[i].size() + 2.0, narrowest), nullptr);
  }
  worksheet_freeze_panes(sheet, 1, 0);
  std::uint32_t row = 0;
  for_each_row(database, listing, [&](Query const& q) {
    if (++row >= Workbook::most_rows) {
      throw DatabaseError(
          fmt::format("'{}' has more rows than a sheet of Excel holds; export as csv instead", listing.name));
    }
    for (std::uint16_t i = 0; i < columns; ++i) {
      if (q.is_null(i)) { continue; }
      std::string const text = plain_text(q, i);
      bool const number = decimal[i] || !std::holds_alternative<std::string_view>(q.value(i));
      if (number) {
        CellLook look;
        look.decimals = decimals_of(text);
        look.grouped = decimal[i] || is_money(listing.columns[i]); // years, pages and places are not
        workbook.write(sheet, row, i, std::strtod(text.c_str(), nullptr), look);
      } else {
        workbook.write(sheet, row, i, std::string_view(text), plain);
      }
    }
  });
}

} // namespace

void export_tidy_workbook(Database& database, std::string const& path) {
  Workbook workbook(path, true);
  for (Listing const& l : listings(database)) { write_sheet(database, l, workbook); }
  workbook.finish();
}

} // namespace gongkai::dataset
