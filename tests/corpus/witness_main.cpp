// SPDX-License-Identifier: GPL-3.0-or-later
// witness PDF-OR-FOLDER...: compares the pass with poppler-cpp on every page of every file, and the document's
// metadata. Ends with 0, with 1 where a file agrees in less than 99.5 % of its words or glyphs or has other metadata,
// with 77 where there is no file.
#include "corpus/pdf_files.hpp"
#include "corpus/witness.hpp"
#include "pdf/document.hpp"
#include "support/files.hpp"

#include <fmt/format.h>
#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page.h>

#include <algorithm>
#include <cstdio>
#include <memory>

using namespace gongkai;

namespace {

constexpr double least_share = 0.995;
constexpr std::size_t most_shown = 12; // differences of one file

struct FileResult {
  int pages = 0;
  std::size_t words = 0, glyphs = 0;
  std::vector<std::string> differences;
  std::size_t missing = 0, unknown = 0;
  bool same_metadata = false;

  static double share(std::size_t lacking, std::size_t all) {
    return all == 0 ? 1 : 1 - static_cast<double>(lacking) / static_cast<double>(all);
  }
  bool good() const {
    return same_metadata && share(missing, words) >= least_share && share(unknown, glyphs) >= least_share;
  }
};

std::string utf8(poppler::ustring const& text) {
  poppler::byte_array const bytes = text.to_utf8();
  std::string out(bytes.begin(), bytes.end());
  while (!out.empty() && (out.back() == '\0' || out.back() == ' ')) { out.pop_back(); }
  return out;
}

void compare_metadata(pdf::Metadata const& ours, poppler::document const& theirs,
                      std::vector<std::string>& differences) {
  auto const compare = [&](std::string_view what, std::string const& a, std::string const& b) {
    if (a != b) { differences.push_back(fmt::format("{}: '{}', by poppler-cpp '{}'", what, a, b)); }
  };
  compare("producer", ours.producer, utf8(theirs.get_producer()));
  compare("creator", ours.creator, utf8(theirs.get_creator()));
  compare("title", ours.title, utf8(theirs.get_title()));
  compare("pages", std::to_string(ours.pages), std::to_string(theirs.pages()));
  compare("encrypted", std::to_string(ours.encrypted), std::to_string(theirs.is_encrypted()));
}

/// Nothing where the file cannot be opened: that is for other tests.
std::optional<FileResult> compare_file(std::filesystem::path const& path) {
  std::string const bytes = bytes_of(path);
  auto const document = pdf::Document::open(bytes);
  std::unique_ptr<poppler::document> const front(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  if (!document || !front || front->is_locked()) { return std::nullopt; }
  FileResult out;
  out.pages = document->metadata().pages;
  compare_metadata(document->metadata(), *front, out.differences);
  out.same_metadata = out.differences.empty();
  for (int number = 1; number <= out.pages; ++number) {
    std::unique_ptr<poppler::page> const page(front->create_page(number - 1));
    if (!page) { continue; }
    PageContent const content = document->read_page(number);
    witness::Comparison const c = witness::compare(witness::words_of(*page, content.user_unit), content);
    out.words += c.words;
    out.glyphs += c.glyphs;
    out.missing += c.missing.size();
    out.unknown += c.unknown.size();
    for (std::string const& w : c.missing) {
      out.differences.push_back(fmt::format("page {}: the pass lacks {}", number, w));
    }
    for (std::string const& g : c.unknown) {
      out.differences.push_back(fmt::format("page {}: poppler-cpp lacks {}", number, g));
    }
  }
  return out;
}

void report(std::string const& name, FileResult const& r) {
  fmt::print("{} {:5} pages {:7} words {:8.4f} % {:8} glyphs {:8.4f} %  {}\n", r.good() ? "ok  " : "FAIL", r.pages,
             r.words, 100 * FileResult::share(r.missing, r.words), r.glyphs,
             100 * FileResult::share(r.unknown, r.glyphs), name);
  for (std::size_t i = 0; i < std::min(r.differences.size(), most_shown); ++i) {
    fmt::print("       {}\n", r.differences[i]);
  }
  if (r.differences.size() > most_shown) { fmt::print("       and {} more\n", r.differences.size() - most_shown); }
}

} // namespace

int main(int argc, char** argv) {
  poppler::set_debug_error_function([](std::string const&, void*) {}, nullptr);
  auto const files = pdfs_in({argv + 1, argv + argc});
  if (files.empty()) {
    fmt::print("SKIPPED: no PDF to compare; GONGKAI_CORPUS=FOLDER names a folder of them\n");
    return 77;
  }
  FileResult total;
  int bad = 0, read = 0;
  for (auto const& path : files) {
    auto const r = compare_file(path);
    if (!r) { continue; }
    ++read;
    report(path.filename().string(), *r);
    bad += !r->good();
    total.pages += r->pages;
    total.words += r->words;
    total.glyphs += r->glyphs;
    total.missing += r->missing;
    total.unknown += r->unknown;
  }
  report(fmt::format("all of {} files", read), total);
  return bad == 0 && read > 0 ? 0 : 1;
}
