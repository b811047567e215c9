// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/document.hpp"

#include <png.h>

#include <stdexcept>

namespace gongkai::pdf {

std::string to_png(Picture const& picture) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(picture.width);
  image.height = static_cast<png_uint_32>(picture.height);
  image.format = PNG_FORMAT_RGB;
  png_alloc_size_t size = 0;
  if (png_image_write_get_memory_size(image, size, 0, picture.rgb.data(), 0, nullptr) == 0) {
    throw std::runtime_error("the picture of the page cannot be written as PNG");
  }
  std::string out(size, '\0');
  if (png_image_write_to_memory(&image, out.data(), &size, 0, picture.rgb.data(), 0, nullptr) == 0) {
    throw std::runtime_error("the picture of the page cannot be written as PNG");
  }
  out.resize(size);
  return out;
}

} // namespace gongkai::pdf
