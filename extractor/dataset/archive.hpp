// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

struct zip;

namespace gongkai::dataset {

struct ArchiveEntry {
  std::uint64_t number = 0;
  std::string name; ///< In bytes as stored, of any encoding; folders end in '/'.
  std::uint64_t bytes = 0;
  std::uint32_t checksum = 0;
};

/// A ZIP archive, for reading.
class Archive {
public:
  static Result<Archive> open(std::string const& path);

  std::vector<ArchiveEntry> entries() const;
  Result<std::string> read(std::uint64_t number) const;

private:
  struct Discard {
    void operator()(zip* archive) const;
  };
  explicit Archive(zip* archive) : m_archive(archive) {}
  std::unique_ptr<zip, Discard> m_archive;
};

} // namespace gongkai::dataset
