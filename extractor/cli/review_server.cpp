// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/review_server.hpp"

#include <arpa/inet.h>
#include <event2/buffer.h>
#include <event2/event.h>
#include <event2/http.h>
#include <event2/keyvalq_struct.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cstdlib>
#include <exception>
#include <memory>
#include <new>
#include <optional>
#include <random>
#include <string_view>

namespace gongkai::cli {
namespace {

constexpr char const* loopback = "127.0.0.1";
constexpr int largest_body = 8 << 20; // corrections of every figure of a large document
constexpr int seconds_to_answer = 60;

struct Release {
  void operator()(event_base* base) const noexcept { event_base_free(base); }
  void operator()(evhttp* http) const noexcept { evhttp_free(http); }
  void operator()(char* text) const noexcept { std::free(text); } // NOLINT(cppcoreguidelines-no-malloc): C's memory
};

std::string make_secret() {
  std::random_device random; // the system's, which is fit for secrets on Linux
  std::string out;
  for (int i = 0; i < 4; ++i) { out += fmt::format("{:08x}", random()); }
  return out;
}

void reply(evhttp_request* request, int status, char const* type, std::string_view text) {
  evkeyvalq* const headers = evhttp_request_get_output_headers(request);
  for (auto const& [name, value] : {std::pair{"Content-Type", type},
                                    {"Cache-Control", "no-store"},
                                    {"X-Content-Type-Options", "nosniff"},
                                    {"X-Frame-Options", "DENY"},
                                    {"Referrer-Policy", "no-referrer"},
                                    {"Cross-Origin-Resource-Policy", "same-origin"}}) {
    evhttp_add_header(headers, name, value);
  }
  evbuffer_add(evhttp_request_get_output_buffer(request), text.data(), text.size());
  evhttp_send_reply(request, status, nullptr, nullptr);
}

void refuse(evhttp_request* request, int status, std::string_view why) {
  reply(request, status, "text/plain; charset=utf-8", why);
}

std::string header(evhttp_request* request, char const* name) {
  char const* const value = evhttp_find_header(evhttp_request_get_input_headers(request), name);
  return value == nullptr ? std::string() : std::string(value);
}

/// Without escapes; empty where there is none.
std::string path_of(evhttp_request* request) {
  evhttp_uri const* const uri = evhttp_request_get_evhttp_uri(request);
  char const* const path = uri == nullptr ? nullptr : evhttp_uri_get_path(uri);
  if (path == nullptr) { return {}; }
  std::size_t size = 0;
  std::unique_ptr<char, Release> const decoded(evhttp_uridecode(path, 0, &size));
  return decoded ? std::string(decoded.get(), size) : std::string();
}

std::string body_of(evhttp_request* request) {
  evbuffer* const buffer = evhttp_request_get_input_buffer(request);
  std::string body(evbuffer_get_length(buffer), '\0');
  evbuffer_copyout(buffer, body.data(), body.size());
  return body;
}

std::optional<int> port_of(evhttp_bound_socket* bound) {
  sockaddr_in address{};
  socklen_t size = sizeof(address);
  auto* const place = reinterpret_cast<sockaddr*>(&address);
  if (getsockname(evhttp_bound_socket_get_fd(bound), place, &size) != 0) { return std::nullopt; }
  return ntohs(address.sin_port);
}

} // namespace

/// What a request is answered from.
struct ReviewServer::Answering {
  ReviewServer const& server;
  std::string host, origin, root;

  /// A page that cannot be made must not end the others: the library would not let an exception through.
  static void answer(evhttp_request* request, void* self) {
    std::string why;
    try {
      static_cast<Answering*>(self)->answer(request);
      return;
    } catch (std::bad_alloc const&) { why = "there is not enough memory"; } catch (std::exception const& e) {
      why = e.what();
    }
    refuse(request, 500, fmt::format("The page cannot be made: {}.\n", why));
  }

  void answer(evhttp_request* request) const {
    bool const writes = evhttp_request_get_command(request) == EVHTTP_REQ_POST;
    std::string const from = header(request, "Origin");
    if (header(request, "Host") != host || (from.empty() ? writes : from != origin)) {
      return refuse(request, 403, "This request does not come from a page of this server.\n");
    }
    std::string const path = path_of(request);
    if (path == root && !writes) { return reply(request, 200, html, server.m_index()); }
    for (ServedDocument const& d : server.m_documents) {
      if (path != root + d.page) { continue; }
      if (!writes) { return reply(request, 200, html, d.html()); }
      std::string const wrong = d.write(body_of(request));
      return wrong.empty() ? reply(request, 204, html, "") : refuse(request, 400, wrong);
    }
    refuse(request, 404, "There is no such page.\n");
  }

  static constexpr char const* html = "text/html; charset=utf-8";
};

ReviewServer::ReviewServer(std::vector<ServedDocument> documents, std::function<std::string()> index)
    : m_documents(std::move(documents)), m_index(std::move(index)), m_secret(make_secret()) {}

bool ReviewServer::run(int port, std::function<void(std::string const& address)> const& ready) {
  std::unique_ptr<event_base, Release> const base(event_base_new());
  std::unique_ptr<evhttp, Release> const http(base ? evhttp_new(base.get()) : nullptr);
  if (!http) { return false; }
  evhttp_set_max_body_size(http.get(), largest_body);
  evhttp_set_timeout(http.get(), seconds_to_answer);
  evhttp_set_allowed_methods(http.get(), EVHTTP_REQ_GET | EVHTTP_REQ_HEAD | EVHTTP_REQ_POST);
  evhttp_bound_socket* const bound =
      evhttp_bind_socket_with_handle(http.get(), loopback, static_cast<std::uint16_t>(port));
  auto const bound_to = bound == nullptr ? std::nullopt : port_of(bound);
  if (!bound_to) { return false; }
  std::string const host = fmt::format("{}:{}", loopback, *bound_to);
  Answering answering{*this, host, "http://" + host, "/" + m_secret + "/"};
  evhttp_set_gencb(http.get(), Answering::answer, &answering);
  ready(answering.origin + answering.root);
  return event_base_dispatch(base.get()) == 0;
}

} // namespace gongkai::cli
