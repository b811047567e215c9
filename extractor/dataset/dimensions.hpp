// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "output/rows.hpp"
#include "text/pattern_files.hpp"

namespace gongkai::dataset {

/// The rows of the dimensions: the classifications, regions, table types and measures that patterns/ knows. \throws
/// PatternError where one of its lists has an error.
Rows dimension_rows(PatternFiles const& files);

} // namespace gongkai::dataset
