// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// The running text of a document: paragraphs joined over lines and pages, and the outline they stand in.
#pragma once

#include "base/problem.hpp"
#include "geometry/box.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace gongkai {

/// A place on a page as a reader sees it.
struct PagePlace {
  int page = 0; ///< Counted from 1; 0 where there is none.
  Box box;
};

/// A line of a paragraph: from byte `begin` of the paragraph's text to the next line's.
struct TextLine {
  std::size_t begin = 0;
  int page = 0;             ///< Counted from 1.
  Box box;                  ///< On the page as seen.
  std::vector<float> edges; ///< Left edges of the characters and the last one's right edge, in points of the page as
                            ///< seen; empty where they are not known.
};

/// What a paragraph is to the document.
enum class ParagraphKind : unsigned char {
  text,
  cover,    ///< Lines of a title page, or a title over the whole text.
  contents, ///< The heading and the entries of a table of contents: they repeat what stands elsewhere.
};

struct Paragraph {
  std::string text; ///< Normalised; blanks only between words of letters and digits.
  std::vector<TextLine> lines;
  int section = -1;     ///< Index into Prose::sections; -1 before the first one, and for contents.
  bool heading = false; ///< The whole of it is the heading of its section; on a cover, the document's title.
  ParagraphKind kind = ParagraphKind::text;
};

/// A part of the outline.
struct Section {
  std::string number; ///< As printed, without the separator after it; empty for a heading without a number.
  std::string title;  ///< Without the number.
  int level = 1;      ///< 1 is the highest.
  int page = 0;       ///< Where it begins, counted from 1.
  int parent = -1;    ///< Index of the section it stands in; -1 at the top.
  std::vector<std::size_t>
      paragraphs; ///< Indexes into Prose::paragraphs: its heading's and its own, those of sections in it left out.
};

/// Where a table stands among the paragraphs.
struct TablePlace {
  std::size_t before = 0; ///< Index of the first paragraph after it.
  std::size_t table = 0;  ///< Index into the document's tables.
  int section = -1;
};

struct Prose {
  std::vector<Paragraph> paragraphs; ///< In reading order.
  std::vector<Section> sections;     ///< In the order of their headings.
  std::vector<TablePlace> tables;    ///< In reading order.
  Problems problems;
};

/// Where the bytes [begin, end) of a paragraph's text stand: the first page that has some of them, and the box there
/// around all of them on that page.
PagePlace place_of(Paragraph const& paragraph, std::size_t begin, std::size_t end);

} // namespace gongkai
