// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Result.h"

#include <cerrno>
#include <cstring>

namespace assay {

tl::unexpected<Error> systemFailure(std::string what)
{
    const int number = errno;
    return failure(ErrorCode::System, what + ": " + strerrordesc_np(number),
                   strerrorname_np(number));
}

} // namespace assay
