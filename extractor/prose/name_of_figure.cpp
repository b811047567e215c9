// SPDX-License-Identifier: GPL-3.0-or-later
#include "prose/name_of_figure.hpp"

#include "text/characters.hpp"

#include <algorithm>
#include <array>

namespace gongkai {
namespace {

constexpr char32_t stop = 0x3002, semicolon = 0xFF1B, comma = 0xFF0C, colon = 0xFF1A, list_comma = 0x3001,
                   opening = 0xFF08, closing = 0xFF09;

/// The last fragment of a text and what stands before it.
struct Cut {
  std::string_view fragment, rest;
  char32_t mark = 0; ///< Between them.
};

/// Parts at marks outside of brackets; an opening bracket that is not closed is a mark too.
Cut cut_last(std::string_view text) {
  int depth = 0;
  std::size_t at = text.size();
  while (at > 0) {
    std::size_t const begin = character_before(text, at);
    std::u32string const character = to_utf32(text.substr(begin, at - begin));
    char32_t const c = character.empty() ? U' ' : character.front();
    if (c == closing || c == U')') { ++depth; }
    if (c == opening || c == U'(') { --depth; }
    bool const mark = c == stop || c == semicolon || c == comma || c == colon || c == U':' || c == U';' || c == U',';
    if (depth < 0 || (depth == 0 && mark)) { return {text.substr(at), text.substr(0, begin), depth < 0 ? opening : c}; }
    at = begin;
  }
  return {text, {}, 0};
}

bool is_colon(char32_t c) { return c == colon || c == U':'; }

} // namespace

std::string_view last_sentence(std::string_view text) {
  constexpr std::array<std::string_view, 2> marks{"\xE3\x80\x82", "\xEF\xBC\x9B"};
  std::size_t begin = 0;
  for (std::string_view const mark : marks) {
    if (auto const at = text.rfind(mark); at != std::string_view::npos) { begin = std::max(begin, at + mark.size()); }
  }
  return text.substr(begin);
}

std::string const& FigureNamer::clean(std::string_view fragment) const {
  // One fragment is asked for several times: by what is tried on a clause, and by each clause for its heading.
  std::string key(fragment);
  auto const found = m_cleaned.find(key);
  return found != m_cleaned.end() ? found->second
                                  : m_cleaned.emplace(std::move(key), make_clean(fragment)).first->second;
}

std::string FigureNamer::make_clean(std::string_view fragment) const {
  // Longer texts are no names: their end is nearest to the figure.
  constexpr std::size_t longest = 400;
  std::string name(last_characters(fragment, longest));
  int rounds = 40;
  for (bool changed = true; changed && !name.empty() && rounds > 0; --rounds) {
    changed = false;
    if (!m_entity.empty() && name.starts_with(m_entity)) {
      name.erase(0, m_entity.size());
      changed = true;
      continue;
    }
    for (LinePatterns const* patterns : {&m_patterns.front, &m_patterns.tail}) {
      auto const m = patterns->match(name);
      if (!m) { continue; }
      // One pattern may hold several forms, each with a group of its own.
      auto const group =
          std::find_if(m->groups.begin() + 1, m->groups.end(), [](std::string_view g) { return !g.empty(); });
      std::string left(group == m->groups.end() ? std::string_view() : *group);
      if (left.size() >= name.size()) { continue; }
      name = std::move(left);
      changed = true;
    }
  }
  if (auto const m = m_patterns.inner_year.match(name)) {
    name = std::string(m->groups[1]) + std::string(m->groups[2]);
  }
  return name;
}

std::string FigureNamer::name_in(std::string_view text, bool may_go_back) const {
  // Items of a list follow each other with a mark that also stands inside names.
  std::u32string const first = to_utf32(text.substr(0, 3));
  if (!first.empty() && first.front() == list_comma) { text.remove_prefix(3); }
  for (int back = 0; back < 4; ++back) {
    Cut const cut = cut_last(text);
    std::string const name = clean(cut.fragment);
    if (!name.empty() && !m_patterns.generic.matches(name)) { return name; }
    if (cut.rest.empty() || cut.mark == stop || cut.mark == semicolon) { break; }
    if (!is_colon(cut.mark) && !may_go_back) { break; }
    text = cut.rest;
  }
  return {};
}

std::string FigureNamer::last_words(std::string_view text) const { return clean(cut_last(text).fragment); }

std::string FigureNamer::levels_in(std::string_view text) const {
  // Far before the figure they name something else.
  constexpr std::size_t near = 600;
  auto const m = m_patterns.levels.match(last_characters(text, near));
  if (!m) { return {}; }
  std::string out;
  for (std::size_t i = 1; i < m->groups.size(); ++i) {
    std::string const level = clean(m->groups[i]);
    if (level.empty()) { continue; }
    if (!out.empty()) { out += '/'; }
    out += level;
  }
  return out;
}

} // namespace gongkai
