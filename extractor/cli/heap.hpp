// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace gongkai::cli {

/// Takes the heap's first pages from the kernel as huge ones, where it has them. To be called first in main().
///
/// A document needs some thousand pages of 4 kB, and to be given one costs more than to fill it: up to a tenth of a
/// run. Reserves address space, not memory: what is not touched is not used.
void prepare_heap();

} // namespace gongkai::cli
