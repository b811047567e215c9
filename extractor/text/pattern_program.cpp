// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/pattern_program.hpp"

#include "text/characters.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

namespace gongkai {
namespace {

constexpr char32_t no_character = 0xFFFFFFFF; ///< At the end of a text, or where no UTF-8 stands.

/// The character at `at`; `length` its bytes.
char32_t character_at(std::string_view text, std::size_t at, std::size_t& length) noexcept {
  if (at >= text.size()) { return no_character; }
  auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  char32_t const lead = byte(0);
  length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
  if (length == 1) { return lead; }
  if (length == 0 || text.size() - at < length) { return no_character; }
  char32_t out = lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if (!continues_character(text[at + i])) { return no_character; }
    out = out << 6U | (byte(i) & 0x3FU);
  }
  return out;
}

/// As character_at(), from the four bytes that stand there.
char32_t character_of(std::uint32_t four, std::string_view text, std::size_t at, std::size_t& length) noexcept {
  if ((four & 0xC0C0F0U) == 0x8080E0U) { // most are of three bytes
    length = 3;
    return (four & 0xFU) << 12U | (four >> 8U & 0x3FU) << 6U | (four >> 16U & 0x3FU);
  }
  return character_at(text, at, length);
}

constexpr std::uint64_t bit(unsigned int i) noexcept { return std::uint64_t{1} << (i & 63U); }

} // namespace

/// From the tree to steps.
class PatternProgram::Writer {
public:
  explicit Writer(PatternTree const& tree) : m_tree(tree) {}

  std::optional<PatternProgram> write() {
    m_out.m_classes = m_tree.classes;
    m_out.m_steps.reserve(m_tree.parts.size());
    m_out.m_groups = m_tree.groups;
    m_out.m_first = first_characters(m_tree);
    m_out.m_from_begin = begins_at_begin(m_tree);
    part(m_tree.root);
    step(Op::found);
    if (full()) { return std::nullopt; }
    for (Branch& b : m_out.m_branches) { set_first(b); }
    if (m_out.m_first && !m_out.m_from_begin) { set_second(); }
    for (Step& s : m_out.m_steps) {
      if (s.op == Op::choice && s.b >= fewest_in_table && s.b <= most_in_table) { make_table(s); }
    }
    return std::move(m_out);
  }

private:
  static constexpr std::size_t most_steps = 4000;
  static constexpr std::uint32_t fewest_in_table = 5, most_in_table = 64; ///< Branches.
  static constexpr int most_followed = 40;                                ///< Steps, to tell what a branch begins with.

  /// A program so long is given up: what is written from here on means nothing.
  bool full() const { return m_out.m_steps.size() >= most_steps; }

  std::uint32_t here() const { return static_cast<std::uint32_t>(m_out.m_steps.size()); }

  std::uint32_t step(Op op, std::uint32_t a = 0, std::uint32_t b = 0) {
    if (!full()) { m_out.m_steps.push_back({op, a, b, 0}); }
    return here() - 1;
  }

  /// A choice whose branches are yet to be told where they begin.
  std::uint32_t choice(std::uint32_t count) {
    std::uint32_t const out = step(Op::choice, static_cast<std::uint32_t>(m_out.m_branches.size()), count);
    m_out.m_steps[out].number = m_out.m_choices++;
    m_out.m_branches.resize(m_out.m_branches.size() + count);
    return out;
  }

  void set_branch(std::uint32_t choice, std::uint32_t i, std::uint32_t target) {
    if (full()) { return; } // the choice may be another step's
    m_out.m_branches[m_out.m_steps[choice].a + i].target = target;
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
    step(Op::text, static_cast<std::uint32_t>(m_out.m_texts.size()), static_cast<std::uint32_t>(utf8.size()));
    m_out.m_texts += utf8;
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
    for (std::uint32_t const jump : jumps) { m_out.m_steps[jump].a = here(); }
  }

  bool is_one_character(std::uint32_t at) const {
    return m_out.m_steps[at].op == Op::any || m_out.m_steps[at].op == Op::of_class;
  }

  void repeat(PatternPart const& p) {
    std::uint32_t const again = p.lazy ? 1 : 0, over = 1 - again;
    for (int i = 0; i < p.least; ++i) { part(p.child); }
    if (p.most == PatternPart::none) {
      std::uint32_t const loop = choice(2);
      set_branch(loop, again, here());
      part(p.child);
      bool const of_one = here() == loop + 2 && is_one_character(loop + 1);
      if (of_one) { m_out.m_steps[loop].loop = p.lazy ? Loop::lazy : Loop::greedy; }
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
    Step const& s = m_out.m_steps[at];
    if (s.op == Op::text) {
      std::string_view const text = std::string_view(m_out.m_texts).substr(s.a, s.b);
      b.mask = text.size() >= 4 ? ~0U : (1U << 8U * static_cast<unsigned int>(text.size())) - 1;
      b.bytes = four_bytes(text, 0);
      return;
    }
    FirstCharacters first;
    int followed = 0;
    if (!add_first_of(at, first, followed)) { return; }
    b.first = static_cast<int>(m_out.m_firsts.size());
    m_out.m_firsts.push_back(first);
  }

  std::uint32_t behind_saves(std::uint32_t at) const {
    while (m_out.m_steps[at].op == Op::save || m_out.m_steps[at].op == Op::jump) {
      at = m_out.m_steps[at].op == Op::jump ? m_out.m_steps[at].a : at + 1;
    }
    return at;
  }

  /// False where it may begin with any character, or end without one.
  bool add_first_of(std::uint32_t at, FirstCharacters& out, int& followed) const {
    at = behind_saves(at);
    Step const& s = m_out.m_steps[at];
    if (++followed > most_followed) { return false; }
    if (s.op == Op::text) {
      std::size_t length = 0;
      out.add(character_at(m_out.m_texts, s.a, length));
      return true;
    }
    if (s.op == Op::of_class) {
      out.add(m_out.m_classes[s.a]);
      return true;
    }
    if (s.op != Op::choice) { return false; }
    for (std::uint32_t i = 0; i < s.b; ++i) {
      if (!add_first_of(m_out.m_branches[s.a + i].target, out, followed)) { return false; }
    }
    return true;
  }

  /// The steps that take a character next, from a step on. False where the match may end without one.
  bool next_takers(std::uint32_t at, std::vector<bool>& seen, std::vector<std::uint32_t>& out) const {
    at = behind_saves(at);
    if (seen[at]) { return true; }
    seen[at] = true;
    Step const& s = m_out.m_steps[at];
    switch (s.op) {
    case Op::text:
    case Op::any:
    case Op::of_class: out.push_back(at); return true;
    case Op::begin: return next_takers(at + 1, seen, out);
    case Op::choice:
      for (std::uint32_t i = 0; i < s.b; ++i) {
        if (!next_takers(m_out.m_branches[s.a + i].target, seen, out)) { return false; }
      }
      return true;
    default: return false;
    }
  }

  /// What may stand second in a match. It rules most places out where nearly any character may stand first.
  void set_second() {
    FirstCharacters second;
    std::vector<std::uint32_t> firsts, seconds;
    std::vector<bool> seen(m_out.m_steps.size()), seen_behind(m_out.m_steps.size());
    if (!next_takers(0, seen, firsts)) { return; }
    for (std::uint32_t const at : firsts) {
      Step const& s = m_out.m_steps[at];
      std::size_t length = 0;
      if (s.op == Op::text) { character_at(m_out.m_texts, s.a, length); }
      if (s.op == Op::text && length < s.b) {
        second.add(character_at(m_out.m_texts, s.a + length, length));
      } else if (!next_takers(at + 1, seen_behind, seconds)) {
        return;
      }
    }
    for (std::uint32_t const at : seconds) {
      Step const& s = m_out.m_steps[at];
      std::size_t length = 0;
      if (s.op == Op::any) { return; }
      if (s.op == Op::text) { second.add(character_at(m_out.m_texts, s.a, length)); }
      if (s.op == Op::of_class) { second.add(m_out.m_classes[s.a]); }
    }
    m_out.m_second = second;
  }

  void make_table(Step& s) {
    s.table = static_cast<int>(m_out.m_tables.size());
    BranchTable& table = m_out.m_tables.emplace_back();
    for (std::uint32_t i = 0; i < s.b; ++i) {
      Branch const& b = m_out.m_branches[s.a + i];
      // Of a text of one or two bytes the third is another character's.
      constexpr std::uint32_t third = 0xFF0000U;
      bool const one_key = (b.bytes & 0x80U) != 0 ? (b.mask & third) != 0 : b.mask != 0;
      std::uint64_t const keys = one_key                ? bit(FirstCharacters::key(b.bytes))
                                 : b.first == any_first ? ~std::uint64_t{0}
                                                        : m_out.m_firsts[static_cast<std::size_t>(b.first)].keys();
      for (unsigned int k = 0; k < table.size(); ++k) { table[k] |= (keys >> k & 1U) << i; }
    }
  }

  PatternTree const& m_tree;
  PatternProgram m_out;
};

/// One try of a program against a text.
class PatternProgram::Run {
public:
  Run(PatternProgram const& program, std::string_view text, Places* places)
      : m_program(program), m_text(text), m_places(places), m_stack(scratch().stack), m_tried(scratch().tried) {
    m_tried.assign((program.m_choices * (text.size() + 1) + 63) / 64, 0);
    forget_places();
  }

  bool match_at(std::size_t at) {
    if (m_saved) { forget_places(); }
    std::size_t end = at;
    if (!go(end)) { return false; }
    if (m_places != nullptr) {
      (*m_places)[0] = at;
      (*m_places)[1] = end;
    }
    return true;
  }

private:
  /// A choice to come back to, or a group's place to be set back.
  struct Kept {
    std::uint32_t step = 0;
    std::uint32_t branch = 0;
    std::size_t at = 0;
  };
  static constexpr std::uint32_t set_back = static_cast<std::uint32_t>(-1);

  /// Kept from text to text, so that it needn't be allocated.
  struct Scratch {
    std::vector<Kept> stack;
    std::vector<std::uint64_t> tried;
  };
  static Scratch& scratch() {
    thread_local Scratch out;
    return out;
  }

  void forget_places() {
    if (m_places != nullptr) { m_places->assign(static_cast<std::size_t>(m_program.m_groups + 1) * 2, nowhere); }
    m_saved = false;
  }

  bool tried(std::uint32_t choice, std::size_t at) {
    std::size_t const i = choice * (m_text.size() + 1) + at;
    std::uint64_t& bits = m_tried[i / 64];
    std::uint64_t const before = bits;
    bits |= bit(static_cast<unsigned int>(i));
    return bits == before;
  }

  bool may_begin(Branch const& b, std::uint32_t four) const {
    return (four & b.mask) == b.bytes &&
           (b.first == any_first || m_program.m_firsts[static_cast<std::size_t>(b.first)].may_hold(four));
  }

  /// The first branch from `from` on that may go on with these bytes; the count of branches where none may.
  std::uint32_t next_branch(Step const& s, std::uint32_t from, std::uint32_t four) const {
    Branch const* const branches = m_program.m_branches.data() + s.a;
    if (s.table == no_table) {
      while (from < s.b && !may_begin(branches[from], four)) { ++from; }
      return from;
    }
    if (from >= s.b) { return s.b; }
    std::uint64_t left = m_program.m_tables[static_cast<std::size_t>(s.table)][FirstCharacters::key(four)];
    for (left = left >> from << from; left != 0; left &= left - 1) {
      auto const i = static_cast<std::uint32_t>(std::countr_zero(left));
      if (may_begin(branches[i], four)) { return i; }
    }
    return s.b;
  }

  /// The step that a branch of the choice leads to, from `branch` on; the others are kept for later. Null where none is
  /// left.
  Step const* choose(Step const* s, std::uint32_t branch, std::size_t at) {
    std::uint32_t const four = four_bytes(m_text, at);
    std::uint32_t const taken = next_branch(*s, branch, four);
    if (taken == s->b) { return nullptr; }
    std::uint32_t const later = next_branch(*s, taken + 1, four);
    Step const* const steps = m_program.m_steps.data();
    if (later < s->b) { m_stack.push_back({static_cast<std::uint32_t>(s - steps), later, at}); }
    return steps + m_program.m_branches[s->a + taken].target;
  }

  void save(std::uint32_t place, std::size_t at) {
    if (m_places == nullptr) { return; }
    std::size_t& now = (*m_places)[place];
    if (!m_stack.empty()) { m_stack.push_back({set_back, place, now}); }
    now = at;
    m_saved = true;
  }

  /// To the last choice with a branch left. Null where there is none.
  Step const* go_back(std::size_t& at) {
    while (!m_stack.empty()) {
      Kept const kept = m_stack.back();
      m_stack.pop_back();
      if (kept.step == set_back) {
        (*m_places)[kept.branch] = kept.at;
        continue;
      }
      at = kept.at;
      if (Step const* const next = choose(m_program.m_steps.data() + kept.step, kept.branch, at)) { return next; }
    }
    return nullptr;
  }

  bool holds_text(Step const& s, std::size_t at) const {
    return m_text.size() - at >= s.b && std::memcmp(m_text.data() + at, m_program.m_texts.data() + s.a, s.b) == 0;
  }

  /// The bytes of the character at `at` where the step takes it, else 0.
  std::size_t takes_character(Step const& s, std::size_t at) const {
    std::size_t length = 0;
    char32_t const c = character_of(four_bytes(m_text, at), m_text, at, length);
    bool const takes = c != no_character && (s.op == Op::any ? c != U'\n' : m_program.m_classes[s.a].holds(c));
    return takes ? length : 0;
  }

  /// A choice to go on with one character after the other, or not: where it can't but go on, it does.
  Step const* go_on(Step const* s, std::size_t& at) {
    std::uint32_t const again = s->loop == Loop::lazy ? 1 : 0, over = 1 - again;
    Step const* const steps = m_program.m_steps.data();
    Branch const& leave = m_program.m_branches[s->a + over];
    while (!tried(s->number, at)) {
      bool const may_leave = may_begin(leave, four_bytes(m_text, at));
      std::size_t const length = takes_character(s[1], at);
      bool const leaves = may_leave && (s->loop == Loop::lazy || length == 0);
      if (may_leave && length > 0) {
        m_stack.push_back({static_cast<std::uint32_t>(s - steps), leaves ? again : over, at});
      }
      if (leaves) { return steps + leave.target; }
      if (length == 0) { return nullptr; }
      at += length;
    }
    return nullptr;
  }

  /// The step after this one, and `at` behind what it takes; null where it fails.
  Step const* take(Step const* s, std::size_t& at) {
    switch (s->op) {
    case Op::text:
      if (!holds_text(*s, at)) { return nullptr; }
      at += s->b;
      return s + 1;
    case Op::any:
    case Op::of_class: {
      std::size_t const length = takes_character(*s, at);
      at += length;
      return length > 0 ? s + 1 : nullptr;
    }
    case Op::begin: return at == 0 ? s + 1 : nullptr;
    case Op::end: return at == m_text.size() ? s + 1 : nullptr;
    case Op::save: save(s->a, at); return s + 1;
    case Op::choice:
      if (s->loop != Loop::none) { return go_on(s, at); }
      return tried(s->number, at) ? nullptr : choose(s, 0, at);
    case Op::jump: return m_program.m_steps.data() + s->a;
    case Op::found: break;
    }
    return s;
  }

  bool go(std::size_t& end) {
    m_stack.clear();
    std::size_t at = end;
    for (Step const* s = m_program.m_steps.data(); s->op != Op::found;) {
      s = take(s, at);
      if (s == nullptr) { s = go_back(at); }
      if (s == nullptr) { return false; }
    }
    end = at;
    return true;
  }

  PatternProgram const& m_program;
  std::string_view m_text;
  Places* m_places;
  bool m_saved = false; ///< A place since the places were forgotten.
  std::vector<Kept>& m_stack;
  std::vector<std::uint64_t>& m_tried; ///< For each choice and place: whether it was tried there.
};

std::optional<PatternProgram> PatternProgram::of(PatternTree const& tree) { return Writer(tree).write(); }

/// Where a match may begin, from `at` on; text.size() where nowhere.
std::size_t PatternProgram::find_beginning(std::string_view text, std::size_t at) const noexcept {
  for (at = m_first->find(text, at); m_second && at < text.size(); at = m_first->find(text, at + 1)) {
    std::size_t length = 0;
    character_of(four_bytes(text, at), text, at, length);
    if (at + length < text.size() && m_second->may_hold(four_bytes(text, at + length))) { break; }
  }
  return at;
}

std::optional<bool> PatternProgram::match(std::string_view text, std::size_t from, Places* places) const {
  constexpr std::size_t most_bits = std::size_t{1} << 18U; // as many as RE2 takes when it goes back
  if ((text.size() + 1) * (m_choices + 1) > most_bits) { return std::nullopt; }
  if (m_from_begin && (from > 0 || (m_first && !m_first->may_hold(four_bytes(text, 0))))) { return false; }
  std::size_t at = m_first && !m_from_begin ? find_beginning(text, from) : from;
  if (m_first && at == text.size()) { return false; }
  Run run(*this, text, places);
  while (!run.match_at(at)) {
    if (m_from_begin || at >= text.size()) { return false; }
    at = m_first ? find_beginning(text, at + 1) : at + 1;
    if (m_first && at == text.size()) { return false; }
  }
  return true;
}

} // namespace gongkai
