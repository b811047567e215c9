// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/pattern_syntax.hpp"

#include "text/characters.hpp"

#include <algorithm>

namespace gongkai {
namespace {

constexpr char32_t first_not_ascii = 0x80;
constexpr std::uint64_t all_bits = ~std::uint64_t{0};

/// Recursive descent over the syntax of RE2, as far as it is understood here.
class Parser {
public:
  explicit Parser(std::string_view expression) : m_characters(to_utf32(expression)), m_rest(m_characters) {}

  std::optional<PatternTree> parse() {
    m_out.parts.reserve(m_characters.size() + 2);
    m_out.root = choice(0);
    if (!m_understood || !m_rest.empty()) { return std::nullopt; }
    return std::move(m_out);
  }

private:
  using Kind = PatternPart::Kind;
  static constexpr int none = PatternPart::none;
  static constexpr int deepest = 50;          ///< Brackets in brackets.
  static constexpr int most_repetitions = 10; ///< Of a counted repetition; each is written out.

  PatternPart& part(int at) { return m_out.parts[static_cast<std::size_t>(at)]; }

  int add(Kind kind) {
    m_out.parts.emplace_back().kind = kind;
    return static_cast<int>(m_out.parts.size()) - 1;
  }

  int not_understood() {
    m_understood = false;
    return add(Kind::sequence);
  }

  bool next_is(char32_t c) const { return !m_rest.empty() && m_rest.front() == c; }

  bool take(char32_t c) {
    bool const there = next_is(c);
    if (there) { m_rest.remove_prefix(1); }
    return there;
  }

  char32_t take_any() {
    char32_t const c = m_rest.front();
    m_rest.remove_prefix(1);
    return c;
  }

  int choice(int depth) {
    int const first = sequence(depth);
    if (!next_is(U'|')) { return first; }
    int const out = add(Kind::choice);
    bool may_be_empty = part(first).may_be_empty;
    part(out).child = first;
    for (int last = first; m_understood && take(U'|');) {
      int const alternative = sequence(depth);
      may_be_empty = may_be_empty || part(alternative).may_be_empty;
      part(last).next = alternative;
      last = alternative;
    }
    part(out).may_be_empty = may_be_empty;
    return out;
  }

  int sequence(int depth) {
    int const out = add(Kind::sequence);
    part(out).may_be_empty = true;
    for (int last = none; m_understood && !m_rest.empty() && !next_is(U'|') && !next_is(U')');) {
      int const item = quantified(atom(depth));
      part(out).may_be_empty = part(out).may_be_empty && part(item).may_be_empty;
      (last == none ? part(out).child : part(last).next) = item;
      last = item;
    }
    return out;
  }

  int atom(int depth) {
    char32_t const c = take_any();
    switch (c) {
    case U'(': return group(depth);
    case U'[': return character_class();
    case U'\\': return escaped();
    case U'.': return add(Kind::any);
    case U'^':
    case U'$': {
      int const out = add(c == U'^' ? Kind::begin : Kind::end);
      part(out).may_be_empty = true;
      return out;
    }
    case U'*':
    case U'+':
    case U'?':
    case U'{': return not_understood();
    default: return character(c);
    }
  }

  int character(char32_t c) {
    // What is no character of UTF-8 has become this one; RE2 says what it thinks of it.
    constexpr char32_t replaced = 0xFFFD;
    if (c == replaced) { return not_understood(); }
    int const out = add(Kind::character);
    part(out).character = c;
    return out;
  }

  int group(int depth) {
    if (depth > deepest) { return not_understood(); }
    bool const captures = !take(U'?');
    if (!captures && !take(U':')) { return not_understood(); } // flags, names
    int out = none;
    if (captures) {
      out = add(Kind::group);
      part(out).number = ++m_out.groups;
    }
    int const inner = choice(depth + 1);
    if (!take(U')')) { return not_understood(); }
    if (!captures) { return inner; }
    part(out).child = inner;
    part(out).may_be_empty = part(inner).may_be_empty;
    return out;
  }

  int character_class() {
    CharacterClass out;
    bool const negated = take(U'^');
    for (bool first = true; m_understood && !m_rest.empty() && (first || !next_is(U']')); first = false) {
      if (m_rest.substr(0, 2) == U"[:") { return not_understood(); }
      char32_t from = take_any();
      if (from == U'-' && !first && !next_is(U']')) { return not_understood(); }
      if (from == U'\\') {
        if (m_rest.empty()) { return not_understood(); }
        from = take_any();
        if (add_named(from, out)) { continue; }
        if (is_word(from)) { return not_understood(); }
      }
      char32_t to = from;
      if (next_is(U'-') && m_rest.size() > 1 && m_rest[1] != U']') {
        m_rest.remove_prefix(1);
        to = take_any();
        if (to == U'\\' || to == U'[' || to < from) { return not_understood(); }
      }
      out.add(from, to, m_out.ranges);
    }
    if (!take(U']')) { return not_understood(); }
    if (negated) { out.negate(); }
    return of_class(std::move(out));
  }

  int of_class(CharacterClass&& characters) {
    int const out = add(Kind::of_class);
    part(out).number = static_cast<int>(m_out.classes.size());
    m_out.classes.push_back(characters);
    return out;
  }

  static bool is_word(char32_t c) {
    return (c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || c >= first_not_ascii;
  }

  /// \d and \s.
  bool add_named(char32_t name, CharacterClass& out) {
    if (name == U'd') {
      out.add(U'0', U'9', m_out.ranges);
    } else if (name == U's') {
      for (char32_t const c : {U'\t', U'\n', U'\f', U'\r', U' '}) { out.add(c, c, m_out.ranges); }
    } else {
      return false;
    }
    return true;
  }

  int escaped() {
    if (m_rest.empty()) { return not_understood(); }
    char32_t const c = take_any();
    CharacterClass named;
    if (add_named(c, named)) { return of_class(std::move(named)); }
    return is_word(c) ? not_understood() : character(c);
  }

  /// An atom with the quantifier behind it.
  int quantified(int item) {
    if (!m_understood) { return item; }
    int least = 0, most = none;
    if (take(U'?')) {
      most = 1;
    } else if (take(U'+')) {
      least = 1;
    } else if (next_is(U'{')) {
      if (!counts(least, most)) { return not_understood(); }
    } else if (!take(U'*')) {
      return item;
    }
    int const out = add(Kind::repeat);
    part(out).lazy = take(U'?');
    bool const again = next_is(U'*') || next_is(U'+') || next_is(U'?') || next_is(U'{');
    bool const of_nothing = part(item).may_be_empty && most == none;
    bool const of_place = part(item).kind == Kind::begin || part(item).kind == Kind::end;
    if (again || of_nothing || of_place) { return not_understood(); }
    part(out).least = least;
    part(out).most = most;
    part(out).child = item;
    part(out).may_be_empty = least == 0 || part(item).may_be_empty;
    return out;
  }

  bool counts(int& least, int& most) {
    take(U'{');
    if (!number(least)) { return false; }
    most = least;
    if (take(U',')) {
      most = none;
      if (!next_is(U'}') && !number(most)) { return false; }
    }
    return take(U'}') && (most == none || most >= least);
  }

  bool number(int& out) {
    out = 0;
    bool any = false;
    while (!m_rest.empty() && m_rest.front() >= U'0' && m_rest.front() <= U'9' && out <= most_repetitions) {
      out = out * 10 + static_cast<int>(take_any() - U'0');
      any = true;
    }
    return any && out <= most_repetitions;
  }

  std::u32string m_characters;
  std::u32string_view m_rest;
  PatternTree m_out;
  bool m_understood = true;
};

} // namespace

void CharacterClass::add(char32_t from, char32_t to, std::vector<CharacterRange>& table) {
  if (m_count == 0) { m_first = static_cast<std::uint32_t>(table.size()); }
  table.push_back({from, to});
  ++m_count;
  for (char32_t c = from; c <= std::min<char32_t>(to, first_not_ascii - 1); ++c) {
    m_ascii[c / 64] |= std::uint64_t{1} << (c % 64);
  }
  if (to < first_not_ascii) { return; }
  char32_t const beyond = std::max(from, first_not_ascii);
  if (to - beyond >= 63) { m_low_bits = all_bits; }
  for (char32_t c = beyond; m_low_bits != all_bits && c <= to; ++c) { m_low_bits |= std::uint64_t{1} << (c % 64); }
}

void CharacterClass::negate() noexcept {
  m_negated = !m_negated;
  for (std::uint64_t& bits : m_ascii) { bits = ~bits; }
}

bool CharacterClass::holds(char32_t c, std::span<CharacterRange const> table) const noexcept {
  if (c < first_not_ascii) { return (m_ascii[c / 64] >> (c % 64) & 1U) != 0; }
  if ((m_low_bits >> (c % 64) & 1U) == 0) { return m_negated; }
  std::span<CharacterRange const> const own = ranges(table);
  bool const in =
      std::any_of(own.begin(), own.end(), [c](CharacterRange const& r) { return c >= r.from && c <= r.to; });
  return in != m_negated;
}

std::optional<PatternTree> parse_pattern(std::string_view expression) { return Parser(expression).parse(); }

} // namespace gongkai
