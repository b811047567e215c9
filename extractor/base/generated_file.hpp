// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>
#include <exception>

namespace gongkai {

/// For programs that run while another is built: writes a file, or says why not and leaves none. Returns whether it is
/// written.
template <class Write>
bool write_generated_file(char const* path, Write const& write) {
  std::FILE* const out = std::fopen(path, "w");
  if (out == nullptr) {
    std::fprintf(stderr, "%s: cannot be written\n", path);
    return false;
  }
  bool done = false;
  try {
    write(out);
    done = true;
  } catch (std::exception const& e) { std::fprintf(stderr, "%s\n", e.what()); }
  bool const whole = std::fclose(out) == 0 && done;
  if (!whole) { std::remove(path); } // what is half written must not look done
  return whole;
}

} // namespace gongkai
