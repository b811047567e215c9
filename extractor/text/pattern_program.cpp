// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/pattern_program.hpp"

#include "text/utf8_character.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace gongkai {
namespace {

/// As character_at(), from the four bytes that stand there.
char32_t character_of(std::uint32_t four, std::string_view text, std::size_t at, std::size_t& length) noexcept {
  if ((four & 0xC0C0F0U) == 0x8080E0U) { // most are of three bytes
    length = 3;
    return (four & 0xFU) << 12U | (four >> 8U & 0x3FU) << 6U | (four >> 16U & 0x3FU);
  }
  return character_at(text, at, length);
}

constexpr std::uint64_t bit(unsigned int i) noexcept { return std::uint64_t{1} << (i & 63U); }

using Op = PatternStep::Op;
using Loop = PatternStep::Loop;
using Step = PatternStep;
using Branch = PatternBranch;

} // namespace

/// One try of a program against a text.
class PatternProgram::Run {
public:
  Run(PatternCode const& code, std::string_view text, Places* places)
      : m_program(code), m_text(text), m_places(places), m_stack(scratch().stack), m_tried(scratch().tried) {
    m_tried.assign((code.choices * (text.size() + 1) + 63) / 64, 0);
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
    if (m_places != nullptr) { m_places->assign(static_cast<std::size_t>(m_program.groups + 1) * 2, nowhere); }
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
           (b.first == Branch::any_first || m_program.firsts[static_cast<std::size_t>(b.first)].may_hold(four));
  }

  /// The first branch from `from` on that may go on with these bytes; the count of branches where none may.
  std::uint32_t next_branch(Step const& s, std::uint32_t from, std::uint32_t four) const {
    Branch const* const branches = m_program.branches.data() + s.a;
    if (s.table == Step::no_table) {
      while (from < s.b && !may_begin(branches[from], four)) { ++from; }
      return from;
    }
    if (from >= s.b) { return s.b; }
    std::uint64_t left = m_program.tables[static_cast<std::size_t>(s.table)][FirstCharacters::key(four)];
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
    Step const* const steps = m_program.steps.data();
    if (later < s->b) { m_stack.push_back({static_cast<std::uint32_t>(s - steps), later, at}); }
    return steps + m_program.branches[s->a + taken].target;
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
      if (Step const* const next = choose(m_program.steps.data() + kept.step, kept.branch, at)) { return next; }
    }
    return nullptr;
  }

  bool holds_text(Step const& s, std::size_t at) const {
    return m_text.size() - at >= s.b && std::memcmp(m_text.data() + at, m_program.texts.data() + s.a, s.b) == 0;
  }

  /// The bytes of the character at `at` where the step takes it, else 0.
  std::size_t takes_character(Step const& s, std::size_t at) const {
    std::size_t length = 0;
    char32_t const c = character_of(four_bytes(m_text, at), m_text, at, length);
    bool const takes =
        c != no_character && (s.op == Op::any ? c != U'\n' : m_program.classes[s.a].holds(c, m_program.ranges));
    return takes ? length : 0;
  }

  /// A choice to go on with one character after the other, or not: where it can't but go on, it does.
  Step const* go_on(Step const* s, std::size_t& at) {
    std::uint32_t const again = s->loop == Loop::lazy ? 1 : 0, over = 1 - again;
    Step const* const steps = m_program.steps.data();
    Branch const& leave = m_program.branches[s->a + over];
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
    case Op::jump: return m_program.steps.data() + s->a;
    case Op::found: break;
    }
    return s;
  }

  bool go(std::size_t& end) {
    m_stack.clear();
    std::size_t at = end;
    for (Step const* s = m_program.steps.data(); s->op != Op::found;) {
      s = take(s, at);
      if (s == nullptr) { s = go_back(at); }
      if (s == nullptr) { return false; }
    }
    end = at;
    return true;
  }

  PatternCode const& m_program;
  std::string_view m_text;
  Places* m_places;
  bool m_saved = false; ///< A place since the places were forgotten.
  std::vector<Kept>& m_stack;
  std::vector<std::uint64_t>& m_tried; ///< For each choice and place: whether it was tried there.
};

/// Where a match may begin, from `at` on; text.size() where nowhere.
std::size_t PatternProgram::find_beginning(std::string_view text, std::size_t at) const noexcept {
  for (at = m_code.first->find(text, at); m_code.second && at < text.size(); at = m_code.first->find(text, at + 1)) {
    std::size_t length = 0;
    character_of(four_bytes(text, at), text, at, length);
    if (at + length < text.size() && m_code.second->may_hold(four_bytes(text, at + length))) { break; }
  }
  return at;
}

/// The text that the pattern is, and nothing else; empty where there is more to it.
std::string_view PatternProgram::plain_text() const noexcept {
  bool const plain = m_code.steps.size() == 2 && m_code.steps[0].op == Op::text && m_code.steps[1].op == Op::found;
  return plain ? m_code.texts.substr(m_code.steps[0].a, m_code.steps[0].b) : std::string_view();
}

std::optional<bool> PatternProgram::match(std::string_view text, std::size_t from, Places* places,
                                          std::vector<bool> const* barred) const {
  if (std::string_view const plain = plain_text(); !plain.empty() && places == nullptr && barred == nullptr) {
    // By several bytes at once: the first byte of an ideograph tells next to nothing.
    return memmem(text.data() + from, text.size() - from, plain.data(), plain.size()) != nullptr;
  }
  constexpr std::size_t most_bits = std::size_t{1} << 18U; // as many as RE2 takes when it goes back
  if ((text.size() + 1) * (m_code.choices + 1) > most_bits) { return std::nullopt; }
  if (m_code.from_begin && (from > 0 || (m_code.first && !m_code.first->may_hold(four_bytes(text, 0))))) {
    return false;
  }
  std::size_t at = m_code.first && !m_code.from_begin ? find_beginning(text, from) : from;
  if (m_code.first && at == text.size()) { return false; }
  Run run(m_code, text, places);
  auto const is_barred = [&](std::size_t place) {
    return barred != nullptr && place < barred->size() && (*barred)[place];
  };
  while (is_barred(at) || !run.match_at(at)) {
    if (m_code.from_begin || at >= text.size()) { return false; }
    at = m_code.first ? find_beginning(text, at + 1) : at + 1;
    if (m_code.first && at == text.size()) { return false; }
  }
  return true;
}

} // namespace gongkai
