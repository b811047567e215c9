// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/first_characters.hpp"

#include <vector>

namespace gongkai {
namespace {

constexpr std::uint64_t bit(char32_t i) noexcept { return std::uint64_t{1} << (i & 63U); }

bool begins_at_begin(PatternTree const& tree, int part) {
  if (part == PatternPart::none) { return false; }
  PatternPart const& p = tree.at(part);
  switch (p.kind) {
  case PatternPart::Kind::begin: return true;
  case PatternPart::Kind::sequence:
  case PatternPart::Kind::group: return begins_at_begin(tree, p.child);
  case PatternPart::Kind::choice:
    for (int a = p.child; a != PatternPart::none; a = tree.at(a).next) {
      if (!begins_at_begin(tree, a)) { return false; }
    }
    return true;
  default: return false;
  }
}

std::vector<int> children_of(PatternTree const& tree, PatternPart const& p) {
  std::vector<int> out;
  for (int child = p.child; child != PatternPart::none; child = tree.at(child).next) { out.push_back(child); }
  return out;
}

/// Whether it matches at the end of a text or nowhere.
bool ends_at_end(PatternTree const& tree, int part) {
  PatternPart const& p = tree.at(part);
  std::vector<int> const children = children_of(tree, p);
  auto const child_ends = [&](int child) { return ends_at_end(tree, child); };
  switch (p.kind) {
  case PatternPart::Kind::end: return true;
  case PatternPart::Kind::sequence:
  case PatternPart::Kind::group: return !children.empty() && child_ends(children.back());
  case PatternPart::Kind::choice: return std::all_of(children.begin(), children.end(), child_ends);
  default: return false;
  }
}

enum class End : unsigned char { first, last };

/// The characters that a part may begin with, or end with.
void add_end(PatternTree const& tree, int part, End end, FirstCharacters& out) {
  PatternPart const& p = tree.at(part);
  switch (p.kind) {
  case PatternPart::Kind::character: out.add(p.character); break;
  case PatternPart::Kind::any: out.add_all(); break;
  case PatternPart::Kind::of_class: out.add(tree.classes[static_cast<std::size_t>(p.number)], tree.ranges); break;
  case PatternPart::Kind::begin:
  case PatternPart::Kind::end: break;
  default: {
    std::vector<int> children = children_of(tree, p);
    if (end == End::last) { std::reverse(children.begin(), children.end()); }
    for (int const child : children) {
      add_end(tree, child, end, out);
      if (p.kind == PatternPart::Kind::sequence && !tree.at(child).may_be_empty) { break; }
    }
  }
  }
}

} // namespace

std::optional<FirstCharacters> first_characters(PatternTree const& tree) {
  if (tree.at(tree.root).may_be_empty) { return std::nullopt; }
  FirstCharacters out;
  add_end(tree, tree.root, End::first, out);
  return out;
}

std::optional<FirstCharacters> last_characters_of_text(PatternTree const& tree) {
  if (tree.at(tree.root).may_be_empty || !ends_at_end(tree, tree.root)) { return std::nullopt; }
  FirstCharacters out;
  add_end(tree, tree.root, End::last, out);
  return out;
}

bool begins_at_begin(PatternTree const& tree) { return begins_at_begin(tree, tree.root); }

void FirstCharacters::add(char32_t c) noexcept {
  auto const lead = [&](char32_t byte) { m_lead[byte / 64U] |= bit(byte); };
  if (c < 0x80) {
    lead(c);
  } else if (c < 0x800) {
    lead(0xC0U | c >> 6U);
  } else if (c < 0x10000) {
    lead(0xE0U | c >> 12U);
    m_second |= bit(c >> 6U);
    m_third |= bit(c);
  } else {
    lead(0xF0U | c >> 18U);
  }
}

void FirstCharacters::add_all() noexcept {
  m_lead.fill(~std::uint64_t{0});
  m_second = m_third = ~std::uint64_t{0};
}

void FirstCharacters::add(CharacterClass const& characters, std::span<CharacterRange const> ranges) noexcept {
  constexpr char32_t few = 100;
  bool wide = false;
  for (CharacterRange const& r : characters.ranges(ranges)) { wide = wide || r.to - r.from > few; }
  if (!characters.negated() && !wide) {
    for (CharacterRange const& r : characters.ranges(ranges)) {
      for (char32_t c = r.from; c <= r.to; ++c) { add(c); }
    }
    return;
  }
  FirstCharacters all;
  all.add_all();
  all.m_lead[0] = all.m_lead[1] = 0;
  for (char32_t c = 0; c < 0x80; ++c) {
    if (characters.holds(c, ranges)) { all.add(c); }
  }
  add(all);
}

void FirstCharacters::add(FirstCharacters const& others) noexcept {
  for (std::size_t i = 0; i < m_lead.size(); ++i) { m_lead[i] |= others.m_lead[i]; }
  m_second |= others.m_second;
  m_third |= others.m_third;
}

std::uint64_t FirstCharacters::keys() const noexcept {
  constexpr std::uint64_t of_three = 0xFFFF00000000U; // leads of characters of three bytes
  bool const others = ((m_lead[3] & ~of_three) | m_lead[2]) != 0;
  return others ? ~std::uint64_t{0} : m_lead[0] | m_lead[1] | m_third;
}

std::size_t FirstCharacters::find(std::string_view text, std::size_t at) const noexcept {
  for (; text.size() - at >= 4; ++at) {
    std::uint32_t const four = four_bytes(text, at);
    if (may_hold(four)) { return at; }
    if ((four & 0xF0U) == 0xE0U && (four & 0xC0C000U) == 0x808000U) { at += 2; } // one of three bytes, whole
  }
  while (at < text.size() && !may_hold(four_bytes(text, at))) { ++at; }
  return at;
}

} // namespace gongkai
