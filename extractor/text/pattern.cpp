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

bool may_end_with(FirstCharacters const& characters, std::string_view text) noexcept {
  return !text.empty() && characters.may_hold(four_bytes(text, character_before(text, text.size())));
}

} // namespace

struct Pattern::Members {
  explicit Members(std::string e) : expression(std::move(e)) {}

  /// Many patterns are never asked: what they are made into stands apart.
  struct Made {
    PatternCode code;
    std::optional<PatternTables> own; ///< Where the expression is not one of those built in.
  };

  std::string expression;
  mutable std::once_flag made_once, compiled_once;
  mutable std::unique_ptr<Made> owned;
  mutable std::atomic<Made const*> made{nullptr}; ///< Cheaper to ask than the flag.
  mutable std::unique_ptr<RE2> compiled;

  /// Made at the first text.
  PatternCode const& code() const {
    if (Made const* const known = made.load(std::memory_order_acquire)) { return known->code; }
    std::call_once(made_once, [this] {
      owned = std::make_unique<Made>();
      if (std::optional<PatternCode> const built_in = built_in_code(expression)) {
        owned->code = *built_in;
      } else {
        owned->code = owned->own.emplace(PatternTables::of(expression)).code();
      }
      made.store(owned.get(), std::memory_order_release);
    });
    return owned->code;
  }

  /// Whether a text may match, by a look at its characters.
  bool possible(std::string_view text, TextCharacters const& characters) const {
    PatternCode const& c = code();
    if (c.from_begin && c.first && (text.empty() || !c.first->may_hold(four_bytes(text, 0)))) { return false; }
    if (c.last && !may_end_with(*c.last, text)) { return false; }
    return c.required.held_by(characters);
  }

  RE2 const& re2() const {
    std::call_once(compiled_once, [this] {
      RE2::Options options;
      options.set_log_errors(false);
      compiled = std::make_unique<RE2>(expression, options);
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
  if (PatternCode const& code = m_members->code(); code.understood) { return static_cast<std::size_t>(code.groups); }
  return static_cast<std::size_t>(std::max(m_members->re2().NumberOfCapturingGroups(), 0));
}

bool Pattern::matches(std::string_view text, TextCharacters const& characters) const {
  if (!m_members->possible(text, characters)) { return false; }
  if (PatternCode const& code = m_members->code(); code.has_program) {
    if (auto const found = PatternProgram(code).match(text, 0, nullptr)) { return *found; }
  }
  return RE2::PartialMatch({text.data(), text.size()}, m_members->re2());
}

bool Pattern::match(std::string_view text, TextCharacters const& characters, std::vector<std::string_view>& groups,
                    std::size_t from, std::vector<bool> const* barred) const {
  if (!m_members->possible(text, characters)) { return false; }
  if (PatternCode const& code = m_members->code(); code.has_program) {
    thread_local PatternProgram::Places places;
    if (auto const found = PatternProgram(code).match(text, from, &places, barred)) {
      if (!*found) { return false; }
      groups.clear();
      for (std::size_t i = 0; i + 1 < places.size(); i += 2) {
        bool const took_part = places[i + 1] != PatternProgram::nowhere;
        groups.push_back(took_part ? text.substr(places[i], places[i + 1] - places[i]) : text.substr(places[1], 0));
      }
      return true;
    }
  }
  while (m_members->match_by_re2(text, groups, from)) {
    auto const begin = static_cast<std::size_t>(groups[0].data() - text.data());
    if (barred == nullptr || begin >= barred->size() || !(*barred)[begin]) { return true; }
    from = begin + 1;
  }
  return false;
}

} // namespace gongkai
