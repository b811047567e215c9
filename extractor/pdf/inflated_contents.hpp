// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Object.h>

#include <cstddef>
#include <string>
#include <vector>

class Page;
class XRef;

namespace gongkai::pdf {

/// The content streams of a page, inflated at once by zlib. Poppler's own way to take one byte after the other through
/// its filters costs a seventh of the pass. What zlib does not take to the end (another filter, a predictor, damage)
/// is left to Poppler as it is, and so is what exceeds the memory a page may take.
class InflatedContents {
public:
  InflatedContents(Page& page, XRef& xref);

  /// For Gfx::display(); null where the page has no content. Lives as long as this.
  Object& object() noexcept { return m_object; }

private:
  Object inflated_or_same(Object stream, XRef& xref);

  std::vector<std::string> m_data; ///< Outlives the streams over it, which are in m_object.
  std::size_t m_bytes = 0;         ///< In all of m_data.
  Object m_object;
};

} // namespace gongkai::pdf
