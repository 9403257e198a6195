// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <string>

namespace assay {

/// The error for a fixture whose `key` is not as it should be.
inline tl::unexpected<Error> fixtureError(const std::string &key, const std::string &what)
{
    return failure(ErrorCode::InvalidInput, "In the fixture, \"" + key + "\" " + what + ".");
}

} // namespace assay
