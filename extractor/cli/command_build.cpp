// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command_build.hpp"

#include "base/version.hpp"
#include "cli/build_progress.hpp"
#include "cli/help.hpp"
#include "cli/input.hpp"
#include "cli/options.hpp"
#include "cli/output_file.hpp"
#include "cli/read_document.hpp"
#include "cli/talk.hpp"
#include "dataset/build.hpp"
#include "knowledge.hpp"
#include "review.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <memory>
#include <thread>

namespace gongkai::cli {
namespace {

using dataset::BuildOptions;

struct Settings {
  std::vector<std::string> places;
  std::string list, output, shard, review;
  unsigned jobs = 0;
  double timeout = 60;
  unsigned memory = 1024;
  bool again = false, retry = false, checksum = false, quiet = false;
  ReadingOptions reading;
};

constexpr char const* examples = R"(Examples:
  gongkai build 2024/ -o county.gongkai
        everything under a folder; run it again when files were added
  gongkai build 2023.zip 2024.zip -o county.gongkai
        straight from ZIP archives, whatever the encoding of their names
  find /data -name '*.pdf' -print0 | gongkai build --list - -o all.gongkai
        a list of names
  gongkai build /data -o part3.gongkai --shard 3/16
        one of sixteen parts, each on a machine of its own; then gongkai merge
  sqlite3 county.gongkai 'SELECT entity, year, yuan FROM figures LIMIT 5'
        the data set is a SQLite file
  gongkai build 2024/ -o county.gongkai --review
        and county.review/index.html, to see every figure on its page

A document that hangs, crashes or eats memory costs its own row only. The run
may be stopped at any moment: the same command goes on where it was. See
gongkai-build(1) and docs/tutorial.md.)";

/// What CLI11 puts for a flag without a value; a folder of this name is "./true".
constexpr char const* beside = "true";

/// Below this a worker cannot even start.
constexpr unsigned least_memory = 256;

dataset::Shard parse_shard(std::string const& text) {
  dataset::Shard shard;
  if (text.empty()) { return shard; }
  std::size_t const slash = std::min(text.find('/'), text.size());
  char const* const end = text.data() + text.size();
  auto const first = std::from_chars(text.data(), text.data() + slash, shard.number);
  auto const second = slash < text.size() ? std::from_chars(text.data() + slash + 1, end, shard.of)
                                          : std::from_chars_result{text.data(), std::errc::invalid_argument};
  bool const good = first.ec == std::errc() && first.ptr == text.data() + slash && second.ec == std::errc() &&
                    second.ptr == end && shard.number >= 1 && shard.number <= shard.of;
  if (!good) {
    throw UsageError(fmt::format("--shard: '{}' is no part; write 3/16 for the third of sixteen", as_shown(text)));
  }
  return shard;
}

dataset::Inputs inputs_of(Settings const& s) {
  std::vector<std::string> places = s.places;
  if (!s.list.empty()) {
    Result<std::string> const list = read_input(s.list);
    if (!list) { throw UsageError(fmt::format("--list {}: {}", as_shown(s.list), list.error().message)); }
    std::vector<std::string> const listed = dataset::places_of_list(*list);
    places.insert(places.end(), listed.begin(), listed.end());
  }
  if (places.empty() && s.list.empty()) {
    throw UsageError("there is nothing to build from; name files, folders or archives, or give --list");
  }
  return dataset::find_inputs(places);
}

struct PageMaking {
  dataset::ReadDocument const& read;
  Knowledge const& knowledge;
  std::string const& password;
};

Result<std::string> page_of(std::string bytes, std::string const& name, dataset::PageLabels const& labels,
                            std::function<void(int)> const& at_page, PageMaking const& making) {
  Result<std::vector<PagePicture>> const pictures = draw_pages(bytes, making.password, 0, at_page);
  if (!pictures) { return tl::make_unexpected(pictures.error()); }
  Result<Extraction> const extraction = making.read(std::move(bytes), name, at_page);
  if (!extraction) { return tl::make_unexpected(extraction.error()); }
  return to_review_page(*extraction, *pictures, making.knowledge, {"", labels.index, "", labels.mark});
}

/// Where --review says no folder: beside the data set.
std::string review_folder(Settings const& s) {
  if (s.review != beside) { return s.review; }
  std::filesystem::path folder(s.output);
  // Of 2024.gongkai it is 2024.review; a name may also have other dots in it.
  return (folder.extension() == ".gongkai" ? folder.replace_extension(".review") : folder += ".review").string();
}

/// `knowledge` is made when it is needed: a run that finds nothing new needs none.
dataset::DocumentReader reader_of(ReadingOptions const& options, PatternFiles const& files,
                                  Corrections const& corrections) {
  dataset::DocumentReader reader;
  reader.version = fmt::format("gongkai {} patterns {}", version(), files.fingerprint());
  // Other corrections make another reader: what is in the data set is read again.
  if (!corrections.fingerprint.empty()) { reader.version += " corrections " + corrections.fingerprint; }
  reader.files = &files;
  reader.make = [&options, &corrections] {
    auto const knowledge = std::make_shared<Knowledge>(options.patterns);
    dataset::DocumentWork work;
    work.read = [knowledge, &options, &corrections](std::string bytes, std::string const& name,
                                                    std::function<void(int)> const& at_page) {
      return extract(std::move(bytes), name, *knowledge, {options.password, 1, 0, &corrections, at_page});
    };
    work.page = [knowledge, read = work.read, &options](std::string bytes, std::string const& name,
                                                        dataset::PageLabels const& labels,
                                                        std::function<void(int)> const& at_page) {
      return page_of(std::move(bytes), name, labels, at_page, {read, *knowledge, options.password});
    };
    return work;
  };
  return reader;
}

BuildProgress::Talk talk_of(Settings const& s) {
  return s.quiet                      ? BuildProgress::Talk::quiet
         : isatty(STDERR_FILENO) == 1 ? BuildProgress::Talk::terminal
                                      : BuildProgress::Talk::lines;
}

ExitCode code_of(dataset::BuildSummary const& summary) {
  if (summary.interrupted) { return ExitCode::interrupted; }
  auto const count = [&](char const* outcome) {
    auto const at = summary.outcomes.find(outcome);
    return at == summary.outcomes.end() ? std::int64_t{0} : at->second;
  };
  std::int64_t const read = count("done") + count("done_with_warnings");
  std::int64_t all = 0;
  for (auto const& outcome : summary.outcomes) { all += outcome.second; }
  if (read == 0 && (all > 0 || !summary.problems.empty())) { return ExitCode::none_read; }
  bool const pages = !summary.review || summary.review->failed == 0;
  return read == all && pages && summary.problems.empty() ? ExitCode::done : ExitCode::some_unread;
}

ExitCode run(Settings const& s) {
  BuildOptions options;
  options.shard = parse_shard(s.shard);
  options.pool.jobs = s.jobs > 0 ? s.jobs : std::max(std::thread::hardware_concurrency(), 1U);
  options.pool.timeout = std::chrono::milliseconds(static_cast<std::int64_t>(s.timeout * 1000));
  options.pool.memory = std::uint64_t{s.memory} << 20;
  options.again = s.again;
  options.retry = s.retry;
  options.checksum = s.checksum;
  options.review = review_folder(s);
  PatternFiles const files =
      s.reading.patterns.empty() ? PatternFiles() : PatternFiles::with_folder(s.reading.patterns);
  dataset::Inputs const inputs = inputs_of(s);
  for (dataset::InputProblem const& p : inputs.problems) { say(as_shown(p.name), p.message); }
  Corrections const corrections = read_corrections(s.reading.corrections);
  dataset::DocumentReader const reader = reader_of(s.reading, files, corrections);
  BuildProgress progress(talk_of(s));
  dataset::BuildSummary const summary = dataset::build(s.output, inputs, reader, options, progress);
  if (!s.quiet) { progress.finish(to_text(summary, s.output, options.review)); }
  return code_of(summary);
}

void add_run_options(CLI::App& command, Settings& s) {
  command.add_option("--jobs", s.jobs, "Worker processes; as many as there are cores where it is\nleft out")
      ->option_text("N")
      ->check(number_between(1, 1024))
      ->group("Run");
  command.add_option("--timeout", s.timeout, "Seconds for one document (60)")
      ->option_text("SECONDS")
      ->check(number_between(0.1, 86400))
      ->group("Run");
  command.add_option("--memory", s.memory, "MiB for one document (1024)")
      ->option_text("MIB")
      ->check(number_between(least_memory, 1 << 20))
      ->group("Run");
  command
      .add_option("--shard", s.shard,
                  "Take this part only: 3/16 is the third of sixteen, by\nthe contents' fingerprints")
      ->option_text("N/OF")
      ->group("Run");
  command.add_flag("--retry", s.retry, "Read again what timed out, crashed or had too little\nmemory")->group("Run");
  command.add_flag("--again", s.again, "Read everything again")->group("Run");
  command
      .add_flag("--checksum", s.checksum,
                "Look into every file, also where its size and date are\nthose of the last run")
      ->group("Run");
  command.add_flag("-q,--quiet", s.quiet, "No progress, no summary")->group("Run");
}

} // namespace

Command add_build(CLI::App& program) {
  auto const s = std::make_shared<Settings>();
  CLI::App* const command = program.add_subcommand("build", "Turn folders of PDFs into one data set (SQLite)");
  command->add_option("PLACE", s->places, "Files, folders with all in them, wildcards, ZIP archives")->option_text(" ");
  command->add_option("-o,--output", s->output, "The data set: made where it is not there, else added to")
      ->option_text("PATH")
      ->required()
      ->group("Output");
  command
      ->add_flag("--review", s->review,
                 "Also write a page for the browser for each document, and\nan index over the data set: to FOLDER, or "
                 "beside the\ndata set (county.review)")
      ->option_text("[=FOLDER]")
      ->group("Output");
  command->add_option("--list", s->list, "File with a place a line (or divided by NULs); - is\nstandard input")
      ->option_text("FILE")
      ->group("Reading");
  add_reading_options(*command, s->reading);
  add_corrections_option(*command, s->reading);
  add_run_options(*command, *s);
  set_help(*command, examples);
  return {command, [s] { return run(*s); }};
}

} // namespace gongkai::cli
