// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dataset/output_folder.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

namespace gongkai::dataset {

/// The review pages of a data set: a page a document, named by its key, and index.html over all. A page says itself of
/// which reading it is (its mark), so the folder needs no list, and may be moved, or deleted in part.
class ReviewFolder {
public:
  /// Makes it where it is not there. \throws DatabaseError where it cannot be made.
  explicit ReviewFolder(std::string const& path);

  std::string const& path() const noexcept { return m_path; }

  /// Of a document that `reader` read under the name `file`.
  static std::string mark_of(std::string_view reader, std::string_view file);

  static std::string page_name(std::string_view document);

  /// Whether the page of a document is there, and of this mark.
  bool has(std::string_view document, std::string_view mark) const;

  /// Removes the pages that are of no document in `marks`, or of another mark, and what a worker that was killed left
  /// behind; nothing else. Returns how many pages.
  std::size_t sweep(std::unordered_map<std::string, std::string> const& marks) const;

  /// \throws DatabaseError where it cannot be written.
  void write_index(std::string_view html) const;

  static constexpr char const* index_name = "index.html";

private:
  std::string m_path;
  OutputFolder m_folder;
};

} // namespace gongkai::dataset
