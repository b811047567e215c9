// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/output_file.hpp"

#include "cli/exit_code.hpp"
#include "cli/input.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iostream>

namespace gongkai::cli {
namespace {

namespace fs = std::filesystem;

void check(fs::path const& path, std::vector<std::string> const& inputs) {
  std::string const shown = as_shown(path.string());
  std::error_code error;
  if (fs::is_directory(path, error)) {
    throw UsageError(fmt::format("{}: is a folder; give --output the name of a file in it", shown));
  }
  fs::path const folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  if (!fs::is_directory(folder, error)) {
    throw UsageError(fmt::format("{}: the folder {} does not exist; create it first, or write elsewhere", shown,
                                 as_shown(folder.string())));
  }
  for (std::string const& input : inputs) {
    if (input != standard_input && fs::is_regular_file(path, error) && fs::equivalent(path, input, error)) {
      throw UsageError(fmt::format("{}: is also an input, which would be lost; write elsewhere", shown));
    }
  }
}

} // namespace

OutputFile::OutputFile(std::string const& path, std::vector<std::string> const& inputs)
    : m_path(path == standard_input ? "" : path), m_stream(&std::cout) {
  if (m_path.empty()) { return; }
  check(m_path, inputs);
  std::error_code error;
  fs::file_status const status = fs::status(m_path, error);
  // Through a link the file it names is replaced, not the link.
  if (fs::is_regular_file(status)) { m_path = fs::canonical(m_path, error).string(); }
  bool const ordinary = fs::is_regular_file(status) || status.type() == fs::file_type::not_found;
  std::string const opened = ordinary ? fmt::format("{}.{}.part", m_path, ::getpid()) : m_path;
  m_file.open(opened, std::ios::binary | std::ios::trunc);
  if (!m_file) { fail(errno); }
  if (ordinary) { m_temporary = opened; }
  m_stream = &m_file;
}

OutputFile::~OutputFile() {
  if (m_temporary.empty()) { return; }
  m_file.close();
  std::error_code ignored;
  fs::remove(m_temporary, ignored);
}

void OutputFile::fail(int error) const {
  throw UsageError(fmt::format("{}: cannot be written: {}", m_path.empty() ? "standard output" : as_shown(m_path),
                               std::strerror(error)));
}

void OutputFile::write(std::string_view data) {
  errno = 0;
  m_stream->write(data.data(), static_cast<std::streamsize>(data.size()));
  // Whoever reads along, as from JSON Lines, gets each document when it is done.
  m_stream->flush();
  if (!*m_stream) { fail(errno != 0 ? errno : EIO); }
}

void OutputFile::finish() {
  if (m_path.empty()) { return; }
  errno = 0;
  m_file.close();
  if (!m_file) { fail(errno != 0 ? errno : EIO); }
  if (m_temporary.empty()) { return; }
  if (std::rename(m_temporary.c_str(), m_path.c_str()) != 0) { fail(errno); }
  m_temporary.clear();
}

void write_by_name(std::string const& path, std::vector<std::string> const& inputs,
                   std::function<void(std::string const& place)> const& write) {
  if (path == standard_input) {
    throw UsageError("a workbook does not go to standard output; give -o the name of a file");
  }
  OutputFile out(path, inputs);
  write(out.place());
  out.finish();
}

void print(std::string_view text) { OutputFile("", {}).write(text); }

} // namespace gongkai::cli
