// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/box.hpp"

#include <rapidjson/rapidjson.h>

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai {

/// Values as the JSON of docs/formats/json.md has them, for a writer of RapidJSON.
template <class Writer>
class JsonValues {
protected:
  explicit JsonValues(Writer& writer) : w(writer) {}

  void key(std::string_view k) { w.Key(k.data(), static_cast<rapidjson::SizeType>(k.size())); }

  void text(std::string_view s) { w.String(s.data(), static_cast<rapidjson::SizeType>(s.size())); }

  void text_or_null(std::string_view s) {
    if (s.empty()) {
      w.Null();
    } else {
      text(s);
    }
  }

  void optional(std::string_view name, std::string_view s) {
    if (s.empty()) { return; }
    key(name);
    text(s);
  }

  /// A hundredth of a point is finer than any reader needs, and the same on every machine. Half of what is written are
  /// coordinates, and a decimal of two places needs no search for its shortest form.
  void coordinate(double v) {
    double const rounded = std::round(v * 100);
    constexpr double most = 1e15; // beyond which a double has no hundredths
    if (!(std::abs(rounded) < most)) {
      w.Double(rounded / 100 + 0.0);
      return;
    }
    auto const hundredths = static_cast<std::int64_t>(rounded);
    std::array<char, 24> out{};
    char* end = out.data();
    if (hundredths < 0) { *end++ = '-'; }
    end = std::to_chars(end, out.data() + out.size(), std::abs(hundredths) / 100).ptr;
    std::int64_t const places = std::abs(hundredths) % 100;
    *end++ = '.';
    *end++ = static_cast<char>('0' + places / 10);
    if (places % 10 != 0) { *end++ = static_cast<char>('0' + places % 10); }
    std::string_view const digits(out.data(), static_cast<std::size_t>(end - out.data()));
    if constexpr (requires { w.number(digits); }) {
      w.number(digits);
    } else {
      w.RawValue(digits.data(), digits.size(), rapidjson::kNumberType);
    }
  }

  void box(Box const& b) {
    w.StartArray();
    coordinate(b.x0);
    coordinate(b.y0);
    coordinate(b.x1);
    coordinate(b.y1);
    w.EndArray();
  }

  void strings(std::vector<std::string> const& list) {
    w.StartArray();
    for (std::string const& s : list) { text(s); }
    w.EndArray();
  }

  void integer_or_null(std::optional<std::int64_t> const& value) {
    if (value) {
      w.Int64(*value);
    } else {
      w.Null();
    }
  }

  Writer& w; // NOLINT(readability-identifier-naming): on every line of what writes records
};

} // namespace gongkai
