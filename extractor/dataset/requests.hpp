// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// What a build asks of its workers, and what they answer.
#pragma once

#include "dataset/build.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace gongkai::dataset {

/// The fingerprint of a file's content (where `name` is empty), the document under a name, or its review page (where
/// there is a place for it).
struct Request {
  std::string path;
  std::optional<std::uint64_t> entry;
  std::string name;
  std::string page_folder, page, mark;
};

std::string encode(Request const& request);
Request decode_request(std::string_view bytes);

/// Of a file's content.
struct Fingerprint {
  std::string sha256;
  std::string problem; ///< Why there is none.
};

std::string encode(Fingerprint const& fingerprint);
Fingerprint decode_fingerprint(std::string_view bytes);

/// Rows of a document, and what the summary and the index want to know; of a page, what became of it.
struct Reply {
  Outcome outcome{};
  std::uint64_t pages = 0;
  std::string detail;
  std::string sha256; ///< Of what was read: a file may change between two looks.
  std::string rows, summary;
};

std::string encode(Reply const& reply);
Reply decode_reply(std::string_view bytes);

/// Answers requests; runs in a worker.
class Server {
public:
  Server(DocumentWork work, PatternFiles const& files, std::string version)
      : m_work(std::move(work)), m_names(files), m_version(std::move(version)) {}

  std::string serve(std::string_view bytes, WorkerState& state);

private:
  Reply read(Request const& request, WorkerState& state);
  Reply write_page(Request const& request, WorkerState& state);

  InputReader m_inputs;
  DocumentWork m_work;
  RowNames m_names;
  std::string m_version;
};

} // namespace gongkai::dataset
