// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/target.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  gongkai::fuzz::try_input({reinterpret_cast<char const*>(data), size});
  return 0;
}
