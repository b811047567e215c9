// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace gongkai::cli {
namespace {

constexpr std::string_view advice = "write one page (5), a range (3-9) or all from a page on (3-)";

int parse_page(std::string_view digits, std::string_view text) {
  int page = 0;
  auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), page);
  if (error != std::errc() || end != digits.data() + digits.size() || digits.front() == '-') {
    throw UsageError(fmt::format("--pages: '{}' is no range of pages; {}", text, advice));
  }
  if (page < 1) {
    throw UsageError(fmt::format("--pages: '{}' begins before the first page, which is 1; {}", text, advice));
  }
  return page;
}

} // namespace

PageRange parse_page_range(std::string_view text) {
  std::size_t const dash = text.find('-');
  PageRange range;
  range.first = parse_page(text.substr(0, dash), text);
  if (dash == std::string_view::npos) {
    range.last = range.first;
  } else if (dash + 1 < text.size()) {
    range.last = parse_page(text.substr(dash + 1), text);
    if (range.last < range.first) {
      throw UsageError(fmt::format("--pages: '{}' ends before it begins; write {}-{}", text, range.last, range.first));
    }
  }
  return range;
}

CLI::Validator one_of(std::vector<std::string> words) {
  return {[words = std::move(words)](std::string& given) {
            if (std::find(words.begin(), words.end(), given) != words.end()) { return std::string(); }
            return fmt::format("'{}' is none of {}", given, fmt::join(words, ", "));
          },
          ""};
}

CLI::Validator number_between(double low, double high) {
  return {[low, high](std::string& given) {
            double value = 0;
            auto const [end, error] = std::from_chars(given.data(), given.data() + given.size(), value);
            // Written so that "nan" is refused too.
            bool const good =
                error == std::errc() && end == given.data() + given.size() && value >= low && value <= high;
            return good ? std::string() : fmt::format("'{}' is no number from {} to {}", given, low, high);
          },
          ""};
}

void add_output_option(CLI::App& command, std::string& path) {
  command
      .add_option("-o,--output", path,
                  "Write to a file instead of standard output; it takes its\nplace when all is done")
      ->option_text("PATH")
      ->group("Output");
}

void add_reading_options(CLI::App& command, ReadingOptions& options) {
  command.add_option("--password", options.password, "Password for files that do not open without one")
      ->option_text("PASSWORD")
      ->group("Reading");
  command
      .add_option("--patterns", options.patterns,
                  "Folder of patterns that take the place of those built\nin, file by file")
      ->option_text("DIR")
      ->group("Reading");
}

void add_corrections_option(CLI::App& command, ReadingOptions& options) {
  command
      .add_option("--corrections", options.corrections,
                  "File of corrections made in the review page; may be\ngiven several times")
      ->option_text("FILE")
      ->allow_extra_args(false)
      ->group("Reading");
}

} // namespace gongkai::cli
