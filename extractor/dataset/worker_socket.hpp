// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Messages between a parent and its worker: a kind, a length and bytes, over a pair of sockets.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace gongkai::dataset {

struct Frame {
  char kind = 0;
  std::string text;
};

class FrameSocket {
public:
  FrameSocket() = default;
  explicit FrameSocket(int fd) : m_fd(fd) {}
  ~FrameSocket() { close(); }
  FrameSocket(FrameSocket&& other) noexcept
      : m_fd(other.release()), m_head(std::move(other.m_head)), m_body(std::move(other.m_body)), m_size(other.m_size) {}
  FrameSocket& operator=(FrameSocket&& other) noexcept;

  /// Two that are connected. \throws std::runtime_error
  static std::pair<FrameSocket, FrameSocket> pair();

  int fd() const noexcept { return m_fd; }
  int release() noexcept { return std::exchange(m_fd, -1); }
  void close() noexcept;

  /// All of it. False where the other side is gone.
  bool send(char kind, std::string_view text);

  /// Waits for the next message; null where the other side is gone.
  std::optional<std::string> receive();

  /// Takes in what has come of the next message, without waiting. False where the other side is gone.
  bool fill();

  /// The next message, where it is whole.
  std::optional<Frame> take();

private:
  /// Takes in what has come of one message, or waits for some of it. Returns what recv() does; 0 also means the end.
  ssize_t read_some(int flags);
  bool whole() const noexcept;

  int m_fd = -1;
  std::string m_head, m_body; ///< Of the message that is coming in. An answer may be megabytes: it is copied once.
  std::size_t m_size = 0;     ///< Of the body, as far as it has come.
};

} // namespace gongkai::dataset
