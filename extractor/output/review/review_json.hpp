// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/version.hpp"
#include "output/json_values.hpp"
#include "output/review/review_page.hpp"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <string>

namespace gongkai {

/// What `write` writes with a writer, as text.
template <class Write>
std::string json_text(Write const& write) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  write(writer);
  return {buffer.GetString(), buffer.GetSize()};
}

/// What the data of both pages have in common.
template <class Writer>
class ReviewJson : protected JsonValues<Writer> {
protected:
  explicit ReviewJson(Writer& writer) : JsonValues<Writer>(writer) {}

  void program() {
    this->key("version");
    this->text(version());
  }

  void wording(ReviewWording const& wording) {
    this->key("wording");
    this->w.StartObject();
    for (auto const& [name, words] : wording) {
      this->key(name);
      this->strings({words.first, words.second});
    }
    this->w.EndObject();
  }
};

} // namespace gongkai
