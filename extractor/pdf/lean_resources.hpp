// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// The resources of a page, made cheap to interpret without a change in what is drawn.
///
/// Poppler makes every font of a page anew on each page, asks a graphics state for some thirty parameters each time it
/// is set, and parses a colour space each time it is named. Here a font is made once a document, when text is first
/// shown in it, and stands on the page as a place-holder, graphics states keep only what the pass can tell apart, and
/// the objects they and colour spaces are stand where their references stood. See
/// docs/design/0010-speed-of-the-pass.md.
#pragma once

#include "pdf/page_content.hpp"

#include <Object.h>

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

class GfxColorSpace;
class GfxFont;
class OutputDev;
class Page;
class XRef;

namespace gongkai::pdf {

using FontPointer = std::shared_ptr<GfxFont>;

/// What the pages of a document share, made or parsed once.
class SharedResources {
public:
  /// The font of this reference; null where it cannot be used. `tag` is its name on the page.
  FontPointer font(XRef& xref, std::string const& tag, Ref reference);

  /// What stands under a reference, else the value itself.
  Object value(XRef& xref, Object const& value_or_reference);

  /// Gives a device the ICC profiles' transforms that devices of other pages have made, of these profiles; and takes
  /// those that it has made itself. To make one costs as much as reading ten pages, and a device forgets it with its
  /// page.
  void lend_profiles(OutputDev& device, std::vector<Ref> const& profiles) const;
  void keep_profiles(OutputDev& device, std::vector<Ref> const& profiles);

  /// Forgets what it has if that is much: a document of 10,000 pages may have a font for each.
  void limit();

  /// An empty vector that has grown for the pages before.
  std::vector<Glyph> take_glyph_buffer() { return std::exchange(m_glyphs, {}); }

  /// The same glyphs in a vector of their number; keeps the buffer for the next page.
  std::vector<Glyph> exchange_for_exact(std::vector<Glyph> buffer);

private:
  std::map<Ref, FontPointer> m_fonts;
  std::map<Ref, Object> m_values;
  std::map<Ref, std::shared_ptr<GfxColorSpace>> m_profiles;
  std::vector<Glyph> m_glyphs;
};

/// Whether a font stands for another one: LeanResources::font_behind().
bool is_place_holder(GfxFont const& font);

class LeanResources {
public:
  /// `xref` and `shared` must outlive it.
  LeanResources(Page& page, XRef& xref, SharedResources& shared);

  /// What the page is to be interpreted with; null where it has no resources. Lives as long as this.
  Dict* dictionary() const;

  /// The ICC profiles of its colour spaces.
  std::vector<Ref> const& profiles() const noexcept { return m_profiles; }

  /// The font that a place-holder stands for, made now where it was not in use before; null where it cannot be used.
  FontPointer font_behind(GfxFont const& place_holder) const;

private:
  Object with_place_holders(Object const& fonts);

  XRef& m_xref;
  SharedResources& m_shared;
  Object m_dictionary;
  std::map<std::string, Ref> m_fonts; ///< By their names on the page.
  std::vector<Ref> m_profiles;
};

} // namespace gongkai::pdf
