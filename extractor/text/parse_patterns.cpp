// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/parse_patterns.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>

namespace gongkai {

struct ParsedPatterns::Builder {
  ParsedPatterns& to;

  std::string_view keep(std::string_view text) { return to.m_texts.emplace_back(text); }

  std::span<PatternNode const> children(toml::node const& node) {
    std::vector<PatternNode> out;
    if (auto const* list = node.as_array()) {
      for (auto const& item : *list) { out.push_back(value(item)); }
    } else if (auto const* table = node.as_table()) {
      for (auto const& [key, item] : *table) {
        out.push_back(value(item));
        out.back().key = keep(key.str());
      }
      // TOML sorts by name; people read from the top.
      std::stable_sort(out.begin(), out.end(), [](auto const& a, auto const& b) { return a.line < b.line; });
    }
    return to.m_lists.emplace_back(std::move(out));
  }

  PatternNode value(toml::node const& node) {
    PatternNode out;
    out.line = static_cast<int>(node.source().begin.line);
    if (auto const* text = node.as_string()) {
      out.kind = PatternNode::Kind::text;
      out.text = keep(text->get());
    } else if (auto const* yes = node.as_boolean()) {
      out.kind = PatternNode::Kind::boolean;
      out.number = yes->get() ? 1 : 0;
    } else if (auto const* number = node.as_integer()) {
      out.kind = PatternNode::Kind::integer;
      out.number = number->get();
    } else if (node.is_array() || node.is_table()) {
      out.kind = node.is_array() ? PatternNode::Kind::list : PatternNode::Kind::table;
      out.children = children(node);
    }
    return out;
  }
};

ParsedPatterns::ParsedPatterns(std::string_view file, std::string_view text) {
  try {
    m_root = Builder{*this}.value(toml::parse(text, fmt::format("patterns/{}", file)));
  } catch (toml::parse_error const& e) {
    throw PatternError(fmt::format("patterns/{}:{}: {}", file, e.source().begin.line, e.description()));
  }
}

} // namespace gongkai
