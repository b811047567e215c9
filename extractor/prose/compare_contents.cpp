// SPDX-License-Identifier: GPL-3.0-or-later
#include "prose/compare_contents.hpp"

#include "text/characters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <unordered_set>
#include <vector>

namespace gongkai {
namespace {

constexpr double alike =
    0.6; ///< A title that has this share of an entry's pairs of characters is that entry, worded otherwise.
constexpr std::size_t longest_title = 150; ///< Bytes of a paragraph that may be a heading.
constexpr std::size_t most_titles =
    2000; ///< A text with more headings and short paragraphs is not compared with all of them.
constexpr std::size_t most_named = 3; ///< Entries named in the message.

struct Entry {
  std::string title;
  int page = 0;
};

std::string squeezed(std::string text) {
  std::erase(text, ' ');
  return text;
}

/// An entry without its number, leader and page number.
std::string title_of(std::string_view text, OutlinePatterns const& patterns) {
  Numbered const n = patterns.numbered(text);
  std::string title(n.style == Numbering::none ? text : text.substr(n.title));
  if (auto const m = patterns.contents_leader.match(title)) { title.resize(title.size() - m->groups[0].size()); }
  std::string const whole = title;
  if (auto const m = patterns.contents_number.match(whole)) { title = m->groups[1]; }
  return squeezed(std::move(title));
}

using Pairs = std::unordered_set<std::uint64_t>;

Pairs pairs_of(std::string_view title) {
  std::u32string const text = to_utf32(title);
  Pairs out;
  for (std::size_t i = 1; i < text.size(); ++i) {
    out.insert((static_cast<std::uint64_t>(text[i - 1]) << 32U) | text[i]);
  }
  return out;
}

/// The share of the pairs of `a` that `b` has too.
double covered(Pairs const& a, Pairs const& b) {
  if (a.empty()) { return 0; }
  return static_cast<double>(std::count_if(a.begin(), a.end(), [&](std::uint64_t p) { return b.contains(p); })) /
         static_cast<double>(a.size());
}

/// What the text can answer an entry with.
class Titles {
public:
  Titles(Prose const& prose, std::span<Table const> tables) {
    for (Section const& s : prose.sections) { add(s.title); }
    // Not every line that the contents name is a heading by its form.
    for (Paragraph const& p : prose.paragraphs) {
      if (p.kind == ParagraphKind::text && p.text.size() < longest_title) { add(p.text); }
    }
    for (Table const& t : tables) {
      add(t.caption.title);
      for (std::string const& line : t.caption.printed) { add(line); }
    }
  }

  bool has(std::string const& title) const {
    return m_exact.contains(title) || std::any_of(m_all.begin(), m_all.end(), [&](std::string const& t) {
             return t.find(title) != std::string::npos || (t.size() >= 12 && title.find(t) != std::string::npos);
           });
  }

  bool has_like(std::string const& title) {
    if (m_pairs.empty()) { std::transform(m_all.begin(), m_all.end(), std::back_inserter(m_pairs), pairs_of); }
    Pairs const pairs = pairs_of(title);
    return std::any_of(m_pairs.begin(), m_pairs.end(), [&](Pairs const& t) { return covered(pairs, t) >= alike; });
  }

private:
  void add(std::string const& title) {
    if (!title.empty() && m_all.size() < most_titles && m_exact.insert(squeezed(title)).second) {
      m_all.push_back(squeezed(title));
    }
  }

  std::unordered_set<std::string> m_exact;
  std::vector<std::string> m_all;
  std::vector<Pairs> m_pairs; ///< Of each title, once they are asked for.
};

} // namespace

void compare_contents(Prose& prose, std::span<Table const> tables, OutlinePatterns const& patterns) {
  std::vector<Entry> entries;
  for (Paragraph const& p : prose.paragraphs) {
    if (p.kind != ParagraphKind::contents || patterns.contents_heading.matches(p.text)) { continue; }
    std::string title = title_of(p.text, patterns);
    if (title.size() >= 6) { entries.push_back({std::move(title), p.lines.front().page}); }
  }
  if (entries.empty()) { return; }
  Titles titles(prose, tables);
  std::vector<Entry const*> missing;
  std::size_t reworded = 0;
  for (Entry const& e : entries) {
    if (titles.has(e.title)) { continue; }
    if (titles.has_like(e.title)) {
      ++reworded;
    } else {
      missing.push_back(&e);
    }
  }
  if (missing.empty() || 2 * missing.size() > entries.size()) { return; }
  std::string named;
  for (std::size_t i = 0; i < std::min(missing.size(), most_named); ++i) {
    named += fmt::format("{}\"{}\"", i == 0 ? ": " : ", ", missing[i]->title);
  }
  std::string message =
      fmt::format("{} of {} entries of the table of contents have no heading or table in the text, which counts{}{}",
                  missing.size(), entries.size(), named, missing.size() > most_named ? ", ..." : "");
  if (reworded > 0) { message += fmt::format("; {} worded otherwise", reworded); }
  prose.problems.push_back({ProblemCode::contents_differ, std::move(message), entries.front().page, {}});
}

} // namespace gongkai
