// SPDX-License-Identifier: GPL-3.0-or-later
#include "prose/find_figures.hpp"

#include "text/characters.hpp"
#include "text/numeral.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>

namespace gongkai {
namespace {

struct Taken {
  std::size_t end = 0;
  FigureUse use = FigureUse::unexplained;
};

/// Spans by their beginning; no two overlap.
using Spans = std::map<std::size_t, Taken>;

bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

/// Whether the digit at `at` goes on with a number: a comma may also part two clauses.
bool inside_number(std::string_view text, std::size_t at) {
  bool const mark = text[at - 1] == '.' || text[at - 1] == ',';
  return is_ascii_digit(text[at - 1]) || (mark && at > 1 && is_ascii_digit(text[at - 2]));
}

bool is_free(Spans const& spans, std::size_t begin, std::size_t end) {
  auto const after = spans.lower_bound(end);
  return after == spans.begin() || std::prev(after)->second.end <= begin;
}

/// Digits that go on with a number: nothing begins there.
std::vector<bool> inner_digits(std::string_view text) {
  std::vector<bool> out(text.size());
  for (std::size_t at = 1; at < text.size(); ++at) { out[at] = is_ascii_digit(text[at]) && inside_number(text, at); }
  return out;
}

/// Where each pattern matches; the earlier one takes the place.
Spans find_spans(std::string_view text, TextCharacters const& characters, StatementPatterns const& patterns) {
  Spans out;
  std::vector<bool> const barred = inner_digits(text);
  std::vector<std::string_view> groups;
  for (SpanPattern const& p : patterns.spans) {
    for (std::size_t at = 0; at < text.size();) {
      if (!p.pattern.match(text, characters, groups, at, &barred)) { break; }
      auto const begin = static_cast<std::size_t>(groups[0].data() - text.data());
      std::size_t const end = begin + groups[0].size();
      if (end > begin && is_free(out, begin, end)) { out[begin] = {end, p.use}; }
      at = character_from(text, std::max(end, at + 1));
    }
  }
  return out;
}

/// One past the number that begins at `at`: digits, thousands separators, one decimal point.
std::size_t end_of_number(std::string_view text, std::size_t at) {
  bool point = false;
  for (; at < text.size(); ++at) {
    bool const next_digit = at + 1 < text.size() && is_ascii_digit(text[at + 1]);
    if (is_ascii_digit(text[at]) || (text[at] == ',' && next_digit && !point)) { continue; }
    if (text[at] != '.' || point || !next_digit) { break; }
    point = true;
  }
  return at;
}

/// Whether exactly three digits stand behind each comma: "10,20" may be 10.20, 1020, or two figures.
bool commas_part_thousands(std::string_view digits) {
  for (auto comma = digits.find(','); comma != std::string_view::npos;) {
    auto const end = std::min(digits.find_first_of(",.", comma + 1), digits.size());
    if (end - comma != 4) { return false; }
    comma = end < digits.size() && digits[end] == ',' ? end : std::string_view::npos;
  }
  return true;
}

/// Nothing where it cannot be told what is meant.
std::optional<Decimal> read_decimal(std::string_view digits) {
  constexpr int most = 17;
  if (!commas_part_thousands(digits)) { return std::nullopt; }
  Decimal out;
  int count = 0;
  bool point = false;
  for (char const c : digits) {
    if (c == '.') { point = true; }
    if (!is_ascii_digit(c)) { continue; }
    if (++count > most) { return std::nullopt; }
    out.mantissa = out.mantissa * 10 + (c - '0');
    out.scale += point;
  }
  return out;
}

class FigureFinder {
public:
  FigureFinder(std::string_view text, StatementPatterns const& patterns)
      : m_text(text), m_characters(text), m_patterns(patterns) {}

  ProseFigures find() {
    bool const digits = std::any_of(m_text.begin(), m_text.end(), is_ascii_digit);
    if (digits) {
      // Text of a font whose characters have false codes has digits, but they are none.
      std::u32string const characters = to_utf32(m_text);
      bool const words = std::any_of(characters.begin(), characters.end(), is_ideograph);
      m_readable = words || m_text.find_first_not_of("0123456789.,%- ") == std::string_view::npos;
      find_numbers();
    }
    find_numerals();
    sort();
    find_words();
    sort();
    return std::move(m_out);
  }

private:
  void sort() {
    std::stable_sort(m_out.figures.begin(), m_out.figures.end(),
                     [](ProseFigure const& a, ProseFigure const& b) { return a.begin < b.begin; });
  }

  /// Numbers in ideographs: most of them are parts of words, those that count stand between words that say so.
  void find_numerals() {
    std::vector<std::string_view> groups;
    for (Pattern const& p : m_patterns.numerals) {
      for (std::size_t at = 0; at < m_text.size() && p.match(m_text, m_characters, groups, at);) {
        ProseFigure f;
        f.begin = static_cast<std::size_t>(groups[1].data() - m_text.data());
        f.end = f.digits_end = at = f.begin + groups[1].size();
        auto const value = read_numeral(groups[1]);
        if (!value) { continue; }
        f.value.mantissa = *value;
        read_unit(f);
        if (f.unit_kind == UnitKind::count) { m_out.figures.push_back(std::move(f)); }
      }
    }
  }

  void find_numbers() {
    Spans const taken = find_spans(m_text, m_characters, m_patterns);
    for (std::size_t at = 0; at < m_text.size();) {
      if (!is_ascii_digit(m_text[at])) {
        ++at;
        continue;
      }
      auto const next = taken.upper_bound(at);
      std::size_t end = end_of_number(m_text, at);
      if (next != taken.end()) { end = std::min(end, next->first); }
      if (next != taken.begin() && std::prev(next)->second.end > at) {
        Taken const& span = std::prev(next)->second;
        end = std::max(std::min(end, span.end), at + 1);
        m_out.spans.push_back({0, at, end, span.use});
      } else {
        m_out.spans.push_back({0, at, end, add_number(at, end) ? FigureUse::statement : FigureUse::unexplained});
      }
      at = end;
    }
  }

  bool add_number(std::size_t begin, std::size_t end) {
    auto const value = read_decimal(m_text.substr(begin, end - begin));
    if (!value || !m_readable) { return false; }
    ProseFigure f;
    f.begin = begin;
    f.end = f.digits_end = end;
    f.value = *value;
    read_unit(f);
    if (f.unit_kind == UnitKind::none && !read_bare(f)) { return false; }
    bool const range = !m_out.figures.empty() && m_out.figures.back().end + 1 >= begin;
    bool const minus =
        begin > 0 && m_text[begin - 1] == '-' && (begin < 2 || !is_ascii_digit(m_text[begin - 2])) && !range;
    if (minus) {
      f.value.mantissa = -f.value.mantissa;
      --f.begin;
    }
    constexpr std::size_t near = 30;
    std::string_view const before = m_text.substr(begin - std::min(begin, near), std::min(begin, near));
    f.approximate =
        m_patterns.approximate.matches(before) || m_patterns.approximate.matches(m_text.substr(begin, near));
    m_out.figures.push_back(std::move(f));
    return true;
  }

  void read_unit(ProseFigure& f) const {
    constexpr std::size_t longest = 40;
    std::string_view const rest = m_text.substr(start_of_unit(f.digits_end), longest);
    TextCharacters const characters(rest);
    std::vector<std::string_view> groups;
    for (UnitPattern const& u : m_patterns.units) {
      if (!u.pattern.match(rest, characters, groups)) { continue; }
      f.unit_kind = u.kind;
      f.unit = u.key.empty() ? std::string(groups[1]) : u.key;
      f.power = u.power;
      // What follows a unit without its last character is no part of it.
      f.end = static_cast<std::size_t>(groups[1].data() - m_text.data()) + groups[1].size();
      return;
    }
  }

  /// After a blank; of "2-3 times" the first number has the unit of the second.
  std::size_t start_of_unit(std::size_t at) const {
    constexpr std::array<std::string_view, 4> to{"-", "~", "\xE2\x80\x94", "\xEF\xBD\x9E"};
    for (std::string_view const mark : to) {
      std::size_t const second = at + mark.size();
      if (m_text.substr(at, mark.size()) != mark || second >= m_text.size() || !is_ascii_digit(m_text[second])) {
        continue;
      }
      at = end_of_number(m_text, second);
      break;
    }
    return at < m_text.size() && m_text[at] == ' ' ? at + 1 : at;
  }

  /// A number without a unit says something where the words before it do.
  bool read_bare(ProseFigure& f) const {
    constexpr std::size_t near = 60;
    std::string_view const before = last_characters(m_text.substr(0, f.begin), near);
    if (m_patterns.bare_count.matches(before)) {
      f.unit_kind = UnitKind::count;
      return true;
    }
    f.unit_kind = m_patterns.bare_amount.matches(before) ? UnitKind::money : UnitKind::none;
    return f.unit_kind != UnitKind::none;
  }

  /// Clauses without figures that say "as much as before" or "none".
  void find_words() {
    std::size_t const numbers = m_out.figures.size(); // from left to right; words come behind them
    std::size_t next = 0;                             // the first number that ends after the clause begins
    bool reason = false;                              // the clause before announces one
    for (std::size_t at = 0; at < m_text.size();) {
      std::size_t const end = end_of_clause(at);
      std::string_view const clause = m_text.substr(at, end - at);
      while (next < numbers && m_out.figures[next].end <= at) { ++next; }
      bool const has_figure = next < numbers && m_out.figures[next].begin < end;
      if (!has_figure && !clause.empty() && !reason) { read_words(clause, at); }
      std::size_t const mark = end < m_text.size() ? separator_at(end) : 0;
      reason = is_colon(m_text.substr(end, mark)) && m_patterns.no_statement.matches(clause);
      at = end + mark;
    }
  }

  void read_words(std::string_view clause, std::size_t at) {
    ProseFigure f;
    f.begin = at;
    f.end = f.digits_end = at + clause.size();
    if (auto const m = m_patterns.reason.matches(clause) ? std::nullopt : m_patterns.unchanged.match(clause)) {
      f.kind = ProseFigure::Kind::unchanged;
      f.begin = static_cast<std::size_t>(m->groups[0].data() - m_text.data());
      f.end = f.digits_end = f.begin + m->groups[0].size();
      m_out.figures.push_back(std::move(f));
      return;
    }
    if (m_patterns.no_statement.matches(clause)) { return; }
    if (auto const m = m_patterns.not_arranged.match(clause)) {
      f.kind = ProseFigure::Kind::not_arranged;
      f.name = m->groups[1];
      m_out.figures.push_back(std::move(f));
    }
  }

  /// The length of the mark that ends a clause at `at`; 0 where none stands.
  std::size_t separator_at(std::size_t at) const {
    constexpr std::array<std::string_view, 6> marks{"\xEF\xBC\x8C", "\xE3\x80\x82", "\xEF\xBC\x9B", ";", ",",
                                                    "\xEF\xBC\x9A"};
    for (std::string_view const mark : marks) {
      if (m_text.substr(at, mark.size()) == mark) { return mark.size(); }
    }
    return 0;
  }

  static bool is_colon(std::string_view mark) { return mark == "\xEF\xBC\x9A"; }

  std::size_t end_of_clause(std::size_t at) const {
    while (at < m_text.size() && separator_at(at) == 0) { ++at; }
    return at;
  }

  std::string_view m_text;
  TextCharacters m_characters;
  StatementPatterns const& m_patterns;
  bool m_readable = false;
  ProseFigures m_out;
};

} // namespace

ProseFigures find_figures(std::string_view text, StatementPatterns const& patterns) {
  return FigureFinder(text, patterns).find();
}

} // namespace gongkai
