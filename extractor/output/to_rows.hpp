// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// A document's records as rows of relations.
#pragma once

#include "output/rows.hpp"
#include "record/extraction.hpp"
#include "text/keyed_patterns.hpp"

#include <string>
#include <string_view>

namespace gongkai {

/// What became of a file. The names are those of the data set.
enum class Outcome : unsigned char {
  done,
  done_with_warnings,
  not_a_pdf,
  encrypted, ///< It needs a password.
  damaged,
  no_text_layer,
  cannot_open,
  timed_out,
  out_of_memory,
  crashed,
};

/// "done", "done_with_warnings", ...
std::string_view name_of(Outcome outcome) noexcept;

/// Of a file that was read.
Outcome outcome_of(Extraction const& extraction) noexcept;

/// Of a file that was not.
Outcome outcome_of(Problem const& problem) noexcept;

/// The key of a document: "d" and the first 16 digits of the SHA-256 of its content.
std::string document_key(std::string_view sha256);

/// The names that the relational form adds to the records.
class RowNames {
public:
  /// `files` must outlive it. \throws PatternError where patterns/columns.toml has an error.
  explicit RowNames(PatternFiles const& files) : m_measures(files, "columns.toml", "measure") {}

  /// The measure that the label of a row names ("" where none).
  std::string_view item(std::string_view label) const;

  /// That of a row, by the last part of its path, where it has no code.
  std::string_view item(RowName const& name) const;

private:
  KeyedPatterns m_measures;
};

/// All rows of a document that was read. `reader` says by which version.
Rows to_rows(Extraction const& extraction, RowNames const& names, std::string_view reader);

/// What is known of a document that was not read.
struct Unread {
  std::string sha256; ///< Empty where not even the bytes could be read.
  std::string file;
  std::uint64_t bytes = 0;
  Outcome outcome = Outcome::crashed;
  std::string detail;
};

/// The one row of such a document.
Rows to_rows(Unread const& unread, std::string_view reader);

/// Its key; where there is no content, that of the name.
std::string document_key(Unread const& unread);

} // namespace gongkai
