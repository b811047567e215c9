// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// A document for the eye: its pages as pictures, and what was read over them.
#pragma once

#include "output/review/review_page.hpp"
#include "pipeline.hpp"

#include <functional>
#include <string>
#include <vector>

namespace gongkai {

/// Dots an inch of the pictures, where nobody asks for another number: sharp enough to read the small print of a table,
/// and coarser for long documents, so that a hundred pages stay below 15 MB.
double usual_dpi(int pages) noexcept;

/// Draws all pages; one that cannot be drawn is blank. `dpi` 0 means usual_dpi(). `at_page`, where it is given, is
/// called before each. Fails where extract() would.
Result<std::vector<PagePicture>> draw_pages(std::string const& bytes, std::string const& password, double dpi,
                                            std::function<void(int page)> const& at_page = {});

/// Where a page stands among others.
struct ReviewAddresses {
  std::string save_to;     ///< Takes corrections; empty for a page on disk.
  std::string index;       ///< Empty where there is none.
  std::string corrections; ///< What was saved there before, as JSON; empty where nothing was.
  std::string mark;        ///< page_mark() of the page.
};

/// The review page of a document that was read, as HTML.
std::string to_review_page(Extraction const& extraction, std::vector<PagePicture> const& pages,
                           Knowledge const& knowledge, ReviewAddresses const& addresses = {});

/// What the page says. \throws PatternError where patterns/review.csv has an error.
ReviewWording review_wording(Knowledge const& knowledge);

} // namespace gongkai
