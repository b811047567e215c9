// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// The files of patterns/: all wording the program knows. They are built into the binary; a folder with files
/// of the same names can take their place, file by file.
#pragma once

#include "base/result.hpp"

#include <map>
#include <memory>
#include <stdexcept>
#include <span>
#include <string>
#include <string_view>

namespace gongkai {

struct EmbeddedFile {
  std::string_view name; ///< Relative to patterns/, with '/'.
  std::string_view text; ///< UTF-8
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

  /// Those built in, replaced by the files of a folder that have the same name.
  /// \throws PatternError where the folder or one of its files cannot be read.
  static PatternFiles with_folder(std::string const& folder);

  /// \throws PatternError where there is no file of this name.
  std::string_view text(std::string_view name) const;

  /// Names of all files, sorted.
  std::vector<std::string> names() const;

  /// Whether what compiles these patterns should run their examples too. Off for those built in: the tests have
  /// run them, and a start takes half the time.
  bool examples_count() const noexcept { return m_examples_count; }
  void let_examples_count() noexcept { m_examples_count = true; }

  /// What parsers keep of these files, so that each is parsed once; the type is theirs.
  std::shared_ptr<void>& parsed(std::string_view name) const;

private:
  bool m_examples_count = false;
  mutable std::map<std::string, std::shared_ptr<void>, std::less<>> m_parsed;
  std::map<std::string, std::string, std::less<>> m_texts;
};

} // namespace gongkai
