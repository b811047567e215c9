// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Excel workbooks. Text stays text, whatever it begins with: no cell is ever a formula.
#pragma once

#include "dataset/database.hpp"

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>

struct lxw_format;
struct lxw_workbook;
struct lxw_worksheet;

namespace gongkai::dataset {

/// How a cell looks.
struct CellLook {
  enum class Fill : unsigned char { none, header, conflict, suspect };
  Fill fill = Fill::none;
  int decimals = -1; ///< Of a number; -1 for text.
  bool border = false, bold = false, centred = false;
  bool grouped = true;   ///< Of a number: 1,234 and not 1234.
  bool one_line = false; ///< Text runs over what is beside it, instead of being broken.
  friend auto operator<=>(CellLook const&, CellLook const&) = default;
};

class Workbook {
public:
  /// `rows_only_forward`: rows are written from top to bottom, which takes memory for one row only. \throws
  /// DatabaseError where it cannot be made.
  Workbook(std::string const& path, bool rows_only_forward);
  ~Workbook();
  Workbook(Workbook const&) = delete;
  Workbook& operator=(Workbook const&) = delete;

  static constexpr std::uint32_t most_rows = 1'048'576;

  /// `name` is made one that Excel takes, and that no other sheet has.
  lxw_worksheet* add_sheet(std::string_view name);

  /// Texts longer than Excel takes are cut.
  void write(lxw_worksheet* sheet, std::uint32_t row, std::uint16_t col, std::string_view text, CellLook const& look);
  void write(lxw_worksheet* sheet, std::uint32_t row, std::uint16_t col, double number, CellLook const& look);
  void write_blank(lxw_worksheet* sheet, std::uint32_t row, std::uint16_t col, CellLook const& look);
  void merge(lxw_worksheet* sheet, std::uint32_t row, std::uint16_t col, std::uint32_t last_row, std::uint16_t last_col,
             CellLook const& look);
  void comment(lxw_worksheet* sheet, std::uint32_t row, std::uint16_t col, std::string const& text);

  /// Writes the file. \throws DatabaseError where it cannot be written.
  void finish();

private:
  struct Formats;
  lxw_format* format(CellLook const& look);

  std::string m_path;
  lxw_workbook* m_workbook;
  std::unique_ptr<Formats> m_formats;
  std::set<std::string> m_names;
};

/// One sheet for each relation and view, a row a row. \throws DatabaseError where there are more rows than a sheet
/// holds.
void export_tidy_workbook(Database& database, std::string const& path);

/// The tables of documents as they are printed, one sheet each: merged cells, numbers with their decimals, failing
/// checks coloured, with the equation as a comment. `document` is a key; empty for all.
void export_printed_workbook(Database& database, std::string_view document, std::string const& path);

/// A workbook for each document, into a folder.
void export_printed_workbooks(Database& database, std::string const& folder);

} // namespace gongkai::dataset
