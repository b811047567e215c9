// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/document.hpp"

#include <webp/encode.h>

#include <stdexcept>

namespace gongkai::pdf {

std::string to_webp(Picture const& picture) {
  std::uint8_t* bytes = nullptr;
  std::size_t const size =
      WebPEncodeLosslessRGB(picture.rgb.data(), picture.width, picture.height, 3 * picture.width, &bytes);
  if (size == 0) { throw std::runtime_error("the picture of the page cannot be written as WebP"); }
  std::string out(reinterpret_cast<char const*>(bytes), size);
  WebPFree(bytes);
  return out;
}

} // namespace gongkai::pdf
