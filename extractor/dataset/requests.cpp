// SPDX-License-Identifier: GPL-3.0-or-later
#include "dataset/requests.hpp"

#include "base/sha256.hpp"
#include "dataset/database.hpp"
#include "dataset/review_folder.hpp"
#include "output/review/review_index.hpp"

#include <cstring>
#include <stdexcept>

namespace gongkai::dataset {
namespace {

class Writer {
public:
  void number(std::uint64_t value) { m_bytes.append(reinterpret_cast<char const*>(&value), sizeof value); }
  void text(std::string_view value) {
    number(value.size());
    m_bytes += value;
  }
  std::string take() { return std::move(m_bytes); }

private:
  std::string m_bytes;
};

class Reader {
public:
  explicit Reader(std::string_view bytes) : m_rest(bytes) {}
  std::uint64_t number() {
    std::uint64_t value = 0;
    std::memcpy(&value, take(sizeof value).data(), sizeof value);
    return value;
  }
  std::string text() { return std::string(take(number())); }

private:
  std::string_view take(std::size_t count) {
    if (m_rest.size() < count) { throw std::runtime_error("a worker's message is cut off"); }
    std::string_view const taken = m_rest.substr(0, count);
    m_rest.remove_prefix(count);
    return taken;
  }
  std::string_view m_rest;
};

constexpr std::uint64_t no_entry = ~std::uint64_t{0};

} // namespace

std::string encode(Request const& request) {
  Writer w;
  w.text(request.path);
  w.number(request.entry.value_or(no_entry));
  for (std::string const* text : {&request.name, &request.page_folder, &request.page, &request.mark}) { w.text(*text); }
  return w.take();
}

Request decode_request(std::string_view bytes) {
  Reader r(bytes);
  Request out;
  out.path = r.text();
  if (std::uint64_t const entry = r.number(); entry != no_entry) { out.entry = entry; }
  for (std::string* text : {&out.name, &out.page_folder, &out.page, &out.mark}) { *text = r.text(); }
  return out;
}

std::string encode(Fingerprint const& fingerprint) {
  Writer w;
  w.text(fingerprint.sha256);
  w.text(fingerprint.problem);
  return w.take();
}

Fingerprint decode_fingerprint(std::string_view bytes) {
  Reader r(bytes);
  Fingerprint out;
  out.sha256 = r.text();
  out.problem = r.text();
  return out;
}

std::string encode(Reply const& reply) {
  Writer w;
  w.number(static_cast<std::uint64_t>(reply.outcome));
  w.number(reply.pages);
  for (std::string const* text : {&reply.detail, &reply.sha256, &reply.rows, &reply.summary}) { w.text(*text); }
  return w.take();
}

Reply decode_reply(std::string_view bytes) {
  Reader r(bytes);
  Reply out;
  out.outcome = static_cast<Outcome>(r.number());
  out.pages = r.number();
  for (std::string* text : {&out.detail, &out.sha256, &out.rows, &out.summary}) { *text = r.text(); }
  return out;
}

std::string Server::serve(std::string_view bytes, WorkerState& state) {
  Request const request = decode_request(bytes);
  if (!request.page.empty()) { return encode(write_page(request, state)); }
  if (!request.name.empty()) { return encode(read(request, state)); }
  Result<std::string> const content = m_inputs.read(request.path, request.entry);
  return encode(content ? Fingerprint{sha256_hex(*content), {}} : Fingerprint{{}, content.error().message});
}

Reply Server::read(Request const& request, WorkerState& state) {
  Reply reply;
  Unread unread;
  unread.file = request.name;
  Result<std::string> content = m_inputs.read(request.path, request.entry);
  if (content) {
    reply.sha256 = unread.sha256 = sha256_hex(*content);
    unread.bytes = content->size();
    Result<Extraction> const extraction =
        m_work.read(std::move(*content), request.name, [&state](int page) { state.page = page; });
    if (extraction) {
      reply.outcome = outcome_of(*extraction);
      reply.pages = static_cast<std::uint64_t>(extraction->source.pages);
      reply.rows = to_rows(*extraction, m_names, m_version).in_key_order();
      reply.summary = summary_json(summarise(*extraction, m_names));
      return reply;
    }
    content = tl::make_unexpected(extraction.error());
  }
  reply.outcome = unread.outcome = outcome_of(content.error());
  reply.detail = unread.detail = content.error().message;
  reply.rows = to_rows(unread, m_version).in_key_order();
  return reply;
}

/// Its detail says what went wrong, if anything.
Reply Server::write_page(Request const& request, WorkerState& state) {
  Reply reply;
  Result<std::string> content = m_inputs.read(request.path, request.entry);
  if (content) {
    reply.sha256 = sha256_hex(*content);
    // The page of one document must not show another.
    if (request.page != ReviewFolder::page_name(document_key(reply.sha256))) {
      reply.detail = "the file is another one than was read; run the command again with --checksum";
      return reply;
    }
    content = m_work.page(std::move(*content), request.name, {ReviewFolder::index_name, request.mark},
                          [&state](int page) { state.page = page; });
  }
  if (!content) {
    reply.detail = content.error().message;
    return reply;
  }
  try {
    OutputFolder(request.page_folder).write(request.page, [&](OutputFolder::Write const& write) { write(*content); });
  } catch (DatabaseError const& e) { reply.detail = e.what(); }
  return reply;
}

} // namespace gongkai::dataset
