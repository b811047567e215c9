// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// What a fuzz target is: one function that takes any bytes and must neither crash nor hang nor break a promise.
/// runner.cpp drives it by itself; with GONGKAI_LIBFUZZER libFuzzer does.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::fuzz {

// ---- Each target defines these three ---------------------------------------------------------------

/// Tries one input.
void try_input(std::string_view bytes);

/// Inputs to begin with.
std::vector<std::string> seeds();

/// Pieces worth inserting.
std::vector<std::string> words();

// ---- What targets share ----------------------------------------------------------------------------

/// A promise that the input must not break: where it is, the run ends with `what` and the input is kept.
void promise(bool kept, char const* what);

/// Draws values from the input, so that mutating the bytes mutates the values. At the end of the input all are 0.
class Source {
public:
  explicit Source(std::string_view bytes) : m_bytes(bytes) {}
  bool empty() const noexcept { return m_bytes.empty(); }

  template <class T>
  T raw() {
    T value{};
    std::size_t const n = std::min(sizeof(T), m_bytes.size());
    std::memcpy(&value, m_bytes.data(), n);
    m_bytes.remove_prefix(n);
    return value;
  }
  /// 0 <= value < below
  int below(int limit) { return static_cast<int>(raw<std::uint16_t>()) % limit; }
  bool flag() { return (raw<std::uint8_t>() & 1) != 0; }
  /// In steps of 1/64 from `from` over a range of 1,024.
  double coordinate(double from = -100) { return from + raw<std::uint16_t>() / 64.0; }

private:
  std::string_view m_bytes;
};

} // namespace gongkai::fuzz
