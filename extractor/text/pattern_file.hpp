// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// A TOML file of patterns/ as values, with errors that name file and line. Files that are built in were parsed when
/// the program was built (embed_patterns.cpp): parsing TOML at each start would take as long as reading three pages.
#pragma once

#include "text/pattern_files.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai {

/// A value of a TOML file.
struct PatternNode {
  enum class Kind : unsigned char { other, text, boolean, integer, list, table };
  Kind kind = Kind::other;
  int line = 0;            ///< In the file, counted from 1.
  std::int64_t number = 0; ///< Of an integer; of a boolean 0 or 1.
  std::string_view key;    ///< In the table it stands in.
  std::string_view text;
  std::span<PatternNode const> children; ///< Of a list or a table, in their order.
};

/// A table of a pattern file. A view: it lives as long as the PatternFiles it was read from.
class PatternTable {
public:
  PatternTable(std::string_view file, PatternNode const& node) : m_file(file), m_node(&node) {}

  /// Counted from 1.
  int line() const noexcept { return m_node->line; }
  std::vector<std::string_view> keys() const;
  bool has(std::string_view key) const noexcept { return find(key) != nullptr; }

  /// A text that must be there. \throws PatternError
  std::string text(std::string_view key) const;
  std::string text_or(std::string_view key, std::string_view otherwise) const;

  /// A list of texts; empty where the key is missing. \throws PatternError where it is something else.
  std::vector<std::string> texts(std::string_view key) const;

  bool flag(std::string_view key) const;
  std::int64_t number_or(std::string_view key, std::int64_t otherwise) const;

  /// A list of tables; empty where the key is missing. \throws PatternError where it is something else.
  std::vector<PatternTable> tables(std::string_view key) const;

  /// \throws PatternError, always: "patterns/FILE:LINE: reason".
  [[noreturn]] void fail(std::string_view reason) const;

  /// The same, at the line of a value, or of item `item` of a list.
  [[noreturn]] void fail_at(std::string_view key, std::string_view reason, std::size_t item = 0) const;

private:
  PatternNode const* find(std::string_view key) const noexcept;

  std::string_view m_file;
  PatternNode const* m_node;
};

/// An example of a table, or a counter-example.
struct PatternExample {
  std::string text;
  bool expected = true; ///< False for a counter-example.
  std::string_view key; ///< Of the list it stands in:
  std::size_t item = 0; ///< counted from 0.
};

/// Those of `examples`, then those of `counter_examples`. \throws PatternError where one of these is no list of texts.
std::vector<PatternExample> examples_of(PatternTable const& table);

class PatternFile {
public:
  /// \throws PatternError where the file is missing or no TOML.
  PatternFile(PatternFiles const& files, std::string_view file);

  /// The tables of [[name]], in their order. \throws PatternError where there are none.
  std::vector<PatternTable> tables(std::string_view name) const;

  /// The file as one table.
  PatternTable root() const noexcept { return {m_file, *m_root}; }

private:
  std::string_view m_file;
  PatternNode const* m_root;
};

} // namespace gongkai
