// SPDX-License-Identifier: GPL-3.0-or-later
#include "dataset/archive.hpp"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <limits>

namespace gongkai::dataset {

void Archive::Discard::operator()(zip* archive) const { zip_discard(archive); }

Result<Archive> Archive::open(std::string const& path) {
  int code = 0;
  zip_t* const opened = zip_open(path.c_str(), ZIP_RDONLY, &code);
  if (opened == nullptr) {
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    std::string const reason = zip_error_strerror(&error);
    zip_error_fini(&error);
    return failure(ProblemCode::cannot_open_file,
                   fmt::format("the ZIP archive cannot be opened ({}); download it again or unpack it", reason));
  }
  return Archive(opened);
}

std::vector<ArchiveEntry> Archive::entries() const {
  std::vector<ArchiveEntry> out;
  auto const count = static_cast<zip_uint64_t>(std::max<zip_int64_t>(zip_get_num_entries(m_archive.get(), 0), 0));
  for (zip_uint64_t i = 0; i < count; ++i) {
    zip_stat_t about;
    zip_stat_init(&about);
    if (zip_stat_index(m_archive.get(), i, ZIP_FL_ENC_RAW, &about) != 0) { continue; }
    out.push_back({i, about.name == nullptr ? "" : about.name, about.size, about.crc});
  }
  return out;
}

Result<std::string> Archive::read(std::uint64_t number) const {
  zip_stat_t about;
  zip_stat_init(&about);
  if (zip_stat_index(m_archive.get(), number, ZIP_FL_ENC_RAW, &about) != 0) {
    return failure(ProblemCode::cannot_open_file, "the ZIP archive has changed; run the command again");
  }
  if (about.size > static_cast<zip_uint64_t>(std::numeric_limits<int>::max())) {
    return failure(ProblemCode::cannot_open_file,
                   "the file in the archive is larger than 2 GB, more than gongkai reads");
  }
  std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> const file(zip_fopen_index(m_archive.get(), number, 0), zip_fclose);
  std::string bytes(about.size, '\0');
  // A damaged or encrypted entry fails on opening or on reading.
  if (!file || zip_fread(file.get(), bytes.data(), bytes.size()) != static_cast<zip_int64_t>(bytes.size())) {
    return failure(ProblemCode::cannot_open_file,
                   fmt::format("the file cannot be taken out of the ZIP archive ({}); unpack it with another program",
                               zip_strerror(m_archive.get())));
  }
  return bytes;
}

} // namespace gongkai::dataset
