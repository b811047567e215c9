// SPDX-License-Identifier: GPL-3.0-or-later
#include "dataset/worker_pool.hpp"

#include "dataset/worker_socket.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>
#include <stdexcept>

namespace gongkai::dataset {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto tick_interval = std::chrono::milliseconds(100);

// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): a signal handler reaches nothing else
volatile std::sig_atomic_t stop_asked = 0;

void ask_to_stop(int) { stop_asked = 1; }

/// Set before a worker works: the handler of failed allocations has no other way to know.
// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables)
WorkerState* own_state = nullptr;

void note_failed_allocation() {
  own_state->out_of_memory = true;
  throw std::bad_alloc();
}

/// Poppler ends the program where it gets no memory, and says so first.
bool says_out_of_memory(std::string_view talk) {
  return talk.find("Out of memory") != std::string_view::npos || talk.find("bad_alloc") != std::string_view::npos;
}

} // namespace

/// It is shared with the worker, and so is the place at which is written.
void empty(int file) {
  if (ftruncate(file, 0) != 0 || lseek(file, 0, SEEK_SET) != 0) {
    throw std::runtime_error("the file for a worker's messages cannot be emptied");
  }
}

/// The end of what was written to a file.
std::string tail_of(int file) {
  constexpr off_t enough = 1 << 16;
  off_t const size = std::max<off_t>(lseek(file, 0, SEEK_END), 0);
  std::string text(static_cast<std::size_t>(std::min(size, enough)), '\0');
  ssize_t const count = pread(file, text.data(), text.size(), std::max<off_t>(size - enough, 0));
  text.resize(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
  return text;
}

/// A worker, as its parent sees it.
struct WorkerPool::Worker {
  Worker()
      : state(static_cast<WorkerState*>(
            mmap(nullptr, sizeof(WorkerState), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0))),
        talk(memfd_create("talk", MFD_CLOEXEC)) {
    if (state == MAP_FAILED || talk < 0) { throw std::runtime_error("there is no memory for a worker process"); }
    new (state) WorkerState;
  }
  ~Worker() {
    munmap(state, sizeof(WorkerState));
    close(talk);
  }
  Worker(Worker const&) = delete;
  Worker& operator=(Worker const&) = delete;

  bool alive() const { return pid > 0; }
  bool late() const { return busy && Clock::now() > deadline; }

  WorkerState* state;
  int talk; ///< What its libraries say on standard error.
  pid_t pid = 0;
  FrameSocket socket;
  bool busy = false;
  std::uint64_t task = 0;
  unsigned tasks = 0;
  Clock::time_point begin, deadline;
};

/// SIGINT and SIGTERM are let in only while waiting, so that none is missed.
struct WorkerPool::Signals {
  Signals() {
    stop_asked = 0;
    struct sigaction action {};
    action.sa_handler = ask_to_stop;
    sigaction(SIGINT, &action, &old_int);
    sigaction(SIGTERM, &action, &old_term);
    struct sigaction ignore {};
    ignore.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &ignore, &old_pipe);
    sigset_t blocked;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGINT);
    sigaddset(&blocked, SIGTERM);
    sigprocmask(SIG_BLOCK, &blocked, &outside);
  }
  ~Signals() {
    sigprocmask(SIG_SETMASK, &outside, nullptr);
    sigaction(SIGINT, &old_int, nullptr);
    sigaction(SIGTERM, &old_term, nullptr);
    sigaction(SIGPIPE, &old_pipe, nullptr);
  }
  Signals(Signals const&) = delete;
  Signals& operator=(Signals const&) = delete;

  struct sigaction old_int {
  }, old_term{}, old_pipe{};
  sigset_t outside{};
};

WorkerPool::WorkerPool(PoolOptions const& options, Serve serve) : m_options(options), m_serve(std::move(serve)) {
  for (unsigned i = 0; i < std::max(options.jobs, 1U); ++i) { m_workers.push_back(std::make_unique<Worker>()); }
}

WorkerPool::~WorkerPool() {
  for (auto const& w : m_workers) {
    if (w->alive()) {
      kill(w->pid, SIGKILL);
      waitpid(w->pid, nullptr, 0);
    }
  }
}

void WorkerPool::start(Worker& worker) {
  auto [mine, its] = FrameSocket::pair();
  empty(worker.talk);
  worker.state->page = 0;
  worker.state->out_of_memory = false;
  pid_t const parent = getpid();
  pid_t const pid = fork();
  if (pid < 0) {
    throw std::runtime_error(
        fmt::format("no worker process can be started ({}); try fewer with --jobs", std::strerror(errno)));
  }
  if (pid == 0) {
    try {
      // With the parent goes the worker, however the parent goes.
      // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): as the kernel has it
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      if (getppid() != parent) { _exit(0); }
      for (auto const& other : m_workers) { other->socket.close(); }
      mine.close();
      dup2(worker.talk, STDERR_FILENO);
      work(its.release(), *worker.state);
    } catch (...) { // No memory for an answer, say. The frames below are the parent's: nothing may reach them.
      _exit(1);
    }
  }
  worker.pid = pid;
  worker.socket = std::move(mine);
  worker.busy = false;
  worker.tasks = 0;
}

void WorkerPool::limit() const {
  rlimit const no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
#ifndef __SANITIZE_ADDRESS__ // which reserves terabytes of addresses
  rlimit const memory{m_options.memory, m_options.memory};
  setrlimit(RLIMIT_AS, &memory);
#endif
}

void WorkerPool::work(int socket_fd, WorkerState& state) const {
  // Ctrl-C goes to the whole group; what becomes of a worker then is the parent's business.
  signal(SIGINT, SIG_IGN);
  signal(SIGTERM, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  own_state = &state;
  std::set_new_handler(note_failed_allocation);
  limit();
  FrameSocket socket(socket_fd);
  while (std::optional<std::string> const request = socket.receive()) {
    std::string answer;
    char how = 'a';
    try {
      answer = m_serve(*request, state);
    } catch (std::bad_alloc const&) {
      state.out_of_memory = true;
      how = 'm';
    } catch (std::exception const& e) {
      how = 'f';
      answer = e.what();
    } catch (...) {
      how = 'f';
      answer = "an exception of unknown type";
    }
    state.page = 0;
    socket.send(how, answer);
    if (state.out_of_memory) { break; } // What is left of the heap is in pieces.
  }
  _exit(0);
}

bool WorkerPool::give(Worker& worker, std::function<std::optional<Task>()> const& next) {
  if (worker.alive() && worker.tasks >= m_options.tasks_a_worker) { retire(worker); }
  std::optional<Task> const task = next();
  if (!task) { return false; }
  if (worker.alive()) {
    empty(worker.talk); // What was said of another document says nothing of this one.
  } else {
    start(worker);
  }
  worker.busy = true;
  worker.task = task->id;
  ++worker.tasks;
  worker.begin = Clock::now();
  worker.deadline = worker.begin + m_options.timeout;
  worker.socket.send('t', task->request); // Where it is dead, waiting for its answer will tell.
  return true;
}

void WorkerPool::wait(Signals const& signals) {
  std::vector<pollfd> sockets;
  Clock::time_point until = Clock::now() + tick_interval;
  for (auto const& w : m_workers) {
    if (!w->busy) { continue; }
    sockets.push_back({w->socket.fd(), POLLIN, 0});
    until = std::min(until, w->deadline);
  }
  auto const left = std::max(std::chrono::nanoseconds(until - Clock::now()), std::chrono::nanoseconds(1));
  timespec const time{static_cast<time_t>(left.count() / 1'000'000'000),
                      static_cast<long>(left.count() % 1'000'000'000)};
  ppoll(sockets.data(), sockets.size(), &time, &signals.outside);
}

std::optional<Answer> WorkerPool::read_answer(Worker& worker) {
  std::optional<Frame> frame = worker.socket.take();
  if (!frame) { return std::nullopt; }
  Answer answer;
  answer.id = worker.task;
  answer.how = frame->kind == 'a'   ? Answer::How::answered
               : frame->kind == 'm' ? Answer::How::out_of_memory
                                    : Answer::How::failed;
  answer.text = std::move(frame->text);
  answer.took = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - worker.begin);
  worker.busy = false;
  if (worker.state->out_of_memory) {
    answer.how = answer.how == Answer::How::failed ? Answer::How::out_of_memory : answer.how;
    retire(worker);
  }
  return answer;
}

/// An answer, if there is one by now.
std::optional<Answer> WorkerPool::collect(Worker& worker) {
  if (!worker.busy) { return std::nullopt; }
  bool const open = worker.socket.fill();
  if (std::optional<Answer> answer = read_answer(worker)) { return answer; }
  if (!open) { return bury(worker, false); }
  if (worker.late()) { return bury(worker, true); }
  return std::nullopt;
}

Answer WorkerPool::bury(Worker& worker, bool timed_out) {
  kill(worker.pid, SIGKILL);
  int status = 0;
  while (waitpid(worker.pid, &status, 0) < 0 && errno == EINTR) {}
  Answer answer;
  answer.id = worker.task;
  answer.page = worker.state->page;
  answer.took = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - worker.begin);
  answer.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  answer.exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
  bool const no_memory = worker.state->out_of_memory || says_out_of_memory(tail_of(worker.talk));
  answer.how = timed_out ? Answer::How::timed_out : no_memory ? Answer::How::out_of_memory : Answer::How::died;
  worker.pid = 0;
  worker.busy = false;
  worker.socket.close();
  return answer;
}

void WorkerPool::retire(Worker& worker) {
  worker.socket.close(); // It ends when it reads no more.
  while (waitpid(worker.pid, nullptr, 0) < 0 && errno == EINTR) {}
  worker.pid = 0;
}

bool WorkerPool::run(std::function<std::optional<Task>()> const& next, std::function<void(Answer const&)> const& done,
                     std::function<void()> const& tick) {
  Signals const signals;
  std::size_t busy = 0;
  for (auto const& w : m_workers) { busy += give(*w, next) ? 1 : 0; }
  auto ticked = Clock::now();
  while (busy > 0 && stop_asked == 0) {
    wait(signals);
    for (auto const& w : m_workers) {
      std::optional<Answer> answer = collect(*w);
      if (!answer) { continue; }
      // The worker gets its next task before its answer is looked at, so that both are at work at once.
      busy -= give(*w, next) ? 0 : 1;
      done(*answer);
    }
    if (Clock::now() - ticked >= tick_interval) {
      ticked = Clock::now();
      tick();
    }
  }
  return stop_asked == 0;
}

} // namespace gongkai::dataset
