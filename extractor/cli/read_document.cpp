// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/read_document.hpp"

#include "base/sha256.hpp"
#include "cli/input.hpp"
#include "cli/talk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <new>

namespace gongkai::cli {

Result<Extraction> read_bytes(std::string const& name, std::string bytes, Knowledge const& knowledge,
                              ExtractOptions const& options) {
  try {
    return extract(std::move(bytes), as_utf8(name), knowledge, options);
  } catch (std::bad_alloc const&) {
    return failure(ProblemCode::damaged_file,
                   "there is not enough memory to read the file; try a part of it with --pages");
  } catch (std::exception const& e) {
    return failure(ProblemCode::damaged_file,
                   fmt::format("the program failed on this file ({}); please report it with the file", e.what()));
  }
}

Result<Extraction> read_document(std::string const& name, Knowledge const& knowledge, ReadingOptions const& options,
                                 std::string const& pages, Corrections const* corrections) {
  PageRange const range = pages.empty() ? PageRange{} : parse_page_range(pages);
  Result<std::string> bytes = read_input(name);
  if (!bytes) { return tl::make_unexpected(bytes.error()); }
  Result<Extraction> result =
      read_bytes(name, std::move(*bytes), knowledge, {options.password, range.first, range.last, corrections, {}});
  if (result && range.first > result->source.pages) {
    return failure(ProblemCode::no_pages, fmt::format("the file ends with page {}, so --pages {} takes nothing from it",
                                                      result->source.pages, pages));
  }
  return result;
}

namespace {

/// `shown` is what a message begins with. Adds the text to `texts`.
Corrections read_corrections_file(std::string const& file, std::string const& shown, std::string& texts) {
  Result<std::string> const text = read_input(file);
  if (!text) { throw UsageError(fmt::format("{}: {}", shown, text.error().message)); }
  auto corrections = parse_corrections(*text);
  if (!corrections) { throw UsageError(fmt::format("{}: is no file of corrections: {}", shown, corrections.error())); }
  texts += *text;
  return std::move(*corrections);
}

} // namespace

Corrections read_corrections(std::vector<std::string> const& files) {
  Corrections out;
  std::string texts;
  for (std::string const& file : files) {
    out.add(read_corrections_file(file, "--corrections " + as_shown(file), texts));
  }
  constexpr std::size_t shown = 12; // as of the patterns
  if (!texts.empty()) { out.fingerprint = sha256_hex(texts).substr(0, shown); }
  return out;
}

Corrections read_own_corrections(std::string const& file) {
  std::string texts;
  return read_corrections_file(file, as_shown(file), texts);
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
