// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/figure_names.hpp"

namespace gongkai {
namespace {

std::string core_of(std::string_view name, LinePatterns const& patterns) {
  std::string out(name);
  while (auto const m = patterns.match(out)) {
    std::string shorter(m->groups[1]);
    if (m->groups.size() > 2) { shorter += m->groups[2]; }
    if (shorter.empty() || shorter.size() >= out.size()) { break; }
    out = std::move(shorter);
  }
  return out;
}

} // namespace

std::string last_level(std::string_view subject) {
  auto const slash = subject.rfind('/');
  return std::string(slash == std::string_view::npos ? subject : subject.substr(slash + 1));
}

FigureNames::Known const& FigureNames::known(std::string_view name) {
  auto const [at, added] = m_known.try_emplace(std::string(name));
  if (added) {
    at->second.core = core_of(name, m_patterns.name_core);
    auto const prefix = m_patterns.name_prefix.match(name);
    auto const* item = m_patterns.items.find(prefix ? prefix->groups[1] : name);
    if (item == nullptr && prefix) { item = m_patterns.items.find(name); }
    if (item != nullptr) { at->second.item = item->key; }
    at->second.whole = m_patterns.whole_name.matches(name);
  }
  return at->second;
}

} // namespace gongkai
