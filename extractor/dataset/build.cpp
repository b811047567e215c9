// SPDX-License-Identifier: GPL-3.0-or-later
#include "dataset/build.hpp"

#include "dataset/dimensions.hpp"
#include "dataset/named_region.hpp"
#include "dataset/requests.hpp"
#include "dataset/review_pages.hpp"
#include "dataset/store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstring>
#include <unordered_set>

namespace gongkai::dataset {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

/// A content, with all files of this run that hold it, by name.
struct Document {
  std::string key, sha256;
  std::string name; ///< Under which it is read: the first it has.
  std::vector<InputFile const*> files;
  std::string problem; ///< Why it could not be opened.
};

/// Limits were the reason, and are higher now.
bool worth_another_try(KnownDocument const& known, BuildOptions const& options) {
  bool const timed_out = known.outcome == "timed_out", no_memory = known.outcome == "out_of_memory";
  if (known.outcome == "cannot_open") { return true; }
  if (options.retry && (timed_out || no_memory || known.outcome == "crashed")) { return true; }
  return (timed_out && options.pool.timeout.count() > known.timeout) ||
         (no_memory && static_cast<std::int64_t>(options.pool.memory) > known.memory);
}

std::string at_page(int page) { return page > 0 ? fmt::format(" at page {}", page) : " after the pages were read"; }

/// What became of a document whose worker gave no answer.
std::pair<Outcome, std::string> fate_of(Answer const& answer, PoolOptions const& limits) {
  switch (answer.how) {
  case Answer::How::timed_out:
    return {Outcome::timed_out, fmt::format("not done after {} s,{}; give more time with --timeout",
                                            limits.timeout.count() / 1000.0, at_page(answer.page))};
  case Answer::How::out_of_memory:
    return {Outcome::out_of_memory,
            fmt::format("it needs more than {} MiB of memory; give more with --memory", limits.memory >> 20)};
  case Answer::How::failed:
    return {Outcome::crashed, fmt::format("the program failed ({}); please report it with the file", answer.text)};
  default: break;
  }
  std::string const how = answer.signal != 0 ? fmt::format("signal {} ({})", answer.signal, strsignal(answer.signal))
                                             : fmt::format("exit status {}", answer.exit_status);
  return {Outcome::crashed, fmt::format("{}{}; please report it with the file", how, at_page(answer.page))};
}

class Builder {
public:
  Builder(std::string const& path, Inputs const& inputs, DocumentReader const& reader, BuildOptions const& options,
          BuildObserver& observer)
      : m_inputs(inputs), m_reader(reader), m_options(options), m_observer(observer), m_store(path),
        m_known(m_store.documents()) {
    // A document is seen soon by who looks on, and few are lost where the power goes.
    constexpr std::chrono::milliseconds gathered{500};
    m_store.gather_for(gathered);
    m_store.set_region_of_name([this](std::string_view file) {
      if (!m_regions) { m_regions.emplace(*m_reader.files); }
      return region_of_name(file, *m_regions);
    });
    if (!options.review.empty()) { m_pages.emplace(m_store, options.review); }
  }

  BuildSummary run() {
    auto const begin = Clock::now();
    put_dimensions_once();
    m_summary.files = m_inputs.files.size();
    m_summary.others = m_inputs.others;
    m_summary.problems = m_inputs.problems;
    if (m_pages) { m_summary.review.emplace(); }
    m_summary.interrupted = !(take_fingerprints() && read_documents() && read_renamed() && make_pages());
    m_store.finish();
    if (m_pages) { m_pages->finish(*m_reader.files, *m_summary.review); }
    count();
    m_summary.seconds = seconds_since(begin);
    return std::move(m_summary);
  }

private:
  /// Where the data set is new, or was made with other patterns.
  void put_dimensions_once() {
    Database& database = m_store.database();
    bool const other = std::any_of(m_known.begin(), m_known.end(),
                                   [&](auto const& known) { return known.second.reader != m_reader.version; });
    if (other || database.number("SELECT count(*) FROM measure") == 0) {
      m_store.put_dimensions(dimension_rows(*m_reader.files));
    }
  }

  WorkerPool& pool() {
    if (!m_pool) {
      // Loaded before the workers are forked, so that all share it.
      auto const server = std::make_shared<Server>(m_reader.make(), *m_reader.files, m_reader.version);
      m_pool = std::make_unique<WorkerPool>(m_options.pool, [server](std::string_view request, WorkerState& state) {
        return server->serve(request, state);
      });
    }
    return *m_pool;
  }

  bool is_current(std::string const& key) const {
    auto const known = m_known.find(key);
    return !m_options.again && known != m_known.end() && known->second.reader == m_reader.version &&
           !worth_another_try(known->second, m_options);
  }

  void begin_stage(Progress::Stage stage, std::size_t all) {
    m_progress = Progress{};
    m_progress.stage = stage;
    m_progress.all = all;
    m_begin = Clock::now();
  }

  void tick() {
    m_store.commit_when_due();
    m_progress.seconds = seconds_since(m_begin);
    m_observer.progress(m_progress);
  }

  /// The next of `list`, as a task; `request` tells what is asked of it.
  template <class T, class F>
  std::function<std::optional<Task>()> tasks(std::vector<T> const& list, F request) {
    auto const next = std::make_shared<std::size_t>(0);
    return [this, &list, next, request]() -> std::optional<Task> {
      if (*next == list.size()) { return std::nullopt; }
      Request const asked = request(list[*next]);
      m_progress.current = asked.name.empty() ? asked.path : asked.name;
      return Task{(*next)++, encode(asked)};
    };
  }

  /// Every file gets its document. Returns false where the run was stopped.
  bool take_fingerprints() {
    std::vector<InputFile const*> unknown;
    for (InputFile const& file : m_inputs.files) {
      std::optional<std::string> const document = m_options.checksum ? std::nullopt : m_store.seen(file);
      if (document && is_current(*document)) {
        ++m_summary.unchanged;
        m_holders.emplace(*document, &file);
      } else {
        unknown.push_back(&file);
      }
    }
    if (unknown.empty()) { return true; }
    begin_stage(Progress::Stage::fingerprints, unknown.size());
    std::vector<Fingerprint> fingerprints(unknown.size());
    bool const whole = pool().run(
        tasks(unknown, [](InputFile const* f) { return Request{f->path, f->entry, {}, {}, {}, {}}; }),
        [&](Answer const& answer) {
          ++m_progress.done;
          fingerprints[answer.id] = answer.how == Answer::How::answered
                                        ? decode_fingerprint(answer.text)
                                        : Fingerprint{{}, fate_of(answer, m_options.pool).second};
        },
        [this] { tick(); });
    if (whole) { group(unknown, fingerprints); }
    return whole;
  }

  /// Files of one content are one document.
  void group(std::vector<InputFile const*> const& files, std::vector<Fingerprint> const& fingerprints) {
    std::unordered_map<std::string, std::size_t> place;
    for (std::size_t i = 0; i < files.size(); ++i) {
      Unread unread;
      unread.sha256 = fingerprints[i].sha256;
      unread.file = files[i]->name;
      std::string const key = document_key(unread);
      if (!m_options.shard.holds(key.substr(1))) {
        ++m_summary.other_shards;
        continue;
      }
      auto const [at, is_new] = place.emplace(key, m_documents.size());
      if (is_new) { m_documents.push_back({key, unread.sha256, unread.file, {}, fingerprints[i].problem}); }
      m_documents[at->second].files.push_back(files[i]);
      m_holders.emplace(key, files[i]);
    }
    name_documents(files);
    note_known();
    // In the order of the keys: the data set grows at its end, and what is written together stands together.
    std::sort(m_documents.begin(), m_documents.end(),
              [](Document const& a, Document const& b) { return a.key < b.key; });
  }

  /// A document is read under the first of all its names, also of those that are not in this run; of these, the data
  /// set has the first.
  void name_documents(std::vector<InputFile const*> const& files) {
    std::unordered_set<std::string_view> names; // of files that hold what they did not hold before, if any
    for (InputFile const* file : files) { names.insert(file->name); }
    for (Document& d : m_documents) {
      auto const known = m_known.find(d.key);
      if (known == m_known.end() || names.contains(known->second.file)) { continue; }
      d.name = std::min(d.name, known->second.file);
    }
  }

  /// Of documents that are there already nothing is left to do but to note their files; what cannot be opened is noted
  /// as such.
  void note_known() {
    std::vector<Holding> known;
    std::erase_if(m_documents, [&](Document const& d) {
      if (!d.problem.empty()) { return false; }
      // Under an earlier name it may say something else.
      if (!is_current(d.key) || d.name < m_known.at(d.key).file) { return false; }
      known.push_back({d.key, d.files});
      m_summary.unchanged += d.files.size();
      return true;
    });
    m_store.put_files(known);
    std::erase_if(m_documents, [&](Document const& d) {
      if (d.problem.empty()) { return false; }
      put_unread(d, Outcome::cannot_open, d.problem, {});
      return true;
    });
  }

  bool read_documents() {
    if (m_documents.empty()) { return true; }
    begin_stage(Progress::Stage::documents, m_documents.size());
    return pool().run(
        tasks(m_documents,
              [](Document const& d) {
                InputFile const& f = *d.files.front();
                return Request{f.path, f.entry, d.name, {}, {}, {}};
              }),
        [this](Answer const& answer) { take(m_documents[answer.id], answer); }, [this] { tick(); });
  }

  /// What lost the name under which it was read, to a file of this run that has changed, is read under the next.
  bool read_renamed() {
    m_documents.clear();
    for (auto const& [document, name] : m_store.renamed()) {
      auto const holder = m_holders.find(document);
      if (holder == m_holders.end()) { continue; } // when one of its files is seen again
      Query q = m_store.database().query("SELECT sha256 FROM documents WHERE document = ?");
      q.bind(0, document).step();
      m_documents.push_back({document, std::string(q.text(0)), name, {holder->second}, {}});
    }
    return read_documents();
  }

  void take(Document const& d, Answer const& answer) {
    double const seconds = static_cast<double>(answer.took.count()) / 1000;
    Reading const reading{seconds, m_options.pool.timeout.count(), static_cast<std::int64_t>(m_options.pool.memory)};
    if (answer.how != Answer::How::answered) {
      auto const [outcome, detail] = fate_of(answer, m_options.pool);
      put_unread(d, outcome, detail, reading);
      return;
    }
    Reply const reply = decode_reply(answer.text);
    if (reply.sha256.empty()) { // It could not be opened a second time.
      put_unread(d, reply.outcome, reply.detail, reading);
      return;
    }
    if (reply.sha256 != d.sha256) {
      put_unread(d, Outcome::cannot_open, "the file changed while it was read; run the command again", reading);
      return;
    }
    std::string wrong;
    try {
      m_store.put(d.key, reply.rows, d.files, reading, reply.summary);
    } catch (ConstraintError const& e) { wrong = e.what(); }
    if (!wrong.empty()) {
      put_unread(d, Outcome::crashed,
                 fmt::format("its records do not fit the data set ({}); please report it with the file", wrong),
                 reading);
      return;
    }
    note(d, reply.outcome, reply.detail, seconds, reply.pages);
  }

  /// Pages of the documents that this run's files hold, also of those that were read before.
  bool make_pages() {
    if (!m_pages) { return true; }
    PagesSummary& summary = *m_summary.review;
    m_store.commit();
    std::vector<PageToMake> const missing = m_pages->missing(m_holders, summary);
    if (missing.empty()) { return true; }
    begin_stage(Progress::Stage::pages, missing.size());
    return pool().run(
        tasks(missing,
              [this](PageToMake const& p) {
                return Request{
                    p.file->path, p.file->entry, p.name, m_pages->folder().path(), ReviewFolder::page_name(p.document),
                    p.mark};
              }),
        [&](Answer const& answer) { take_page(missing[answer.id], answer, summary); }, [this] { tick(); });
  }

  void take_page(PageToMake const& p, Answer const& answer, PagesSummary& summary) {
    std::string why;
    if (answer.how != Answer::How::answered) {
      why = fate_of(answer, m_options.pool).second;
    } else {
      Reply const reply = decode_reply(answer.text);
      bool const other = !reply.sha256.empty() && document_key(reply.sha256) != p.document;
      why = other ? "the file is another one than was read; run the command again with --checksum" : reply.detail;
    }
    ++m_progress.done;
    m_progress.seconds = seconds_since(m_begin);
    if (why.empty()) {
      ++summary.made;
      m_observer.progress(m_progress);
      return;
    }
    ++summary.failed;
    ++m_progress.problems;
    m_observer.failed({p.name, why}, m_progress);
  }

  void put_unread(Document const& d, Outcome outcome, std::string const& detail, Reading const& reading) {
    Unread const unread{d.sha256, d.name, d.files.front()->bytes, outcome, detail};
    m_store.put(d.key, to_rows(unread, m_reader.version).bytes(), d.files, reading);
    note(d, outcome, detail, reading.seconds, 0);
  }

  void note(Document const& d, Outcome outcome, std::string const& detail, double seconds, std::uint64_t pages) {
    constexpr std::size_t most = 10;
    ++m_summary.documents;
    m_summary.pages += pages;
    auto& slowest = m_summary.slowest;
    slowest.emplace_back(seconds, d.name);
    std::sort(slowest.rbegin(), slowest.rend());
    slowest.resize(std::min(slowest.size(), most));
    ++m_progress.done;
    m_progress.pages += pages;
    m_progress.problems += outcome == Outcome::done || outcome == Outcome::done_with_warnings ? 0 : 1;
    m_progress.seconds = seconds_since(m_begin);
    m_observer.done({d.name, outcome, detail, seconds}, m_progress);
  }

  void count() {
    Database& db = m_store.database();
    Query outcomes = db.query("SELECT outcome, count(*) FROM documents GROUP BY outcome");
    while (outcomes.step()) { m_summary.outcomes[std::string(outcomes.text(0))] = outcomes.integer(1); }
    Query sums = db.query("SELECT sum(tables), sum(observations + statements), "
                          "sum(round((observations + statements) * proven_share)), sum(checks_failed) FROM documents");
    sums.step();
    m_summary.tables = sums.integer(0);
    m_summary.figures = sums.integer(1);
    m_summary.proven = sums.integer(2);
    m_summary.conflicts = sums.integer(3);
    m_summary.same_content =
        db.number("SELECT count(*) FROM (SELECT 1 FROM sources GROUP BY document HAVING count(*) > 1)");
    m_summary.same_text = db.number("SELECT count(*) FROM (SELECT 1 FROM documents WHERE text_fingerprint IS NOT NULL "
                                    "GROUP BY text_fingerprint HAVING count(*) > 1)");
    m_summary.same_figures =
        db.number("SELECT count(*) FROM (SELECT 1 FROM documents WHERE figures_fingerprint IS NOT NULL "
                  "GROUP BY figures_fingerprint HAVING count(DISTINCT text_fingerprint) > 1)");
    m_summary.misattributed = db.number("SELECT count(DISTINCT file) FROM misattributed");
  }

  Inputs const& m_inputs;
  DocumentReader const& m_reader;
  BuildOptions const& m_options;
  BuildObserver& m_observer;
  Store m_store;
  std::unordered_map<std::string, KnownDocument> m_known;
  std::unique_ptr<WorkerPool> m_pool;
  std::vector<Document> m_documents;
  std::map<std::string, InputFile const*> m_holders; ///< Of each document, a file of this run.
  std::optional<ReviewPages> m_pages;
  std::optional<Regions> m_regions; ///< When they are needed: a run that finds nothing new needs none.
  Progress m_progress;
  Clock::time_point m_begin;
  BuildSummary m_summary;
};

} // namespace

bool Shard::holds(std::string_view sha256) const {
  std::uint32_t prefix = 0;
  std::from_chars(sha256.data(), sha256.data() + std::min<std::size_t>(sha256.size(), 8), prefix, 16);
  return prefix % of == number - 1;
}

BuildSummary build(std::string const& path, Inputs const& inputs, DocumentReader const& reader,
                   BuildOptions const& options, BuildObserver& observer) {
  return Builder(path, inputs, reader, options, observer).run();
}

} // namespace gongkai::dataset
