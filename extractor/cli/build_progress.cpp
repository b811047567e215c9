// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/build_progress.hpp"

#include "cli/input.hpp"
#include "cli/talk.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <string_view>

namespace gongkai::cli {
namespace {

using dataset::Progress;

constexpr auto line_interval = std::chrono::seconds(10); ///< Between plain lines.
constexpr std::size_t usual_width = 80;

std::size_t terminal_width() {
  winsize size{};
  return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 20 ? size.ws_col : usual_width;
}

std::string duration(double seconds) {
  auto const s = static_cast<long>(seconds + 0.5);
  if (s >= 3600) { return fmt::format("{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60); }
  return fmt::format("{}:{:02}", s / 60, s % 60);
}

std::string status(Progress const& p) {
  if (p.stage == Progress::Stage::fingerprints) { return fmt::format("fingerprints: {} of {} files", p.done, p.all); }
  bool const pages = p.stage == Progress::Stage::pages;
  std::string text = fmt::format("{} of {} {}", p.done, p.all, pages ? "review pages" : "documents");
  if (p.pages > 0 && p.seconds > 0.5) {
    text += fmt::format(", {:.0f} pages/s", static_cast<double>(p.pages) / p.seconds);
  }
  if (p.done > 0 && p.seconds > 2) {
    text += fmt::format(", {} left",
                        duration(p.seconds / static_cast<double>(p.done) * static_cast<double>(p.all - p.done)));
  }
  if (p.problems > 0) { text += fmt::format(", {} not {}", p.problems, pages ? "made" : "read"); }
  return text;
}

/// The last part of a name that fits; an ideograph is two columns wide.
std::string_view tail(std::string_view name, std::size_t columns) {
  std::size_t used = 0, begin = name.size();
  while (begin > 0) {
    std::size_t at = begin - 1;
    while (at > 0 && (static_cast<unsigned char>(name[at]) & 0xC0U) == 0x80) { --at; }
    used += begin - at > 1 ? 2 : 1;
    if (used > columns) { break; }
    begin = at;
  }
  return name.substr(begin);
}

std::string percent(std::int64_t part, std::int64_t whole) {
  return whole == 0 ? "none" : fmt::format("{:.1f} %", 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

} // namespace

BuildProgress::~BuildProgress() { clear(); }

void BuildProgress::clear() {
  if (m_shown) { std::fputs("\r\x1b[K", stderr); }
  m_shown = false;
}

void BuildProgress::finish(std::string const& text) {
  clear();
  std::fputs(text.c_str(), stderr);
}

void BuildProgress::progress(Progress const& p) {
  if (m_talk == Talk::quiet) { return; }
  auto const now = std::chrono::steady_clock::now();
  if (m_talk == Talk::lines) {
    if (m_last == std::chrono::steady_clock::time_point{}) { m_last = now; }
    if (now - m_last < line_interval) { return; }
    m_last = now;
    std::fputs(fmt::format("{}\n", status(p)).c_str(), stderr);
    return;
  }
  std::string line = status(p);
  std::size_t const width = terminal_width() - 1;
  if (line.size() + 5 < width) { line += fmt::format("  {}", tail(as_shown(p.current), width - line.size() - 2)); }
  std::fputs(fmt::format("\r{}\x1b[K", line).c_str(), stderr);
  std::fflush(stderr);
  m_shown = true;
}

void BuildProgress::done(dataset::DocumentDone const& d, Progress const& p) {
  bool const read = d.outcome == Outcome::done || d.outcome == Outcome::done_with_warnings;
  if (m_talk != Talk::quiet && !read) {
    clear();
    say(as_shown(d.file), fmt::format("{}: {}", name_of(d.outcome),
                                      d.detail.empty() ? "the file has only pictures of pages" : as_shown(d.detail)));
  }
  progress(p);
}

void BuildProgress::failed(dataset::PageFailed const& page, Progress const& p) {
  if (m_talk != Talk::quiet) {
    clear();
    say(as_shown(page.file), fmt::format("no review page: {}", as_shown(page.why)));
  }
  progress(p);
}

std::string to_text(dataset::BuildSummary const& s, std::string const& path, std::string const& review) {
  std::string out = fmt::format("{}: {} documents read in {} ({} pages), {} files unchanged", as_shown(path),
                                s.documents, duration(s.seconds), s.pages, s.unchanged);
  if (s.other_shards > 0) { out += fmt::format(", {} of other shards", s.other_shards); }
  if (s.others > 0) { out += fmt::format(", {} files that are no .pdf left alone", s.others); }
  out += "\n";
  for (auto const& [outcome, count] : s.outcomes) { out += fmt::format("  {:20}{:>10}\n", outcome, count); }
  out += fmt::format("  {:20}{:>10}\n  {:20}{:>10}\n  {:20}{:>10}\n  {:20}{:>10}\n", "tables", s.tables, "figures",
                     s.figures, "proven", percent(s.proven, s.figures), "conflicts", s.conflicts);
  if (s.same_content + s.same_text + s.same_figures > 0) {
    out += fmt::format("  published more than once: {} contents, {} texts, {} sets of figures (view duplicates)\n",
                       s.same_content, s.same_text, s.same_figures);
  }
  if (s.misattributed > 0) {
    out += fmt::format("  {} files may stand under another's name (view misattributed)\n", s.misattributed);
  }
  if (s.review) {
    out += fmt::format("  review pages: {} made, {} unchanged", s.review->made, s.review->unchanged);
    if (s.review->failed > 0) { out += fmt::format(", {} could not be made", s.review->failed); }
    if (s.review->removed > 0) { out += fmt::format(", {} out of date removed", s.review->removed); }
    out += fmt::format("; open {}/index.html\n", as_shown(review));
  }
  for (std::size_t i = 0; i < std::min<std::size_t>(s.slowest.size(), 3); ++i) {
    out += fmt::format("  {} {:.2f} s  {}\n", i == 0 ? "slowest:" : "        ", s.slowest[i].first,
                       as_shown(s.slowest[i].second));
  }
  if (s.interrupted) { out += "stopped before the end; the same command goes on from here\n"; }
  return out;
}

} // namespace gongkai::cli
