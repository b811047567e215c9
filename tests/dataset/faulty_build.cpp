// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Builds a data set with a reader that goes wrong where a file's bytes ask for it: "%fault: NAME". Proves that one
/// document cannot hurt another. With the variable REVIEW, review pages are made in that folder by what goes wrong
/// likewise for "%page fault: NAME".
///
///     faulty_build OUTPUT JOBS TIMEOUT_MS MEMORY_MIB PLACE...
#include "dataset/build.hpp"
#include "knowledge.hpp"
#include "output/review/review_page.hpp"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <vector>

namespace {

using namespace gongkai;

struct Silent : dataset::BuildObserver {
  void progress(dataset::Progress const&) override {}
  void done(dataset::DocumentDone const&, dataset::Progress const&) override {}
  void failed(dataset::PageFailed const&, dataset::Progress const&) override {}
};

/// So that no compiler takes the fault for one.
int volatile forever = 1;

[[noreturn]] void hang() {
  while (forever != 0) {}
  std::abort();
}

void eat(bool as_libraries_do) {
  constexpr std::size_t block = 1 << 20;
  std::vector<std::unique_ptr<char[]>> eaten;
  for (;;) {
    if (as_libraries_do) {
      if (std::malloc(block) == nullptr) {
        std::fputs("Out of memory\n", stderr);
        std::exit(1);
      }
    } else {
      eaten.emplace_back(new char[block]);
    }
  }
}

void go_wrong(std::string const& fault) {
  if (fault == "hang") { hang(); }
  if (fault == "eat") { eat(false); }
  if (fault == "malloc") { eat(true); }
  if (fault == "crash") {
    std::signal(SIGSEGV, SIG_DFL); // a sanitizer's handler would leave in its own way
    std::raise(SIGSEGV);
  }
  if (fault == "abort") { std::abort(); }
  if (fault == "exit") { std::_Exit(3); }
  if (fault == "throw") { throw std::runtime_error("thrown by the test"); }
}

void go_wrong_where_asked(std::string const& bytes, std::string_view mark) {
  std::size_t const at = bytes.rfind(mark);
  if (at == std::string::npos) { return; }
  go_wrong(bytes.substr(at + mark.size(), bytes.find('\n', at) - at - mark.size()));
}

Result<std::string> faulty_page(std::string const& bytes, std::string const& name, dataset::PageLabels const& labels,
                                std::function<void(int)> const& at_page) {
  at_page(2);
  go_wrong_where_asked(bytes, "%page fault: ");
  ReviewPageOptions options;
  options.mark = labels.mark;
  Extraction extraction;
  extraction.source.file = name;
  return review_page(extraction, {}, {}, options);
}

dataset::ReadDocument faulty(std::shared_ptr<Knowledge> const& knowledge) {
  return [knowledge](std::string bytes, std::string const& name, std::function<void(int)> const& at_page) {
    at_page(3);
    go_wrong_where_asked(bytes, "%fault: ");
    bool const twice = bytes.find("%fault: twice") != std::string::npos;
    ExtractOptions options;
    options.at_page = at_page;
    Result<Extraction> read = extract(std::move(bytes), name, *knowledge, options);
    if (twice && read) { read->tables[0].cells.push_back(read->tables[0].cells.front()); }
    return read;
  };
}

} // namespace

int main(int argc, char** argv) {
  if (argc < 6) { return 2; }
  PatternFiles const files;
  dataset::DocumentReader reader;
  reader.version = "test";
  reader.files = &files;
  reader.make = [] { return dataset::DocumentWork{faulty(std::make_shared<Knowledge>()), faulty_page}; };
  dataset::BuildOptions options;
  options.pool.jobs = static_cast<unsigned>(std::atoi(argv[2]));
  options.pool.timeout = std::chrono::milliseconds(std::atoi(argv[3]));
  options.pool.memory = static_cast<std::uint64_t>(std::atoi(argv[4])) << 20;
  options.pool.tasks_a_worker = 3;
  if (char const* const folder = std::getenv("REVIEW")) { options.review = folder; }
  Silent silent;
  dataset::Inputs const inputs = dataset::find_inputs({argv + 5, argv + argc});
  return dataset::build(argv[1], inputs, reader, options, silent).interrupted ? 1 : 0;
}
