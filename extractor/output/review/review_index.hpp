// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "output/review/document_summary.hpp"
#include "output/review/review_page.hpp"

#include <span>

namespace gongkai {

/// What the index says of a document, as JSON that can be kept.
std::string summary_json(DocumentSummary const& summary);

/// A document as it stands in an index.
struct IndexedDocument {
  std::string file;    ///< As given.
  std::string page;    ///< Address of its review page from the index; empty where it has none.
  std::string error;   ///< Why it could not be read; empty where it could.
  std::string summary; ///< summary_json(); empty where nothing is known.
};

/// The page over many documents, as one HTML file: a list, a map entity by year, charts.
std::string review_index(std::span<IndexedDocument const> documents, ReviewWording const& wording);

} // namespace gongkai
