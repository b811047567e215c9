// SPDX-License-Identifier: GPL-3.0-or-later
#include "dataset/inputs.hpp"

#include "dataset/archive.hpp"
#include "dataset/file_names.hpp"

#include <fmt/format.h>
#include <glob.h>
#include <sys/stat.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <tuple>

namespace gongkai::dataset {
namespace {

namespace fs = std::filesystem;

bool ends_with(std::string_view name, std::string_view ending) {
  if (name.size() < ending.size()) { return false; }
  return std::equal(ending.begin(), ending.end(), name.end() - static_cast<std::ptrdiff_t>(ending.size()),
                    [](char a, char b) { return a == std::tolower(static_cast<unsigned char>(b)); });
}

bool is_pdf(std::string_view name) { return ends_with(name, ".pdf"); }
bool is_archive(std::string_view name) { return ends_with(name, ".zip"); }

/// What macOS puts into archives beside each file.
bool is_shadow(std::string_view name) {
  return name.starts_with("__MACOSX/") || name.find("/._") != std::string_view::npos;
}

class Finder {
public:
  void add_place(std::string const& place) {
    std::error_code error;
    fs::file_status const status = fs::status(place, error);
    if (fs::is_directory(status)) {
      add_folder(place);
    } else if (fs::exists(status)) {
      add_file(place, true);
    } else if (place.find_first_of("*?[") != std::string::npos) {
      add_wildcard(place);
    } else {
      m_found.problems.push_back({utf8_name(place), "there is no such file or folder"});
    }
  }

  Inputs finish() {
    auto& files = m_found.files;
    std::sort(files.begin(), files.end(), [](InputFile const& a, InputFile const& b) {
      return std::tie(a.name, a.path) < std::tie(b.name, b.path);
    });
    files.erase(
        std::unique(files.begin(), files.end(),
                    [](InputFile const& a, InputFile const& b) { return a.path == b.path && a.entry == b.entry; }),
        files.end());
    tell_namesakes_apart();
    return std::move(m_found);
  }

private:
  /// A folder that cannot be read is a problem, and the others go on.
  void add_folder(std::string const& folder, int depth = 0) {
    std::error_code error;
    for (fs::directory_iterator at(folder, error); !error && at != fs::directory_iterator(); at.increment(error)) {
      std::error_code ignored;
      if (at->is_directory(ignored)) {
        if (depth <= deepest) { add_folder(at->path().string(), depth + 1); } // deeper: a link to a folder above
      } else if (at->is_regular_file(ignored)) {
        add_file(at->path().string(), false);
      }
    }
    if (error) {
      m_found.problems.push_back({utf8_name(folder), fmt::format("the folder cannot be read: {}", error.message())});
    }
  }

  void add_file(std::string const& path, bool named) {
    if (is_archive(path)) {
      add_archive(path);
    } else if (named || is_pdf(path)) {
      struct stat about {};
      if (stat(path.c_str(), &about) != 0) { return; } // gone meanwhile
      m_found.files.push_back({path,
                               std::nullopt,
                               utf8_name(path),
                               {},
                               static_cast<std::uint64_t>(about.st_size),
                               about.st_mtim.tv_sec * 1'000'000'000 + about.st_mtim.tv_nsec});
    } else {
      ++m_found.others;
    }
  }

  void add_archive(std::string const& path) {
    std::string const name = utf8_name(path);
    Result<Archive> const archive = Archive::open(path);
    if (!archive) {
      m_found.problems.push_back({name, archive.error().message});
      return;
    }
    for (ArchiveEntry const& entry : archive->entries()) {
      if (entry.name.ends_with('/') || is_shadow(entry.name)) { continue; }
      if (!is_pdf(entry.name)) {
        ++m_found.others;
        continue;
      }
      m_found.files.push_back(
          {path, entry.number, name + "/" + utf8_name(entry.name), name, entry.bytes, entry.checksum});
    }
  }

  void add_wildcard(std::string const& pattern) {
    glob_t matches{};
    if (glob(pattern.c_str(), 0, nullptr, &matches) == 0) {
      for (std::size_t i = 0; i < matches.gl_pathc; ++i) { add_place(matches.gl_pathv[i]); }
    } else {
      m_found.problems.push_back({utf8_name(pattern), "no file matches"});
    }
    globfree(&matches);
  }

  /// Names are keys: of those that differ in their bytes only, the later ones get a number.
  void tell_namesakes_apart() {
    auto& files = m_found.files;
    for (std::size_t i = 1, same = 1; i < files.size(); ++i) {
      bool const namesake = files[i].name == files[i - same].name;
      same = namesake ? same + 1 : 1;
      if (namesake) { files[i].name += fmt::format(" ({})", same); }
    }
  }

  static constexpr int deepest = 32;
  Inputs m_found;
};

} // namespace

Inputs find_inputs(std::vector<std::string> const& places) {
  Finder finder;
  for (std::string const& place : places) { finder.add_place(place); }
  return finder.finish();
}

std::vector<std::string> places_of_list(std::string_view text) {
  char const divider = text.find('\0') == std::string_view::npos ? '\n' : '\0';
  std::vector<std::string> out;
  while (!text.empty()) {
    std::size_t const end = std::min(text.find(divider), text.size());
    std::string_view place = text.substr(0, end);
    if (divider == '\n' && place.ends_with('\r')) { place.remove_suffix(1); }
    if (!place.empty()) { out.emplace_back(place); }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

InputReader::InputReader() = default;
InputReader::~InputReader() = default;

Result<std::string> InputReader::read(std::string const& path, std::optional<std::uint64_t> entry) {
  if (entry) {
    if (!m_archive || m_path != path) {
      Result<Archive> opened = Archive::open(path);
      if (!opened) { return tl::make_unexpected(opened.error()); }
      m_archive = std::make_unique<Archive>(std::move(*opened));
      m_path = path;
    }
    return m_archive->read(*entry);
  }
  std::error_code error;
  std::uintmax_t const size = fs::file_size(path, error);
  if (!error && size > static_cast<std::uintmax_t>(std::numeric_limits<int>::max())) {
    return failure(
        ProblemCode::cannot_open_file,
        "the file is larger than 2 GB, more than gongkai reads; split it, for example with qpdf --split-pages");
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return failure(ProblemCode::cannot_open_file, fmt::format("the file cannot be opened: {}", std::strerror(errno)));
  }
  std::string bytes(error ? 0 : size, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
  if (file.bad()) { return failure(ProblemCode::cannot_open_file, "the file cannot be read to its end"); }
  return bytes;
}

} // namespace gongkai::dataset
