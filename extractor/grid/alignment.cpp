// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/alignment.hpp"

namespace gongkai {

AlignmentReader::AlignmentReader(PatternFiles const&, Normaliser const& normaliser) : m_normaliser(&normaliser) {}
std::optional<Grid> AlignmentReader::read(Page const&, AlignedRegion const&) const { return std::nullopt; }
std::vector<AlignedRegion> AlignmentReader::find_regions(Page const&, std::vector<Box> const&, bool) const { return {}; }

} // namespace gongkai
