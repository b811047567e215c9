// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/base64.hpp"

#include <nettle/base64.h>

namespace gongkai {

std::string base64(std::string_view bytes) {
  std::string out(BASE64_ENCODE_RAW_LENGTH(bytes.size()), '\0');
  base64_encode_raw(out.data(), bytes.size(), reinterpret_cast<std::uint8_t const*>(bytes.data()));
  return out;
}

} // namespace gongkai
