// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/prose_words.hpp"

#include "check/describe.hpp"
#include "check/quantity.hpp"

#include <algorithm>
#include <optional>
#include <vector>

namespace gongkai {
namespace {

/// -1, 0, 1: how `a` stands to `b`; null where they cannot be compared.
std::optional<int> compare(Statement const& a, Statement const& b) {
  auto const x = quantity_of(a.value, 0), y = quantity_of(b.value, 0);
  if (!x || !y || a.unit != b.unit) { return std::nullopt; }
  return x->value < y->value ? -1 : x->value > y->value ? 1 : 0;
}

/// How many names a list has: marks between names that stand in no brackets, and one more.
struct ListLength {
  std::size_t count = 0;
  std::size_t before_comma = 0; ///< Behind a comma may stand what is not counted; 0 where there is none.
  bool names = true;            ///< All that is listed ends as the names of offices and entities do.
};

constexpr std::string_view mark = "\xE3\x80\x81", comma = "\xEF\xBC\x8C", semicolon = "\xEF\xBC\x9B";

class ListReader {
public:
  explicit ListReader(CheckPatterns const& patterns) : m_patterns(patterns) {}

  ListLength read(std::string_view list) {
    split(list);
    bool const several = std::any_of(m_pieces.begin(), m_pieces.end(), [](Piece const& p) { return p.before == mark; });
    for (std::size_t i = 0; i < m_pieces.size(); ++i) {
      Piece const& piece = m_pieces[i];
      // Commas that part all names part them as well as other marks do.
      if (piece.before == comma && several && m_length.before_comma == 0) {
        std::string_view const rest = list.substr(piece.begin);
        if (m_patterns.list_stops.matches(rest) || are_uncounted(i)) { break; }
        m_length.before_comma = m_length.count;
      }
      take(piece.text);
    }
    return m_length;
  }

private:
  struct Piece {
    std::string_view before, text; ///< The mark before it.
    std::size_t begin = 0;
  };

  /// Between two marks that stand in no brackets; where semicolons part the names, what a comma adds to one is no name.
  void split(std::string_view list) {
    bool const by_semicolon = list.find(semicolon) != std::string_view::npos;
    Piece piece;
    int depth = 0;
    auto const end_piece = [&](std::size_t end) {
      piece.text = list.substr(piece.begin, end - piece.begin);
      if (by_semicolon) { piece.text = piece.text.substr(0, piece.text.find(comma)); }
      m_pieces.push_back(piece);
    };
    for (std::size_t i = 0; i < list.size();) {
      std::string_view const at = list.substr(i, letter_bytes(list[i]));
      depth += depth_of(at);
      if (depth == 0 && (by_semicolon ? at == semicolon : at == mark || at == comma)) {
        end_piece(i);
        piece = {at, {}, i + at.size()};
      }
      i += at.size();
    }
    end_piece(list.size());
  }

  static std::size_t letter_bytes(char c) { return (static_cast<unsigned char>(c) & 0x80) != 0 ? 3 : 1; }

  static int depth_of(std::string_view letter) {
    if (letter == "\xEF\xBC\x88" || letter == "(") { return 1; }
    return letter == "\xEF\xBC\x89" || letter == ")" ? -1 : 0;
  }

  bool are_uncounted(std::size_t from) const {
    return std::all_of(m_pieces.begin() + static_cast<std::ptrdiff_t>(from), m_pieces.end(),
                       [&](Piece const& p) { return m_patterns.not_counted.matches(p.text); });
  }

  /// "And" parts two names where what stands before it is a whole one.
  void take(std::string_view piece) {
    bool const counted = !m_patterns.not_counted.matches(piece);
    m_length.count += counted;
    m_length.names = m_length.names && (!counted || m_patterns.name_end.matches(piece));
    int depth = 0;
    for (std::size_t i = 0; i < piece.size();) {
      depth += depth_of(piece.substr(i, letter_bytes(piece[i])));
      auto const joined = m_patterns.list_and.match(piece.substr(i));
      if (depth == 0 && joined) {
        bool const whole = i > 0 && m_patterns.name_end.matches(piece.substr(0, i));
        m_length.count += whole;
      }
      i += joined ? joined->groups[1].size() : letter_bytes(piece[i]);
    }
  }

  CheckPatterns const& m_patterns;
  std::vector<Piece> m_pieces;
  ListLength m_length;
};

class ProseWords {
public:
  ProseWords(Extraction& e, CheckPatterns const& patterns) : m_e(e), m_patterns(patterns) {}

  void check() {
    auto const& all = m_e.statements;
    for (std::size_t i = 0; i < all.size();) {
      std::size_t end = i + 1;
      while (end < all.size() && all[end].item == all[i].item && all[end].paragraph == all[i].paragraph) { ++end; }
      if (all[i].paragraph != no_paragraph) { check_item(i, end); }
      i = end;
    }
  }

private:
  std::string_view text_of(Statement const& s) const { return m_e.prose.paragraphs[s.paragraph].text; }

  /// From one byte to another, or to the end of the paragraph; bytes of a character that is cut in two do no harm.
  std::string_view between(Statement const& s, std::size_t begin, std::size_t end) const {
    std::string_view const text = text_of(s);
    begin = std::min(begin, text.size());
    return text.substr(begin, std::min(end, text.size()) - std::min({begin, end, text.size()}));
  }

  std::optional<std::size_t> last(std::size_t begin, std::size_t end, Measure measure) const {
    for (std::size_t i = end; i > begin; --i) {
      Statement const& s = m_e.statements[i - 1];
      if (s.measure == measure && !s.not_arranged && !s.approximate) { return i - 1; }
    }
    return std::nullopt;
  }

  void check_item(std::size_t begin, std::size_t end) {
    auto const amount = last(begin, end, Measure::amount), plan = last(begin, end, Measure::budget_amount);
    if (amount && plan && *plan < *amount) { check_compared(*amount, *plan, end); }
    check_unchanged(begin, end);
    for (std::size_t i = begin; i < end; ++i) {
      if (m_e.statements[i].measure == Measure::completion_rate) { check_plan(begin, i); }
      if (m_e.statements[i].measure == Measure::count) { check_list(i); }
    }
  }

  /// The words behind an item's last figure, up to the next one.
  std::string_view words_behind(std::size_t end) const {
    Statement const& last = m_e.statements[end - 1];
    std::size_t const next = end < m_e.statements.size() && m_e.statements[end].paragraph == last.paragraph
                                 ? m_e.statements[end].begin
                                 : text_of(last).size();
    constexpr std::size_t near = 90; // bytes
    return between(last, last.end, std::min(next, last.end + near));
  }

  static bool is_printed_change(Statement const& s) {
    bool const change = s.measure == Measure::change || s.measure == Measure::change_rate;
    return change && !s.unit.empty() && !s.approximate;
  }

  /// "Grew by 0.00, or 0 %, as much as last year".
  void check_unchanged(std::size_t begin, std::size_t end) {
    if (!is_printed_change(m_e.statements[end - 1]) || !m_patterns.unchanged_behind.matches(words_behind(end))) {
      return;
    }
    for (std::size_t i = end; i > begin && is_printed_change(m_e.statements[i - 1]); --i) {
      Statement& s = m_e.statements[i - 1];
      Check c = check_of(i - 1, "words of comparison");
      c.expected.assign(1, '0');
      c.operands = {statement(i - 1)};
      if (!s.value.is_zero()) {
        add(std::move(c), "unchanged");
        continue;
      }
      if (s.proof == Proof::unproven) { s.proof = Proof::proven; }
      c.status = CheckStatus::pass;
      m_e.checks.push_back(std::move(c));
    }
  }

  /// "Spent more than planned".
  void check_compared(std::size_t amount, std::size_t plan, std::size_t end) {
    auto const* entry = m_patterns.compared.find(words_behind(end));
    auto const order = compare(m_e.statements[amount], m_e.statements[plan]);
    if (entry == nullptr || !order) { return; }
    int const said = entry->key == "more" ? 1 : entry->key == "less" ? -1 : 0;
    if (said == *order) { return; }
    Check c = check_of(amount, "words of comparison");
    c.expected = m_e.statements[plan].value.text();
    c.operands = {statement(amount), statement(plan)};
    add(std::move(c), entry->key == "more"   ? "compared_more"
                      : entry->key == "less" ? "compared_less"
                                             : "compared_same");
  }

  std::string_view plan_named(std::size_t from, std::size_t i) const {
    Statement const& s = m_e.statements[i];
    auto const* entry = m_patterns.plans.find(between(s, from, s.begin));
    return entry == nullptr ? std::string_view() : std::string_view(entry->key);
  }

  /// A rate of completion of a plan of zero, where it is that of another plan.
  void check_plan(std::size_t begin, std::size_t rate) {
    std::string_view const named = plan_named(m_e.statements[rate - (rate > begin ? 1 : 0)].end, rate);
    if (named.empty() || m_e.statements[rate].value.is_zero()) { return; }
    std::size_t from = rate;
    while (from > begin && m_e.statements[from - 1].paragraph == m_e.statements[rate].paragraph) { --from; }
    std::optional<std::size_t> own, other;
    for (std::size_t i = from; i < rate; ++i) {
      Statement const& s = m_e.statements[i];
      if (s.measure != Measure::budget_amount) { continue; }
      std::string_view const plan = plan_named(i > from ? m_e.statements[i - 1].end : 0, i);
      if (plan == named) { own = i; }
      if (!plan.empty() && plan != named) { other = i; }
    }
    if (!own || !other || !m_e.statements[*own].value.is_zero() || m_e.statements[*other].value.is_zero()) { return; }
    Check c = check_of(rate, "plan that a rate of completion is of");
    c.expected = m_e.statements[*other].value.text();
    c.operands = {statement(rate), statement(*own), statement(*other)};
    add(std::move(c), "completed_other_plan");
  }

  /// "Fourteen offices: ..."
  void check_list(std::size_t i) {
    Statement& s = m_e.statements[i];
    if (s.section != "organization" || s.value.scale != 0 || s.value.mantissa < 0) { return; }
    auto const match = m_patterns.list_follows.match(between(s, s.end, text_of(s).size()));
    if (!match) { return; }
    std::string_view const list = match->groups[1];
    ListLength const length = ListReader(m_patterns).read(list);
    auto const printed = static_cast<std::size_t>(s.value.mantissa);
    Check c = check_of(i, "number of names");
    c.operands = {statement(i)};
    // Two ways to read the list must agree before it is said to be another number's.
    std::vector<std::string> const& offices = m_e.organization.offices;
    bool const read = !offices.empty() && list.find(offices.front()) != std::string_view::npos;
    // What the organization was read from must have as many names.
    bool const as_many = offices.size() == length.count || offices.size() == length.before_comma;
    bool const sure = (read ? as_many : length.names) && !m_patterns.list_range.matches(list);
    if (printed == length.count || (length.before_comma != 0 && printed == length.before_comma)) {
      // A list that may end at a comma fits two numbers.
      if (sure && length.before_comma == 0 && s.proof == Proof::unproven) { s.proof = Proof::proven; }
      c.status = CheckStatus::pass;
      c.expected = s.value.text();
      m_e.checks.push_back(std::move(c));
      return;
    }
    if (!sure) { return; }
    c.expected = std::to_string(length.count);
    add(std::move(c), "count");
  }

  static FigureRef statement(std::size_t i) { return {FigureRef::Of::statement, static_cast<std::uint32_t>(i)}; }

  Check check_of(std::size_t i, std::string_view rule) const {
    Statement const& s = m_e.statements[i];
    Check c;
    c.kind = CheckKind::prose_arithmetic;
    c.status = CheckStatus::fail;
    c.rule = rule;
    c.printed = s.value.text();
    c.unit = s.unit;
    c.text = s.text;
    c.page = s.page;
    c.box = s.box;
    return c;
  }

  void add(Check c, std::string_view sentence) {
    for (FigureRef const& ref : c.operands) { m_e.statements[ref.index].proof = Proof::conflict; }
    c.blame = Blame::publisher;
    c.reason = "whole";
    describe(c, sentence, m_e, m_patterns.wording);
    m_e.checks.push_back(std::move(c));
  }

  Extraction& m_e;
  CheckPatterns const& m_patterns;
};

} // namespace

void check_prose_words(Extraction& extraction, CheckPatterns const& patterns) {
  ProseWords(extraction, patterns).check();
}

} // namespace gongkai
