// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/StandardStreams.h"

#include <array>
#include <fcntl.h>

namespace assay {

void holdStandardStreams()
{
    // Opened the wrong way round, so that they are of no use.
    constexpr std::array modes{O_WRONLY, O_RDONLY, O_RDONLY};
    for (int stream = 0; stream < 3; ++stream) {
        // The lowest free number is this one, as those below are taken.
        if (fcntl(stream, F_GETFD) < 0)
            (void)open("/dev/null", modes[static_cast<std::size_t>(stream)]);
    }
}

} // namespace assay
