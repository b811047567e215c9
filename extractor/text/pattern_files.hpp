// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// The files of patterns/: all wording the program knows. They are built into the binary; a folder with files
/// of the same names can take their place, file by file.
#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace gongkai {

struct PatternNode;

/// Where the fields of a CSV file lie: its rows follow each other, and each field is followed by one byte.
struct EmbeddedRows {
  std::size_t columns = 0, rows = 0;     ///< The bytes where the row of column names and the first other row begin.
  int line = 0;                          ///< Of the first row.
  std::span<std::uint8_t const> lengths; ///< Of the fields, row by row.
};

struct EmbeddedFile {
  std::string_view name;              ///< Relative to patterns/, with '/'.
  std::string_view text;              ///< UTF-8
  PatternNode const* root = nullptr;  ///< Of a TOML file: its values, without examples.
  EmbeddedRows const* rows = nullptr; ///< Of a CSV file without quotes, and with comments above its rows only.
};

/// The files built into the program, sorted by name.
std::span<EmbeddedFile const> embedded_files() noexcept;

/// A pattern file with an error: file, line and reason in what().
class PatternError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

class PatternFiles {
public:
  /// Those built in.
  PatternFiles();
  PatternFiles(PatternFiles&&) = default; // moved, not copied: others keep views of its texts
  PatternFiles& operator=(PatternFiles&&) = default;

  /// Those built in, replaced by the files of a folder that have the same name.
  /// \throws PatternError where the folder or one of its files cannot be read.
  static PatternFiles with_folder(std::string const& folder);

  /// \throws PatternError where there is no file of this name.
  std::string_view text(std::string_view name) const;

  /// The name as these files keep it. \throws PatternError where there is no file of this name.
  std::string_view name(std::string_view name) const;

  /// The values of a TOML file that is built in; null where its text is to be parsed.
  PatternNode const* built_in(std::string_view name) const;

  /// Where the fields of a CSV file lie that is built in; null where its text is to be parsed.
  EmbeddedRows const* built_in_rows(std::string_view name) const;

  /// Names of all files, sorted.
  std::vector<std::string> names() const;

  /// Twelve hexadecimal digits that tell other wording apart: two programs of one version may know different patterns.
  std::string fingerprint() const;

  /// Whether what reads these patterns should compile them and run their examples at once. Off for those built in: the
  /// tests have run them.
  bool examples_count() const noexcept { return m_examples_count; }
  void let_examples_count() noexcept { m_examples_count = true; }

  /// What parsers keep of these files, so that each is parsed once; the type is theirs.
  std::shared_ptr<void>& parsed(std::string_view name) const;

private:
  EmbeddedFile const* embedded(std::string_view name) const;

  bool m_examples_count = false;
  mutable std::map<std::string, std::shared_ptr<void>, std::less<>> m_parsed;
  std::map<std::string_view, std::string_view> m_texts;
  std::list<std::string> m_own; ///< Names and texts that are not built in.
};

} // namespace gongkai
