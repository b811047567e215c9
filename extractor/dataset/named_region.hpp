// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/regions.hpp"

#include <string>
#include <string_view>

namespace gongkai::dataset {

/// Code of the region that a file's name tells: by the file's own name, or else by its nearest folder that names one.
/// Only a full name counts ("Nanchang City"): short ones are words in many other names. Empty where none is named, or
/// several places have that name and the folders above do not tell which.
std::string region_of_name(std::string_view file, Regions const& regions);

} // namespace gongkai::dataset
