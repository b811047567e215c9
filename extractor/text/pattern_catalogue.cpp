// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/pattern_catalogue.hpp"

#include "text/pattern.hpp"
#include "text/pattern_file.hpp"

#include <algorithm>

namespace gongkai {
namespace {

void add_patterns(PatternTable const& table, CatalogueEntry const& like, std::vector<CatalogueEntry>& out) {
  auto const add = [&](std::string pattern) {
    out.push_back(like);
    out.back().pattern = std::move(pattern);
  };
  if (table.has("pattern")) { add(table.text("pattern")); }
  for (char const* key : {"patterns", "titles", "columns", "body", "against"}) {
    for (std::string& pattern : table.texts(key)) { add(std::move(pattern)); }
  }
  for (PatternTable const& signature : table.tables("signatures")) { add_patterns(signature, like, out); }
}

} // namespace

std::vector<CatalogueEntry> pattern_catalogue(PatternFiles const& files) {
  std::vector<CatalogueEntry> out;
  for (std::string const& file : files.names()) {
    if (!file.ends_with(".toml")) { continue; }
    PatternTable const root = PatternFile(files, file).root();
    std::size_t const first = out.size();
    for (std::string_view const kind : root.keys()) {
      for (PatternTable const& table : root.tables(kind)) {
        CatalogueEntry like{file, std::string(kind), {}, {}, table.line()};
        for (char const* name : {"key", "name"}) {
          if (table.has(name)) { like.key = table.text(name); }
        }
        add_patterns(table, like, out);
      }
    }
    // By kind so far; people read from the top.
    std::stable_sort(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(),
                     [](auto const& a, auto const& b) { return a.line < b.line; });
  }
  return out;
}

std::vector<CatalogueEntry> matching_patterns(PatternFiles const& files, std::string_view squeezed) {
  std::vector<CatalogueEntry> out = pattern_catalogue(files);
  TextCharacters const characters(squeezed);
  std::erase_if(out, [&](CatalogueEntry const& e) { return !Pattern(e.pattern).matches(squeezed, characters); });
  return out;
}

} // namespace gongkai
