// SPDX-License-Identifier: GPL-3.0-or-later
#include "prose/glossary.hpp"
#include "text/characters.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace gongkai {
namespace {

constexpr char const* file_name = "prose/glossary.toml";
constexpr std::size_t longest_term = 90;      ///< Characters.
constexpr std::size_t longest_lone_term = 45; ///< Characters of a term on a line of its own.

/// U+3002, U+FF1B, U+FF1A, U+FF0C in UTF-8.
bool ends_clause(std::string_view text) {
  return text.ends_with("\xE3\x80\x82") || text.ends_with("\xEF\xBC\x9B") || text.ends_with("\xEF\xBC\x9A") ||
         text.ends_with("\xEF\xBC\x8C");
}

class GlossaryReader {
public:
  GlossaryReader(Prose const& prose, OutlinePatterns const& outline, GlossaryPatterns const& patterns)
      : m_prose(prose), m_outline(outline), m_patterns(patterns) {}

  std::vector<GlossaryEntry> read() {
    for (std::size_t s = 0; s < m_prose.sections.size(); ++s) {
      if (!m_outline.terms_heading.matches(m_prose.sections[s].title)) { continue; }
      std::vector<Paragraph const*> paragraphs;
      for (Paragraph const& p : m_prose.paragraphs) {
        if (stands_in(p.section, static_cast<int>(s)) && !(p.heading && p.section == static_cast<int>(s))) {
          paragraphs.push_back(&p);
        }
      }
      m_open = false;
      m_group = Numbering::none;
      m_style = style_of_terms(paragraphs);
      for (Paragraph const* p : paragraphs) { add(*p); }
    }
    return std::move(m_out);
  }

private:
  bool stands_in(int section, int in) const {
    while (section > in) { section = m_prose.sections[static_cast<std::size_t>(section)].parent; }
    return section == in;
  }

  /// The numbering that most terms have. Groups of terms may have one above it, and items of a definition one below.
  Numbering style_of_terms(std::vector<Paragraph const*> const& paragraphs) const {
    std::array<int, 9> terms{}, lone{};
    for (Paragraph const* p : paragraphs) {
      Numbered const n = m_outline.numbered(p->text);
      std::size_t const index = static_cast<std::size_t>(static_cast<int>(n.style) + 1);
      std::string_view const text = without_number(*p, n);
      terms[index] += begins_term(text);
      lone[index] += n.style != Numbering::none && !ends_clause(text);
    }
    std::array<int, 9> const& counts = *std::max_element(terms.begin(), terms.end()) > 0 ? terms : lone;
    return static_cast<Numbering>(std::max_element(counts.begin(), counts.end()) - counts.begin() - 1);
  }

  static std::string_view without_number(Paragraph const& p, Numbered const& n) {
    return std::string_view(p.text).substr(n.style == Numbering::none ? 0 : n.title);
  }

  void add(Paragraph const& p) {
    Numbered const number = m_outline.numbered(p.text);
    std::string_view const text = without_number(p, number);
    bool const numbered = number.style != Numbering::none;
    if (numbered && number.style <= m_group) { m_group = Numbering::none; }
    // What looked like a term without definition heads a group where terms with lower numbers follow.
    bool const waits = m_open && m_out.back().definition.empty();
    if (waits && numbered && number.style > m_style && begins_term(text)) {
      m_out.pop_back();
      m_group = m_style;
    }
    if (numbered && number.style < m_style && !begins_term(text) && !ends_clause(text)) { // the heading of a group
      m_group = number.style;
      m_open = false;
      return;
    }
    bool const in_group = m_group != Numbering::none && number.style > m_group;
    bool const may_begin = number.style == m_style || (numbered && (number.style < m_style || in_group));
    if (!may_begin || !(take_term(p, text) || (number.style == m_style && take_lone_term(p, text)))) { go_on(p.text); }
  }

  bool begins_term(std::string_view text) const { return split(text).has_value(); }

  struct Split {
    std::string_view term, definition;
  };

  /// "Term: definition", or "term means ...".
  std::optional<Split> split(std::string_view text) const {
    // A term stands at the beginning: the rest of a long paragraph says nothing about it.
    std::string_view const head = text.substr(0, 3 * longest_term);
    if (auto const m = m_patterns.term.match(head);
        m && m->groups[1].size() <= 3 * longest_term && !m_patterns.no_term.matches(m->groups[1])) {
      return Split{m->groups[1], text.substr(m->groups[0].size())};
    }
    if (auto const m = m_patterns.term_without_colon.match(head); m && m->groups.size() > 2) {
      return Split{m->groups[1], text.substr(static_cast<std::size_t>(m->groups[2].data() - text.data()))};
    }
    return std::nullopt;
  }

  bool take_term(Paragraph const& p, std::string_view text) {
    auto const parts = split(text);
    if (parts) { open(p, parts->term, parts->definition); }
    return parts.has_value();
  }

  /// A term that has a line to itself: its definition is the next paragraph.
  bool take_lone_term(Paragraph const& p, std::string_view text) {
    bool const waits = m_open && m_out.back().definition.empty();
    if (text.empty() || ends_clause(text) || waits || to_utf32(text).size() > longest_lone_term) { return false; }
    // Without a number it may be a name and a date at the document's end: they have nothing after them.
    if (m_style == Numbering::none && !p.heading) { return false; }
    open(p, text, {});
    return true;
  }

  void open(Paragraph const& p, std::string_view term, std::string_view definition) {
    std::size_t const begin = static_cast<std::size_t>(term.data() - p.text.data());
    m_out.push_back({std::string(term), std::string(definition), place_of(p, begin, begin + term.size())});
    m_open = true;
  }

  /// Signatures below the glossary belong to no term.
  void go_on(std::string const& text) {
    if (!m_open) { return; }
    std::string& definition = m_out.back().definition;
    if (!definition.empty() && !ends_clause(text) && to_utf32(text).size() <= longest_lone_term) {
      m_open = false;
      return;
    }
    definition += text;
  }

  Prose const& m_prose;
  OutlinePatterns const& m_outline;
  GlossaryPatterns const& m_patterns;
  std::vector<GlossaryEntry> m_out;
  Numbering m_style = Numbering::none;
  Numbering m_group = Numbering::none; ///< Of the heading of the group that is open.
  bool m_open = false;
};

} // namespace

GlossaryPatterns::GlossaryPatterns(PatternFiles const& files)
    : term(files, file_name, "term", 1), term_without_colon(files, file_name, "term_without_colon", 2),
      no_term(files, file_name, "no_term") {}

std::vector<GlossaryEntry> read_glossary(Prose const& prose, OutlinePatterns const& outline,
                                         GlossaryPatterns const& patterns) {
  return GlossaryReader(prose, outline, patterns).read();
}

} // namespace gongkai
