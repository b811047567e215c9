// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/toml_file.hpp"

#include <fmt/format.h>

namespace gongkai {

TomlFile::TomlFile(PatternFiles const& files, std::string_view file) : m_file(file) {
  try {
    m_root = toml::parse(files.text(file), fmt::format("patterns/{}", file));
  } catch (toml::parse_error const& e) {
    throw PatternError(fmt::format("patterns/{}:{}: {}", file, e.source().begin.line, e.description()));
  }
}

void TomlFile::fail(toml::node const& node, std::string_view reason) const {
  throw PatternError(fmt::format("patterns/{}:{}: {}", m_file, node.source().begin.line, reason));
}

std::vector<toml::table const*> TomlFile::tables(std::string_view name) const {
  auto const* list = m_root[name].as_array();
  if (list == nullptr) { throw PatternError(fmt::format("patterns/{}: [[{}]] is missing", m_file, name)); }
  std::vector<toml::table const*> out;
  for (auto const& node : *list) {
    if (!node.is_table()) { fail(node, "expected a table"); }
    out.push_back(node.as_table());
  }
  return out;
}

std::string TomlFile::text(toml::table const& table, std::string_view key) const {
  auto const* value = table[key].as_string();
  if (value == nullptr) { fail(table, fmt::format("the key {} is missing", key)); }
  return value->get();
}

std::vector<std::string> TomlFile::texts(toml::table const& table, std::string_view key) const {
  std::vector<std::string> out;
  auto const node = table[key];
  if (!node) { return out; }
  auto const* list = node.as_array();
  if (list == nullptr) { fail(*node.node(), fmt::format("{} must be a list of texts", key)); }
  for (auto const& item : *list) {
    auto const* value = item.as_string();
    if (value == nullptr) { fail(item, fmt::format("{} must be a list of texts", key)); }
    out.push_back(value->get());
  }
  return out;
}

} // namespace gongkai
