// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/review_server.hpp"

#include <arpa/inet.h>
#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <new>
#include <stdexcept>
#include <string>

using namespace gongkai::cli;

namespace {

/// A server in a process of its own.
class Served {
public:
  Served() {
    std::array<int, 2> ends{};
    REQUIRE(pipe(ends.data()) == 0);
    m_process = fork();
    if (m_process == 0) {
      int whole = 0; // pages made so far
      auto const nothing = [](std::string const&) { return std::string(); };
      ReviewServer server(
          {{"good.html", [&] { return fmt::format("page {}", ++whole); }, nothing},
           {"bad.html", []() -> std::string { throw std::runtime_error("it is too <b>bad</b>"); }, nothing},
           {"huge.html", []() -> std::string { throw std::bad_alloc(); }, nothing}},
          []() -> std::string { throw std::runtime_error("no index"); });
      server.run(0, [&](std::string const& address) {
        static_cast<void>(write(ends[1], address.data(), address.size()));
        close(ends[1]);
      });
      _exit(0);
    }
    close(ends[1]);
    std::array<char, 200> text{};
    ssize_t const count = read(ends[0], text.data(), text.size());
    close(ends[0]);
    REQUIRE(count > 0);
    m_address.assign(text.data(), static_cast<std::size_t>(count));
  }
  ~Served() {
    kill(m_process, SIGKILL);
    waitpid(m_process, nullptr, 0);
  }
  Served(Served const&) = delete;
  Served& operator=(Served const&) = delete;

  std::string get(std::string const& page) const {
    std::string const scheme = "http://";
    std::string const rest = m_address.substr(scheme.size());
    std::string const host = rest.substr(0, rest.find('/')), path = rest.substr(rest.find('/'));
    int const fd = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(static_cast<std::uint16_t>(std::stoi(host.substr(host.find(':') + 1))));
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    std::string answer;
    if (connect(fd, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0) {
      std::string const asked =
          fmt::format("GET {}{} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", path, page, host);
      static_cast<void>(write(fd, asked.data(), asked.size()));
      std::array<char, 4096> block{};
      for (ssize_t count = 0; (count = read(fd, block.data(), block.size())) > 0;) {
        answer.append(block.data(), static_cast<std::size_t>(count));
      }
    }
    close(fd);
    return answer;
  }

private:
  pid_t m_process = 0;
  std::string m_address;
};

} // namespace

TEST_CASE("review server: a page that cannot be made is told, and the others are served on") {
  Served const server;
  CHECK(server.get("good.html").find("page 1") != std::string::npos);
  std::string const bad = server.get("bad.html");
  CHECK(bad.starts_with("HTTP/1.1 500 "));
  CHECK(bad.find("The page cannot be made: it is too <b>bad</b>.") != std::string::npos);
  CHECK(bad.find("Content-Type: text/plain") != std::string::npos); // never markup
  CHECK(server.get("huge.html").find("not enough memory") != std::string::npos);
  CHECK(server.get("").starts_with("HTTP/1.1 500 "));
  CHECK(server.get("good.html").find("page 2") != std::string::npos);
}
