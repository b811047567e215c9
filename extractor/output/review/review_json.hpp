// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/version.hpp"
#include "output/json_values.hpp"
#include "output/review/review_page.hpp"

namespace gongkai {

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
