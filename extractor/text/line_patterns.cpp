// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/line_patterns.hpp"

#include <fmt/format.h>
#include <re2/re2.h>
#include <toml++/toml.h>

namespace gongkai {
namespace {

struct Entry {
  std::unique_ptr<RE2> expression;
  int groups = 0;
};

[[noreturn]] void fail(std::string_view file, toml::node const& node, std::string_view reason) {
  throw PatternError(fmt::format("patterns/{}:{}: {}", file, node.source().begin.line, reason));
}

void run_examples(std::string_view file, toml::table const& table, RE2 const& expression) {
  for (auto const& [key, expected] : {std::pair{"examples", true}, {"counter_examples", false}}) {
    auto const* list = table[key].as_array();
    if (list == nullptr) { continue; }
    for (auto const& example : *list) {
      auto const text = example.value<std::string>();
      if (!text) { fail(file, example, fmt::format("{} must be texts", key)); }
      if (RE2::PartialMatch(*text, expression) != expected) {
        fail(file, example, fmt::format("\"{}\" should {}match {}", *text, expected ? "" : "not ", expression.pattern()));
      }
    }
  }
}

Entry compile(std::string_view file, toml::node const& node, bool examples_count) {
  auto const* table = node.as_table();
  if (table == nullptr) { fail(file, node, "expected a table with a pattern"); }
  auto const* pattern = (*table)["pattern"].as_string();
  if (pattern == nullptr) { fail(file, node, "the key pattern is missing"); }
  RE2::Options options;
  options.set_log_errors(false);
  Entry entry;
  entry.expression = std::make_unique<RE2>(pattern->get(), options);
  if (!entry.expression->ok()) { fail(file, *pattern, entry.expression->error()); }
  entry.groups = entry.expression->NumberOfCapturingGroups() + 1;
  if (examples_count) { run_examples(file, *table, *entry.expression); }
  return entry;
}

toml::table const& parse(PatternFiles const& files, std::string_view file) {
  std::shared_ptr<void>& kept = files.parsed(file);
  if (!kept) {
    try {
      kept = std::make_shared<toml::table>(toml::parse(files.text(file), fmt::format("patterns/{}", file)));
    } catch (toml::parse_error const& e) {
      throw PatternError(fmt::format("patterns/{}:{}: {}", file, e.source().begin.line, e.description()));
    }
  }
  return *static_cast<toml::table const*>(kept.get());
}

} // namespace

struct LinePatterns::Members {
  std::vector<Entry> entries;
};

LinePatterns::LinePatterns(PatternFiles const& files, std::string_view file, std::string_view name)
    : m_members(std::make_unique<Members>()) {
  toml::table const& root = parse(files, file);
  auto const* list = root[name].as_array();
  if (list == nullptr) { throw PatternError(fmt::format("patterns/{}: the patterns [[{}]] are missing", file, name)); }
  for (auto const& node : *list) { m_members->entries.push_back(compile(file, node, files.examples_count())); }
}

LinePatterns::LinePatterns(LinePatterns&&) noexcept = default;
LinePatterns& LinePatterns::operator=(LinePatterns&&) noexcept = default;
LinePatterns::~LinePatterns() = default;

std::optional<LineMatch> LinePatterns::match(std::string_view squeezed) const {
  for (std::size_t i = 0; i < m_members->entries.size(); ++i) {
    Entry const& entry = m_members->entries[i];
    std::vector<re2::StringPiece> groups(static_cast<std::size_t>(entry.groups));
    if (!entry.expression->Match(squeezed, 0, squeezed.size(), RE2::UNANCHORED, groups.data(), entry.groups)) { continue; }
    LineMatch out;
    out.pattern = i;
    for (auto const& g : groups) { out.groups.emplace_back(g.data() == nullptr ? "" : g.data(), g.size()); }
    return out;
  }
  return std::nullopt;
}

bool LinePatterns::matches(std::string_view squeezed) const {
  for (Entry const& entry : m_members->entries) {
    if (RE2::PartialMatch(squeezed, *entry.expression)) { return true; }
  }
  return false;
}

std::size_t LinePatterns::size() const noexcept { return m_members->entries.size(); }

} // namespace gongkai
