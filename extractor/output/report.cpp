// SPDX-License-Identifier: GPL-3.0-or-later
#include "output/report.hpp"

#include "check/describe.hpp"
#include "check/quantity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace gongkai {
namespace {

// What terminals understand.
constexpr std::string_view red = "\x1b[31m", green = "\x1b[32m", yellow = "\x1b[33m", faint = "\x1b[2m",
                           bold = "\x1b[1m", plain = "\x1b[0m";

/// How far a check is off in its own unit, for the order only.
Wide size_of(Check const& c) {
  if (!c.difference) { return 0; }
  auto const quantity = quantity_of(*c.difference, 0);
  return quantity ? absolute(quantity->value) : largest_factor;
}

class Report {
public:
  Report(Extraction const& e, Wording const& wording, ReportStyle const& style)
      : m_e(e), m_wording(wording), m_style(style) {}

  std::string text(std::string_view file) const {
    std::vector<Finding> const findings = findings_of(m_e);
    std::string out = coloured(bold, file) + "\n";
    for (Finding const& f : findings) { add(f, out); }
    auto const explained = static_cast<std::size_t>(
        std::count_if(findings.begin(), findings.end(), [](Finding const& f) { return f.explained; }));
    std::size_t const conflicts = findings.size() - explained;
    out += "  " + coloured(conflicts == 0 ? green : red, say(conflicts == 0 ? "report_mark_fine" : "report_mark", {})) +
           " ";
    out += summary(conflicts, explained) + "\n";
    return out;
  }

private:
  std::string say(std::string_view key, Wording::Values const& values) const {
    return m_style.language == ReportLanguage::chinese ? m_wording.chinese(key, values)
                                                       : m_wording.english(key, values);
  }
  std::string coloured(std::string_view colour, std::string_view text) const {
    return m_style.colours ? fmt::format("{}{}{}", colour, text, plain) : std::string(text);
  }
  std::string const& message(Check const& c) const {
    return m_style.language == ReportLanguage::chinese ? c.message : c.message_en;
  }

  std::string summary(std::size_t conflicts, std::size_t explained) const {
    auto const share = proven_share(m_e);
    if (!share) { return say("report_unread", {}); }
    std::string const more =
        explained == 0 ? "" : say("report_summary_explained", {{"count", fmt::format("{}", explained)}});
    return say("report_summary", {{"tables", fmt::format("{}", m_e.tables.size())},
                                  {"figures", fmt::format("{}", m_e.observations.size() + m_e.statements.size())},
                                  {"share", percents(*share)},
                                  {"conflicts", fmt::format("{}", conflicts)},
                                  {"explained", more}});
  }

  /// "0.9876" as "98.7".
  static std::string percents(Decimal const& share) { return Decimal{share.mantissa / 10, 1}.text(); }

  std::string blame(Check const& c) const {
    if (c.blame == Blame::unknown) { return say("blame_unknown", {}); }
    return say(fmt::format("blame_{}_{}", name_of(c.blame), c.reason), {});
  }

  void add(Finding const& f, std::string& out) const {
    Check const& first = m_e.checks[f.checks.front()];
    std::string const mark =
        f.explained ? coloured(yellow, say("report_mark_explained", {})) : coloured(red, say("report_mark", {}));
    bool const figures = first.suspect.has_value() && first.kind != CheckKind::code_name;
    if (figures) {
      FigureRef const& suspect = first.operands[*first.suspect];
      bool const money = suspect.of == FigureRef::Of::observation;
      Wording::Values const values{
          {"place", place_of(suspect, m_e, m_wording, m_style.language == ReportLanguage::chinese)},
          {"printed",
           money ? m_e.observations[suspect.index].amount.text() : m_e.statements[suspect.index].value.text()},
          {"unit", money ? m_e.observations[suspect.index].unit : m_e.statements[suspect.index].unit},
          {"suggested", first.suggested},
          {"count", fmt::format("{}", f.checks.size())},
          {"blame", blame(first)}};
      out +=
          fmt::format("  {} {}\n", mark, say(first.suggested.empty() ? "report_misplaced" : "report_suspect", values));
    }
    for (std::size_t i = 0; i < f.checks.size(); ++i) {
      std::string const line = message(m_e.checks[f.checks[i]]);
      out += figures || i > 0 ? fmt::format("      {}\n", coloured(faint, line)) : fmt::format("  {} {}\n", mark, line);
    }
    if (f.explained) { out += fmt::format("      {}\n", say("report_explained", {{"text", first.explained}})); }
  }

  Extraction const& m_e;
  Wording const& m_wording;
  ReportStyle m_style;
};

} // namespace

std::vector<Finding> findings_of(Extraction const& extraction) {
  std::vector<Finding> out;
  std::map<std::pair<std::string, std::uint32_t>, std::size_t> by_suspect;
  for (std::size_t i = 0; i < extraction.checks.size(); ++i) {
    Check const& c = extraction.checks[i];
    if (c.status != CheckStatus::fail) { continue; }
    bool const explained = !c.explained.empty();
    if (c.suspect && c.kind != CheckKind::code_name) {
      FigureRef const& suspect = c.operands[*c.suspect];
      std::string const key = fmt::format("{}/{}/{}", c.suggested, static_cast<int>(suspect.of), explained);
      auto const [at, added] = by_suspect.try_emplace({key, suspect.index}, out.size());
      if (!added) {
        out[at->second].checks.push_back(i);
        continue;
      }
    }
    out.push_back({{i}, explained});
  }
  auto const size = [&](Finding const& f) {
    Wide largest = 0;
    for (std::size_t const i : f.checks) { largest = std::max(largest, size_of(extraction.checks[i])); }
    return largest;
  };
  std::stable_sort(out.begin(), out.end(), [&](Finding const& a, Finding const& b) {
    return a.explained != b.explained ? !a.explained : size(a) > size(b);
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
  for (Finding const& f : findings_of(extraction)) { conflicts += !f.explained; }
}

std::string to_report(ReportTotals const& totals, Wording const& wording, ReportStyle const& style) {
  std::size_t const permille = totals.figures == 0 ? 0 : totals.proven * 1000 / totals.figures;
  Wording::Values const values{{"files", fmt::format("{}", totals.files)},
                               {"figures", fmt::format("{}", totals.figures)},
                               {"share", fmt::format("{}.{}", permille / 10, permille % 10)},
                               {"conflicts", fmt::format("{}", totals.conflicts)}};
  return (style.language == ReportLanguage::chinese ? wording.chinese("report_total", values)
                                                    : wording.english("report_total", values)) +
         "\n";
}

} // namespace gongkai
