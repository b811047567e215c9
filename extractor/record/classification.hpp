// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// The classifications of expenditure, by year (patterns/codes/).
#pragma once

#include "text/name_index.hpp"
#include "text/pattern_files.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai {

enum class CodeSystem : unsigned char {
  none,
  functional,          ///< 201 to 234: what the money is for.
  economic_department, ///< 301 to 399: what it buys, as departments keep it.
  economic_government, ///< 501 to 599: the same as governments keep it.
  unit,                ///< An entity's own number; in no list.
};

/// "functional", "economic_department", "economic_government", "unit"; empty for none.
std::string_view name_of(CodeSystem system) noexcept;

/// By the first digit of a class, division or item code (3, 5 or 7 digits); none for anything else.
CodeSystem system_of(std::string_view code) noexcept;

class Classification {
public:
  /// `files` must outlive it. \throws PatternError where a list has an error.
  explicit Classification(PatternFiles const& files);

  /// The name a code has in a year; where the lists do not know that year, in the nearest one. Year 0: the latest name.
  /// Empty where the code is in no list. Lives as long as the files.
  std::string_view name(std::string_view code, int year) const;

  /// Whether a printed name (without white space) is one the code has or had in that year.
  bool accepts(std::string_view code, int year, std::string_view squeezed_name) const;

  /// The code under `parent` (one level down; "" for classes) that has this name (without white space) in that year, or
  /// in any where none has it in that year. Empty where there is none, or more than one.
  std::string_view code_of(CodeSystem system, std::string_view parent, std::string_view squeezed_name, int year) const;

  std::size_t size() const noexcept { return m_by_code.size(); }

private:
  struct Row {
    std::string_view code, name; ///< Into the text of the files.
    int first_year = 0, last_year = 0;
  };
  using Rows = std::vector<Row>;

  void add(PatternFiles const& files, std::string_view file);
  std::span<Row const> rows_of(std::string_view code) const;

  Rows m_by_code;      ///< Sorted by code, else in the order of the files.
  NameIndex m_by_name; ///< Of m_by_code.
};

} // namespace gongkai
