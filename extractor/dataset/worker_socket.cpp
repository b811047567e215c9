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

} // namespace

FrameSocket& FrameSocket::operator=(FrameSocket&& other) noexcept {
  close();
  m_fd = other.release();
  m_buffer = std::move(other.m_buffer);
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
  m_buffer.clear();
}

bool FrameSocket::send(char kind, std::string_view text) {
  std::string bytes(1, kind);
  std::uint64_t const size = text.size();
  bytes.append(reinterpret_cast<char const*>(&size), sizeof size);
  bytes += text;
  std::string_view rest = bytes;
  while (!rest.empty()) {
    ssize_t const sent = ::send(m_fd, rest.data(), rest.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) { continue; }
    if (sent <= 0) { return false; }
    rest.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

std::optional<std::string> FrameSocket::receive() {
  std::array<char, 1 << 14> block; // NOLINT(cppcoreguidelines-pro-type-member-init): filled by read
  for (;;) {
    if (std::optional<Frame> frame = take()) { return std::move(frame->text); }
    ssize_t const count = ::read(m_fd, block.data(), block.size());
    if (count < 0 && errno == EINTR) { continue; }
    if (count <= 0) { return std::nullopt; }
    m_buffer.append(block.data(), static_cast<std::size_t>(count));
  }
}

bool FrameSocket::fill() {
  std::array<char, 1 << 16> block; // NOLINT(cppcoreguidelines-pro-type-member-init): filled by recv
  for (;;) {
    ssize_t const count = ::recv(m_fd, block.data(), block.size(), MSG_DONTWAIT);
    if (count < 0 && errno == EINTR) { continue; }
    if (count < 0) { return errno == EAGAIN || errno == EWOULDBLOCK; }
    if (count == 0) { return false; }
    m_buffer.append(block.data(), static_cast<std::size_t>(count));
  }
}

std::optional<Frame> FrameSocket::take() {
  if (m_buffer.size() < head_size) { return std::nullopt; }
  std::uint64_t size = 0;
  std::memcpy(&size, m_buffer.data() + 1, sizeof size);
  if (m_buffer.size() - head_size < size) { return std::nullopt; }
  Frame frame{m_buffer[0], m_buffer.substr(head_size, size)};
  m_buffer.erase(0, head_size + size);
  return frame;
}

} // namespace gongkai::dataset
