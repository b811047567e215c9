// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// A document as a page of its own: everything that was read, over pictures of its pages, in one HTML file that needs
/// nothing else. What comes from the PDF is data in it, never markup (docs/design/0011-review-page.md).
#pragma once

#include "record/extraction.hpp"
#include "text/pattern_files.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gongkai {

/// A page of the document as a picture.
struct PagePicture {
  double width = 0, height = 0; ///< Of the page in points, as a reader sees it.
  std::string webp;             ///< Empty where it could not be drawn.
};

/// What the page says, in Chinese and English, by key: patterns/review.csv.
using ReviewWording = std::map<std::string, std::pair<std::string, std::string>, std::less<>>;

/// \throws PatternError where the file has an error.
ReviewWording read_review_wording(PatternFiles const& files);

struct ReviewPageOptions {
  std::map<std::string, int> powers; ///< Of ten, for each unit of money that the document prints.
  std::string save_to;               ///< Address that takes corrections; empty for a page on disk.
  std::string judgements;            ///< JSON: those of its file that were not applied; empty where there are none.
  std::string index;                 ///< Address of the index it stands in; empty where there is none.
  std::string mark;                  ///< Stands near the beginning of the file, see page_mark(); may be empty.
};

/// The mark of the page that a file begins with; empty where it has none.
std::string page_mark(std::string_view beginning);

/// What each page ends with.
inline constexpr std::string_view page_end = "</html>\n";

/// Of a page, so much holds its mark.
inline constexpr std::size_t page_beginning = 1024;

/// The HTML.
std::string review_page(Extraction const& extraction, std::vector<PagePicture> const& pages,
                        ReviewWording const& wording, ReviewPageOptions const& options);

} // namespace gongkai
