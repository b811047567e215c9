// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// The one way in: a file's bytes become records. Every front (command line, bindings, batch) calls this.
#pragma once

#include "base/result.hpp"
#include "record/extraction.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace gongkai {

struct ExtractOptions {
  std::string password;                     ///< Tried where an empty one does not open the file.
  int first_page = 1;                       ///< Counted from 1.
  int last_page = 0;                        ///< 0: to the end.
  Corrections const* corrections = nullptr; ///< Those of the document are applied; null: none.
  std::function<void(int page)> at_page{};  ///< Told of each page before it is read, then of 0; may be empty.
};

/// What the program knows, loaded once and used for any number of documents. Immovable: its parts refer to each other.
class Knowledge {
public:
  /// The patterns built in, or, where `folder` is not empty, replaced by those of a folder laid out like patterns/.
  /// \throws PatternError where a pattern file has an error.
  explicit Knowledge(std::string const& folder = {});
  ~Knowledge();
  Knowledge(Knowledge const&) = delete;
  Knowledge& operator=(Knowledge const&) = delete;

  struct Members;
  Members const& members() const noexcept { return *m_members; }

private:
  std::unique_ptr<Members> m_members;
};

/// Reads a document. `name` is what the file is called, for the record only. Fails where the file as a whole
/// cannot be read; everything less is in Extraction::warnings.
Result<Extraction> extract(std::string bytes, std::string const& name, Knowledge const& knowledge,
                           ExtractOptions const& options = {});

} // namespace gongkai
