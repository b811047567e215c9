// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/pattern.hpp"

#include "text/characters.hpp"
#include "text/pattern_program.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <unordered_map>

namespace gongkai {
namespace {

/// Beyond this many alternatives, looking through them costs more than it saves.
constexpr std::size_t most_alternatives = 100;

RequiredCharacters const nothing{CharacterSlots()};

RequiredCharacters one(char32_t c) {
  RequiredCharacters out(1);
  out.front().add(TextCharacters::slot(c));
  return out;
}

std::size_t least(RequiredCharacters const& r) {
  return std::min_element(r.begin(), r.end(), [](auto const& a, auto const& b) { return a.size() < b.size(); })->size();
}

bool requires_nothing(RequiredCharacters const& r) { return least(r) == 0; }

/// Of a text that must meet both.
RequiredCharacters both(RequiredCharacters const& a, RequiredCharacters const& b) {
  if (requires_nothing(a)) { return b; }
  if (requires_nothing(b)) { return a; }
  if (a.size() * b.size() > most_alternatives) { return least(a) * b.size() >= least(b) * a.size() ? a : b; }
  RequiredCharacters out;
  out.reserve(a.size() * b.size());
  for (CharacterSlots const& x : a) {
    for (CharacterSlots const& y : b) {
      out.push_back(x);
      for (std::uint16_t const slot : y) { out.back().add(slot); }
    }
  }
  return out;
}

class Requirements {
public:
  explicit Requirements(PatternTree const& tree) : m_tree(tree) {}

  RequiredCharacters of(int at) const {
    PatternPart const& p = m_tree.at(at);
    switch (p.kind) {
    case PatternPart::Kind::character: return one(p.character);
    case PatternPart::Kind::of_class: return of_class(m_tree.classes[static_cast<std::size_t>(p.number)]);
    case PatternPart::Kind::sequence: return of_sequence(p);
    case PatternPart::Kind::choice: return of_choice(p);
    case PatternPart::Kind::group: return of(p.child);
    case PatternPart::Kind::repeat: return p.least > 0 ? of(p.child) : nothing;
    default: return nothing;
    }
  }

private:
  RequiredCharacters of_choice(PatternPart const& p) const {
    RequiredCharacters out;
    for (int a = p.child; a != PatternPart::none; a = m_tree.at(a).next) {
      RequiredCharacters const next = of(a);
      out.insert(out.end(), next.begin(), next.end());
      if (requires_nothing(next) || out.size() > most_alternatives) { return nothing; }
    }
    return out;
  }

  RequiredCharacters of_sequence(PatternPart const& p) const {
    RequiredCharacters out = nothing;
    for (int item = p.child; item != PatternPart::none; item = m_tree.at(item).next) { out = both(out, of(item)); }
    return out;
  }

  /// A class of few characters is as good as alternatives; others require nothing.
  static RequiredCharacters of_class(CharacterClass const& characters) {
    constexpr char32_t widest = 30;
    RequiredCharacters out;
    for (CharacterClass::Range const& r : characters.ranges()) {
      if (characters.negated() || r.to - r.from >= widest) { return nothing; }
      for (char32_t c = r.from; c <= r.to; ++c) { out.push_back(one(c).front()); }
    }
    return out.size() <= most_alternatives ? out : nothing;
  }

  PatternTree const& m_tree;
};

} // namespace

void CharacterSlots::add(std::uint16_t slot) noexcept {
  if (m_size < most && std::find(begin(), end(), slot) == end()) { m_slots[m_size++] = slot; }
}

void TextCharacters::read() const noexcept {
  m_read = true;
  m_bits.fill(0);
  char32_t character = 0;
  for (char const byte : m_text) {
    auto const b = static_cast<unsigned char>(byte);
    bool const more = continues_character(byte);
    // The low twelve bits are those of the last two bytes of a character of three or four.
    character = more ? character << 6U | (b & 0x3FU) : b < 0x80U ? b : b & 0x1FU;
    std::uint16_t const s = slot(character);
    m_bits[s >> 6U] |= std::uint64_t{1} << (s & 63U);
  }
}

RequiredCharacters required_characters(PatternTree const& tree) { return Requirements(tree).of(tree.root); }

struct Pattern::Members {
  explicit Members(std::string e) : expression(std::move(e)) {}

  /// What is read off the syntax, at the first text: not at the start, since many patterns are never asked.
  struct Syntax {
    std::optional<PatternTree> tree; ///< Nothing where only RE2 understands it.
    RequiredCharacters required = nothing;
    std::optional<FirstCharacters> first; ///< Where it must match at the beginning of a text: what stands there.

    bool possible(std::string_view text, TextCharacters const& characters) const {
      if (first && (text.empty() || !first->may_hold(four_bytes(text, 0)))) { return false; }
      return std::any_of(required.begin(), required.end(), [&](CharacterSlots const& alternative) {
        return std::all_of(alternative.begin(), alternative.end(),
                           [&](std::uint16_t s) { return characters.may_hold(s); });
      });
    }
  };

  std::string expression;
  mutable std::once_flag read_once, written_once, compiled_once;
  mutable std::atomic<bool> is_read{false}, is_written{false}; ///< Cheaper to ask than the flags.
  mutable Syntax known;
  mutable std::optional<PatternProgram> written;
  mutable std::optional<RE2> compiled;

  Syntax const& syntax() const {
    if (!is_read.load(std::memory_order_acquire)) {
      std::call_once(read_once, [this] { read_syntax(); });
    }
    return known;
  }

  void read_syntax() const {
    known.tree = parse_pattern(expression);
    if (known.tree && begins_at_begin(*known.tree)) { known.first = first_characters(*known.tree); }
    if (known.tree) { known.required = required_characters(*known.tree); }
    is_read.store(true, std::memory_order_release);
  }

  std::optional<PatternProgram> const& program() const {
    if (!is_written.load(std::memory_order_acquire)) {
      std::call_once(written_once, [this] {
        if (syntax().tree) { written = PatternProgram::of(*syntax().tree); }
        is_written.store(true, std::memory_order_release);
      });
    }
    return written;
  }

  RE2 const& re2() const {
    std::call_once(compiled_once, [this] {
      RE2::Options options;
      options.set_log_errors(false);
      compiled.emplace(expression, options);
    });
    return *compiled;
  }

  bool match_by_re2(std::string_view text, std::vector<std::string_view>& groups, std::size_t from) const {
    int const count = re2().NumberOfCapturingGroups() + 1;
    std::vector<re2::StringPiece> pieces(static_cast<std::size_t>(count));
    if (!re2().Match({text.data(), text.size()}, from, text.size(), RE2::UNANCHORED, pieces.data(), count)) {
      return false;
    }
    groups.clear();
    for (auto const& p : pieces) {
      groups.emplace_back(p.data() == nullptr ? pieces[0].data() + pieces[0].size() : p.data(), p.size());
    }
    return true;
  }

  /// Those of equal expressions are the same as long as one is in use.
  static std::shared_ptr<Members const> shared(std::string expression) {
    static std::mutex lock;
    static std::unordered_map<std::string, std::weak_ptr<Members const>> known;
    std::lock_guard const guard(lock);
    std::weak_ptr<Members const>& kept = known[expression];
    std::shared_ptr<Members const> out = kept.lock();
    if (!out) { kept = out = std::make_shared<Members const>(std::move(expression)); }
    return out;
  }
};

Pattern::Pattern(std::string expression) : m_members(Members::shared(std::move(expression))) {}

std::string const& Pattern::expression() const noexcept { return m_members->expression; }

std::string Pattern::error() const { return m_members->re2().error(); }

std::size_t Pattern::groups() const {
  if (auto const& tree = m_members->syntax().tree) { return static_cast<std::size_t>(tree->groups); }
  return static_cast<std::size_t>(std::max(m_members->re2().NumberOfCapturingGroups(), 0));
}

bool Pattern::matches(std::string_view text, TextCharacters const& characters) const {
  if (!m_members->syntax().possible(text, characters)) { return false; }
  if (auto const& program = m_members->program()) {
    if (auto const found = program->match(text, 0, nullptr)) { return *found; }
  }
  return RE2::PartialMatch({text.data(), text.size()}, m_members->re2());
}

bool Pattern::match(std::string_view text, TextCharacters const& characters, std::vector<std::string_view>& groups,
                    std::size_t from) const {
  if (!m_members->syntax().possible(text, characters)) { return false; }
  if (auto const& program = m_members->program()) {
    thread_local PatternProgram::Places places;
    if (auto const found = program->match(text, from, &places)) {
      if (!*found) { return false; }
      groups.clear();
      for (std::size_t i = 0; i + 1 < places.size(); i += 2) {
        bool const took_part = places[i + 1] != PatternProgram::nowhere;
        groups.push_back(took_part ? text.substr(places[i], places[i + 1] - places[i]) : text.substr(places[1], 0));
      }
      return true;
    }
  }
  return m_members->match_by_re2(text, groups, from);
}

} // namespace gongkai
