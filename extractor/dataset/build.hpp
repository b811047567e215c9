// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Many PDFs become one data set.
///
///   1. Find the files. Those that have not changed since the last run are done.
///   2. Worker processes take the fingerprint of the others' content. One content is one document, under the first of
///      its names; what is in the data set already is done.
///   3. Worker processes read the documents; each goes into the data set as a whole, whatever became of it.
///   4. Where they are asked for, worker processes write the review pages that are not there yet.
///
/// What is written does not depend on the number of workers or the order in which they finish.
#pragma once

#include "dataset/inputs.hpp"
#include "dataset/worker_pool.hpp"
#include "output/to_rows.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace gongkai::dataset {

/// Of documents whose fingerprints begin alike: part `number` of `of`, counted from 1.
struct Shard {
  std::uint32_t number = 1, of = 1;
  bool holds(std::string_view sha256) const;
};

struct BuildOptions {
  PoolOptions pool;
  Shard shard;
  bool again = false;    ///< Read everything anew.
  bool retry = false;    ///< Read anew what timed out, crashed or had no memory.
  bool checksum = false; ///< Take every file's fingerprint, whatever its date.
  std::string review;    ///< Folder for review pages; empty where there are to be none.
};

/// Reads a document, in a worker.
using ReadDocument = std::function<Result<Extraction>(std::string bytes, std::string const& name,
                                                      std::function<void(int page)> const& at_page)>;

/// Where a review page stands, and what it says of itself.
struct PageLabels {
  std::string index, mark;
};

/// Makes a document's review page (HTML), in a worker.
using MakePage = std::function<Result<std::string>(std::string bytes, std::string const& name, PageLabels const& labels,
                                                   std::function<void(int page)> const& at_page)>;

/// What a worker does with a document.
struct DocumentWork {
  ReadDocument read;
  MakePage page; ///< Empty where no pages are asked for.
};

/// What reads documents; made once, before the first worker starts, and only if there is something to read.
struct DocumentReader {
  std::string version;         ///< Of the program and its patterns.
  PatternFiles const* files{}; ///< For the dimensions and names.
  std::function<DocumentWork()> make;
};

struct Progress {
  enum class Stage : unsigned char { fingerprints, documents, pages };
  Stage stage = Stage::fingerprints;
  std::size_t done = 0, all = 0; ///< Files, or documents.
  std::size_t problems = 0;      ///< Documents that could not be read, or have no page.
  std::uint64_t pages = 0;
  double seconds = 0;  ///< Since the stage began.
  std::string current; ///< The file last given out.
};

/// What came of one document.
struct DocumentDone {
  std::string file;
  Outcome outcome{};
  std::string detail;
  double seconds = 0;
};

/// A document whose review page could not be made.
struct PageFailed {
  std::string file, why;
};

class BuildObserver {
public:
  virtual ~BuildObserver() = default;
  virtual void progress(Progress const& progress) = 0; ///< Ten times a second.
  virtual void done(DocumentDone const& document, Progress const& progress) = 0;
  virtual void failed(PageFailed const& page, Progress const& progress) = 0;
};

/// Review pages.
struct PagesSummary {
  std::size_t made = 0, unchanged = 0, failed = 0, removed = 0;
};

struct BuildSummary {
  std::size_t files = 0, unchanged = 0, others = 0; ///< Files of this run; of these, not read again; and other files.
  std::size_t documents = 0;                        ///< Read in this run.
  std::size_t other_shards = 0;
  std::uint64_t pages = 0;
  double seconds = 0;
  bool interrupted = false;
  std::optional<PagesSummary> review;
  std::vector<InputProblem> problems;
  std::vector<std::pair<double, std::string>> slowest; ///< Seconds and file, the slowest first; ten at most.
  // Of the whole data set:
  std::map<std::string, std::int64_t> outcomes;
  std::int64_t tables = 0, figures = 0, proven = 0, conflicts = 0, same_content = 0, same_text = 0, same_figures = 0,
               misattributed = 0;
};

/// \throws DatabaseError, PatternError, std::runtime_error
BuildSummary build(std::string const& path, Inputs const& inputs, DocumentReader const& reader,
                   BuildOptions const& options, BuildObserver& observer);

} // namespace gongkai::dataset
