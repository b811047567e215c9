// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/pattern_file.hpp"

#include "text/parse_patterns.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace gongkai {

PatternNode const* PatternTable::find(std::string_view key) const noexcept {
  auto const found = std::find_if(m_node->children.begin(), m_node->children.end(),
                                  [&](PatternNode const& n) { return n.key == key; });
  return found == m_node->children.end() ? nullptr : &*found;
}

std::vector<std::string_view> PatternTable::keys() const {
  std::vector<std::string_view> out;
  for (PatternNode const& n : m_node->children) { out.push_back(n.key); }
  return out;
}

void PatternTable::fail(std::string_view reason) const {
  throw PatternError(fmt::format("patterns/{}:{}: {}", m_file, m_node->line, reason));
}

void PatternTable::fail_at(std::string_view key, std::string_view reason, std::size_t item) const {
  PatternNode const* node = find(key);
  if (node != nullptr && item < node->children.size()) { node = &node->children[item]; }
  PatternTable(m_file, node == nullptr ? *m_node : *node).fail(reason);
}

std::string PatternTable::text(std::string_view key) const {
  PatternNode const* const node = find(key);
  if (node == nullptr || node->kind != PatternNode::Kind::text) { fail(fmt::format("the key {} is missing", key)); }
  return std::string(node->text);
}

std::string PatternTable::text_or(std::string_view key, std::string_view otherwise) const {
  return has(key) ? text(key) : std::string(otherwise);
}

std::vector<std::string> PatternTable::texts(std::string_view key) const {
  std::vector<std::string> out;
  PatternNode const* const node = find(key);
  if (node == nullptr) { return out; }
  bool const good = node->kind == PatternNode::Kind::list &&
                    std::all_of(node->children.begin(), node->children.end(),
                                [](auto const& n) { return n.kind == PatternNode::Kind::text; });
  if (!good) { PatternTable(m_file, *node).fail(fmt::format("{} must be a list of texts", key)); }
  for (PatternNode const& n : node->children) { out.emplace_back(n.text); }
  return out;
}

bool PatternTable::flag(std::string_view key) const {
  PatternNode const* const node = find(key);
  if (node != nullptr && node->kind != PatternNode::Kind::boolean) {
    fail(fmt::format("{} must be true or false", key));
  }
  return node != nullptr && node->number != 0;
}

std::int64_t PatternTable::number_or(std::string_view key, std::int64_t otherwise) const {
  PatternNode const* const node = find(key);
  if (node != nullptr && node->kind != PatternNode::Kind::integer) {
    fail(fmt::format("{} must be a whole number", key));
  }
  return node == nullptr ? otherwise : node->number;
}

std::vector<PatternTable> PatternTable::tables(std::string_view key) const {
  std::vector<PatternTable> out;
  PatternNode const* const node = find(key);
  if (node == nullptr) { return out; }
  if (node->kind != PatternNode::Kind::list) {
    PatternTable(m_file, *node).fail(fmt::format("{} must be a list of tables", key));
  }
  for (PatternNode const& n : node->children) {
    if (n.kind != PatternNode::Kind::table) { PatternTable(m_file, n).fail("expected a table"); }
    out.emplace_back(m_file, n);
  }
  return out;
}

std::vector<PatternExample> examples_of(PatternTable const& table) {
  std::vector<PatternExample> out;
  for (auto const& [key, expected] : {std::pair{"examples", true}, {"counter_examples", false}}) {
    std::vector<std::string> texts = table.texts(key);
    for (std::size_t i = 0; i < texts.size(); ++i) { out.push_back({std::move(texts[i]), expected, key, i}); }
  }
  return out;
}

PatternFile::PatternFile(PatternFiles const& files, std::string_view file)
    : m_file(files.name(file)), m_root(files.built_in(file)) {
  if (m_root != nullptr) { return; }
  std::shared_ptr<void>& kept = files.parsed(file);
  if (!kept) { kept = std::make_shared<ParsedPatterns>(file, files.text(file)); }
  m_root = &static_cast<ParsedPatterns const*>(kept.get())->root();
}

std::vector<PatternTable> PatternFile::tables(std::string_view name) const {
  std::vector<PatternTable> out = root().tables(name);
  if (out.empty()) { throw PatternError(fmt::format("patterns/{}: [[{}]] is missing", m_file, name)); }
  return out;
}

} // namespace gongkai
