// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.hpp"

#include <tl/expected.hpp>

namespace gongkai {

/// A value, or the one problem that prevented it.
template <class T>
using Result = tl::expected<T, Problem>;

inline tl::unexpected<Problem> failure(ProblemCode code, std::string message, int page = 0) {
  return tl::make_unexpected(Problem{code, std::move(message), page, std::nullopt});
}

} // namespace gongkai
