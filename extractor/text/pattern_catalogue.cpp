// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/pattern_catalogue.hpp"

#include "text/toml_file.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>

namespace gongkai {
namespace {

void add_patterns(toml::table const& table, CatalogueEntry const& like, std::vector<CatalogueEntry>& out) {
  auto const add = [&](toml::node const& node) {
    if (auto const* text = node.as_string()) {
      out.push_back(like);
      out.back().pattern = text->get();
    }
  };
  for (char const* key : {"pattern", "patterns", "titles", "columns", "body", "against"}) {
    if (auto const* list = table[key].as_array()) {
      for (auto const& node : *list) { add(node); }
    } else if (auto const* one = table.get(key)) {
      add(*one);
    }
  }
  if (auto const* signatures = table["signatures"].as_array()) {
    for (auto const& node : *signatures) {
      if (auto const* signature = node.as_table()) { add_patterns(*signature, like, out); }
    }
  }
}

} // namespace

std::vector<CatalogueEntry> pattern_catalogue(PatternFiles const& files) {
  std::vector<CatalogueEntry> out;
  for (std::string const& file : files.names()) {
    if (!file.ends_with(".toml")) { continue; }
    toml::table root;
    try {
      root = toml::parse(files.text(file));
    } catch (toml::parse_error const& e) {
      throw PatternError(fmt::format("patterns/{}:{}: {}", file, e.source().begin.line, e.description()));
    }
    std::size_t const first = out.size();
    for (auto const& [kind, node] : root) {
      auto const* list = node.as_array();
      if (list == nullptr) { continue; }
      for (auto const& item : *list) {
        auto const* table = item.as_table();
        if (table == nullptr) { continue; }
        CatalogueEntry like{file, std::string(kind.str()), {}, {}, static_cast<int>(table->source().begin.line)};
        for (char const* name : {"key", "name"}) {
          if (auto const* key = (*table)[name].as_string()) { like.key = key->get(); }
        }
        add_patterns(*table, like, out);
      }
    }
    // TOML sorts by name; people read from the top.
    std::stable_sort(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(), [](auto const& a, auto const& b) { return a.line < b.line; });
  }
  return out;
}

std::vector<CatalogueEntry> matching_patterns(PatternFiles const& files, std::string_view squeezed) {
  std::vector<CatalogueEntry> out = pattern_catalogue(files);
  RE2::Options options;
  options.set_log_errors(false);
  std::erase_if(out, [&](CatalogueEntry const& e) {
    RE2 const expression(e.pattern, options);
    return !expression.ok() || !RE2::PartialMatch(re2::StringPiece(squeezed.data(), squeezed.size()), expression);
  });
  return out;
}

} // namespace gongkai
