// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/pattern_code.hpp"
#include "text/utf8_character.hpp"

#include <utility>

namespace gongkai {
namespace {

using Op = PatternStep::Op;
using Loop = PatternStep::Loop;
using Step = PatternStep;
using Branch = PatternBranch;

constexpr std::uint64_t bit(unsigned int i) noexcept { return std::uint64_t{1} << (i & 63U); }

/// From the tree to steps.
class Writer {
public:
  Writer(PatternTree const& tree, PatternTables& out) : m_tree(tree), m_out(out) {}

  void write() {
    PatternCode& head = m_out.head;
    m_out.classes = m_tree.classes;
    m_out.ranges = m_tree.ranges;
    m_out.steps.reserve(m_tree.parts.size());
    part(m_tree.root);
    step(Op::found);
    head.has_program = !full();
    if (!head.has_program) { return; }
    for (Branch& b : m_out.branches) { set_first(b); }
    if (head.first && !head.from_begin) { set_second(); }
    for (Step& s : m_out.steps) {
      if (s.op == Op::choice && s.b >= fewest_in_table && s.b <= most_in_table) { make_table(s); }
    }
  }

private:
  static constexpr std::size_t most_steps = 4000;
  static constexpr std::uint32_t fewest_in_table = 5, most_in_table = 64; ///< Branches.
  static constexpr int most_followed = 40;                                ///< Steps, to tell what a branch begins with.

  /// A program so long is given up: what is written from here on means nothing.
  bool full() const { return m_out.steps.size() >= most_steps; }

  std::uint32_t here() const { return static_cast<std::uint32_t>(m_out.steps.size()); }

  std::uint32_t step(Op op, std::uint32_t a = 0, std::uint32_t b = 0) {
    if (!full()) { m_out.steps.push_back({op, a, b, 0}); }
    return here() - 1;
  }

  /// A choice whose branches are yet to be told where they begin.
  std::uint32_t choice(std::uint32_t count) {
    std::uint32_t const out = step(Op::choice, static_cast<std::uint32_t>(m_out.branches.size()), count);
    m_out.steps[out].number = m_out.head.choices++;
    m_out.branches.resize(m_out.branches.size() + count);
    return out;
  }

  void set_branch(std::uint32_t choice, std::uint32_t i, std::uint32_t target) {
    if (full()) { return; } // the choice may be another step's
    m_out.branches[m_out.steps[choice].a + i].target = target;
  }

  void part(int at) {
    if (at == PatternPart::none || full()) { return; }
    PatternPart const& p = m_tree.at(at);
    switch (p.kind) {
    case PatternPart::Kind::character: text({p.character}); break;
    case PatternPart::Kind::any: step(Op::any); break;
    case PatternPart::Kind::of_class: step(Op::of_class, static_cast<std::uint32_t>(p.number)); break;
    case PatternPart::Kind::begin: step(Op::begin); break;
    case PatternPart::Kind::end: step(Op::end); break;
    case PatternPart::Kind::sequence: sequence(p); break;
    case PatternPart::Kind::choice: alternatives(p); break;
    case PatternPart::Kind::repeat: repeat(p); break;
    case PatternPart::Kind::group:
      step(Op::save, static_cast<std::uint32_t>(2 * p.number));
      part(p.child);
      step(Op::save, static_cast<std::uint32_t>(2 * p.number + 1));
      break;
    }
  }

  void text(std::u32string const& characters) {
    std::string const utf8 = to_utf8(characters);
    step(Op::text, static_cast<std::uint32_t>(m_out.texts.size()), static_cast<std::uint32_t>(utf8.size()));
    m_out.texts += utf8;
  }

  /// Neighbouring characters are compared in one step.
  void sequence(PatternPart const& p) {
    std::u32string run;
    for (int child = p.child; child != PatternPart::none; child = m_tree.at(child).next) {
      if (m_tree.at(child).kind == PatternPart::Kind::character) {
        run += m_tree.at(child).character;
        continue;
      }
      if (!run.empty()) { text(std::exchange(run, {})); }
      part(child);
    }
    if (!run.empty()) { text(run); }
  }

  void alternatives(PatternPart const& p) {
    std::uint32_t count = 0;
    for (int a = p.child; a != PatternPart::none; a = m_tree.at(a).next) { ++count; }
    std::uint32_t const all = choice(count);
    std::vector<std::uint32_t> jumps;
    std::uint32_t i = 0;
    for (int a = p.child; a != PatternPart::none; a = m_tree.at(a).next) {
      set_branch(all, i++, here());
      part(a);
      if (i < count) { jumps.push_back(step(Op::jump)); }
    }
    for (std::uint32_t const jump : jumps) { m_out.steps[jump].a = here(); }
  }

  bool is_one_character(std::uint32_t at) const {
    return m_out.steps[at].op == Op::any || m_out.steps[at].op == Op::of_class;
  }

  void repeat(PatternPart const& p) {
    std::uint32_t const again = p.lazy ? 1 : 0, over = 1 - again;
    for (int i = 0; i < p.least; ++i) { part(p.child); }
    if (p.most == PatternPart::none) {
      std::uint32_t const loop = choice(2);
      set_branch(loop, again, here());
      part(p.child);
      bool const of_one = here() == loop + 2 && is_one_character(loop + 1);
      if (of_one) { m_out.steps[loop].loop = p.lazy ? Loop::lazy : Loop::greedy; }
      step(Op::jump, loop);
      set_branch(loop, over, here());
      return;
    }
    std::vector<std::uint32_t> choices;
    for (int i = p.least; i < p.most; ++i) {
      choices.push_back(choice(2));
      set_branch(choices.back(), again, here());
      part(p.child);
    }
    for (std::uint32_t const c : choices) { set_branch(c, over, here()); }
  }

  /// What a branch begins with, where it begins with a character.
  void set_first(Branch& b) {
    std::uint32_t const at = behind_saves(b.target);
    Step const& s = m_out.steps[at];
    if (s.op == Op::text) {
      std::string_view const text = std::string_view(m_out.texts).substr(s.a, s.b);
      b.mask = text.size() >= 4 ? ~0U : (1U << 8U * static_cast<unsigned int>(text.size())) - 1;
      b.bytes = four_bytes(text, 0);
      return;
    }
    FirstCharacters first;
    int followed = 0;
    if (!add_first_of(at, first, followed)) { return; }
    b.first = static_cast<int>(m_out.firsts.size());
    m_out.firsts.push_back(first);
  }

  std::uint32_t behind_saves(std::uint32_t at) const {
    while (m_out.steps[at].op == Op::save || m_out.steps[at].op == Op::jump) {
      at = m_out.steps[at].op == Op::jump ? m_out.steps[at].a : at + 1;
    }
    return at;
  }

  /// False where it may begin with any character, or end without one.
  bool add_first_of(std::uint32_t at, FirstCharacters& out, int& followed) const {
    at = behind_saves(at);
    Step const& s = m_out.steps[at];
    if (++followed > most_followed) { return false; }
    if (s.op == Op::text) {
      std::size_t length = 0;
      out.add(character_at(m_out.texts, s.a, length));
      return true;
    }
    if (s.op == Op::of_class) {
      out.add(m_out.classes[s.a], m_out.ranges);
      return true;
    }
    if (s.op != Op::choice) { return false; }
    for (std::uint32_t i = 0; i < s.b; ++i) {
      if (!add_first_of(m_out.branches[s.a + i].target, out, followed)) { return false; }
    }
    return true;
  }

  /// The steps that take a character next, from a step on. False where the match may end without one.
  bool next_takers(std::uint32_t at, std::vector<bool>& seen, std::vector<std::uint32_t>& out) const {
    at = behind_saves(at);
    if (seen[at]) { return true; }
    seen[at] = true;
    Step const& s = m_out.steps[at];
    switch (s.op) {
    case Op::text:
    case Op::any:
    case Op::of_class: out.push_back(at); return true;
    case Op::begin: return next_takers(at + 1, seen, out);
    case Op::choice:
      for (std::uint32_t i = 0; i < s.b; ++i) {
        if (!next_takers(m_out.branches[s.a + i].target, seen, out)) { return false; }
      }
      return true;
    default: return false;
    }
  }

  /// What may stand second in a match. It rules most places out where nearly any character may stand first.
  void set_second() {
    FirstCharacters second;
    std::vector<std::uint32_t> firsts, seconds;
    std::vector<bool> seen(m_out.steps.size()), seen_behind(m_out.steps.size());
    if (!next_takers(0, seen, firsts)) { return; }
    for (std::uint32_t const at : firsts) {
      Step const& s = m_out.steps[at];
      std::size_t length = 0;
      if (s.op == Op::text) { character_at(m_out.texts, s.a, length); }
      if (s.op == Op::text && length < s.b) {
        second.add(character_at(m_out.texts, s.a + length, length));
      } else if (!next_takers(at + 1, seen_behind, seconds)) {
        return;
      }
    }
    for (std::uint32_t const at : seconds) {
      Step const& s = m_out.steps[at];
      std::size_t length = 0;
      if (s.op == Op::any) { return; }
      if (s.op == Op::text) { second.add(character_at(m_out.texts, s.a, length)); }
      if (s.op == Op::of_class) { second.add(m_out.classes[s.a], m_out.ranges); }
    }
    m_out.head.second = second;
  }

  void make_table(Step& s) {
    s.table = static_cast<int>(m_out.tables.size());
    PatternBranchTable& table = m_out.tables.emplace_back();
    for (std::uint32_t i = 0; i < s.b; ++i) {
      Branch const& b = m_out.branches[s.a + i];
      // Of a text of one or two bytes the third is another character's.
      constexpr std::uint32_t third = 0xFF0000U;
      bool const one_key = (b.bytes & 0x80U) != 0 ? (b.mask & third) != 0 : b.mask != 0;
      std::uint64_t const keys = one_key ? bit(FirstCharacters::key(b.bytes))
                                 : b.first == Branch::any_first
                                     ? ~std::uint64_t{0}
                                     : m_out.firsts[static_cast<std::size_t>(b.first)].keys();
      for (unsigned int k = 0; k < table.size(); ++k) { table[k] |= (keys >> k & 1U) << i; }
    }
  }

  PatternTree const& m_tree;
  PatternTables& m_out;
};

} // namespace

PatternTables PatternTables::of(std::string_view expression) {
  PatternTables out;
  std::optional<PatternTree> const tree = parse_pattern(expression);
  if (!tree) { return out; }
  PatternCode& head = out.head;
  head.understood = true;
  head.groups = tree->groups;
  head.from_begin = begins_at_begin(*tree);
  head.first = first_characters(*tree);
  head.last = last_characters_of_text(*tree);
  head.required.all = required_characters(*tree, out.slots).all;
  Writer(*tree, out).write();
  return out;
}

PatternCode PatternTables::code() const {
  PatternCode out = head;
  out.required.any = slots;
  out.steps = steps;
  out.branches = branches;
  out.classes = classes;
  out.ranges = ranges;
  out.firsts = firsts;
  out.tables = tables;
  out.texts = texts;
  return out;
}

} // namespace gongkai
