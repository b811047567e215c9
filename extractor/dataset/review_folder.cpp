// SPDX-License-Identifier: GPL-3.0-or-later
#include "dataset/review_folder.hpp"

#include "base/sha256.hpp"
#include "output/review/review_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <vector>

namespace gongkai::dataset {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view page_ending = ".html";

/// The document whose page a file is called after; empty where it is called otherwise. Half a page ends in something
/// more.
std::string_view document_of(std::string_view name) {
  constexpr std::size_t key_length = 17; // "d" and sixteen digits
  if (name.size() < key_length + page_ending.size() || name[0] != 'd') { return {}; }
  std::string_view const key = name.substr(0, key_length);
  bool const digits = key.find_first_not_of("0123456789abcdef", 1) == std::string_view::npos;
  return digits && name.substr(key_length).starts_with(page_ending) ? key : std::string_view();
}

/// The first or last bytes of a file.
std::string part_of(std::ifstream& file, std::size_t most) {
  std::string out(most, '\0');
  file.read(out.data(), static_cast<std::streamsize>(most));
  out.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
  file.clear();
  return out;
}

/// The mark of the page in a file; empty where it is no page of ours.
std::string mark_in(std::string const& path) {
  std::ifstream file(path, std::ios::binary);
  return page_mark(part_of(file, page_beginning));
}

/// Whether a page is there to its end: when the power goes, a file may have its name before it has its bytes.
bool is_whole(std::string const& path) {
  std::ifstream file(path, std::ios::binary);
  file.seekg(-static_cast<std::streamoff>(page_end.size()), std::ios::end);
  return file && part_of(file, page_end.size()) == page_end;
}

} // namespace

ReviewFolder::ReviewFolder(std::string const& path) : m_path(path), m_folder(path) {}

std::string ReviewFolder::mark_of(std::string_view reader, std::string_view file) {
  constexpr std::size_t enough = 16;
  return sha256_hex(fmt::format("{}\n{}", reader, file)).substr(0, enough);
}

std::string ReviewFolder::page_name(std::string_view document) { return fmt::format("{}{}", document, page_ending); }

bool ReviewFolder::has(std::string_view document, std::string_view mark) const {
  std::string const path = m_folder.path_of(page_name(document));
  return mark_in(path) == mark && is_whole(path);
}

std::size_t ReviewFolder::sweep(std::unordered_map<std::string, std::string> const& marks) const {
  std::size_t removed = 0;
  std::error_code error;
  std::vector<fs::path> stale;
  for (fs::directory_iterator at(m_path, error); !error && at != fs::directory_iterator(); at.increment(error)) {
    std::string const name = at->path().filename().string();
    std::string const document(document_of(name));
    if (document.empty()) { continue; }
    if (name != page_name(document)) {
      if (name == page_name(document) + OutputFolder::unfinished) { stale.push_back(at->path()); }
      continue;
    }
    std::string const mark = mark_in(at->path().string());
    auto const wanted = marks.find(document);
    if (mark.empty() || (wanted != marks.end() && wanted->second == mark)) { continue; }
    stale.push_back(at->path());
  }
  for (fs::path const& path : stale) {
    bool const page = path.filename().string().ends_with(page_ending);
    removed += fs::remove(path, error) && page ? 1 : 0;
  }
  return removed;
}

void ReviewFolder::write_index(std::string_view html) const {
  m_folder.write(index_name, [&](OutputFolder::Write const& write) { write(html); });
}

} // namespace gongkai::dataset
