// SPDX-License-Identifier: GPL-3.0-or-later
// Drives one fuzz target without libFuzzer: seeds first, then mutations of them, for --seconds N; the same inputs for
// the same --seed. FILE... are tried instead where any are given. The input of a crash, a broken promise, or a hang
// (more than
// --longest seconds of CPU time, 20 where nothing is said) is kept in a file, and the exit code is 1.
#include "fuzz/mutate.hpp"
#include "fuzz/target.hpp"
#include "support/files.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>

namespace {

// What a signal handler may look at.
char const* volatile current_data = nullptr;
std::size_t volatile current_size = 0;
char kept_at[256];

void say(char const* text) { [[maybe_unused]] auto const written = write(STDERR_FILENO, text, std::strlen(text)); }

void keep_input(int signal) {
  say(signal == SIGPROF ? "\nfuzz: HANG, the input took too long; kept in " : "\nfuzz: CRASH; the input is kept in ");
  say(kept_at);
  say("\n");
  int const file = open(kept_at, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (file >= 0) {
    [[maybe_unused]] auto const written = write(file, current_data, current_size);
    close(file);
  }
  _exit(1);
}

/// A stack overflow is a crash, too: the handlers need a stack of their own.
void install_handlers() {
  static char stack[64 * 1024];
  stack_t alternative{};
  alternative.ss_sp = stack;
  alternative.ss_size = sizeof stack;
  sigaltstack(&alternative, nullptr);
  for (int const signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGPROF}) {
    struct sigaction action {};
    action.sa_handler = keep_input;
    action.sa_flags = SA_ONSTACK;
    sigaction(signal, &action, nullptr);
  }
}

void limit_memory() {
#if !defined(__SANITIZE_ADDRESS__)
  rlimit const limit{3UL << 30, 3UL << 30}; // a bomb ends in bad_alloc
  setrlimit(RLIMIT_AS, &limit);
#endif
}

void run_one(std::string const& input, int longest) {
  current_data = input.data();
  current_size = input.size();
  itimerval const timer{{0, 0}, {longest, 0}};
  setitimer(ITIMER_PROF, &timer, nullptr);
  gongkai::fuzz::try_input(input);
}

struct Arguments {
  double seconds = 10;
  int longest = 20; // seconds of CPU time for one input
  std::uint64_t seed = 1;
  std::vector<std::string> files;
};

Arguments parse(int argc, char** argv) {
  Arguments out;
  for (int i = 1; i < argc; ++i) {
    std::string const arg = argv[i];
    if (arg == "--seconds" && i + 1 < argc) {
      out.seconds = std::atof(argv[++i]);
    } else if (arg == "--longest" && i + 1 < argc) {
      out.longest = std::atoi(argv[++i]);
    } else if (arg == "--seed" && i + 1 < argc) {
      out.seed = std::strtoull(argv[++i], nullptr, 10);
    } else {
      out.files.push_back(arg);
    }
  }
  return out;
}

} // namespace

int main(int argc, char** argv) {
  using Clock = std::chrono::steady_clock;
  Arguments const args = parse(argc, argv);
  std::string const name = argv[0];
  std::snprintf(kept_at, sizeof kept_at, "%s.failed", name.substr(name.rfind('/') + 1).c_str());
  install_handlers();
  limit_memory();

  std::vector<std::string> corpus;
  for (std::string const& file : args.files) { corpus.push_back(gongkai::bytes_of(file)); }
  bool const replay = !corpus.empty();
  if (!replay) { corpus = gongkai::fuzz::seeds(); }

  auto const begin = Clock::now();
  auto const elapsed = [&] { return std::chrono::duration<double>(Clock::now() - begin).count(); };
  std::size_t inputs = 0;
  double slowest = 0;
  auto const timed = [&](std::string const& input) {
    double const before = elapsed();
    run_one(input, args.longest);
    slowest = std::max(slowest, elapsed() - before);
    ++inputs;
  };
  for (std::string const& input : corpus) { timed(input); }
  gongkai::fuzz::Mutator mutator(args.seed, corpus, gongkai::fuzz::words());
  while (!replay && elapsed() < args.seconds) { timed(mutator.next()); }
  std::printf("%zu inputs in %.1f s, the slowest in %.2f s\n", inputs, elapsed(), slowest);
  return 0;
}
