// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/explain.hpp"

#include <algorithm>
#include <optional>

namespace gongkai {
namespace {

constexpr std::string_view secrecy = "secrecy", rounding = "rounding";

/// Rounding explains no more than this many times what the printed decimals allow.
constexpr std::int64_t most_rounding = 4;

struct Explanation {
  std::string key, text;
};

class Explainer {
public:
  Explainer(Extraction& e, CheckPatterns const& patterns, Normaliser const& normaliser)
      : m_e(e), m_patterns(patterns), m_normaliser(normaliser) {}

  void run() {
    for (Check& c : m_e.checks) {
      bool const sum =
          c.kind == CheckKind::sum_mismatch || c.kind == CheckKind::cross_table || c.kind == CheckKind::table_vs_prose;
      if (c.status != CheckStatus::fail || !sum || !c.table) { continue; }
      for (Explanation const& x : of_table(*c.table)) { try_explanation(c, x); }
      for (Explanation const& x : of_document()) { try_explanation(c, x); }
    }
  }

private:
  /// Left-out items make the parts less than the whole, never more.
  static void try_explanation(Check& c, Explanation const& x) {
    if (!c.explained.empty() || !c.difference) { return; }
    bool const parts_missing = x.key == secrecy && c.kind == CheckKind::sum_mismatch && c.difference->mantissa > 0;
    bool const small = x.key == rounding && c.tolerance && c.difference->scale == c.tolerance->scale &&
                       std::abs(c.difference->mantissa) <= most_rounding * c.tolerance->mantissa;
    if (parts_missing || small) { c.explained = x.text; }
  }

  void add(std::string const& text, std::vector<Explanation>& out) const {
    auto const* entry = m_patterns.explained.find(m_normaliser.squeeze(text));
    if (entry != nullptr) { out.push_back({entry->key, text}); }
  }

  std::vector<Explanation> of_table(std::size_t table) const {
    std::vector<Explanation> out;
    for (std::string const& note : m_e.tables[table].caption.notes) { add(note, out); }
    return out;
  }

  /// Read once, and only where something fails.
  std::vector<Explanation> const& of_document() {
    if (!m_of_document) {
      m_of_document.emplace();
      for (Paragraph const& p : m_e.prose.paragraphs) { add(p.text, *m_of_document); }
      for (Table const& t : m_e.tables) {
        for (std::string const& note : t.caption.notes) { add(note, *m_of_document); }
      }
    }
    return *m_of_document;
  }

  Extraction& m_e;
  CheckPatterns const& m_patterns;
  Normaliser const& m_normaliser;
  std::optional<std::vector<Explanation>> m_of_document;
};

} // namespace

void explain(Extraction& extraction, CheckPatterns const& patterns, Normaliser const& normaliser) {
  Explainer(extraction, patterns, normaliser).run();
}

} // namespace gongkai
