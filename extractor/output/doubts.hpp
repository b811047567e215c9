// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Why a document in which nothing fails must not be called right: nothing could be checked, or too little.
#pragma once

#include "record/extraction.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace gongkai {

enum class Doubt : unsigned char {
  // Nothing could be checked:
  scan,        ///< Pictures of pages without text.
  wrong_codes, ///< Hardly a character of its text is Chinese: the file says other characters than it shows.
  no_tables,   ///< Neither tables nor figures in the text.
  no_figures,  ///< Tables without figures.
  // Something could:
  little_proven,  ///< Less than half of the figures.
  text_only,      ///< No tables were found, only figures in the text.
  tables_missing, ///< Tables that the document names were not found.
  pages_unread,   ///< Some pages are pictures.
};

/// "scan", "wrong_codes", ...
std::string_view name_of(Doubt doubt) noexcept;

/// Whether nothing at all could be checked.
constexpr bool is_total(Doubt doubt) noexcept { return doubt <= Doubt::no_figures; }

/// In the order above; one alone where nothing could be checked.
std::vector<Doubt> doubts_of(Extraction const& extraction);

/// How many pages are pictures without text.
std::size_t unread_pages(Extraction const& extraction);

} // namespace gongkai
