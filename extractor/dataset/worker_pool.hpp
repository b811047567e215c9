// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Tasks in worker processes, each under a wall clock and a memory ceiling: one that hangs, dies or eats memory costs
/// its own task and nothing else.
///
/// Workers are forked from the caller, which must have no threads; they inherit what it has loaded. A task is a block
/// of bytes, and so is its answer.
#pragma once

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::dataset {

struct PoolOptions {
  unsigned jobs = 1;
  std::chrono::milliseconds timeout{60'000};     ///< Wall clock, for a task.
  std::uint64_t memory = std::uint64_t{1} << 30; ///< Bytes of address space of a worker.
  unsigned tasks_a_worker = 200;                 ///< Then it is replaced: what libraries leak must not add up.
};

/// What a worker tells while it works; shared memory, so that it outlives the worker.
struct WorkerState {
  std::atomic<int> page{0};               ///< 0 where it is not at a page.
  std::atomic<bool> out_of_memory{false}; ///< An allocation failed.
};

struct Task {
  std::uint64_t id = 0;
  std::string request;
};

struct Answer {
  enum class How : unsigned char {
    answered,
    failed, ///< An exception; `text` is what it says.
    timed_out,
    out_of_memory,
    died, ///< By `signal`, or else by leaving with `exit_status`.
  };
  std::uint64_t id = 0;
  How how = How::answered;
  std::string text;
  int signal = 0, exit_status = 0;
  int page = 0; ///< Where it died or hung; 0 where it was at none.
  std::chrono::milliseconds took{0};
};

class WorkerPool {
public:
  /// Runs in the worker.
  using Serve = std::function<std::string(std::string_view request, WorkerState& state)>;

  WorkerPool(PoolOptions const& options, Serve serve);
  ~WorkerPool(); ///< Ends the workers.
  WorkerPool(WorkerPool const&) = delete;
  WorkerPool& operator=(WorkerPool const&) = delete;

  /// Gives out tasks until there are no more and all are answered. `tick` is called now and then, at least ten times a
  /// second. Returns false where SIGINT or SIGTERM came: tasks in work are then abandoned.
  /// \throws std::runtime_error where no worker can be started.
  bool run(std::function<std::optional<Task>()> const& next, std::function<void(Answer const&)> const& done,
           std::function<void()> const& tick);

private:
  struct Worker;
  struct Signals;

  void start(Worker& worker);
  [[noreturn]] void work(int socket, WorkerState& state) const;
  void limit() const;
  bool give(Worker& worker, std::function<std::optional<Task>()> const& next);
  void wait(Signals const& signals);
  std::optional<Answer> collect(Worker& worker);
  std::optional<Answer> read_answer(Worker& worker);
  Answer bury(Worker& worker, bool timed_out);
  void retire(Worker& worker);

  PoolOptions m_options;
  Serve m_serve;
  std::vector<std::unique_ptr<Worker>> m_workers;
};

} // namespace gongkai::dataset
