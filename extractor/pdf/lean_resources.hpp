// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// The resources of a page, made cheap to interpret without a change in what is drawn.
///
/// Poppler makes every font of a page anew on each page, and asks a graphics state for some thirty parameters each time
/// it is set. Here a font is made once a document and stands on the page as a place-holder, and graphics states keep
/// only what the pass can tell apart. See docs/design/0008-speed.md.
#pragma once

#include <Object.h>

#include <map>
#include <memory>
#include <string>

class GfxFont;
class Page;
class XRef;

namespace gongkai::pdf {

using FontPointer = std::shared_ptr<GfxFont>;

/// The fonts of a document, which pages share.
class FontStore {
public:
  /// The font of this reference; null where it cannot be used. `tag` is its name on the page.
  FontPointer font(XRef& xref, std::string const& tag, Ref reference);

  /// Forgets all of them if they are many: a document of 10,000 pages may have a font for each.
  void limit();

private:
  std::map<Ref, FontPointer> m_fonts;
};

class LeanResources {
public:
  LeanResources(Page& page, XRef& xref, FontStore& fonts);

  /// What the page is to be interpreted with; null where it has no resources. Lives as long as this.
  Dict* dictionary() const;

  /// The font that a place-holder stands for, else null.
  FontPointer font_behind(GfxFont const& font) const;

private:
  Object with_place_holders(Object const& fonts, XRef& xref, FontStore& store);

  Object m_dictionary;
  std::map<std::string, FontPointer> m_fonts; ///< By their names on the page.
};

} // namespace gongkai::pdf
