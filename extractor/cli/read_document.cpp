// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/read_document.hpp"

#include "cli/input.hpp"
#include "cli/talk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <new>

namespace gongkai::cli {

Result<Extraction> read_document(std::string const& name, Knowledge const& knowledge, ReadingOptions const& options,
                                 std::string const& pages) {
  PageRange const range = pages.empty() ? PageRange{} : parse_page_range(pages);
  try {
    Result<std::string> bytes = read_input(name);
    if (!bytes) { return tl::make_unexpected(bytes.error()); }
    Result<Extraction> result =
        extract(std::move(*bytes), as_utf8(name), knowledge, {options.password, range.first, range.last, {}});
    if (result && range.first > result->source.pages) {
      return failure(
          ProblemCode::no_pages,
          fmt::format("the file ends with page {}, so --pages {} takes nothing from it", result->source.pages, pages));
    }
    return result;
  } catch (std::bad_alloc const&) {
    return failure(ProblemCode::damaged_file,
                   "there is not enough memory to read the file; try a part of it with --pages");
  } catch (std::exception const& e) {
    return failure(ProblemCode::damaged_file,
                   fmt::format("the program failed on this file ({}); please report it with the file", e.what()));
  }
}

void talk_about(std::string const& name, Extraction const& extraction, bool verbose) {
  for (Problem const& p : extraction.warnings) {
    bool const whole_file = p.code == ProblemCode::no_text_layer || p.code == ProblemCode::damaged_file;
    if (whole_file || verbose) { report(name, p); }
  }
}

void check_inputs(std::vector<std::string> const& files) {
  if (std::count(files.begin(), files.end(), standard_input) > 1) {
    throw UsageError("standard input (-) can be read once only");
  }
}

ExitCode exit_code(std::size_t unread, std::size_t files) {
  return unread == 0 ? ExitCode::done : unread == files ? ExitCode::none_read : ExitCode::some_unread;
}

} // namespace gongkai::cli
