// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace gongkai::dataset {

struct MergeSummary {
  std::int64_t documents = 0; ///< In the result.
  std::int64_t shared = 0;    ///< That more than one of the parts have.
};

/// Joins data sets into one, `path`, which is made where it is not there, else added to. Of a document that several
/// have, the one read by the later version counts, of the same version the first. \throws DatabaseError
MergeSummary merge(std::vector<std::string> const& parts, std::string const& path);

} // namespace gongkai::dataset
