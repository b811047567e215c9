// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/extract_sink.hpp"

namespace gongkai::cli {

/// The documents of one call as a small data set, in memory: what `gongkai extract` writes as CSV and XLSX is what
/// `gongkai export` writes. `output` must outlive it.
std::unique_ptr<ExtractSink> extract_to_data_set(ExtractOutput const& output);

} // namespace gongkai::cli
