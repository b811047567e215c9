// SPDX-License-Identifier: GPL-3.0-or-later
#include "dataset/worker_pool.hpp"

#include <catch2/catch.hpp>
#include <sys/mman.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <set>
#include <string>

using namespace gongkai::dataset;

namespace {

/// What became of each request, by its text.
std::map<std::string, Answer> answers(PoolOptions const& options, std::vector<std::string> const& requests,
                                      WorkerPool::Serve serve) {
  WorkerPool pool(options, std::move(serve));
  std::map<std::string, Answer> out;
  std::size_t next = 0;
  bool const whole = pool.run(
      [&]() -> std::optional<Task> {
        if (next == requests.size()) { return std::nullopt; }
        Task task{next, requests[next]};
        ++next;
        return task;
      },
      [&](Answer const& answer) { out[requests[answer.id]] = answer; }, [] {});
  CHECK(whole);
  return out;
}

int volatile forever = 1;

/// Takes the address space but for about so many bytes.
void leave_free(std::size_t bytes) {
  void* last = MAP_FAILED;
  for (std::size_t const size : {bytes, std::size_t{1} << 20}) {
    for (;;) {
      void* const block = mmap(nullptr, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
      if (block == MAP_FAILED) { break; }
      if (size == bytes) { last = block; }
    }
  }
  if (last != MAP_FAILED) { munmap(last, bytes); }
}

std::string serve(std::string_view request, WorkerState& state) {
  state.page = 7;
  if (request == "hang") {
    while (forever != 0) {}
  }
  if (request == "crash") {
    std::signal(SIGSEGV, SIG_DFL); // Catch's handler is not for workers
    std::raise(SIGSEGV);
  }
  if (request == "chat") {
    for (int i = 0; i < 1000; ++i) {
      std::fputs("Syntax Error: a line of a hundred or so that says nothing\n", stderr);
    }
    std::fputs("Out of memory\n", stderr);
    _exit(1);
  }
  if (request == "said") { std::fputs("Out of memory\n", stderr); }
  if (request == "leave") { _exit(3); }
  if (request == "throw") { throw std::runtime_error("because"); }
  if (request == "throw number") { throw 7; }
  if (request == "huge") {
    leave_free(16 << 20);
    return std::string(10 << 20, 'y'); // There is room for it once.
  }
  if (request == "eat") {
    std::vector<std::unique_ptr<char[]>> eaten;
    for (;;) { eaten.emplace_back(new char[1 << 20]); }
  }
  if (request == "large") { return std::string(5'000'000, 'y'); }
  return std::string(request) + " " + std::to_string(getpid());
}

} // namespace

TEST_CASE("worker pool: what goes wrong costs its own task") {
  PoolOptions options;
  options.timeout = std::chrono::milliseconds(400);
#ifndef __SANITIZE_ADDRESS__
  options.memory = std::uint64_t{400} << 20;
#endif
  for (unsigned const jobs : {1U, 3U}) {
    options.jobs = jobs;
    std::vector<std::string> requests{"a",     "crash",        "b", "hang",  "c", "chat", "said", "leave",
                                      "throw", "throw number", "d", "large", "e"};
#ifndef __SANITIZE_ADDRESS__
    requests.insert(requests.begin() + 2, {"eat", "huge"});
#endif
    auto const got = answers(options, requests, serve);
    REQUIRE(got.size() == requests.size());
    for (char const* good : {"a", "b", "c", "d", "e"}) {
      CHECK(got.at(good).how == Answer::How::answered);
      CHECK(got.at(good).text.starts_with(std::string(good) + " "));
    }
    CHECK(got.at("crash").how == Answer::How::died);
    CHECK(got.at("crash").signal == SIGSEGV);
    CHECK(got.at("crash").page == 7);
    CHECK(got.at("hang").how == Answer::How::timed_out);
    CHECK(got.at("hang").page == 7);
    CHECK(got.at("hang").took.count() >= 400);
    CHECK(got.at("chat").how == Answer::How::out_of_memory);
    CHECK(got.at("said").how == Answer::How::answered);
    CHECK(got.at("leave").how == Answer::How::died);
    CHECK(got.at("leave").exit_status == 3);
    CHECK(got.at("throw").how == Answer::How::failed);
    CHECK(got.at("throw").text == "because");
    CHECK(got.at("throw number").how == Answer::How::failed);
    CHECK(got.at("large").text.size() == 5'000'000);
#ifndef __SANITIZE_ADDRESS__
    CHECK(got.at("eat").how == Answer::How::out_of_memory);
    CHECK(got.at("huge").text.size() == 10 << 20);
#endif
  }
}

TEST_CASE("worker pool: workers are replaced after so many tasks") {
  PoolOptions options;
  options.tasks_a_worker = 2;
  auto const got = answers(options, {"a", "b", "c", "d", "e"}, serve);
  std::set<std::string> workers;
  for (auto const& [request, answer] : got) { workers.insert(answer.text.substr(2)); }
  CHECK(workers.size() == 3);
}

TEST_CASE("worker pool: no tasks, no workers") { CHECK(answers({}, {}, serve).empty()); }

TEST_CASE("worker pool: a signal stops it, and the tasks in work are given up") {
  PoolOptions options;
  WorkerPool pool(options, serve);
  int given = 0, done = 0;
  bool const whole = pool.run(
      [&]() -> std::optional<Task> {
        return Task{0, given++ == 0 ? "a" : "hang"};
      },
      [&](Answer const&) {
        ++done;
        std::raise(SIGINT);
      },
      [] {});
  CHECK_FALSE(whole);
  CHECK(done == 1);
}
