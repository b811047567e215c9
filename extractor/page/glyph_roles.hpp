// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "page/page.hpp"

namespace gongkai {

/// Fills Page::roles: hidden, blank and doubled glyphs, watermarks and stamps; the rest is text. Adds a problem
/// where visible glyphs have no Unicode.
void assign_roles(Page& page, PageOptions const& options);

} // namespace gongkai
