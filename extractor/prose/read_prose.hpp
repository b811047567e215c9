// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prose/paragraph.hpp"
#include "prose/prose_page.hpp"
#include "prose/prose_patterns.hpp"
#include "table/table.hpp"

#include <span>

namespace gongkai {

/// Joins the lines of all pages to paragraphs and finds the outline:
///  1. contents pages are set apart;
///  2. lines become paragraphs, over pages too (a table between two halves of a paragraph follows it);
///  3. headings, by number and form, become sections;
///  4. what the table of contents says otherwise becomes a problem.
/// `tables` are the document's, in their order: each stands after the paragraph that begins before it.
Prose read_prose(std::span<ProsePage const> pages, std::span<Table const> tables, OutlinePatterns const& patterns);

} // namespace gongkai
