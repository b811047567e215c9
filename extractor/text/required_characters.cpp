// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/required_characters.hpp"

#include <algorithm>

namespace gongkai {
namespace {

/// Beyond this many alternatives, looking through them costs more than it saves.
constexpr std::size_t most_alternatives = 100;

class Requirements {
public:
  explicit Requirements(PatternTree const& tree) : m_tree(tree) {}

  RequiredCharacters read() {
    add(m_tree.root, m_out);
    return std::move(m_out);
  }

private:
  using Kind = PatternPart::Kind;

  /// What a part requires, too.
  void add(int at, RequiredCharacters& out) const {
    PatternPart const& p = m_tree.at(at);
    switch (p.kind) {
    case Kind::character: out.all.add(TextCharacters::slot(p.character)); break;
    case Kind::of_class: add_alternatives(of_class(m_tree.classes[static_cast<std::size_t>(p.number)]), out); break;
    case Kind::sequence:
    case Kind::group:
      for (int item = p.child; item != PatternPart::none; item = m_tree.at(item).next) { add(item, out); }
      break;
    case Kind::choice: add_alternatives(of_choice(p), out); break;
    case Kind::repeat:
      if (p.least > 0) { add(p.child, out); }
      break;
    default: break;
    }
  }

  /// Of several lists of alternatives the shortest counts.
  static void add_alternatives(std::vector<CharacterSlots>&& any, RequiredCharacters& out) {
    if (any.empty() || any.size() > most_alternatives) { return; }
    if (out.any.empty() || any.size() < out.any.size()) { out.any = std::move(any); }
  }

  /// Empty where an alternative requires nothing.
  std::vector<CharacterSlots> of_choice(PatternPart const& p) const {
    std::vector<CharacterSlots> out;
    for (int a = p.child; a != PatternPart::none; a = m_tree.at(a).next) {
      RequiredCharacters const one = m_tree.at(a).may_be_empty ? RequiredCharacters() : of(a);
      if (one.all.size() > 0) {
        out.push_back(one.all);
      } else if (!one.any.empty()) {
        out.insert(out.end(), one.any.begin(), one.any.end());
      } else {
        return {};
      }
    }
    return out;
  }

  RequiredCharacters of(int at) const {
    RequiredCharacters out;
    add(at, out);
    return out;
  }

  /// A class of few characters is as good as alternatives; others require nothing.
  static std::vector<CharacterSlots> of_class(CharacterClass const& characters) {
    constexpr char32_t widest = 30;
    std::vector<CharacterSlots> out;
    for (CharacterClass::Range const& r : characters.ranges()) {
      if (characters.negated() || r.to - r.from >= widest) { return {}; }
      for (char32_t c = r.from; c <= r.to; ++c) { out.emplace_back().add(TextCharacters::slot(c)); }
    }
    return out;
  }

  PatternTree const& m_tree;
  RequiredCharacters m_out;
};

} // namespace

void CharacterSlots::add(std::uint16_t slot) noexcept {
  if (m_size < most && std::find(begin(), end(), slot) == end()) { m_slots[m_size++] = slot; }
}

bool RequiredCharacters::held_by(TextCharacters const& text) const noexcept {
  if (!all.held_by(text)) { return false; }
  return any.empty() || std::any_of(any.begin(), any.end(), [&](CharacterSlots const& s) { return s.held_by(text); });
}

RequiredCharacters required_characters(PatternTree const& tree) { return Requirements(tree).read(); }

} // namespace gongkai
