// SPDX-License-Identifier: GPL-3.0-or-later
#include "output/report.hpp"

#include "check/describe.hpp"
#include "check/quantity.hpp"
#include "output/doubts.hpp"
#include "record/check_judgement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace gongkai {
namespace {

// What terminals understand.
constexpr std::string_view red = "\x1b[31m", green = "\x1b[32m", yellow = "\x1b[33m", faint = "\x1b[2m",
                           bold = "\x1b[1m", plain = "\x1b[0m";

/// How far a check is off, for the order only: in yuan where its figures are money.
Wide size_of(Extraction const& e, Check const& c) {
  if (!c.difference) { return 0; }
  auto const quantity = quantity_of(*c.difference, 0);
  if (!quantity) { return largest_factor; }
  for (FigureRef const& ref : c.operands) {
    if (ref.of != FigureRef::Of::observation) { continue; }
    Observation const& o = e.observations[ref.index];
    if (!o.yuan || o.amount.mantissa == 0) { continue; }
    auto const amount = quantity_of(o.amount, 0), yuan = quantity_of(*o.yuan, 0);
    if (amount && yuan) { return absolute(quantity->value) * (yuan->value / amount->value); }
  }
  return absolute(quantity->value);
}

/// A check of what is printed in words.
bool is_about_words(Check const& c) {
  return c.kind == CheckKind::code_name || c.kind == CheckKind::wrong_year || c.kind == CheckKind::wrong_entity;
}

class Report {
public:
  Report(Extraction const& e, Wording const& wording, ReportStyle const& style)
      : m_e(e), m_wording(wording), m_style(style) {}

  std::string text(std::string_view file) const {
    std::vector<Finding> const findings = findings_of(m_e);
    std::string out = coloured(bold, file) + "\n";
    for (Finding const& f : findings) { add(f, out); }
    out += fmt::format("  {} {}\n", mark(findings), summary(findings));
    return out;
  }

private:
  bool chinese() const { return m_style.language == ReportLanguage::chinese; }

  std::string say(std::string_view key, Wording::Values const& values) const {
    return chinese() ? m_wording.chinese(key, values) : m_wording.english(key, values);
  }
  std::string coloured(std::string_view colour, std::string_view text) const {
    return m_style.colours ? fmt::format("{}{}{}", colour, text, plain) : std::string(text);
  }
  std::string const& message(Check const& c) const { return chinese() ? c.message : c.message_en; }

  /// A tick says that the document was checked and agrees with itself, and nothing less.
  std::string mark(std::vector<Finding> const& findings) const {
    if (std::any_of(findings.begin(), findings.end(), [](Finding const& f) { return f.is_open(); })) {
      return coloured(red, say("report_mark", {}));
    }
    if (m_doubts.empty() &&
        std::any_of(findings.begin(), findings.end(), [](Finding const& f) { return f.confirmed; })) {
      return coloured(yellow, say("report_mark_explained", {}));
    }
    return m_doubts.empty() ? coloured(green, say("report_mark_fine", {}))
                            : coloured(yellow, say("report_mark_open", {}));
  }

  std::string summary(std::vector<Finding> const& findings) const {
    auto const share = proven_share(m_e);
    if (!m_doubts.empty() && is_total(m_doubts.front())) { return doubt(m_doubts.front()); }
    std::size_t open = 0, confirmed = 0, explained = 0;
    for (Finding const& f : findings) { ++(f.explained ? explained : f.confirmed ? confirmed : open); }
    std::string more;
    if (confirmed > 0) { more += say("report_summary_confirmed", {{"count", fmt::format("{}", confirmed)}}); }
    if (explained > 0) { more += say("report_summary_explained", {{"count", fmt::format("{}", explained)}}); }
    for (Doubt const d : m_doubts) { more += doubt(d); }
    return say("report_summary", {{"tables", fmt::format("{}", m_e.tables.size())},
                                  {"figures", fmt::format("{}", m_e.observations.size() + m_e.statements.size())},
                                  {"share", share ? percents(*share) : "0"},
                                  {"conflicts", fmt::format("{}", open)},
                                  {"explained", more}});
  }

  std::string doubt(Doubt d) const {
    std::size_t const count = d == Doubt::tables_missing ? m_e.missing_tables.size() : unread_pages(m_e);
    return say(fmt::format("report_doubt_{}", name_of(d)), {{"count", fmt::format("{}", count)}});
  }

  /// "0.9876" as "98.7".
  static std::string percents(Decimal const& share) { return Decimal{share.mantissa / 10, 1}.text(); }

  std::string blame(Check const& c) const {
    if (c.blame == Blame::unknown) { return say("blame_unknown", {}); }
    if (is_about_words(c)) { return say("blame_publisher_words", {}); }
    return say(fmt::format("blame_{}_{}", name_of(c.blame), c.reason), {});
  }

  /// What is wrong, in one line; the checks that say so stand below it.
  std::string headline(Finding const& f) const {
    Check const& first = m_e.checks[f.checks.front()];
    std::string const count = fmt::format("{}", f.checks.size());
    std::string const one = f.checks.size() == 1 ? "_one" : "";
    if (f.explained) { return say("report_explained" + one, {{"count", count}, {"text", first.explained}}); }
    if (!first.suspect || is_about_words(first)) {
      return f.checks.size() == 1 ? message(first) + (chinese() ? "" : " ") + blame(first)
                                  : say("report_together", {{"count", count}, {"blame", blame(first)}});
    }
    FigureRef const& suspect = first.operands[*first.suspect];
    bool const of_table = suspect.of == FigureRef::Of::observation;
    Wording::Values const values{
        {"place", place_of(suspect, m_e, m_wording, chinese())},
        {"printed",
         of_table ? m_e.observations[suspect.index].amount.text() : m_e.statements[suspect.index].value.text()},
        {"unit", of_table ? m_e.observations[suspect.index].unit : m_e.statements[suspect.index].unit},
        {"suggested", first.suggested},
        {"count", count},
        {"blame", blame(first)}};
    return say(first.suggested.empty() ? "report_misplaced" : "report_suspect" + one, values);
  }

  void add(Finding const& f, std::string& out) const {
    Check const& first = m_e.checks[f.checks.front()];
    std::string const mark =
        f.is_open() ? coloured(red, say("report_mark", {})) : coloured(yellow, say("report_mark_explained", {}));
    out += fmt::format("  {} {}\n", mark, headline(f));
    bool const says_all = !f.explained && f.checks.size() == 1 && (!first.suspect || is_about_words(first));
    if (!says_all) {
      for (std::size_t const i : f.checks) {
        out += fmt::format("      {}\n", coloured(faint, message(m_e.checks[i])));
      }
    }
    add_judgements(f, out);
  }

  /// Who looked at it, and what they said; each once, though several equations hang on it.
  void add_judgements(Finding const& f, std::string& out) const {
    std::vector<Judgement const*> said;
    for (std::size_t const i : f.checks) {
      CheckJudgement const judged = judgement_about(m_e.checks[i], m_e);
      if (judged.judgement == nullptr || std::find(said.begin(), said.end(), judged.judgement) != said.end()) {
        continue;
      }
      said.push_back(judged.judgement);
      Judgement const& j = *judged.judgement;
      std::string const by = j.by.empty() ? say("report_somebody", {}) : j.by;
      out += fmt::format("      {}\n", say(j.publisher ? "report_confirmed" : "report_accepted",
                                           {{"printed", j.read},
                                            {"name", by},
                                            {"date", j.at.empty() ? "" : ", " + j.at.substr(0, j.at.find('T'))},
                                            {"text", j.note.empty() ? "" : ": " + j.note}}));
    }
  }

  Extraction const& m_e;
  std::vector<Doubt> m_doubts = doubts_of(m_e);
  Wording const& m_wording;
  ReportStyle m_style;
};

} // namespace

std::vector<Finding> findings_of(Extraction const& extraction) {
  std::vector<Finding> out;
  std::map<std::string, std::size_t> by_key;
  std::map<std::pair<FigureRef::Of, std::uint32_t>, std::size_t> by_figure; // of findings without a suspect
  for (std::size_t i = 0; i < extraction.checks.size(); ++i) {
    Check const& c = extraction.checks[i];
    if (c.status != CheckStatus::fail) { continue; }
    std::optional<std::size_t> known;
    if (!c.explained.empty()) {
      known = by_key.try_emplace("explained/" + c.explained, out.size()).first->second;
    } else if (c.suspect && !is_about_words(c)) {
      FigureRef const& suspect = c.operands[*c.suspect];
      known = by_key
                  .try_emplace(fmt::format("{}/{}/{}", c.suggested, static_cast<int>(suspect.of), suspect.index),
                               out.size())
                  .first->second;
    } else if (c.difference) {
      for (FigureRef const& f : c.operands) {
        auto const at = by_figure.find({f.of, f.index});
        if (at != by_figure.end() && !known) { known = at->second; }
      }
      for (FigureRef const& f : c.operands) { by_figure.try_emplace({f.of, f.index}, known.value_or(out.size())); }
    }
    if (known && *known < out.size()) {
      out[*known].checks.push_back(i);
    } else {
      out.push_back({{i}, !c.explained.empty(), false});
    }
  }
  for (Finding& f : out) {
    f.confirmed = !f.explained && std::all_of(f.checks.begin(), f.checks.end(), [&](std::size_t i) {
      return judgement_about(extraction.checks[i], extraction).confirmed();
    });
  }
  auto const size = [&](Finding const& f) {
    Wide largest = 0;
    for (std::size_t const i : f.checks) { largest = std::max(largest, size_of(extraction, extraction.checks[i])); }
    return largest;
  };
  std::stable_sort(out.begin(), out.end(), [&](Finding const& a, Finding const& b) {
    auto const rank = [](Finding const& f) { return f.explained ? 2 : f.confirmed ? 1 : 0; };
    return rank(a) != rank(b) ? rank(a) < rank(b) : size(a) > size(b);
  });
  return out;
}

std::string to_report(Extraction const& extraction, std::string_view file, Wording const& wording,
                      ReportStyle const& style) {
  return Report(extraction, wording, style).text(file);
}

void ReportTotals::add(Extraction const& extraction) {
  auto const is_proven = [](auto const& figure) { return figure.proof == Proof::proven; };
  ++files;
  figures += extraction.observations.size() + extraction.statements.size();
  proven += static_cast<std::size_t>(
      std::count_if(extraction.observations.begin(), extraction.observations.end(), is_proven) +
      std::count_if(extraction.statements.begin(), extraction.statements.end(), is_proven));
  for (Finding const& f : findings_of(extraction)) {
    conflicts += f.is_open();
    confirmed += f.confirmed;
  }
  std::vector<Doubt> const doubts = doubts_of(extraction);
  unchecked += !doubts.empty() && is_total(doubts.front());
}

std::string to_report(ReportTotals const& totals, Wording const& wording, ReportStyle const& style) {
  std::size_t const permille = totals.figures == 0 ? 0 : totals.proven * 1000 / totals.figures;
  Wording::Values const values{{"files", fmt::format("{}", totals.files)},
                               {"figures", fmt::format("{}", totals.figures)},
                               {"share", fmt::format("{}.{}", permille / 10, permille % 10)},
                               {"conflicts", fmt::format("{}", totals.conflicts)}};
  auto const say = [&](std::string_view key, Wording::Values const& with) {
    return style.language == ReportLanguage::chinese ? wording.chinese(key, with) : wording.english(key, with);
  };
  std::string out = say("report_total", values);
  for (auto const& [key, count] :
       {std::pair{"report_summary_confirmed", totals.confirmed}, {"report_total_unchecked", totals.unchecked}}) {
    if (count > 0) { out += say(key, {{"count", fmt::format("{}", count)}}); }
  }
  return out + "\n";
}

} // namespace gongkai
