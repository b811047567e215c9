// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/pattern.hpp"

#include "text/characters.hpp"

#include <re2/re2.h>

#include <algorithm>
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

/// What is left of a pattern while its syntax is read.
class PatternSyntax {
protected:
  explicit PatternSyntax(std::u32string_view expression) : m_rest(expression) {}

  bool take(char32_t c) {
    bool const there = !m_rest.empty() && m_rest.front() == c;
    if (there) { m_rest.remove_prefix(1); }
    return there;
  }

  /// Whether the alternative that is being read goes on.
  bool goes_on() const { return m_understood && !m_rest.empty() && m_rest.front() != U'|' && m_rest.front() != U')'; }

  bool understood_whole() const { return m_understood && m_rest.empty(); }

  static constexpr int deepest = 50; ///< Brackets in brackets.
  std::u32string_view m_rest;
  bool m_understood = true;
};

/// Recursive descent over the syntax of RE2, as far as patterns of wording use it.
class Requirements : PatternSyntax {
public:
  explicit Requirements(std::u32string_view expression) : PatternSyntax(expression) {}

  RequiredCharacters read() {
    RequiredCharacters out = alternatives(0);
    return understood_whole() ? out : nothing;
  }

private:
  RequiredCharacters alternatives(int depth) {
    RequiredCharacters out = sequence(depth);
    while (m_understood && take(U'|')) {
      RequiredCharacters const next = sequence(depth);
      out.insert(out.end(), next.begin(), next.end());
    }
    return requires_nothing(out) || out.size() > most_alternatives ? nothing : out;
  }

  RequiredCharacters sequence(int depth) {
    RequiredCharacters out = nothing;
    while (goes_on()) {
      RequiredCharacters const item = atom(depth);
      if (!may_be_left_out()) { out = both(out, item); }
    }
    return out;
  }

  RequiredCharacters atom(int depth) {
    char32_t const c = m_rest.front();
    m_rest.remove_prefix(1);
    switch (c) {
    case U'(': return group(depth);
    case U'[': return character_class();
    case U'\\': return escaped();
    case U'.':
    case U'^':
    case U'$': return nothing;
    default: return one(c);
    }
  }

  RequiredCharacters group(int depth) {
    if (depth > deepest) { m_understood = false; }
    if (take(U'?')) {
      if (take(U'P')) {
        m_rest.remove_prefix(std::min(m_rest.size(), m_rest.find(U'>') + 1));
      } else if (!take(U':')) {
        m_understood = false; // flags: they may fold case
      }
    }
    RequiredCharacters out = m_understood ? alternatives(depth + 1) : nothing;
    if (!take(U')')) { m_understood = false; }
    return out;
  }

  /// A class of few characters is as good as alternatives; others require nothing.
  RequiredCharacters character_class() {
    bool few = !take(U'^');
    RequiredCharacters out;
    for (bool first = true; !m_rest.empty() && (first || m_rest.front() != U']'); first = false) {
      char32_t const from = m_rest.front();
      if (from == U'\\' || m_rest.substr(0, 2) == U"[:") {
        few = false;
        m_understood = m_understood && from == U'\\';
        m_rest.remove_prefix(std::min<std::size_t>(m_rest.size(), 2));
        continue;
      }
      bool const range = m_rest.size() > 2 && m_rest[1] == U'-' && m_rest[2] != U']';
      char32_t const to = range ? m_rest[2] : from;
      m_rest.remove_prefix(range ? 3 : 1);
      constexpr char32_t widest = 30;
      few = few && to >= from && to - from < widest && to != U'\\';
      for (char32_t c = from; few && c <= to; ++c) { out.push_back(one(c).front()); }
    }
    if (!take(U']')) { m_understood = false; }
    return few && !out.empty() && out.size() <= most_alternatives ? out : nothing;
  }

  RequiredCharacters escaped() {
    if (m_rest.empty()) {
      m_understood = false;
      return nothing;
    }
    char32_t const c = m_rest.front();
    m_rest.remove_prefix(1);
    constexpr std::u32string_view classes = U"dDsSwWbBAzC";
    if (classes.find(c) != std::u32string_view::npos) { return nothing; }
    if ((c == U'p' || c == U'P' || c == U'x') && take(U'{')) {
      m_rest.remove_prefix(std::min(m_rest.size(), m_rest.find(U'}') + 1));
      return nothing;
    }
    bool const word = (c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
    if (word) { m_understood = false; }
    return word ? nothing : one(c);
  }

  /// Takes the quantifiers behind an atom.
  bool may_be_left_out() {
    bool out = false;
    while (!m_rest.empty()) {
      if (take(U'*') || take(U'?')) {
        out =
            true; // also after "+", where it only says "as few as possible": then less is required, which does no harm
      } else if (m_rest.front() == U'{') {
        out = out || m_rest.substr(1, 1) == U"0" || m_rest.substr(1, 1) == U",";
        m_rest.remove_prefix(std::min(m_rest.size(), m_rest.find(U'}') + 1));
      } else if (!take(U'+')) {
        break;
      }
    }
    return out;
  }
};

/// Recursive descent over patterns of texts, alternatives and what may be left out.
class TextExpander : PatternSyntax {
public:
  explicit TextExpander(std::u32string_view expression) : PatternSyntax(expression) {}

  std::vector<std::u32string> read() {
    std::vector<std::u32string> out = alternatives(0);
    if (!understood_whole()) { out.clear(); }
    return out;
  }

  static constexpr char32_t start = 1, end = 2; ///< Stand for anchors.

private:
  static constexpr std::size_t most_texts = 40;

  std::vector<std::u32string> alternatives(int depth) {
    std::vector<std::u32string> out;
    do {
      std::vector<std::u32string> const next = sequence(depth);
      out.insert(out.end(), next.begin(), next.end());
    } while (m_understood && take(U'|'));
    m_understood = m_understood && out.size() <= most_texts;
    return out;
  }

  std::vector<std::u32string> sequence(int depth) {
    std::vector<std::u32string> out{U""};
    while (goes_on()) {
      std::vector<std::u32string> item = atom(depth);
      if (take(U'?')) { item.emplace_back(); }
      m_understood = m_understood && out.size() * item.size() <= most_texts;
      if (!m_understood) { break; }
      std::vector<std::u32string> longer;
      for (std::u32string const& before : out) {
        for (std::u32string const& after : item) { longer.push_back(before + after); }
      }
      out = std::move(longer);
    }
    return out;
  }

  std::vector<std::u32string> atom(int depth) {
    constexpr std::u32string_view special = U"\\.*+{}[]?";
    char32_t const c = m_rest.front();
    m_rest.remove_prefix(1);
    if (c == U'(') {
      m_understood = depth < deepest && take(U'?') && take(U':');
      std::vector<std::u32string> out = m_understood ? alternatives(depth + 1) : std::vector<std::u32string>();
      m_understood = m_understood && take(U')');
      return out;
    }
    m_understood = special.find(c) == std::u32string_view::npos;
    return {std::u32string(1, c == U'^' ? start : c == U'$' ? end : c)};
  }
};

bool stands_in(PatternText const& wanted, std::string_view text) {
  if (wanted.from_start && wanted.to_end) { return text == wanted.text; }
  if (wanted.from_start) { return text.starts_with(wanted.text); }
  if (wanted.to_end) { return text.ends_with(wanted.text); }
  return text.find(wanted.text) != std::string_view::npos;
}

} // namespace

void CharacterSlots::add(std::uint16_t slot) noexcept {
  if (m_size < most && std::find(begin(), end(), slot) == end()) { m_slots[m_size++] = slot; }
}

TextCharacters::TextCharacters(std::string_view utf8) noexcept {
  char32_t character = 0;
  for (char const byte : utf8) {
    auto const b = static_cast<unsigned char>(byte);
    bool const more = continues_character(byte);
    // The low twelve bits are those of the last two bytes of a character of three or four.
    character = more ? character << 6U | (b & 0x3FU) : b < 0x80U ? b : b & 0x1FU;
    std::uint16_t const s = slot(character);
    m_bits[s >> 6U] |= std::uint64_t{1} << (s & 63U);
  }
}

RequiredCharacters required_characters(std::string_view expression) {
  std::u32string const characters = to_utf32(expression);
  return Requirements(characters).read();
}

std::vector<PatternText> texts_of_pattern(std::string_view expression) {
  std::vector<PatternText> out;
  if (expression.find_first_of("\\.*+{[") != std::string_view::npos) { return out; }
  for (std::u32string const& text : TextExpander(to_utf32(expression)).read()) {
    std::u32string_view rest = text;
    PatternText one;
    one.from_start = rest.starts_with(TextExpander::start);
    rest.remove_prefix(one.from_start ? 1 : 0);
    one.to_end = rest.ends_with(TextExpander::end);
    rest.remove_suffix(one.to_end ? 1 : 0);
    if (rest.find_first_of(std::u32string{TextExpander::start, TextExpander::end}) != std::u32string_view::npos) {
      return {};
    }
    one.text = to_utf8(rest);
    out.push_back(std::move(one));
  }
  return out;
}

namespace {

RequiredCharacters of_texts(std::vector<PatternText> const& texts) {
  RequiredCharacters out;
  for (PatternText const& t : texts) {
    CharacterSlots& slots = out.emplace_back();
    for (char32_t const c : to_utf32(t.text)) { slots.add(TextCharacters::slot(c)); }
  }
  return out;
}

} // namespace

struct Pattern::Members {
  explicit Members(std::string e) : expression(std::move(e)) {}

  /// What lets RE2 be passed over.
  struct Shortcut {
    std::vector<PatternText> texts; ///< Where there are any, they are all of the pattern.
    RequiredCharacters required;

    bool possible(TextCharacters const& characters) const {
      return std::any_of(required.begin(), required.end(), [&](CharacterSlots const& alternative) {
        return std::all_of(alternative.begin(), alternative.end(),
                           [&](std::uint16_t s) { return characters.may_hold(s); });
      });
    }
  };

  std::string expression;
  mutable std::once_flag looked_at, compiled_once;
  mutable Shortcut known;
  mutable std::optional<RE2> compiled;

  /// Read off the expression at the first text: not at the start, since many patterns are never asked.
  Shortcut const& shortcut() const {
    std::call_once(looked_at, [this] {
      known.texts = texts_of_pattern(expression);
      known.required = known.texts.empty() ? required_characters(expression) : of_texts(known.texts);
    });
    return known;
  }

  RE2 const& re2() const {
    std::call_once(compiled_once, [this] {
      RE2::Options options;
      options.set_log_errors(false);
      compiled.emplace(expression, options);
    });
    return *compiled;
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

bool Pattern::matches(std::string_view text, TextCharacters const& characters) const {
  Members::Shortcut const& shortcut = m_members->shortcut();
  if (!shortcut.possible(characters)) { return false; }
  if (!shortcut.texts.empty()) {
    return std::any_of(shortcut.texts.begin(), shortcut.texts.end(),
                       [&](PatternText const& t) { return stands_in(t, text); });
  }
  return RE2::PartialMatch({text.data(), text.size()}, m_members->re2());
}

bool Pattern::match(std::string_view text, TextCharacters const& characters,
                    std::vector<std::string_view>& groups) const {
  if (!m_members->shortcut().possible(characters)) { return false; }
  RE2 const& expression = m_members->re2();
  int const count = expression.NumberOfCapturingGroups() + 1;
  std::vector<re2::StringPiece> pieces(static_cast<std::size_t>(count));
  if (!expression.Match({text.data(), text.size()}, 0, text.size(), RE2::UNANCHORED, pieces.data(), count)) {
    return false;
  }
  groups.clear();
  for (auto const& p : pieces) { groups.emplace_back(p.data() == nullptr ? "" : p.data(), p.size()); }
  return true;
}

} // namespace gongkai
