// SPDX-License-Identifier: GPL-3.0-or-later
#include "dataset/worker_socket.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace gongkai::dataset {
namespace {

constexpr std::size_t head_size = 1 + sizeof(std::uint64_t);

bool send_all(int fd, std::string_view bytes, int flags) {
  while (!bytes.empty()) {
    ssize_t const sent = ::send(fd, bytes.data(), bytes.size(), flags | MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) { continue; }
    if (sent <= 0) { return false; }
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

} // namespace

FrameSocket& FrameSocket::operator=(FrameSocket&& other) noexcept {
  close();
  m_fd = other.release();
  m_head = std::move(other.m_head);
  m_body = std::move(other.m_body);
  m_size = other.m_size;
  return *this;
}

std::pair<FrameSocket, FrameSocket> FrameSocket::pair() {
  std::array<int, 2> fds{};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds.data()) != 0) {
    throw std::runtime_error("no sockets are left for worker processes; try fewer with --jobs");
  }
  return {FrameSocket(fds[0]), FrameSocket(fds[1])};
}

void FrameSocket::close() noexcept {
  if (m_fd >= 0) { ::close(m_fd); }
  m_fd = -1;
  m_head.clear();
  m_body.clear();
  m_size = 0;
}

bool FrameSocket::send(char kind, std::string_view text) {
  std::string head(1, kind);
  std::uint64_t const size = text.size();
  head.append(reinterpret_cast<char const*>(&size), sizeof size);
  return send_all(m_fd, head, text.empty() ? 0 : MSG_MORE) && send_all(m_fd, text, 0);
}

bool FrameSocket::whole() const noexcept { return m_head.size() == head_size && m_size == m_body.size(); }

ssize_t FrameSocket::read_some(int flags) {
  if (m_head.size() < head_size) {
    std::array<char, head_size> head{};
    ssize_t const count = ::recv(m_fd, head.data(), head_size - m_head.size(), flags);
    if (count <= 0) { return count; }
    m_head.append(head.data(), static_cast<std::size_t>(count));
    if (m_head.size() == head_size) {
      std::uint64_t size = 0;
      std::memcpy(&size, m_head.data() + 1, sizeof size);
      m_body.resize(size);
    }
    return count;
  }
  ssize_t const count = ::recv(m_fd, m_body.data() + m_size, m_body.size() - m_size, flags);
  if (count > 0) { m_size += static_cast<std::size_t>(count); }
  return count;
}

std::optional<std::string> FrameSocket::receive() {
  for (;;) {
    if (std::optional<Frame> frame = take()) { return std::move(frame->text); }
    ssize_t const count = read_some(0);
    if (count < 0 && errno == EINTR) { continue; }
    if (count <= 0) { return std::nullopt; }
  }
}

bool FrameSocket::fill() {
  while (!whole()) {
    ssize_t const count = read_some(MSG_DONTWAIT);
    if (count < 0 && errno == EINTR) { continue; }
    if (count < 0) { return errno == EAGAIN || errno == EWOULDBLOCK; }
    if (count == 0) { return false; }
  }
  return true;
}

std::optional<Frame> FrameSocket::take() {
  if (!whole()) { return std::nullopt; }
  Frame frame{m_head[0], std::move(m_body)};
  m_head.clear();
  m_body.clear();
  m_size = 0;
  return frame;
}

} // namespace gongkai::dataset
