// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/lean_resources.hpp"

#include <Array.h>
#include <Dict.h>
#include <GfxFont.h>
#include <GfxState.h>
#include <OutputDev.h>
#include <Page.h>
#include <XRef.h>
#include <goo/GooString.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <utility>
#include <vector>

namespace gongkai::pdf {
namespace {

/// A disclosure has about ten, and few have more than sixty. A font with its widths and its way to Unicode takes up to
/// half a megabyte.
constexpr std::size_t most_kept_fonts = 100;
constexpr std::size_t most_kept_values = 1000;
constexpr std::size_t most_kept_profiles = 16;
constexpr std::size_t most_kept_glyphs = 50'000; // 4 MB

constexpr char const* place_holder_name = "gongkai-place-holder";

Object name_object(char const* name) { return {objName, name}; }
Object string_object(char const* text) { return Object(new GooString(text)); }

/// The font that Poppler makes with the least work: no file, no widths, codes that are characters.
Object place_holder(XRef& xref) {
  auto* const system = new Dict(&xref);
  system->add("Registry", string_object("Adobe"));
  system->add("Ordering", string_object("Identity"));
  auto* const descendant = new Dict(&xref);
  descendant->add("Subtype", name_object("CIDFontType2"));
  descendant->add("CIDSystemInfo", Object(system));
  auto* const descendants = new Array(&xref);
  descendants->add(Object(descendant));
  auto* const font = new Dict(&xref);
  font->add("Subtype", name_object("Type0"));
  font->add("BaseFont", name_object(place_holder_name));
  font->add("Encoding", name_object("Identity-H"));
  font->add("DescendantFonts", Object(descendants));
  return Object(font);
}

/// The parameters of a graphics state that decide what the pass sees. Of a soft mask it sees nothing.
constexpr std::array parameters{"LW", "D", "Font", "BM", "ca", "CA"};

/// Whether the parameter says what holds on a page anyway and only graphics states can change.
bool is_default(char const* parameter, Object const& value) {
  if (std::strcmp(parameter, "BM") == 0) { return value.isName("Normal") || value.isName("Compatible"); }
  return (std::strcmp(parameter, "ca") == 0 || std::strcmp(parameter, "CA") == 0) && value.isNum() &&
         value.getNum() == 1;
}

/// The graphics states of a page, with those parameters only, and without those that are the default in all of them.
Object lean_states(Dict const& states, XRef& xref, SharedResources& shared) {
  std::vector<Object> full;
  full.reserve(static_cast<std::size_t>(states.getLength()));
  for (int i = 0; i < states.getLength(); ++i) { full.push_back(shared.value(xref, states.getValNF(i))); }
  auto* const lean = new Dict(&xref);
  std::vector<Dict*> kept;
  for (std::size_t i = 0; i < full.size(); ++i) {
    kept.push_back(full[i].isDict() ? new Dict(&xref) : nullptr);
    lean->add(states.getKey(static_cast<int>(i)), kept[i] != nullptr ? Object(kept[i]) : full[i].copy());
  }
  for (char const* const parameter : parameters) {
    std::vector<Object> values;
    values.reserve(full.size());
    for (Object const& state : full) {
      values.push_back(state.isDict() ? state.getDict()->lookupNF(parameter).copy() : Object(objNull));
    }
    bool const always_default = std::all_of(values.begin(), values.end(), [&](Object const& value) {
      return value.isNull() || is_default(parameter, value);
    });
    for (std::size_t i = 0; i < values.size() && !always_default; ++i) {
      if (!values[i].isNull()) { kept[i]->add(parameter, std::move(values[i])); }
    }
  }
  return Object(lean);
}

/// The stream of the profile that a colour space is based on; nothing for others.
std::optional<Ref> profile_of(Object const& space) {
  if (!space.isArray() || space.arrayGetLength() < 2) { return std::nullopt; }
  Object const& profile = space.arrayGetNF(1);
  return space.arrayGet(0).isName("ICCBased") && profile.isRef() ? std::optional(profile.getRef()) : std::nullopt;
}

Object with_values(Dict const& dictionary, XRef& xref, SharedResources& shared) {
  auto* const out = new Dict(&xref);
  for (int i = 0; i < dictionary.getLength(); ++i) {
    out->add(dictionary.getKey(i), shared.value(xref, dictionary.getValNF(i)));
  }
  return Object(out);
}

} // namespace

FontPointer SharedResources::font(XRef& xref, std::string const& tag, Ref reference) {
  auto const [place, is_new] = m_fonts.try_emplace(reference);
  if (is_new) {
    Object const dictionary = xref.fetch(reference);
    if (dictionary.isDict()) {
      place->second = GfxFont::makeFont(&xref, tag.c_str(), reference, dictionary.getDict());
      if (place->second && !place->second->isOk()) { place->second.reset(); }
    }
  }
  return place->second;
}

Object SharedResources::value(XRef& xref, Object const& value_or_reference) {
  if (!value_or_reference.isRef()) { return value_or_reference.copy(); }
  auto const [place, is_new] = m_values.try_emplace(value_or_reference.getRef());
  if (is_new) { place->second = value_or_reference.fetch(&xref); }
  return place->second.copy();
}

void SharedResources::lend_profiles(OutputDev& device, std::vector<Ref> const& profiles) const {
  for (Ref const profile : profiles) {
    auto const kept = m_profiles.find(profile);
    if (kept == m_profiles.end()) { continue; }
    if (auto* const copy = dynamic_cast<GfxICCBasedColorSpace*>(kept->second->copy())) {
      device.getIccColorSpaceCache()->put(profile, copy); // which owns it from here on
    }
  }
}

void SharedResources::keep_profiles(OutputDev& device, std::vector<Ref> const& profiles) {
  for (Ref const profile : profiles) {
    GfxICCBasedColorSpace* const made = device.getIccColorSpaceCache()->lookup(profile);
    if (made != nullptr && !m_profiles.contains(profile)) { m_profiles.emplace(profile, made->copy()); }
  }
}

void SharedResources::limit() {
  if (m_fonts.size() > most_kept_fonts) { m_fonts.clear(); }
  if (m_values.size() > most_kept_values) { m_values.clear(); }
  if (m_profiles.size() > most_kept_profiles) { m_profiles.clear(); }
}

std::vector<Glyph> SharedResources::exchange_for_exact(std::vector<Glyph> buffer) {
  std::vector<Glyph> exact(buffer.begin(), buffer.end());
  buffer.clear();
  if (buffer.capacity() <= most_kept_glyphs) { m_glyphs = std::move(buffer); }
  return exact;
}

LeanResources::LeanResources(Page& page, XRef& xref, SharedResources& shared) : m_xref(xref), m_shared(shared) {
  Dict const* const all = page.getResourceDict();
  if (all == nullptr) { return; }
  shared.limit();
  m_dictionary = Object(all->copy(&xref));
  Object const fonts = all->lookup("Font");
  if (fonts.isDict()) { m_dictionary.dictSet("Font", with_place_holders(fonts)); }
  Object const states = all->lookup("ExtGState");
  if (states.isDict()) { m_dictionary.dictSet("ExtGState", lean_states(*states.getDict(), xref, shared)); }
  Object const spaces = all->lookup("ColorSpace");
  if (!spaces.isDict()) { return; }
  Object values = with_values(*spaces.getDict(), xref, shared);
  for (int i = 0; i < values.dictGetLength(); ++i) {
    if (std::optional<Ref> const profile = profile_of(values.dictGetValNF(i))) { m_profiles.push_back(*profile); }
  }
  m_dictionary.dictSet("ColorSpace", std::move(values));
}

Dict* LeanResources::dictionary() const { return m_dictionary.isDict() ? m_dictionary.getDict() : nullptr; }

/// A font without a reference cannot be told from others and stays as it is.
Object LeanResources::with_place_holders(Object const& fonts) {
  Object const holder = place_holder(m_xref);
  auto* const out = new Dict(&m_xref);
  for (int i = 0; i < fonts.dictGetLength(); ++i) {
    char const* const tag = fonts.dictGetKey(i);
    Object const& value = fonts.dictGetValNF(i);
    bool const told = value.isRef() && m_fonts.try_emplace(tag, value.getRef()).second;
    out->add(tag, told ? holder.copy() : value.copy());
  }
  return Object(out);
}

bool is_place_holder(GfxFont const& font) { return font.getName() == place_holder_name; }

FontPointer LeanResources::font_behind(GfxFont const& place_holder) const {
  auto const found = m_fonts.find(place_holder.getTag());
  return found != m_fonts.end() ? m_shared.font(m_xref, found->first, found->second) : nullptr;
}

} // namespace gongkai::pdf
