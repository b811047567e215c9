// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/required_characters.hpp"

#include <algorithm>

namespace gongkai {
namespace {

/// Beyond this many alternatives, looking through them costs more than it saves.
constexpr std::size_t most_alternatives = 100;

struct Required {
  CharacterSlots all;
  std::vector<CharacterSlots> any;
};

class Requirements {
public:
  explicit Requirements(PatternTree const& tree) : m_tree(tree) {}

  Required read() const { return of(m_tree.root); }

private:
  using Kind = PatternPart::Kind;

  /// What a part requires, too.
  void add(int at, Required& out) const {
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
  static void add_alternatives(std::vector<CharacterSlots>&& any, Required& out) {
    if (any.empty() || any.size() > most_alternatives) { return; }
    if (out.any.empty() || any.size() < out.any.size()) { out.any = std::move(any); }
  }

  /// Empty where an alternative requires nothing.
  std::vector<CharacterSlots> of_choice(PatternPart const& p) const {
    std::vector<CharacterSlots> out;
    for (int a = p.child; a != PatternPart::none; a = m_tree.at(a).next) {
      Required const one = m_tree.at(a).may_be_empty ? Required() : of(a);
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

  Required of(int at) const {
    Required out;
    add(at, out);
    return out;
  }

  /// A class of few characters is as good as alternatives; others require nothing.
  std::vector<CharacterSlots> of_class(CharacterClass const& characters) const {
    constexpr char32_t widest = 30;
    std::vector<CharacterSlots> out;
    for (CharacterRange const& r : characters.ranges(m_tree.ranges)) {
      if (characters.negated() || r.to - r.from >= widest) { return {}; }
      for (char32_t c = r.from; c <= r.to; ++c) { out.emplace_back().add(TextCharacters::slot(c)); }
    }
    return out;
  }

  PatternTree const& m_tree;
};

} // namespace

void CharacterSlots::add(std::uint16_t slot) noexcept {
  if (m_size < most && std::find(begin(), end(), slot) == end()) { m_slots[m_size++] = slot; }
}

bool RequiredCharacters::held_by(TextCharacters const& text) const noexcept {
  if (!all.held_by(text)) { return false; }
  return any.empty() || std::any_of(any.begin(), any.end(), [&](CharacterSlots const& s) { return s.held_by(text); });
}

RequiredCharacters required_characters(PatternTree const& tree, std::vector<CharacterSlots>& alternatives) {
  Required required = Requirements(tree).read();
  alternatives = std::move(required.any);
  return {required.all, alternatives};
}

} // namespace gongkai
