// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/pattern_files.hpp"

#include "base/sha256.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace gongkai {

PatternFiles::PatternFiles() {
  for (EmbeddedFile const& f : embedded_files()) { m_texts.emplace(f.name, f.text); }
}

PatternFiles PatternFiles::with_folder(std::string const& folder) {
  namespace fs = std::filesystem;
  PatternFiles files;
  files.let_examples_count();
  std::error_code error;
  if (!fs::is_directory(folder, error)) {
    throw PatternError(fmt::format("{}: no such folder of patterns; give a folder laid out like patterns/", folder));
  }
  for (auto const& entry : fs::recursive_directory_iterator(folder)) {
    auto const extension = entry.path().extension();
    if (!entry.is_regular_file() || (extension != ".toml" && extension != ".csv")) { continue; }
    std::string const shown = entry.path().string();
    if (!files.m_texts.contains(fs::relative(entry.path(), folder).generic_string())) {
      throw PatternError(fmt::format("{}: no pattern file has this name; gongkai patterns list names them", shown));
    }
    std::ifstream in(entry.path(), std::ios::binary);
    std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    if (!in) { throw PatternError(fmt::format("{}: cannot be read", shown)); }
    std::string_view const name = files.m_own.emplace_back(fs::relative(entry.path(), folder).generic_string());
    files.m_texts[name] = files.m_own.emplace_back(std::move(text));
  }
  if (files.m_own.empty()) {
    throw PatternError(fmt::format("{}: holds no pattern file; give a folder laid out like patterns/", folder));
  }
  return files;
}

std::string_view PatternFiles::text(std::string_view name) const { return m_texts.at(this->name(name)); }

std::string_view PatternFiles::name(std::string_view name) const {
  auto const found = m_texts.find(name);
  if (found == m_texts.end()) { throw PatternError(fmt::format("patterns/{}: the file is missing", name)); }
  return found->first;
}

/// What was made of a file while the program was built; null where it is not to be used.
EmbeddedFile const* PatternFiles::embedded(std::string_view name) const {
  if (m_examples_count) { return nullptr; }
  auto const files = embedded_files();
  auto const found = std::find_if(files.begin(), files.end(), [&](EmbeddedFile const& f) { return f.name == name; });
  return found == files.end() ? nullptr : &*found;
}

PatternNode const* PatternFiles::built_in(std::string_view name) const {
  EmbeddedFile const* const file = embedded(name);
  return file == nullptr ? nullptr : file->root;
}

EmbeddedRows const* PatternFiles::built_in_rows(std::string_view name) const {
  EmbeddedFile const* const file = embedded(name);
  return file == nullptr ? nullptr : file->rows;
}

std::shared_ptr<void>& PatternFiles::parsed(std::string_view name) const { return m_parsed[std::string(name)]; }

std::string PatternFiles::fingerprint() const {
  std::string all;
  for (auto const& [name, text] : m_texts) { all.append(name).append(1, '\0').append(text).append(1, '\0'); }
  return sha256_hex(all).substr(0, 12);
}

std::vector<std::string> PatternFiles::names() const {
  std::vector<std::string> out;
  for (auto const& [name, text] : m_texts) { out.emplace_back(name); }
  return out;
}

} // namespace gongkai
