// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "page/page.hpp"
#include "text/line_patterns.hpp"
#include "text/normalise.hpp"

#include <span>

namespace gongkai {

struct FurnitureOptions {
  double margin = 0.13;        ///< Share of the page's height at its top and bottom where furniture can stand.
  double same_place = 4.0;     ///< Points by which a running header may move from page to page.
  double repeated_share = 0.3; ///< Share of the pages on which a line must stand to be a running header ...
  int repeated_pages = 3;      ///< ... and on how many at least.
};

/// Finds running headers, footers and page numbers by place, repetition and pattern, over all pages at once.
/// Method: only the outermost lines of a page come into question, so that what is removed is always an edge.
class FurnitureFinder {
public:
  FurnitureFinder(PatternFiles const& files, Normaliser const& normaliser);

  /// Gives the glyphs found Role::furniture and moves their lines from Page::lines to Page::furniture.
  /// `is_caption` tells lines that belong to tables (unit, entity, number) and so never are furniture.
  void mark(std::span<Page> pages, LinePatterns const& is_caption, FurnitureOptions const& options = {}) const;

private:
  Normaliser const* m_normaliser;
  LinePatterns m_page_number;
  LinePatterns m_bare_page_number;
};

} // namespace gongkai
