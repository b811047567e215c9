// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prose/statement_patterns.hpp"

#include <string>
#include <string_view>
#include <unordered_map>

namespace gongkai {

/// Finds the name of an item in the words before its figure. For one thread.
class FigureNamer {
public:
  FigureNamer(StatementPatterns const& patterns, std::string_view entity) : m_patterns(patterns), m_entity(entity) {}

  /// The last name in a text; empty where the text names nothing of its own. `may_go_back`: whether a name before a
  /// comma will do.
  std::string name_in(std::string_view text, bool may_go_back) const;

  /// The last words of a text, also where they name nothing of their own ("expenditure").
  std::string last_words(std::string_view text) const;

  /// A name without entity, year, numbering, verbs and marks around it; empty where nothing is left.
  /// Valid as long as the object.
  std::string const& clean(std::string_view fragment) const;

  /// The three levels of the functional classification that a text names, joined with "/"; empty where it names none.
  std::string levels_in(std::string_view text) const;

private:
  std::string make_clean(std::string_view fragment) const;

  StatementPatterns const& m_patterns;
  std::string_view m_entity;
  mutable std::unordered_map<std::string, std::string> m_cleaned; ///< Of the fragments asked for so far.
};

/// The part of a text after its last full stop or semicolon.
std::string_view last_sentence(std::string_view text);

} // namespace gongkai
