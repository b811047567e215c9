// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace gongkai {

/// What the document's own arithmetic says of a figure.
enum class Proof : unsigned char {
  unproven, ///< No check reaches it.
  proven,   ///< It takes part in a check that holds and in none that fails.
  conflict, ///< It takes part in a failing check.
};

/// "unproven", "proven", "conflict".
constexpr std::string_view name_of(Proof proof) noexcept {
  return proof == Proof::proven ? "proven" : proof == Proof::conflict ? "conflict" : "unproven";
}

} // namespace gongkai
