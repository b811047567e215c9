// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/prose_kinds.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace gongkai {
namespace {

class ProseKinds {
public:
  ProseKinds(Extraction const& e, CheckPatterns const& patterns, FigureNames& names, TextSums& sums)
      : m_e(e), m_patterns(patterns), m_names(names), m_sums(sums) {}

  void add() {
    auto const& all = m_e.statements;
    for (std::size_t i = 0; i < all.size();) {
      std::size_t end = i + 1;
      while (end < all.size() && all[end].section == all[i].section) { ++end; }
      add_section(i, end);
      i = end;
    }
    for (ItemKinds const& kinds : m_patterns.kinds) { add_kinds(kinds); }
  }

private:
  /// The amounts of a section, by their item; null where an item is said with several.
  using Said = std::map<std::string_view, std::optional<std::size_t>>;

  bool is_amount(std::size_t i) const {
    Statement const& s = m_e.statements[i];
    return s.measure == Measure::amount && !s.not_arranged && s.yuan && m_sums.quantity(i) != nullptr;
  }

  std::string const& item_of(std::size_t i) {
    std::string const name = last_level(m_e.statements[i].subject);
    std::string const& item = m_names.item(name);
    return item.empty() ? m_names.item(m_names.core(name)) : item;
  }

  // ---- all amounts of a section -------------------------------------------------------------------------------------

  void add_section(std::size_t begin, std::size_t end) {
    std::string const& section = m_e.statements[begin].section;
    auto const accepts = [&](ItemSum const& identity) { return identity.tables.accepts(section); };
    if (std::none_of(m_patterns.identities.begin(), m_patterns.identities.end(), accepts)) { return; }
    Said said;
    for (std::size_t i = begin; i < end; ++i) {
      Statement const& s = m_e.statements[i];
      if (s.measure != Measure::amount || (!s.not_arranged && !is_amount(i))) { continue; }
      std::string const& item = item_of(i);
      if (item.empty()) { continue; }
      auto const [at, added] = said.try_emplace(item, s.not_arranged ? std::nullopt : std::optional(i));
      // Of another year, or of another fund.
      bool const other =
          !added && at->second && (s.not_arranged || m_sums.quantity(*at->second)->value != m_sums.quantity(i)->value);
      if (other) { at->second = std::nullopt; }
    }
    for (ItemSum const& identity : m_patterns.identities) {
      if (accepts(identity)) { add_identity(identity, said); }
    }
  }

  static std::optional<std::size_t> find(Said const& said, std::string_view item) {
    auto const at = said.find(item);
    return at == said.end() ? std::nullopt : at->second;
  }

  void add_identity(ItemSum const& identity, Said const& said) {
    std::vector<std::size_t> parts;
    for (std::string const& part : identity.parts) {
      auto const own = find(said, part);
      if (!own) { return; }
      parts.push_back(*own);
    }
    auto const named = std::find_if(identity.totals.begin(), identity.totals.end(),
                                    [&](std::string const& t) { return find(said, t).has_value(); });
    if (named == identity.totals.end()) { return; }
    std::size_t const whole = *find(said, *named);
    // A whole of more kinds than these has more than its parts.
    bool const more = m_sums.quantity(whole)->value != 0 && !m_sums.fits(whole, parts);
    bool const nothing = std::all_of(parts.begin(), parts.end(), [&](std::size_t p) { return is_nothing(p); });
    if (!(more && nothing && has_others(identity, said))) { m_sums.add(whole, parts, Parts::apart); }
  }

  bool is_nothing(std::size_t i) const { return m_sums.quantity(i)->value == 0; }

  /// Whether the section speaks of kinds of money that are none of an identity's.
  bool has_others(ItemSum const& identity, Said const& said) const {
    return std::any_of(said.begin(), said.end(), [&](auto const& entry) {
      auto const is = [&](std::string const& item) { return item == entry.first; };
      return std::none_of(m_patterns.identities.begin(), m_patterns.identities.end(), [&](ItemSum const& other) {
        return other.tables.types == identity.tables.types &&
               (std::any_of(other.totals.begin(), other.totals.end(), is) ||
                std::any_of(other.parts.begin(), other.parts.end(), is));
      });
    });
  }

  // ---- one kind after the other, below a whole that was said before -------------------------------------------------

  static constexpr std::size_t reach = 30; ///< How many statements the whole may stand before its first part.
  static constexpr std::size_t gap = 20;   ///< And one part before the next.

  void add_kinds(ItemKinds const& kinds) {
    for (std::size_t i = 0; i < m_e.statements.size(); ++i) {
      if (is_amount(i) && item_of(i) == kinds.parts.front()) { add_kinds_from(kinds, i); }
    }
  }

  void add_kinds_from(ItemKinds const& kinds, std::size_t first) {
    std::vector<std::size_t> const parts = parts_from(kinds, first);
    if (parts.size() < kinds.parts.size()) { return; }
    std::vector<std::size_t> const wholes = wholes_before(first);
    // Those that are not always there follow the others; the whole is that of as many as it takes.
    for (std::size_t n = kinds.parts.size(); n <= parts.size(); ++n) {
      std::vector<std::size_t> const some(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(n));
      for (std::size_t const whole : wholes) {
        if (!m_sums.fits(whole, some)) { continue; }
        m_sums.add(whole, some);
        return;
      }
    }
    for (std::size_t const whole : wholes) {
      bool const known = m_sums.fails_elsewhere(whole, parts) || m_sums.lacks_printed(whole, parts);
      if (!known && m_sums.add(whole, parts)) { return; }
    }
  }

  /// One of each kind, in their order; then those that are not always there.
  std::vector<std::size_t> parts_from(ItemKinds const& kinds, std::size_t first) {
    std::vector<std::size_t> out{first};
    for (std::size_t i = first + 1; i < m_e.statements.size() && i - out.back() <= gap; ++i) {
      if (!is_amount(i)) { continue; }
      std::string const& item = item_of(i);
      if (item == kinds.parts.front()) { break; }
      bool const next = out.size() < kinds.parts.size()
                            ? item == kinds.parts[out.size()]
                            : std::find(kinds.more.begin(), kinds.more.end(), item) != kinds.more.end();
      if (next) { out.push_back(i); }
    }
    return out;
  }

  /// The nearest first.
  std::vector<std::size_t> wholes_before(std::size_t first) {
    std::vector<std::size_t> out;
    for (std::size_t i = first; i-- > 0 && first - i <= reach;) {
      if (is_amount(i) && m_names.is_whole(m_e.statements[i].subject)) { out.push_back(i); }
    }
    return out;
  }

  Extraction const& m_e;
  CheckPatterns const& m_patterns;
  FigureNames& m_names;
  TextSums& m_sums;
};

} // namespace

void add_prose_kinds(Extraction const& extraction, CheckPatterns const& patterns, FigureNames& names, TextSums& sums) {
  ProseKinds(extraction, patterns, names, sums).add();
}

} // namespace gongkai
