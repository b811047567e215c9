// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "output/review/document_summary.hpp"
#include "output/review/review_page.hpp"

#include <span>

namespace gongkai {

/// The page over many documents, as one HTML file: a list, a map entity by year, charts.
std::string review_index(std::span<DocumentSummary const> documents, ReviewWording const& wording);

} // namespace gongkai
