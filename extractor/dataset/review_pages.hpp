// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Which review pages a data set lacks, which are out of date, and the index over it.
#pragma once

#include "dataset/build.hpp"
#include "dataset/review_folder.hpp"
#include "dataset/store.hpp"

#include <map>
#include <string>
#include <vector>

namespace gongkai::dataset {

struct PageToMake {
  std::string document;
  InputFile const* file = nullptr; ///< Holds it.
  std::string name;                ///< Under which it was read.
  std::string mark;
};

class ReviewPages {
public:
  /// \throws DatabaseError where the folder cannot be made.
  ReviewPages(Store& store, std::string const& folder) : m_store(store), m_folder(folder) {}

  ReviewFolder const& folder() const noexcept { return m_folder; }

  /// Of the documents that these files hold, those that were read and have no page of this reading, by key. Counts the
  /// others.
  std::vector<PageToMake> missing(std::map<std::string, InputFile const*> const& holders, PagesSummary& summary);

  /// Removes what is out of date, and writes the index over all documents of the data set.
  /// \throws DatabaseError
  void finish(PatternFiles const& files, PagesSummary& summary);

private:
  Store& m_store;
  ReviewFolder m_folder;
};

} // namespace gongkai::dataset
