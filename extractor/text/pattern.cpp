// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/pattern.hpp"

#include "text/characters.hpp"
#include "text/pattern_program.hpp"
#include "text/pattern_syntax.hpp"
#include "text/required_characters.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <unordered_map>

namespace gongkai {

void TextCharacters::read() const noexcept {
  m_read = true;
  m_bits.fill(0);
  auto const add = [this](std::uint32_t s) { m_bits[s >> 6U & 63U] |= std::uint64_t{1} << (s & 63U); };
  char32_t character = 0;
  for (std::size_t i = 0; i < m_text.size(); ++i) {
    // The low twelve bits are those of the last two bytes of a character of three or four.
    if (std::uint32_t const four = four_bytes(m_text, i); (four & 0xC0C0F0U) == 0x8080E0U) {
      add((four >> 8U & 0x3FU) << 6U | (four >> 16U & 0x3FU));
      i += 2;
      continue;
    }
    auto const b = static_cast<unsigned char>(m_text[i]);
    bool const more = continues_character(m_text[i]);
    character = more ? character << 6U | (b & 0x3FU) : b < 0x80U ? b : b & 0x1FU;
    add(slot(character));
  }
}

struct Pattern::Members {
  explicit Members(std::string e) : expression(std::move(e)) {}

  /// What is read off the syntax, at the first text: not at the start, since many patterns are never asked.
  struct Syntax {
    std::optional<PatternTree> tree; ///< Nothing where only RE2 understands it.
    RequiredCharacters required;
    std::optional<FirstCharacters> first; ///< Where it must match at the beginning of a text: what stands there.

    bool possible(std::string_view text, TextCharacters const& characters) const {
      if (first && (text.empty() || !first->may_hold(four_bytes(text, 0)))) { return false; }
      return required.held_by(characters);
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
