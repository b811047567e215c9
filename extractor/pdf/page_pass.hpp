// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// The pass: one run of Poppler's interpreter over a page, which yields glyphs, rulings, shades and images.
///
/// Written against the private interface of Poppler 22.12 (package libpoppler-private-dev). That interface
/// has no stability promise: page_pass.cpp, lean_resources.cpp, inflated_contents.cpp and document.cpp are the only
/// ones to look at when Poppler moves on.
/// Method for glyph boxes and ActualText after Poppler's TextOutputDev.
#pragma once

#include "pdf/page_content.hpp"

class PDFDoc;

namespace gongkai::pdf {

/// Distances in points that decide what a drawn path is.
struct PassOptions {
  double max_ruling_thickness = 3.2; ///< A filled rectangle up to this thin is a line, not a shade.
  double max_slant = 0.012;       ///< Rise over run up to which a stroke still counts as axis-parallel (0.7 degrees).
  double min_ruling_length = 4.0; ///< Shorter marks are kept only as pieces of a dashed line.
  double max_dash_gap = 4.5;      ///< Gap between the dashes or dots of one line.
  int min_dashes = 4;             ///< Pieces that make a dashed line.
  double same_colour_distance =
      12; ///< Largest difference of a channel (0..255) at which text is not to be told from its ground.
  double window_share = 0.5;     ///< A clip over more than this share of the page is none of a cell.
  double widest_cut_pitch = 2.0; ///< Lines further apart than this, in font sizes, are not one cut text.
  int max_glyphs = 400'000;      ///< A page with more is cut off there, with a problem: no disclosure comes near.
  int max_rulings = 200'000;
};

class SharedResources;

/// Reads one page. `number` counts from 1 and must exist. `shared` is the document's. The document is not changed, but
/// Poppler caches in it: one thread a document.
PageContent read_page(PDFDoc& document, int number, SharedResources& shared, PassOptions const& options = {});

} // namespace gongkai::pdf
