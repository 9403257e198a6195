// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace assay {

/// Asks the system to give memory that is not touched yet in pages of 2 MiB rather than 4 KiB: most of
/// the time it takes to fill hundreds of megabytes once goes into page faults. A hint; it cannot fail.
void preferLargePages(void *begin, std::size_t bytes);

/// Room for `count` elements, in large pages where that is worth it.
template <typename T>
void reserveLarge(std::vector<T> &vector, std::size_t count)
{
    if (count <= vector.capacity())
        return;
    vector.reserve(count);
    preferLargePages(static_cast<void *>(vector.data() + vector.size()), (count - vector.size()) * sizeof(T));
}

} // namespace assay
