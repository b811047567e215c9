// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/box.hpp"

#include <rapidjson/rapidjson.h>

#include <cmath>
#include <cstdint>
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

  void key(char const* k) { w.Key(k); }

  void text(std::string_view s) { w.String(s.data(), static_cast<rapidjson::SizeType>(s.size())); }

  void text_or_null(std::string_view s) {
    if (s.empty()) {
      w.Null();
    } else {
      text(s);
    }
  }

  void optional(char const* name, std::string_view s) {
    if (s.empty()) { return; }
    key(name);
    text(s);
  }

  /// A hundredth of a point is finer than any reader needs, and the same on every machine.
  void coordinate(double v) { w.Double(std::round(v * 100) / 100 + 0.0); }

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

  Writer& w;
};

} // namespace gongkai
