// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/observation.hpp"
#include "table/table.hpp"

#include <span>

namespace gongkai {

/// A warning for each table whose unit the rest of the document contradicts: figures of the same rows stand in other
/// tables with the same digits and a value a thousand, ten thousand or more times larger or smaller, and fewer with the
/// same value. Nothing is changed: which of the two is meant, the document does not say.
Problems unit_conflicts(std::span<Table const> tables, std::span<Observation const> observations);

} // namespace gongkai
