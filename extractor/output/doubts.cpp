// SPDX-License-Identifier: GPL-3.0-or-later
#include "output/doubts.hpp"

#include "text/characters.hpp"

#include <algorithm>

namespace gongkai {
namespace {

/// Of figures that are proven, with the four decimals of proven_share().
constexpr std::int64_t half = 5'000;

/// Of a text of this many characters (digits and spaces aside), at least one in ten is Chinese where its codes are
/// right: even tables full of Latin abbreviations have more.
constexpr std::size_t enough_text = 50, one_in = 10;

class Letters {
public:
  void add(std::string_view text) {
    for (char32_t const c : to_utf32(text)) {
      if (is_space(c) || is_amount_character(c)) { continue; }
      ++m_all;
      m_chinese += is_ideograph(c);
    }
  }
  bool wrong() const { return m_all >= enough_text && m_chinese * one_in < m_all; }

private:
  std::size_t m_all = 0, m_chinese = 0;
};

bool has_wrong_codes(Extraction const& e) {
  Letters letters;
  for (Paragraph const& p : e.prose.paragraphs) { letters.add(p.text); }
  for (Residue const& r : e.residue) { letters.add(r.text); }
  for (Table const& t : e.tables) {
    for (TableCell const& c : t.cells) { letters.add(c.text); }
  }
  return letters.wrong();
}

} // namespace

std::string_view name_of(Doubt doubt) noexcept {
  switch (doubt) {
  case Doubt::scan: return "scan";
  case Doubt::wrong_codes: return "wrong_codes";
  case Doubt::no_tables: return "no_tables";
  case Doubt::no_figures: return "no_figures";
  case Doubt::little_proven: return "little_proven";
  case Doubt::text_only: return "text_only";
  case Doubt::tables_missing: return "tables_missing";
  case Doubt::pages_unread: return "pages_unread";
  }
  return "";
}

std::vector<Doubt> doubts_of(Extraction const& e) {
  if (e.source.text_layer == TextLayer::scanned) { return {Doubt::scan}; }
  if (has_wrong_codes(e)) { return {Doubt::wrong_codes}; }
  auto const share = proven_share(e);
  if (!share) { return {e.tables.empty() ? Doubt::no_tables : Doubt::no_figures}; }
  std::vector<Doubt> out;
  if (share->mantissa < half) { out.push_back(Doubt::little_proven); }
  if (e.tables.empty()) { out.push_back(Doubt::text_only); }
  if (!e.missing_tables.empty()) { out.push_back(Doubt::tables_missing); }
  if (unread_pages(e) > 0) { out.push_back(Doubt::pages_unread); }
  return out;
}

std::size_t unread_pages(Extraction const& extraction) {
  return static_cast<std::size_t>(
      std::count_if(extraction.warnings.begin(), extraction.warnings.end(), [](Problem const& p) {
        return p.code == ProblemCode::page_without_text || p.code == ProblemCode::page_not_readable;
      }));
}

} // namespace gongkai
