// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "interpreter/PyRef.h"
#include "policy/Profile.h"

namespace assay {

/// What a profile says of a script's surroundings, as a dict for the functions of our own Python
/// (resources/python): names as lists (None: all there are), the rest as truth values.
[[nodiscard]] PyRef describeSurroundings(const Profile &profile);

} // namespace assay
