// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pdf/page_content.hpp"
#include "pdf/page_pass.hpp"

namespace gongkai::pdf {

/// Marks the glyphs that a reader cannot see because of what else is on the page: those in the colour of their
/// ground, and runs that an opaque image or rectangle covers entirely. A run that is covered in part stays visible:
/// spreadsheets cover the overflow of a cell with the ground of the next, and the text is whole all the same.
void find_hidden_glyphs(PageContent& page, PassOptions const& options);

/// Marks the clipped glyphs of texts of which a part shows. Spreadsheets clip what a cell is too small for: its last
/// lines, or the ends of them. As with cover, the text is whole in the file, and whole is what the publisher wrote.
/// A text is what was drawn in a piece under one clip smaller than the page, in one size, line below line.
void find_cut_off_glyphs(PageContent& page, PassOptions const& options);

} // namespace gongkai::pdf
